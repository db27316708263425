"""From scores to attributions, with heads whose scores are written by hand: one letter a piece."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from onrecord.encoder.decode import Chains, Found, Heads, Settings, find
from onrecord.encoder.tags import Floats, Ints, legal_order, tags_of_runs

INNER = 2
CHAINS = Chains(legal_order(1), legal_order(2))
SOURCE, CONTENT = 0, 1
Runs = list[tuple[int, int, int]]


def certain(runs: Runs, length: int, tags: int, sure: float = 9.0) -> Floats:
    """Scores (length, tags) that favour the tags of these runs."""
    scores = np.zeros((length, tags), np.float32)
    scores[np.arange(length), tags_of_runs(runs, length)] = sure
    return scores


def found(
    length: int, cues: list[tuple[int, int]], roles: dict[int, Runs], *, anywhere: Sequence[tuple[int, int]] = (), shift: float = 0.0
) -> list[Found]:
    """What is decoded where the outer head sees `cues`, the other head `anywhere`, and a cue that begins at b plays `roles[b]`."""

    def score_roles(_pieces: Floats, _cues: Floats, begin: Ints) -> Floats:
        return np.stack([certain(roles.get(int(b), []), length, 9) for b in begin])

    heads = Heads(
        pieces=np.zeros((length, INNER), np.float32),
        cue_parts=np.zeros((length, 3 * INNER), np.float32),
        cue=certain([(b, e, 0) for b, e in cues], length, 5),
        any_cue=certain([(b, e, 0) for b, e in [*cues, *anywhere]], length, 5),
        furniture=np.zeros((length, 13), np.float32),
    )
    return find([heads], CHAINS, Settings(role=shift), score_roles)[0]


def test_a_cue_has_its_source_and_its_content() -> None:
    (one,) = found(10, [(2, 3)], {2: [(0, 2, SOURCE), (3, 10, CONTENT)]})
    assert (one.begin, one.end, one.source, one.content, one.nested) == (2, 3, [(0, 2)], [(3, 10)], False)


def test_an_interrupted_content_is_kept_in_pieces() -> None:
    (one,) = found(10, [(5, 6)], {5: [(0, 4, CONTENT), (4, 5, SOURCE), (7, 10, CONTENT)]})
    assert one.content == [(0, 4), (7, 10)]


def test_a_cue_inside_a_content_is_nested_and_its_roles_stay_inside() -> None:
    outer, inner = found(12, [(1, 2)], {1: [(0, 1, SOURCE), (2, 10, CONTENT)], 5: [(0, 1, SOURCE), (6, 12, CONTENT)]}, anywhere=[(5, 6)])
    assert not outer.nested
    assert inner.nested
    assert inner.source == []
    assert inner.content == [(6, 10)]


def test_a_cue_that_only_the_other_head_sees_outside_all_contents_is_none() -> None:
    assert [one.begin for one in found(12, [(1, 2)], {1: [(2, 6, CONTENT)], 8: [(9, 12, CONTENT)]}, anywhere=[(8, 9)])] == [1]


def test_what_is_nested_twice_is_found() -> None:
    roles = {1: [(2, 12, CONTENT)], 4: [(5, 12, CONTENT)], 7: [(8, 12, CONTENT)]}
    assert [(one.begin, one.nested) for one in found(12, [(1, 2)], roles, anywhere=[(4, 5), (7, 8)])] == [(1, False), (4, True), (7, True)]


def test_the_words_of_a_cue_are_no_role_of_it() -> None:
    (one,) = found(8, [(3, 5)], {3: [(2, 8, CONTENT)]})
    assert all(end <= 3 or begin >= 5 for begin, end in one.content)


def test_of_two_sources_one_is_kept() -> None:
    (one,) = found(10, [(4, 5)], {4: [(0, 1, SOURCE), (2, 4, SOURCE), (5, 10, CONTENT)]})
    assert len(one.source) == 1


@pytest.mark.parametrize(("shift", "pieces"), [(0.0, 1), (-20.0, 0)])
def test_a_shift_of_the_roles_trades_what_is_taken(shift: float, pieces: int) -> None:
    (one,) = found(6, [(1, 2)], {1: [(2, 6, CONTENT)]}, shift=shift)
    assert len(one.content) == pieces
