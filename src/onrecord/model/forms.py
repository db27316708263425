"""Records of the ledger as plain JSON values, and back. Spans are [start, end] in code points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from onrecord.model.claim import Claim, Stance
from onrecord.model.identity import Appearance, Identity
from onrecord.model.origin import Backing, Lineage, Origin
from onrecord.model.span import Span, spans_of
from onrecord.model.standing import Reason, Standing
from onrecord.model.statement import Statement
from onrecord.model.weighed import Weighed


def plain(value: Any) -> Any:
    """Any record, or tuple or mapping of records, as JSON values: a record is an object of its fields, a span a pair, a tuple an array."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def statement_of(one: Mapping[str, Any]) -> Statement:
    """The statement of plain values."""
    spans = {name: spans_of(one[name]) for name in ("evidence", "source", "cue")}
    return Statement(**{**one, **spans, "via": tuple(one["via"]), "times": tuple(one["times"])})


def claim_of(one: Mapping[str, Any]) -> Claim:
    """The claim of plain values."""
    return Claim(one["id"], one["text"], one["wording"], tuple(Stance(**stance) for stance in one["stances"]))


def lineage_of(one: Mapping[str, Any]) -> Lineage:
    """The lineage of plain values."""
    origins = tuple(Origin(**{**each, "backings": tuple(Backing(**way) for way in each["backings"])}) for each in one["origins"])
    pairs = {name: tuple((int(a), int(b), str(why)) for a, b, why in one[name]) for name in ("dependent", "independent")}
    return Lineage(origins, **pairs, circles=tuple(map(tuple, one["circles"])))


def standing_of(one: Mapping[str, Any]) -> Standing:
    """The standing of plain values."""
    reasons = (Reason(each["mark"], each["why"], tuple(each["statements"])) for each in one["reasons"])
    return Standing(one["claim"], tuple(reasons))


def appearance_of(one: Mapping[str, Any]) -> Appearance:
    """The appearance of plain values."""
    stated = tuple((str(field), str(words)) for field, words in one["stated"])
    return Appearance(**{**one, "names": tuple(one["names"]), "stated": stated})


def identity_of(one: Mapping[str, Any]) -> Identity:
    """The identity of plain values."""
    stated = tuple((str(field), str(words)) for field, words in one["stated"])
    lists = {name: tuple(one[name]) for name in ("names", "speakers", "unsettled")}
    return Identity(one["id"], one["name"], one["kind"], **lists, stated=stated)


def weighed_of(one: Mapping[str, Any]) -> Weighed:
    """The weighed claim of plain values."""
    return Weighed(claim_of(one["claim"]), lineage_of(one["lineage"]), standing_of(one["standing"]))
