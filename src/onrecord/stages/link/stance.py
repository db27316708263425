"""Say how each statement of a claim stands to it, and which of them words it best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.english import acts, denials
from onrecord.model import Act, Position, Stance, Statement

_BY_ACT: dict[Act, Position] = {"deny": "denies", "doubt": "doubts", "decline": "neutral", "ask": "neutral"}
# What shows that words are a sentence: a verb that helps another or links, or what looks like a past tense.
_FINITE = re.compile(
    r"(?<![-\w])(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|should|shall|\w+ed)(?:n[o’']t)?(?![-\w])"
)
_FEWEST, _MOST = 4, 24  # words that carry a wording: fewer say little alone, more say several things


def stances(about: Sequence[Statement], wording: Statement, against: Mapping[str, bool]) -> tuple[Stance, ...]:
    """The stance of each statement, in their order.

    A claim is a proposition whatever the polarity: who denies it denies it, also where his own words are put as a sentence of their own
    ("I never sent it"). What says that something is not so denies a claim that says it is, and supports one that says it is not.

    Args:
        about: the statements of a claim.
        wording: the one that words it.
        against: of those that the judge holds to contradict the claim's wording, by id, true.
    """
    return tuple(Stance(one.id, *_position(one, wording, against=against.get(one.id, False))) for one in about)


def _position(one: Statement, wording: Statement, *, against: bool) -> tuple[Position, str]:
    """The position of a statement, and the rule that says so."""
    if one.extent == "none":
        return "neutral", "words of denial that deny nothing"
    if one.act in _BY_ACT:
        return _BY_ACT[one.act], f"act: {one.act}"
    if one.negated:
        return "neutral", "said not to have been said"
    if one.holds_not and not wording.holds_not:
        return "denies", "content: says that it is not so"
    if against:
        return "denies", "judge: contradicts the wording"
    return "supports", f"act: {one.act}" if not one.voice else "the outlet's own voice"


def worded_by(about: Sequence[Statement], scores: Mapping[tuple[str, str], float]) -> Statement:
    """The statement that words a claim: one that affirms it, can be read alone and is a sentence, the nearest to all others.

    "To table a motion" and "money for repairs" are no sentences. Of equals the first words it.

    Args:
        about: the statements of a claim, in the order of the record.
        scores: of pairs of them, the lesser id first.
    """
    nearness = {one.id: 0.0 for one in about}
    for (a, b), score in scores.items():
        if a in nearness and b in nearness:
            nearness[a] += score
            nearness[b] += score
    return max(about, key=lambda one: (_affirms(one), not one.holds_not, _stands_alone(one), _tells(one), nearness[one.id]))


def worded(wording: Statement, position: Position) -> str:
    """The words of a claim. Where only those word it who say that it is not so, it says that these are the words of the denial."""
    negative = position == "denies" and acts.ANY_NOT.search(wording.text.casefold())
    return f"[denied, in the words:] {wording.text}" if negative else wording.text


def _affirms(one: Statement) -> bool:
    return one.act not in _BY_ACT and not one.negated


def _stands_alone(one: Statement) -> bool:
    return _FEWEST < len(denials.gist(one.text)) <= _MOST


def _tells(one: Statement) -> bool:
    return _FINITE.search(one.text.casefold()) is not None
