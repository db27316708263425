"""How sure a speaker is said to be: which predicate of a content tells it, and the words for the model's number on that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.english import acts
from onrecord.model import Attribution, Certainty, Holding, Sureness
from onrecord.model.annotation import PredicateSighting

# From which size of a number on somebody is certain, and so on; what lies below is unclear. Under these read and gold agree best on the dev
# parts of uw, mv2 and cb: `eval.certainty --sweep`.
_SURE: tuple[tuple[Sureness, float], ...] = (("certain", 2.5), ("probable", 1.3), ("possible", 0.8))
# What opens a clause that is not the content's main one, up to its comma; and what opens one about a word before it.
_ASIDE = re.compile(
    r"[\s“\"‘'(]*(?:that,? )?(?:when|after|before|while|although|though|because|since|once|until|as)\b[^,]*,", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:that|who|whom|whose|which|where)\b[^,;.]*$", re.IGNORECASE)
_OPEN = re.compile(r"[\s“\"‘'(]*whether\b", re.IGNORECASE)
# How good speakers call their own evidence, in the words of ICD 203. They are hedges, and stand in no one's scale but theirs.
_CONFIDENCE = re.compile(r"\b(?:low|moderate|high) confidence\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[\s“\"‘'(]*(?:that|ever|having|being)\b", re.IGNORECASE)


def certainty(text: str, one: Attribution, predicates: Sequence[PredicateSighting]) -> Certainty | None:
    """How sure the speaker is of the content's main predicate: the first, clauses aside that only open it or tell of a word in it.

    None where there is no predicate, and where the speaker says how sure in words of ICD 203 ("with low to moderate confidence"): no number
    of the model's stands beside those. `predicates` are those of the text, in its order.
    """
    if any(_CONFIDENCE.search(text, span.start, span.end) for span in (*one.cue, *one.content)):
        return None
    for span in one.content:
        aside = _ASIDE.match(text, span.start, span.end)
        begin = aside.end() if aside else span.start
        first = bisect_left(predicates, begin, key=_start)
        for seen in predicates[first : bisect_left(predicates, span.end, key=_start)]:
            # The first word of a content opens it: "that it leans", "who signed it".
            if span.covers(seen.span) and not _ABOUT.search(text, begin + 2, seen.span.start):
                return worded(replace(seen, score=_score(text, one, seen)))
    return None


def worded(seen: PredicateSighting) -> Certainty:
    """The words for the number on a predicate."""
    label: Sureness = next((label for label, least in _SURE if abs(seen.score) >= least), "unclear")
    polarity: Holding = "unclear" if label == "unclear" else "yes" if seen.score > 0 else "no"
    return Certainty(label, polarity, seen.score, seen.span)


def _score(text: str, one: Attribution, seen: PredicateSighting) -> float:
    """The model's number, but for two forms that it may miss: "whether it leans" is left open, "denied that it leans" is a no."""
    start = one.content[0].start
    if _OPEN.match(text, start):
        return 0.0
    cue = " ".join(span.of(text) for span in one.cue).casefold()
    denied = acts.DENY.search(cue) and not acts.NEGATION.search(cue) and _CLAUSE.match(text, start)
    return -abs(seen.score) if denied else seen.score


def _start(seen: PredicateSighting) -> int:
    return seen.span.start
