"""What is wrong with a ledger: rows that were altered, quotes that are not in their place, statements for which nothing was read."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Held, OnRecordError, article_id
from onrecord.model.proof import proven
from onrecord.stages.enter import enter
from onrecord.store import Looks


def flaws(look: Looks) -> Iterator[str]:
    """A line for each thing that is wrong. Where rows are not as they were written, the rest is not looked at: it is made of them."""
    unsound = 0
    for flaw in look.unsound():
        unsound += 1
        yield flaw
    held = {} if unsound else {one.id: one for one in look.articles()}
    for one in held.values():
        if one.superseded in held and held[one.superseded].origin != one.origin:
            yield f"{one.origin}: its revision is an article of another origin ({one.superseded})"
        yield from _of_article(look, one)


def _of_article(look: Looks, held: Held) -> Iterator[str]:
    """What is wrong with an article as it is kept."""
    try:
        reading = proven(look.reading(held.id))
    except (OnRecordError, ValueError) as error:
        yield f"{held.origin}: {error}"
        return
    if article_id(reading.article.origin, reading.article.text) != held.id:
        yield f"{held.origin}: its id is not that of its text ({held.id})"
    kept, entered = {one.id: one for one in look.statements_in([held.id])}, enter(reading)
    if any(one != kept.get(one.id) for one in entered) or len(kept) != len(entered):
        yield f"{held.origin}: its statements are not those of its reading ({held.id})"
    members = look.members(kept)
    if held.superseded is None and (lost := kept.keys() - members.keys()):
        yield f"{held.origin}: {len(lost)} statements are in no claim; run `onrecord add` on any input to settle them"
