"""Whether a record that was made of outside values holds in each field what the field is declared to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def misfit(record: object) -> str:
    """The first field that holds something else ("Claim.stances.0.rule"); empty where all is as declared.

    A dataclass checks what its fields mean, not their types. It knows tuples, unions, literals and other records.
    """
    return next(_misfits(record, type(record), type(record).__name__), "")


def _misfits(value: Any, kind: Any, where: str) -> Iterator[str]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if all(any(_misfits(value, one, where)) for one in inner):
            yield where
    elif origin is Literal:
        if value not in inner:
            yield where
    elif origin is tuple:
        yield from _within(value, inner, where)
    elif not isinstance(value, (int, float) if kind is float else kind) or (kind is int and isinstance(value, bool)):
        yield where
    elif is_dataclass(kind):
        for name, declared in _fields(kind):
            yield from _misfits(getattr(value, name), declared, f"{where}.{name}")


def _within(value: Any, kinds: tuple[Any, ...], where: str) -> Iterator[str]:
    """The misfits of a tuple: of one kind ("...") or of one kind for each place."""
    repeated = len(kinds) == 2 and kinds[1] is ...
    if not isinstance(value, tuple) or not (repeated or len(value) == len(kinds)):
        yield where
        return
    for at, one in enumerate(value):
        yield from _misfits(one, kinds[0 if repeated else at], f"{where}.{at}")


def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The names of a record's fields, each with what it is declared to hold."""
    if kind not in _known:
        hints = get_type_hints(kind)
        _known[kind] = tuple((field.name, hints[field.name]) for field in fields(kind))
    return _known[kind]


_known: dict[Any, tuple[tuple[str, Any], ...]] = {}  # it takes a while, and never changes
