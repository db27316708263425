"""`select` keeps what was asked for, and nothing that it keeps points to what it left out."""

import pytest

from onrecord.model import Reading
from onrecord.stages import qualify, resolve
from onrecord.stages.select import Wanted, select
from tests.marked import read

STORY = (
    "{source:1|Ann Lind} {cue:1|said} {content:1|that {source:2|two officials} {cue:2|denied} {content:2|it}}. "
    "{source:3|The Port Board} {cue:3|declined} {content:3|to comment}. {source:4|Ms. Lind} {cue:4|told} the Velden Post {content:4|why}."
)


def story() -> Reading:
    given = read(STORY)
    speakers, voicings, _ = resolve(given.article, given.attributions)
    return Reading(given.article, given.attributions, (), speakers, voicings, qualify(given.article, given.attributions))


@pytest.mark.parametrize(
    ("wanted", "contents"),
    [
        (Wanted(), ["that two officials denied it", "it", "to comment", "why"]),
        (Wanted(speaker="LIND"), ["that two officials denied it", "why"]),
        (Wanted(kind="anonymous"), ["it"]),
        (Wanted(act="decline"), ["to comment"]),
        (Wanted(hop=2), ["it", "why"]),
        (Wanted(speaker="lind", hop=2), ["why"]),
        (Wanted(speaker="nobody of that name"), []),
    ],
)
def test_what_fits_all_that_is_asked_for_is_kept(wanted: Wanted, contents: list[str]) -> None:
    kept = select(story(), wanted)
    assert [kept.article.quote(one.content) for one in kept.attributions] == contents
    assert {voicing.speaker for voicing in kept.voicings} == {speaker.id for speaker in kept.speakers}


def test_a_nested_one_without_its_holder_keeps_it_in_its_chain() -> None:
    kept = select(story(), Wanted(kind="anonymous"))
    assert kept.attributions[0].parent is None
    assert [hop.name for hop in kept.voicings[0].chain[1:]] == ["Ann Lind"]
