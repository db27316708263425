"""Where furniture begins and ends inside a sentence, from shares written by hand: one number a piece."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from onrecord.encoder.encoder import _parts


def parts(own: list[float], continues: Iterable[int] = ()) -> list[tuple[int, int]]:
    joined = np.zeros(len(own), bool)
    joined[list(continues)] = True
    return _parts(np.array(own, np.float32), joined)


@pytest.mark.parametrize("share", [0.99, 0.6, 0.4, 0.01])
def test_a_sentence_of_one_kind_is_one_part(share: float) -> None:
    assert parts([share] * 8) == [(0, 8)]


def test_links_in_the_middle_of_a_sentence_are_a_part_of_their_own() -> None:
    assert parts([0.99] * 4 + [0.01] * 6 + [0.99] * 4) == [(0, 4), (4, 10), (10, 14)]


def test_a_single_strange_word_cuts_no_sentence() -> None:
    assert parts([0.99] * 4 + [0.2] + [0.99] * 4) == [(0, 9)]


def test_no_word_is_cut() -> None:
    assert parts([0.99] * 4 + [0.01] * 6, continues={4, 5}) == [(0, 6), (6, 10)]


def test_nothing_has_no_parts() -> None:
    assert parts([]) == []
