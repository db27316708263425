"""Golden cases of `attribute`: sightings in marked prose, attributions in marked prose."""

from dataclasses import replace

import pytest

from onrecord.model import Reading
from onrecord.stages import attribute, set_aside
from tests.marked import prose
from tests.stages.seen import seen


def attributed(given: str) -> Reading:
    article, annotation = seen(given)
    article = set_aside(article, annotation)
    return Reading(article, attribute(article, annotation))


@pytest.mark.parametrize(
    ("given", "form"),
    [
        ("{source|Mayor Lind} {cue|said} {content|the bridge is safe}.", "indirect"),
        ("{content|“The bridge is safe,”} {source|Mayor Lind} {cue|said}.", "direct"),
        ("{source|Mayor Lind} {cue|called} {content|the bridge “as safe as a church”}.", "mixed"),
        ("{content|“It is safe,”} {source|Lind} {cue|said}, {content|“and it will stay so.”}", "direct"),
        ('{content|"It is safe,"} {source|Lind} {cue|said}.', "direct"),
        ("{source|Lind} {cue|said} {content|‘it is safe’}.", "direct"),
    ],
)
def test_the_form_says_how_much_of_the_content_is_quoted(given: str, form: str) -> None:
    (one,) = attributed(given).attributions
    assert one.form == form


def test_quotation_marks_belong_to_what_they_quote() -> None:
    reading = attributed("“{content|The bridge is safe,}” {source|Lind} {cue|said}.")
    assert prose(reading, blocks=False) == "{content|“The bridge is safe,”} {source|Lind} {cue|said}."


def test_an_attribution_inside_a_content_points_to_the_smallest_that_holds_it() -> None:
    reading = attributed(
        "{source:1|Lind} {cue:1|said} {content:1|{source:2|the union} {cue:2|believes} {content:2|{source:3|he} {cue:3|denied} "
        "{content:3|the fault}}}."
    )
    outer, middle, inner = reading.attributions
    assert (outer.parent, middle.parent, inner.parent) == (None, outer.id, middle.id)


def test_one_source_may_serve_two_cues() -> None:
    first, second = attributed(
        "{source:1,2|Lind} {cue:1|said} {content:1|the bridge is safe} and {cue:2|denied} {content:2|any crack}."
    ).attributions
    assert first.source == second.source
    assert first.parent is None
    assert second.parent is None


def test_a_passive_has_no_source() -> None:
    (one,) = attributed("{content|The bridge} {cue|is said} {content|to be safe}.").attributions
    assert one.source == ()


@pytest.mark.parametrize(
    "given",
    [
        "{source|Lind} {cue|spoke} at length.",
        "{furniture:appeal|{source|We} {cue|believe} {content|news should be free for all}.} The bridge opened on Monday.",
    ],
    ids=["a cue that attributes nothing", "an appeal that speaks"],
)
def test_no_attribution_comes_of(given: str) -> None:
    assert not attributed(given).attributions


def test_furniture_in_the_middle_of_a_quotation_is_none_of_it() -> None:
    reading = attributed(
        "{content|“It is safe.\n{furniture:newsletter|Sign up for our newsletter today.}\nIt will stay so,”} {source|Lind} {cue|said}."
    )
    (one,) = reading.attributions
    assert [span.of(reading.article.text).strip() for span in one.content] == ["“It is safe.", "It will stay so,”"]


def test_what_is_sighted_twice_is_attributed_once() -> None:
    article, annotation = seen("{source:1,2|Lind} {cue:1,2|said} {content:1,2|it is safe}.")
    assert len(attribute(set_aside(article, annotation), annotation)) == 1


def test_what_set_phrases_say_is_found_where_the_model_saw_nothing() -> None:
    reading = attributed("{source|Lind} {cue|said} {content|it is safe}. The port declined to comment.")
    found = [(one.source and reading.article.quote(one.source), reading.article.quote(one.cue)) for one in reading.attributions]
    assert found == [("Lind", "said"), ("The port", "declined")]


def test_what_the_model_saw_is_not_found_twice() -> None:
    reading = attributed("{source|The port} {cue|declined} {content|to comment}.")
    assert len(reading.attributions) == 1


def test_who_tells_it_at_the_head_of_a_content_is_nested_in_it() -> None:
    reading = attributed("{source|The Post} {cue|reported} {content|that the board has concluded that the pier leaks}.")
    outer, inner = reading.attributions
    assert inner.parent == outer.id
    assert reading.article.quote(inner.source) == "the board"


def test_a_body_s_own_transcript_may_begin_in_the_middle_of_an_answer_and_a_paper_s_interview_does_not() -> None:
    article, annotation = seen("The bridge is open.\n\nQ    Who looked?\n\nMS. LIND:  We did.")
    for outlet, told in (("The Harbour Board", ["The bridge is open.", "We did."]), ("The Harbour Post", ["We did."])):
        printed = set_aside(replace(article, outlet=outlet), annotation)
        _, answer = attribute(printed, annotation)
        assert [span.of(article.text) for span in answer.content] == told
