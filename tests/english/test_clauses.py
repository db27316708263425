"""Contents cut into the several things that they say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.english.clauses import parts
from onrecord.model import Span


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("that the bridge is safe", ["that the bridge is safe"]),
        ("that the bridge is safe and that no crack was found", ["that the bridge is safe", "no crack was found"]),
        ("The bridge is quite safe. Nobody has found a crack.", ["The bridge is quite safe.", "Nobody has found a crack."]),
        ("the bridge is quite safe; the inspectors found no crack", ["the bridge is quite safe;", "the inspectors found no crack"]),
        ("the bridge is quite safe, and he would cross it", ["the bridge is quite safe,", "he would cross it"]),
        # too short to be a claim, before and behind
        ("No. The bridge is quite safe.", ["No. The bridge is quite safe."]),
        ("The bridge is quite safe. Trust me.", ["The bridge is quite safe. Trust me."]),
        # one thing said of two, and a "that" which points
        ("the bridge and the tunnel are safe", ["the bridge and the tunnel are safe"]),
        ("he crossed the bridge and that was all he did", ["he crossed the bridge and that was all he did"]),
    ],
)
def test_what_a_content_says(content: str, said: list[str]) -> None:
    assert ["".join(span.of(content) for span in part) for part in parts(content, (Span(0, len(content)),))] == said


def test_a_sentence_that_a_cue_interrupts_is_one_part() -> None:
    text = "“The bridge,” said Lind, “is quite safe. Nobody has found a crack.”"
    content = (Span(0, 13), Span(text.index("“is"), len(text)))
    assert [[span.of(text) for span in part] for part in parts(text, content)] == [
        ["“The bridge,”", "“is quite safe."],
        ["Nobody has found a crack.”"],
    ]


@given(st.lists(st.sampled_from(["The lock is shut.", "No.", "and that the", ";", ", but he", "“It held", "fast”", "\n\n"]), min_size=1))
def test_no_word_is_lost_but_those_that_join(words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    kept = [word for part in parts(text, (Span(0, len(text)),)) for span in part for word in re.findall(r"\w+", span.of(text))]
    joining = {"and", "that", "but"}
    assert [word for word in kept if word not in joining] == [word for word in re.findall(r"\w+", text) if word not in joining]
