"""Dates in text: placed where the text says enough, with a reason where it does not."""

from datetime import date
from itertools import pairwise

import pytest

from onrecord.english.times import times
from onrecord.model import ELSEWHERE, NO_ANCHOR, NO_YEAR, VAGUE

WEDNESDAY = date(2031, 5, 7)

PLACED = [
    ("It opened on 4 May 2029.", "2029-05-04"),
    ("It opened on Friday, May 4, 2029.", "2029-05-04"),
    ("Signed 2029-05-04 in Velden.", "2029-05-04"),
    ("It opened in May 2029.", "2029-05"),
    ("It opened in 2029.", "2029"),
    ("the winter of hunger, the 1930s", "1930 to 1939"),
    ("in the summer of 2029", "2029-06 to 2029-09"),
    ("between December 2029 and May 2030", "2029-12 to 2030-05"),
    ("from June to August 2029", "2029-06 to 2029-08"),
    ("from 2027 to 2029", "2027 to 2029"),
    # counted from the day of publication, a Wednesday
    ("She said on Wednesday", "2031-05-07"),
    ("She said on Thursday", "2031-05-01"),
    ("They will meet on Thursday", "2031-05-08"),
    ("next Wednesday", "2031-05-14"),
    ("yesterday", "2031-05-06"),
    ("this morning", "2031-05-07"),
    ("three days ago", "2031-05-04"),
    ("two weeks ago", "2031-04-21 to 2031-04-27"),
    ("ten years ago", "2021"),
    ("last month", "2031-04"),
    ("over the past two years", "2029 to 2031"),
    ("on April 30", "2031-04-30"),
    # not enough said
    ("on 30 December", NO_YEAR),
    ("as of February", NO_YEAR),
    ("In 1931 it was built, and on April 30 it opened.", NO_YEAR),
    ("months ago", VAGUE),
    ("two days later", ELSEWHERE),
    ("the following month", ELSEWHERE),
]


@pytest.mark.parametrize(("text", "placed"), PLACED)
def test_a_time_is_placed_or_says_why_not(text: str, placed: str) -> None:
    assert times(text, WEDNESDAY)[-1].placed == placed


@pytest.mark.parametrize("text", ["on Wednesday", "today", "two weeks ago", "last month", "on April 30"])
def test_without_a_day_of_publication_nothing_is_counted_from_it(text: str) -> None:
    (one,) = times(text, None)
    assert (one.earliest, one.unresolved) == (None, NO_ANCHOR)


@pytest.mark.parametrize(
    "text",
    [
        "2000 votes",
        "$2029",
        "flight 2029-31-77",
        "3000 people",
        "It may not open.",
        "February 31, 2029",
        "every Wednesday",
        "a Sunday paper",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert not [one for one in times(text, WEDNESDAY) if one.earliest]


def test_times_come_in_order_and_none_overlaps_another() -> None:
    text = "On Monday, 4 May 2031, she said that in 2029, or two years ago, it leaned."
    found = [one.span for one in times(text, WEDNESDAY)]
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
