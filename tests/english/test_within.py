"""Golden cases of what is told at the head of a content: by whom, by which words."""

import pytest

from onrecord.english.within import within
from onrecord.model import Span


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("that the port authority has concluded that the pier leaks", ("the port authority", "has concluded", "that the pier leaks")),
        ("two officials determined months ago that it leaks.", ("two officials", "determined months ago", "that it leaks")),
        ("Lind told the Velden Post that it leaks", ("Lind", "told the Velden Post", "that it leaks")),
        # no clause of telling stands at the head, or its subject is not plain
        ("that the pier leaks", None),
        ("the pier leaks, and Lind said that it will fall", None),
        ("there were reports that it leaks", None),
        ("I believe that it leaks", None),
        ("it was found that it leaks", None),
    ],
)
def test_the_head_of_a_content(content: str, found: tuple[str, str, str] | None) -> None:
    text = f"The Ledger reported {content}"
    head = within(text, Span(20, len(text)))
    assert (head and (head.source and head.source.of(text), head.cue.of(text), head.content.of(text))) == found
