"""Relate statements that may be about one thing: how two of them stand to each other, and on what grounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np

from onrecord.model import Link, Relation
from onrecord.stages.link.likeness import JUDGED, Ints, asked, likeness
from onrecord.stages.link.sketch import Floats, Sketch
from onrecord.stages.link.weights import ASKED_FROM, KEPT_FROM, SAME_FROM, WEIGHTS

Judging = Callable[[Sequence[tuple[str, str]]], Floats]
"""Verdicts on pairs of texts, (pairs, JUDGED)."""

# Cosines from which two statements may be about one thing: of their texts; of the texts within their articles, less where their sentences
# share a name, and much less where the articles tell one story by the means of their statements. What they let through is looked at more
# closely. Of the pairs of one claim they lose 2 to 3 % in data/claims and 3 to 4 % in data/bounty, and let through some 7 % of the pairs of
# different stories, all of US politics.
ALONE, WITHIN, NAMED, STORY, OF_STORY = 0.6, 0.5, 0.45, 0.75, 0.3
AGAINST = "model: one claim, the other way round"
"""The rule of a link of one claim whose statements the judge holds to contradict each other."""
_SURE = 0.9  # of the judge, that one statement contradicts or entails the other


def relate(fresh: Sequence[Sketch], known: Sequence[Sketch], judging: Judging) -> list[Link]:
    """The links of fresh statements with each other and with known ones, in the order of their ids.

    A pair's link is a function of the two alone, so what is on record does not depend on the order in which it came. Kept are also links
    too weak for one claim (`unrelated`): claims are gathered by the mean over all pairs.

    Args:
        fresh: sketches of statements that have no links yet.
        known: those of others.
        judging: the judge of pairs; asked only how those stand to each other that are alike enough for it to matter.
    """
    both = [*fresh, *known]
    a, b = candidates(fresh, both)
    pairs = [(both[i], both[j]) for i, j in zip(a, b, strict=True)]
    scores = probability(likeness([one for one, _ in pairs], [other for _, other in pairs]), WEIGHTS)
    return sorted(links_of(pairs, scores, judging), key=lambda link: (link.a, link.b))


def links_of(pairs: Sequence[tuple[Sketch, Sketch]], scores: Floats, judging: Judging) -> list[Link]:
    """The links of pairs with these scores, in their order, but for those that score too little to be kept."""
    kept = np.flatnonzero(scores >= KEPT_FROM).tolist()
    near = [at for at in kept if scores[at] >= ASKED_FROM]
    verdicts = dict(zip(near, judging([asked(*pairs[at]) for at in near]), strict=True)) if near else {}
    unasked = np.zeros(len(JUDGED), np.float32)
    return [linked(*pairs[at], float(scores[at]), verdicts.get(at, unasked)) for at in kept]


def probability(numbers: Floats, weights: Floats) -> Floats:
    """The logistic regression's share for each pair, rounded so that the order of adding up cannot show; the last weight stands alone."""
    odds = numbers.astype(np.float64) @ weights[:-1] + weights[-1]
    shares: Floats = np.round(1 / (1 + np.exp(-odds)), 4).astype(np.float32)
    return shares


def candidates(fresh: Sequence[Sketch], both: Sequence[Sketch]) -> tuple[Ints, Ints]:
    """Pairs that may be about one thing, each once, as indexes into `both`, whose first are the fresh."""
    if not fresh:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    vectors = np.stack([one.vectors for one in both])
    mine = vectors[: len(fresh)]
    alone = mine[:, 0] @ vectors[:, 0].T
    within = mine[:, 2] @ vectors[:, 2].T
    about = np.stack([one.about / max(1e-6, float(np.linalg.norm(one.about))) for one in both])
    story = about[: len(fresh)] @ about.T >= STORY
    told: dict[str, list[int]] = {}
    for at, one in enumerate(both):
        for name in one.named_around:
            told.setdefault(name, []).append(at)
    shared = np.zeros(alone.shape, bool)
    for at, one in enumerate(fresh):
        for name in one.named_around:
            shared[at, told[name]] = True
    near = (alone >= ALONE) | (within >= WITHIN) | (shared & (within >= NAMED)) | (story & (within >= OF_STORY))
    a, b = np.nonzero(near)
    later = (b > a) | (b >= len(fresh))
    keep = later & (a != b)
    return a[keep], b[keep]


def linked(one: Sketch, other: Sketch, score: float, verdict: Floats) -> Link:
    """The link of two statements with this score, and the judge's verdict on them."""
    first, second = sorted((one.statement.id, other.statement.id))
    verdicts = dict(zip(JUDGED, verdict.tolist(), strict=True))
    relation, rule = "unrelated", "model: another claim"
    if score >= SAME_FROM:
        relation, rule = "same", "model: one claim"
        if one.statement.answers == other.statement.id or other.statement.answers == one.statement.id:
            rule = "the one answers the other"
        elif verdicts["contradicts"] >= _SURE:
            rule = AGAINST
    elif one.numbers and other.numbers and not one.numbers & other.numbers and verdicts["contradicts"] >= _SURE:
        relation, rule = "contradicts", "judge: other numbers"
    elif verdicts["contradicts"] >= _SURE:
        relation, rule = "contradicts", "judge: cannot both hold"
    elif verdicts["entails"] >= _SURE:
        relation, rule = "narrows", "judge: one follows from the other"
    return Link(first, second, cast(Relation, relation), round(score, 4), rule)
