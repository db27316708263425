"""Compare two versions of one article: which statements came, which went, and which are worded anew."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.model import Statement
from onrecord.model.revision import Revision

# Of the words of two statements, the share in common order from which one is the other worded anew: a date or a number was mended.
_REWORDED = 0.6


def revise(before: Sequence[Statement], after: Sequence[Statement]) -> Revision:
    """What changed between the statements of two versions of one article.

    Statements are the same where who speaks, what he does, and all words are; of the others each is paired with the likest of the same
    speaker, the likest pairs first (Ratcliff and Obershelp's ratio over words).

    Raises:
        ValueError: a version has no statement to tell it by, or statements of several articles.
    """
    olds, news = {one.article for one in before}, {one.article for one in after}
    if len(olds) > 1 or len(news) > 1:
        raise ValueError("a revision compares two versions of one article")
    went, came = _without(before, after), _without(after, before)
    pairs = sorted(
        ((ratio, i, j) for i, old in enumerate(went) for j, new in enumerate(came) if (ratio := _alike(old, new)) >= _REWORDED),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    gone: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in gone and j not in taken:
            gone[i] = j
            taken.add(j)
    return Revision(
        before=next(iter(olds), ""),
        after=next(iter(news), ""),
        came=tuple(new for j, new in enumerate(came) if j not in taken),
        went=tuple(old for i, old in enumerate(went) if i not in gone),
        changed=tuple((went[i], came[j]) for i, j in sorted(gone.items())),
    )


def _key(one: Statement) -> tuple[str, str, str]:
    return one.speaker, one.act, one.text


def _without(some: Sequence[Statement], others: Sequence[Statement]) -> list[Statement]:
    there = {_key(one) for one in others}
    return [one for one in some if _key(one) not in there]


def _alike(old: Statement, new: Statement) -> float:
    if old.speaker != new.speaker or old.voice != new.voice:
        return 0.0
    return SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False).ratio()
