"""The language of the golden cases: if it is read wrongly, every case that is written in it proves the wrong thing."""

from dataclasses import replace

import pytest

from onrecord.model import Reading, Span
from tests import marked

NESTED = (
    "{headline|Bridge is safe, says mayor}\n{source:1|Ann Lee} {cue:1|told the Harbour Ledger} {content:1|that {source:2|the union} "
    "{cue:2|believes} {content:2|the bridge will fall}}.\n{furniture:appeal|Support us today.}\n{voice|The bridge opened in 2019.}"
)


def test_marks_are_taken_out_of_the_text_and_keep_their_places() -> None:
    given = marked.marked("Mayor {source|Ann Lee} {cue|said} {content|the bridge is safe.}")
    assert given.text == "Mayor Ann Lee said the bridge is safe."
    assert [(mark.role, mark.span.of(given.text)) for mark in given.marks] == [
        ("source", "Ann Lee"),
        ("cue", "said"),
        ("content", "the bridge is safe."),
    ]


def test_numbers_link_and_commas_share() -> None:
    given = marked.marked("{source:1,2|Lee} {cue:1|said} {content:1|yes} and {cue:2|denied} {content:2|no} {content:1|twice}.")
    assert given.labels() == ["1", "2"]
    assert given.spans("source", "1") == given.spans("source", "2") == (Span(0, 3),)
    assert [span.of(given.text) for span in given.spans("content", "1")] == ["yes", "twice"]


def test_an_attribution_inside_a_content_points_to_its_parent() -> None:
    outer, inner = marked.read(NESTED).attributions
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_prose_is_the_inverse_of_read() -> None:
    assert marked.prose(marked.read(NESTED)) == NESTED


@pytest.mark.parametrize(
    ("content", "form"),
    [("“it is safe”", "direct"), ("it is safe", "indirect"), ("it is “safe”", "mixed"), ('"safe"', "direct"), ("don’t know", "indirect")],
)
def test_form_follows_the_quotation_marks(content: str, form: str) -> None:
    assert marked.read(f"{{cue|Lee said}} {{content|{content}}}").attributions[0].form == form


@pytest.mark.parametrize("broken", ["{cue|said", "said}", "{said}", "{cue|}"])
def test_a_broken_case_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"brace|closed|span"):
        marked.marked(broken)


def test_marks_that_cross_are_refused() -> None:
    reading = marked.read("{cue:1|says} {content:1|one two} three {cue:2|denies} {content:2|four}")
    first, second = reading.attributions
    crossing = replace(second, source=(Span(first.content[0].start + 4, first.content[0].end + 6),))
    with pytest.raises(ValueError, match="crosses"):
        marked.prose(Reading(reading.article, (first, crossing)))
