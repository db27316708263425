"""What tells one unnamed source from another, and whether a group has a name."""

from __future__ import annotations

import pytest

from onrecord.english.descriptions import description, has_a_name


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("two people familiar with the inspection", ("inspection", "person")),
        ("the two people", ("person",)),
        ("anonymous senior officials", ("official", "senior")),
        ("one of them", ()),
        ("", ()),
    ],
)
def test_a_description(words: str, told: tuple[str, ...]) -> None:
    assert description(words) == told


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("members of the Civic Union", True),
        ("Republicans", True),
        ("Green legislators", True),
        ("critics", False),
        ("Opposition councillors", False),
        ("councillors who were briefed on Wednesday", False),
        ("", False),
    ],
)
def test_a_name_in_the_words_for_a_group(words: str, *, named: bool) -> None:
    assert has_a_name(words) is named
