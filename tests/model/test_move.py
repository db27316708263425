"""A reading under another origin is the one that would have been made there: the words stay, every id is made anew."""

from __future__ import annotations

from onrecord.model import Reading
from onrecord.model.annotation import Annotation
from onrecord.model.move import moved
from onrecord.model.proof import proven
from onrecord.pipeline import understood
from tests import marked

PROSE = (
    "{source:1|Mayor Ada Lind} {cue:1|said} {content:1|that {source:2|the union} {cue:2|believes} {content:2|the quay is cracked}}.\n"
    "{source:3|Tom Orr} {cue:3|denied} {content:3|that the quay is cracked}. {source:4|Two officials} {cue:4|said} {content:4|it leans}."
)


def reading(origin: str) -> Reading:
    given = marked.read(PROSE, origin=origin)
    return understood(given.article, given.attributions, Annotation(given.article.id, (), (), by="marked/1"))


def test_a_moved_reading_is_the_one_that_is_made_there() -> None:
    here, there = reading("here.txt"), reading("there.txt")
    assert any(one.parent for one in here.attributions)
    assert any(one.answers for one in here.denials)
    assert here.article.id != there.article.id
    assert moved(here, "there.txt") == there
    assert proven(moved(here, "there.txt")).to_dict() == there.to_dict()


def test_a_denial_whose_answer_was_left_out_answers_none() -> None:
    whole = reading("here.txt")
    at = next(number for number, one in enumerate(whole.attributions) if (denial := whole.denial(number)) and denial.answers)
    alone = Reading(
        whole.article,
        whole.attributions[at : at + 1],
        whole.voice,
        whole.speakers,
        whole.voicings[at : at + 1],
        whole.qualifications[at : at + 1],
        tuple(one for one in whole.denials if one.attribution == whole.attributions[at].id),
        whole.propositions[at : at + 1],
    )
    assert [one.answers for one in moved(alone, "there.txt").denials] == [None]
