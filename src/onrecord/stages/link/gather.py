"""Gather statements into claims: components over links of one claim, refined by average linkage, a person's decisions first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.model import Claim, Decision, Link, Statement, claim_id
from onrecord.stages.link.relate import AGAINST
from onrecord.stages.link.stance import stances, worded, worded_by
from onrecord.stages.link.weights import ABSENT, SAME_FROM

ROUNDS = 20  # in which statements may go elsewhere: each leaves the whole better, so that few are needed
_ENOUGH = 1e-9  # what going elsewhere must be better by
_APART = -1e6  # of a pair that somebody has put asunder: no mean over a claim makes up for it


def gather(
    statements: Mapping[str, Statement], links: Sequence[Link], decisions: Sequence[Decision], *, least: float = SAME_FROM
) -> list[Claim]:
    """The claims that statements make, each statement in one, in the order of the claims' ids.

    Statements go together while the mean score over all pairs of two groups is at least `least` (average linkage, Sokal & Michener
    1958); a pair without a link counts as ABSENT. Then each goes where its scores are most above `least` in sum, until none wants to go
    (the local search of correlation clustering, Bansal, Blum & Chawla 2004): what was merged early is not bound for ever. Such groups never
    reach beyond a component of pairs with that score, so that only components which a new statement touches are made anew, and the same
    statements and decisions give the same claims in any order.

    Args:
        statements: all that hang together, by id.
        links: how they stand to each other; those of other statements are passed over.
        decisions: what people decided. Of two on one pair the later holds. What must be together is one group from the start.
        least: the mean score from which two groups are one.
    """
    joined, apart = _decided(decisions, statements)
    groups = _groups(sorted(statements), joined)
    scores = {(link.a, link.b): link.score for link in links if link.a in statements and link.b in statements}
    opposed = [(link.a, link.b) for link in links if link.rule == AGAINST]
    claims = []
    components = _components(groups, scores, least)
    for component, own in zip(components, _inside(components, scores), strict=True):
        for members in _refined(component, own, apart, least):
            about = sorted((statements[one] for one in members), key=lambda one: one.order)
            ids = set(members)
            inner = {pair: score for pair, score in own.items() if pair[0] in ids and pair[1] in ids}
            wording = worded_by(about, inner)
            against = {b if a == wording.id else a: True for a, b in opposed if wording.id in (a, b)}
            taken = stances(about, wording, against)
            position = next(stance.position for stance in taken if stance.statement == wording.id)
            claims.append(Claim(claim_id(about[0].id), worded(wording, position), wording.id, taken))
    return sorted(claims, key=lambda claim: claim.id)


def _decided(decisions: Iterable[Decision], statements: Mapping[str, Statement]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs that somebody put together, and those that somebody put asunder; the later decision on a pair holds."""
    last: dict[tuple[str, str], str] = {}
    for one in sorted(decisions, key=lambda decision: decision.number):
        if one.verdict in ("same claim", "not the same claim") and one.a in statements and one.b in statements and one.a != one.b:
            last[min(one.a, one.b), max(one.a, one.b)] = one.verdict
    joined = {pair for pair, verdict in last.items() if verdict == "same claim"}
    return joined, set(last) - joined


