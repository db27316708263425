"""Organisations, documents and groups: one where a name has the same words, or is short for one that an article gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from onrecord.english.bodies import acronym, body_key, body_words, is_acronym, trade_name
from onrecord.english.words import DETERMINERS, FUNCTION, listed
from onrecord.model import Appearance
from onrecord.stages.identify.joined import MOST_UNSETTLED, Joined

_BETWEEN = listed("of for and in on at to de la")


@dataclass(frozen=True, slots=True)
class Body:
    """An appearance of anything else that has a name: the keys of its names, and what it is called for short.

    `short` are the acronyms that the article gives for it, and what a business is called without the words for what it is; `alone` is the
    one word of it, where the article has no other name: it may be short for one that other articles have.
    """

    id: str
    keys: frozenset[tuple[str, ...]]
    short: frozenset[str]
    alone: str = ""


def body_of(one: Appearance) -> Body | None:
    """An organisation, document or group by the words of its names; one whose name only says what it is stays by itself."""
    called = [words for words in (one.name, *one.names) if _is_name(words)]
    keys = {key for words in called if (key := body_key(words))}
    long = {acronym(words) for words in called if not is_acronym(words)}
    acronyms = {_acronym_of(words) for words in called if is_acronym(words)} & long
    short = acronyms | {found for words in called if (found := trade_name(words))}
    alone = next((key[0] for key in keys if len(key) == 1), "") if len(keys) == 1 else ""
    return (
        Body(one.id, frozenset(key for key in keys if not (len(key) == 1 and key[0] in acronyms)), frozenset(short), alone)
        if keys
        else None
    )


def _acronym_of(words: str) -> str:
    """An acronym as it is compared: "the F.B.I." as "fbi"."""
    return "".join(body_words(words)).replace(".", "") if len(words) > 1 else ""


def _is_name(words: str) -> bool:
    """Whether words are a name and no description or pronoun: a capital in them, and little beside it that has none."""
    parts = [part for part in words.split() if part.casefold() not in DETERMINERS]
    if not parts or all(part.casefold() in FUNCTION for part in parts):
        return False
    small = [part for part in parts if part[0].islower() and part not in _BETWEEN]
    return any(part[0].isupper() for part in parts) and not (len(small) > 2 and parts[-1][0].islower())


def join_bodies(bodies: Sequence[Body], joined: Joined) -> list[tuple[str, str]]:
    """Join those that share a name; an acronym joins the one name that an article gives for it."""
    by_key: dict[Hashable, list[str]] = defaultdict(list)
    for one in bodies:
        for key in one.keys:
            by_key[key].append(one.id)
    for same in by_key.values():
        joined.join(same)
    meant: dict[str, set[str]] = defaultdict(set)
    for one in bodies:
        for short in one.short:
            meant[short].add(joined.led(one.id))
    doubts = []
    alone = {one.alone: one.id for one in bodies if one.alone in meant}
    for short, name in alone.items():
        # The short form alone may have been joined with a full name already, where an article has both.
        others = {joined.led(other) for other in meant[short]} - {joined.led(name)}
        if len(others) == 1 and joined.led(name) not in {joined.led(other) for other in meant[short]}:
            joined.join((name, *others))
        else:
            doubts += [(name, other) for other in sorted(others)[:MOST_UNSETTLED]]
    return doubts
