"""From the heads' scores to cues and roles: best paths over tags, nested cues read inside the contents that hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    """What the heads gave for a window of T pieces, special pieces cut off.

    pieces (T, inner), cue_parts (T, 3 * inner): the shares of a cue's first, last and mean piece; cue, any_cue (T, 5);
    furniture (T, 1 + reasons), log-odds not yet normalised.
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
"""Pieces (T, inner) of a window, cues (N, inner), begin (N,) -> scores (N, T, 9)."""

Run = tuple[int, int]
Cue = tuple[int, int, float]


def find(given: Sequence[Heads], chains: Chains, settings: Settings, score_roles: RoleScorer) -> list[list[Found]]:
    """The attributions of each window, outer ones and those nested in their contents. Windows are decoded side by side, for speed alone."""
    outer = _cues([heads.cue for heads in given], chains.cue, settings.cue)
    deep = _cues([heads.any_cue for heads in given], legal_order(1), settings.nested)
    inner = [
        [cue for cue in found if all(cue[1] <= other[0] or other[1] <= cue[0] for other in outer[row])] for row, found in enumerate(deep)
    ]
    asked = [[(cue, None) for cue in found] for found in outer]
    out = _with_roles(given, asked, chains=chains, settings=settings, score_roles=score_roles)
    for _ in range(NESTED_AFTER):
        held = [[(cue, holder) for cue in inner[row] if (holder := _holder(cue, found))] for row, found in enumerate(out)]
        if not any(held):
            break
        found_in = _with_roles(given, held, chains=chains, settings=settings, score_roles=score_roles)
        out = [[one for one in found if not one.nested] + added for found, added in zip(out, found_in, strict=True)]
    return [sorted(found, key=lambda one: one.begin) for found in out]


def _cues(given: list[Floats], chain: tuple[Floats, Floats, Floats], shift: float) -> list[list[Cue]]:
    shifted = [scores.copy() for scores in given]
    for scores in shifted:
        scores[:, OUTSIDE] -= shift
    out = []
    for scores, tags in zip(shifted, _best_paths(shifted, chain), strict=True):
        odds = np.exp(scores - scores.max(-1, keepdims=True))
        some = 1 - odds[:, OUTSIDE] / odds.sum(-1)
        out.append([(begin, end, float(some[begin:end].mean())) for begin, end, _ in runs_of_tags(tags)])
    return out


def _best_paths(given: list[Floats], chain: tuple[Floats, Floats, Floats]) -> list[Ints]:
    """The best tags of each sequence of scores (T, tags), all in one pass."""
    if not given:
        return []
    lengths = np.array([len(scores) for scores in given], np.int64)
    padded = np.zeros((len(given), int(lengths.max()), given[0].shape[1]), np.float32)
    for row, scores in enumerate(given):
        padded[row, : len(scores)] = scores
    return [path[:length] for path, length in zip(best_path(padded, lengths, *chain), lengths, strict=True)]


def _holder(cue: Cue, found: list[Found]) -> list[Run] | None:
    """The smallest content that holds the cue: the one it is nested in."""
    holding = [one.content for one in found if (one.begin, one.end) != cue[:2] and any(s <= cue[0] and cue[1] <= e for s, e in one.content)]
    return min(holding, key=lambda content: sum(e - s for s, e in content), default=None)


def _with_roles(
    given: Sequence[Heads],
    asked: Sequence[Sequence[tuple[Cue, list[Run] | None]]],
    *,
    chains: Chains,
    settings: Settings,
    score_roles: RoleScorer,
) -> list[list[Found]]:
    """Each window's cues with their roles; those of a cue with a holder lie inside it."""
    scores = [
        scored for heads, cues in zip(given, asked, strict=True) if cues for scored in _role_scores(heads, cues, settings.role, score_roles)
    ]
    paths = iter(zip(scores, _best_paths(scores, chains.role), strict=True))
    return [[_found(cue, holder, *next(paths)) for cue, holder in cues] for cues in asked]


def cue_vectors(heads: Heads, cues: Sequence[Run]) -> Floats:
    """The vectors (N, inner) of cues (begin, end) of a window: the shares of the first, the last and the mean piece of each."""
    inner, parts = heads.pieces.shape[1], heads.cue_parts
    vectors = [parts[b, :inner] + parts[e - 1, inner : 2 * inner] + parts[b:e, 2 * inner :].mean(0, dtype=np.float32) for b, e in cues]
    return np.stack(vectors)


def _role_scores(heads: Heads, cues: Sequence[tuple[Cue, list[Run] | None]], shift: float, score_roles: RoleScorer) -> Iterator[Floats]:
    """The scores (T, 9) of each cue of a window, roles forbidden on its own words and outside its holder."""
    vectors = cue_vectors(heads, [(b, e) for (b, e, _), _ in cues])
    begin = np.array([b for (b, _, _), _ in cues], np.int64)
    for (cue, holder), scores in zip(cues, score_roles(heads.pieces, vectors, begin).copy(), strict=True):
        closed = np.zeros(len(scores), bool)
        if holder is not None:
            closed[:] = True
            for s, e in holder:
                closed[s:e] = False
        closed[cue[0] : cue[1]] = True
        scores[:, OUTSIDE] -= shift
        scores[closed, 1:] = FORBIDDEN
        yield scores


def _found(cue: Cue, holder: list[Run] | None, scores: Floats, path: Ints) -> Found:
    begin, end, score = cue
    runs = runs_of_tags(path)
    source = _one([(s, e) for s, e, kind in runs if kind == SOURCE], path, scores)
    return Found(begin, end, source, [(s, e) for s, e, kind in runs if kind == CONTENT], score, holder is not None)


def _one(sources: list[Run], path: Ints, scores: Floats) -> list[Run]:
    """The source that the scores favour most: a source is one unbroken run in all but one of two thousand attributions of PolNeAR."""

    def gain(run: Run) -> float:
        places = np.arange(*run)
        return float((scores[places, path[places]] - scores[places, OUTSIDE]).mean())

    return [max(sources, key=gain)] if len(sources) > 1 else sources