def _groups(ids: Sequence[str], joined: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The ids in groups of those that are joined, over others too."""
    lead = {one: one for one in ids}

    def led(one: str) -> str:
        while lead[one] != one:
            lead[one] = lead[lead[one]]
            one = lead[one]
        return one

    for a, b in joined:
        low, high = sorted((led(a), led(b)))
        lead[high] = low
    out: dict[str, list[str]] = {}
    for one in ids:
        out.setdefault(led(one), []).append(one)
    return [tuple(group) for _, group in sorted(out.items())]


def _components(groups: Sequence[tuple[str, ...]], scores: Mapping[tuple[str, str], float], least: float) -> list[list[tuple[str, ...]]]:
    """The groups by components of pairs that score enough for one claim."""
    of = {one: group[0] for group in groups for one in group}
    by_lead = {group[0]: group for group in groups}
    pairs = {(of[a], of[b]) for (a, b), score in scores.items() if score >= least and of[a] != of[b]}
    return [[by_lead[lead] for lead in component] for component in _groups(sorted(by_lead), pairs)]


def _inside(components: Sequence[Sequence[tuple[str, ...]]], scores: Mapping[tuple[str, str], float]) -> list[dict[tuple[str, str], float]]:
    """The scores of pairs within each component, so that nobody goes through all pairs for each."""
    of = {one: at for at, component in enumerate(components) for group in component for one in group}
    out: list[dict[tuple[str, str], float]] = [{} for _ in components]
    for (a, b), score in scores.items():
        if of[a] == of[b]:
            out[of[a]][a, b] = score
    return out


def _refined(
    groups: Sequence[tuple[str, ...]], scores: Mapping[tuple[str, str], float], apart: Iterable[tuple[str, str]], least: float
) -> list[list[str]]:
    """A component's statements by claims."""
    if len(groups) == 1:
        return [list(groups[0])]
    of = {one: at for at, group in enumerate(groups) for one in group}
    sizes = np.array([len(group) for group in groups], np.float64)
    total: npt.NDArray[np.float64] = ABSENT * np.outer(sizes, sizes)
    for (a, b), score in scores.items():
        if a in of and b in of and of[a] != of[b]:
            total[of[a], of[b]] += score - ABSENT
            total[of[b], of[a]] += score - ABSENT
    for a, b in apart:
        # Two that somebody also joined over others stay together: the groups come first.
        if a in of and b in of and of[a] != of[b]:
            total[of[a], of[b]] = total[of[b], of[a]] = _APART * sizes.sum() ** 2
    group = np.arange(len(groups))
    for low, high in merges(total / np.outer(sizes, sizes), sizes, least):
        group[group == high] = low
    group = moved(total - least * np.outer(sizes, sizes), group)
    return [sorted(one for at in np.flatnonzero(group == number).tolist() for one in groups[at]) for number in np.unique(group)]


def moved(pull: npt.NDArray[np.float64], group: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The groups after each member went where it is pulled most, one after the other in their order, until all stay or ROUNDS are over.

    Args:
        pull: (n, n), symmetric: how much two want to be together; below zero, how much they want to be apart.
        group: (n,) the number of each one's group.
    """
    group, count = group.copy(), len(group)
    pull = pull.copy()
    np.fill_diagonal(pull, 0)
    for _ in range(ROUNDS):
        still = True
        for at in range(count):
            pulls = np.bincount(group, pull[at], count)
            # Nothing pulls to a group of one's own, and nothing holds there.
            there = np.flatnonzero(np.bincount(group, minlength=count))
            best = int(there[pulls[there].argmax()])
            if max(float(pulls[best]), 0.0) <= pulls[group[at]] + _ENOUGH:
                continue
            free = np.setdiff1d(np.arange(count), there)
            group[at] = best if pulls[best] > 0 else free[0]
            still = False
        if still:
            break
    return group


def merges(means: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """The merges of average linkage in their order, the lower index first; it keeps the group. Of equals the lowest indexes go first.

    Args:
        means: (n, n), symmetric: the mean score over the pairs of two groups.
        sizes: (n,) of the groups.
        least: the mean below which no two are merged.
    """
    means, sizes = means.copy(), sizes.copy()
    np.fill_diagonal(means, -np.inf)
    best = means.argmax(1)
    height = means[np.arange(len(means)), best]
    out: list[tuple[int, int]] = []
    while True:
        low = int(height.argmax())
        if not height[low] >= least:
            return out
        low, high = sorted((low, int(best[low])))
        out.append((low, high))
        merged = (means[low] * sizes[low] + means[high] * sizes[high]) / (sizes[low] + sizes[high])
        merged[[low, high]] = -np.inf
        sizes[low] += sizes[high]
        means[low], means[:, low] = merged, merged
        means[high], means[:, high] = -np.inf, -np.inf
        height[high] = -np.inf
        for at in np.flatnonzero(((best == low) | (best == high)) & (height > -np.inf)):
            best[at] = means[at].argmax()
            height[at] = means[at, best[at]]
        best[low] = means[low].argmax()
        height[low] = means[low, best[low]]
        better = (merged > height) | ((merged == height) & (low < best))
        best[better], height[better] = low, merged[better]
