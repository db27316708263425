"""Decoding of tags: the best legal path, and the runs it marks."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.encoder.tags import FORBIDDEN, OUTSIDE, Floats, Ints, best_path, legal_order, runs_of_tags, tag_count, tags_of_runs

Chain = tuple[Floats, Floats, Floats]
Runs = list[tuple[int, int, int]]


def score_of(path: tuple[int, ...], scores: Floats, chain: Chain) -> float:
    follow, start, end = (part.astype(np.float64) for part in chain)
    steps = sum(follow[a, b] for a, b in pairwise(path))
    return float(start[path[0]] + end[path[-1]] + steps + sum(scores[t, tag] for t, tag in enumerate(path)))


def best_score_by_trying_all(scores: Floats, chain: Chain) -> float:
    length, tags = scores.shape
    return max(score_of(path, scores, chain) for path in product(range(tags), repeat=length))


def learned(kinds: int, rng: np.random.Generator) -> Chain:
    """A legal order with learned scores on top, as a bundle has it."""
    follow, start, end = legal_order(kinds)
    return tuple((part + rng.normal(size=part.shape)).astype(np.float32) for part in (follow, start, end))  # type: ignore[return-value]


def is_legal(path: Ints, chain: Chain) -> bool:
    follow, start, end = chain
    steps = [start[path[0]], end[path[-1]], *(follow[a, b] for a, b in pairwise(path))]
    return bool(min(steps) > FORBIDDEN / 2)


@given(kinds=st.sampled_from([1, 2]), lengths=st.lists(st.integers(1, 4), min_size=1, max_size=3), seed=st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=40)
def test_no_other_path_scores_higher(kinds: int, lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    chain = learned(kinds, rng)
    scores = rng.normal(scale=3, size=(len(lengths), max(lengths), tag_count(kinds))).astype(np.float32)
    paths = best_path(scores, np.array(lengths), *chain)
    for row, length in enumerate(lengths):
        found = score_of(tuple(paths[row, :length].tolist()), scores[row], chain)
        assert abs(found - best_score_by_trying_all(scores[row, :length], chain)) < 1e-2
        assert is_legal(paths[row, :length], chain)


@given(lengths=st.lists(st.integers(1, 30), min_size=2, max_size=6), seed=st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_a_sequence_reads_the_same_alone_and_in_a_batch(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    chain = learned(2, rng)
    scores = rng.normal(scale=3, size=(len(lengths), max(lengths), tag_count(2))).astype(np.float32)
    together = best_path(scores, np.array(lengths), *chain)
    for row, length in enumerate(lengths):
        alone = best_path(scores[row : row + 1, :length], np.array([length]), *chain)
        assert together[row, :length].tolist() == alone[0].tolist()


def test_what_lies_beyond_a_length_is_outside_and_sways_nothing() -> None:
    chain = legal_order(1)
    scores = np.zeros((1, 5, tag_count(1)), np.float32)
    scores[0, 2:, 1:] = 100  # padding that shouts
    scores[0, :2, OUTSIDE] = 1
    assert best_path(scores, np.array([2]), *chain).tolist() == [[OUTSIDE] * 5]


def test_a_run_is_never_left_open_at_the_end() -> None:
    scores = np.full((1, 3, tag_count(1)), -5, np.float32)
    scores[0, :, 2] = 5  # "inside" everywhere, though nothing begins or ends
    path = best_path(scores, np.array([3]), *legal_order(1))
    assert runs_of_tags(path[0]) == [(0, 3, 0)]


def test_runs_that_touch_stay_two() -> None:
    runs: Runs = [(0, 1, 1), (1, 4, 0), (4, 6, 0), (8, 9, 1)]
    assert runs_of_tags(tags_of_runs(runs, 10)) == runs


@st.composite
def some_runs(draw: st.DrawFn) -> tuple[Runs, int]:
    at, runs = 0, []
    for _ in range(draw(st.integers(0, 6))):
        begin = at + draw(st.integers(0, 3))
        at = begin + draw(st.integers(1, 5))
        runs.append((begin, at, draw(st.integers(0, 1))))
    return runs, at + draw(st.integers(0, 3))


@given(some_runs())
def test_tags_and_runs_say_the_same(given_runs: tuple[Runs, int]) -> None:
    runs, length = given_runs
    assert runs_of_tags(tags_of_runs(runs, length)) == runs
