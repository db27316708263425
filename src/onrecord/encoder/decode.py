"""From the heads' scores to cues and roles: best paths over tags, nested cues read inside the contents that hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.encoder.tags import FORBIDDEN, OUTSIDE, Floats, Ints, best_path, legal_order, runs_of_tags

SOURCE, CONTENT = 0, 1
CUE_TAGS = 5
NESTED_AFTER = 2  # rounds of reading contents: the second finds what is nested twice


@dataclass(frozen=True, slots=True)
class Chains:
    """The learned scores of tags that follow each other, illegal orders forbidden: follow, start and end of each chain."""

    cue: tuple[Floats, Floats, Floats]
    role: tuple[Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class Settings:
    """Shifts of scores, swept on PolNeAR dev by `training.tune`; they trade precision for recall.

    `cue` and `nested` are taken from the outside tag of the outer and the any-depth cue head, `role` from the outside tag of roles.
    """

    cue: float = 0.0
    nested: float = 0.0
    role: float = 0.0


class Heads(NamedTuple):
    """What the heads gave for a batch of windows, special pieces cut off.

    pieces (B, T, inner), cue_parts (B, T, 3 * inner): the shares of a cue's first, last and mean piece; cue, any_cue (B, T, 5);
    furniture (B, T, 1 + reasons), log-odds not yet normalised.
    """

    pieces: Floats
    cue_parts: Floats
    cue: Floats
    any_cue: Floats
    furniture: Floats


class Found(NamedTuple):
    """One cue of a window and its runs of roles, in places of word pieces of that window."""

    begin: int
    end: int
    source: list[tuple[int, int]]
    content: list[tuple[int, int]]
    score: float
    nested: bool


RoleScorer = Callable[[Floats, Floats, Ints], Floats]
"""Pieces (N, T, inner) of each cue's window, cues (N, inner), begin (N,) -> scores (N, T, 9)."""


def find(heads: Heads, lengths: Ints, chains: Chains, settings: Settings, score_roles: RoleScorer) -> list[list[Found]]:
    """The attributions of each window of a batch, outer ones and those nested in their contents."""
    outer = _cues(heads.cue, lengths, chains.cue, settings.cue)
    legal = legal_order(1)
    deep = _cues(heads.any_cue, lengths, legal, settings.nested)
    inner = [
        [cue for cue in found if all(cue[1] <= other[0] or other[1] <= cue[0] for other in outer[row])] for row, found in enumerate(deep)
    ]
    out = _with_roles(heads, outer, lengths, chains=chains, settings=settings, score_roles=score_roles, bounds=None)
    for _ in range(NESTED_AFTER):
        holders = [[_holder(cue, found) for cue in inner[row]] for row, found in enumerate(out)]
        ready = [[cue for cue, holder in zip(inner[row], holders[row], strict=True) if holder] for row in range(len(inner))]
        if not any(ready):
            break
        bounds = [[holder for holder in row if holder] for row in holders]
        found_in = _with_roles(heads, ready, lengths, chains=chains, settings=settings, score_roles=score_roles, bounds=bounds)
        out = [[one for one in found if not one.nested] + added for found, added in zip(out, found_in, strict=True)]
    return [sorted(found, key=lambda one: one.begin) for found in out]


Cue = tuple[int, int, float]


def _cues(scores: Floats, lengths: Ints, chain: tuple[Floats, Floats, Floats], shift: float) -> list[list[Cue]]:
    scores = scores.copy()
    scores[:, :, OUTSIDE] -= shift
    tags = best_path(scores, lengths, *chain)
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    some = 1 - odds[:, :, OUTSIDE] / odds.sum(-1)
    return [[(begin, end, float(some[row, begin:end].mean())) for begin, end, _ in runs_of_tags(tags[row])] for row in range(len(scores))]


def _holder(cue: Cue, found: list[Found]) -> list[tuple[int, int]] | None:
    """The smallest content that holds the cue: the one it is nested in."""
    holding = [one.content for one in found if (one.begin, one.end) != cue[:2] and any(s <= cue[0] and cue[1] <= e for s, e in one.content)]
    return min(holding, key=lambda content: sum(e - s for s, e in content), default=None)


def _with_roles(
    heads: Heads,
    cues: list[list[Cue]],
    lengths: Ints,
    *,
    chains: Chains,
    settings: Settings,
    score_roles: RoleScorer,
    bounds: list[list[list[tuple[int, int]]]] | None,
) -> list[list[Found]]:
    """Each cue with its roles; where `bounds` are given, they lie inside them."""
    out: list[list[Found]] = [[] for _ in cues]
    rows = [(row, *cue) for row, found in enumerate(cues) for cue in found]
    if not rows:
        return out
    window = np.array([row[0] for row in rows], np.int64)
    begin = np.array([row[1] for row in rows], np.int64)
    end = np.array([row[2] for row in rows], np.int64)
    inner = heads.pieces.shape[2]
    means = np.stack([heads.cue_parts[w, b:e, 2 * inner :].mean(0) for w, b, e in zip(window, begin, end, strict=True)])
    vectors = heads.cue_parts[window, begin, :inner] + heads.cue_parts[window, end - 1, inner : 2 * inner] + means
    scores = score_roles(heads.pieces[window], vectors, begin).copy()
    scores[:, :, OUTSIDE] -= settings.role
    flat = [bound for found in bounds for bound in found] if bounds is not None else [None] * len(rows)
    for i, bound in enumerate(flat):
        closed = np.zeros(scores.shape[1], bool)
        closed[begin[i] : end[i]] = True
        if bound is not None:
            within = np.zeros(scores.shape[1], bool)
            for s, e in bound:
                within[s:e] = True
            closed |= ~within
        scores[i, closed, 1:] = FORBIDDEN
    tags = best_path(scores, lengths[window], *chains.role)
    for (row, b, e, score), path, at in zip(rows, tags, scores, strict=True):
        runs = runs_of_tags(path)
        source = _one([(s, t) for s, t, kind in runs if kind == SOURCE], path, at)
        content = [(s, t) for s, t, kind in runs if kind == CONTENT]
        out[row].append(Found(b, e, source, content, score, bounds is not None))
    return out


def _one(sources: list[tuple[int, int]], path: Ints, scores: Floats) -> list[tuple[int, int]]:
    """The source that the scores favour most: a source is one unbroken run in all but one of two thousand attributions of PolNeAR."""

    def gain(run: tuple[int, int]) -> float:
        places = np.arange(*run)
        return float((scores[places, path[places]] - scores[places, OUTSIDE]).mean())

    return [max(sources, key=gain)] if len(sources) > 1 else sources
