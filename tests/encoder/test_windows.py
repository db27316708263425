"""Windows over a text: nothing left out, nothing read twice, cut where a reader would pause."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.tokens import GLUED, LINE, PARAGRAPH, SPACED, Tokens
from onrecord.encoder.windows import windows


def pieces(spacing: list[int], continues: list[bool] | None = None) -> Tokens:
    """Word pieces of which only what stands before each is known."""
    n = len(spacing)
    numbers = np.arange(n, dtype=np.int64)
    joined = np.zeros(n, bool) if continues is None else np.array(continues, bool)
    return Tokens(numbers, numbers, numbers + 1, numbers * 0, np.array(spacing, np.uint8), joined)


@given(st.lists(st.sampled_from([GLUED, SPACED, LINE, PARAGRAPH]), max_size=200), st.integers(2, 50), st.randoms(use_true_random=False))
def test_windows_cover_the_text_in_order_without_overlap(spacing: list[int], size: int, rng: object) -> None:
    found = windows(pieces(spacing, [space == GLUED for space in spacing]), size)
    assert [i for begin, end in found for i in range(begin, end)] == list(range(len(spacing)))
    assert all(0 < end - begin <= size for begin, end in found)


def test_an_empty_text_has_no_window() -> None:
    assert windows(pieces([]), 10) == []


def test_a_text_that_fits_is_one_window_whatever_its_lines() -> None:
    assert windows(pieces([PARAGRAPH, SPACED, LINE, SPACED]), 4) == [(0, 4)]


def test_a_window_ends_at_the_last_line_end_of_its_second_half() -> None:
    spacing = [SPACED] * 20
    spacing[6] = spacing[8] = LINE
    assert windows(pieces(spacing), 10)[0] == (0, 8)


def test_a_line_end_in_the_first_half_would_waste_the_window() -> None:
    spacing = [SPACED] * 20
    spacing[3] = PARAGRAPH
    assert windows(pieces(spacing), 10)[0] == (0, 10)


def test_a_window_ends_between_words_where_no_line_ends() -> None:
    spacing = [SPACED] * 8 + [GLUED] * 12
    assert windows(pieces(spacing, [space == GLUED for space in spacing]), 10)[0] == (0, 7)


def test_a_word_longer_than_a_window_is_cut_rather_than_read_without_end() -> None:
    assert windows(pieces([GLUED] * 25, [True] * 25), 10) == [(0, 10), (10, 20), (20, 25)]
