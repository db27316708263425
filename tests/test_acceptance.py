"""The acceptance story, where it is here: who speaks, through whom, and what they do, as far as this is built.

Not asserted yet, since it is not built: how sure a speaker is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.english.times import times
from onrecord.model import NO_ANCHOR, Reading, Speaker

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason=f"the acceptance story is not here ({SEED})")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return onrecord.read(SEED)


def said_by(reading: Reading, name: str) -> list[int]:
    found = [at for at in range(len(reading.attributions)) if reading.speaker(at).name == name]
    assert found, f"nobody speaks who is called {name!r}: {sorted(speaker.name for speaker in reading.speakers)}"
    return found


def speaker(reading: Reading, name: str) -> Speaker:
    return reading.speaker(said_by(reading, name)[0])


def through(reading: Reading, at: int) -> list[str]:
    return [hop.name.removeprefix("The ") for hop in reading.voicings[at].chain[1:]]


def words(reading: Reading, spans: tuple[onrecord.Span, ...]) -> list[str]:
    return [span.of(reading.article.text) for span in spans]


@pytest.mark.parametrize(
    ("name", "outlet"), [("Jim Inhofe", "Politico"), ("Ron Johnson", "Politico"), ("anonymous intelligence officials", "CNN")]
)
def test_what_was_told_to_an_outlet_comes_through_it(reading: Reading, name: str, outlet: str) -> None:
    assert through(reading, said_by(reading, name)[0]) == [outlet]


def test_the_paper_relays_its_unnamed_sources(reading: Reading) -> None:
    anonymous = [at for at in range(len(reading.attributions)) if reading.speaker(at).kind == "anonymous"]
    assert ["New York Times"] in [through(reading, at) for at in anonymous]


def test_legislators_relay_what_the_agencies_could_not_agree_on(reading: Reading) -> None:
    (at,) = said_by(reading, "US intelligence agencies")
    assert through(reading, at) == ["Republican legislators"]


def test_he_is_the_senator(reading: Reading) -> None:
    assert "he" in words(reading, speaker(reading, "Jim Inhofe").mentions)


def test_the_document_speaks(reading: Reading) -> None:
    assert speaker(reading, "Pentagon report").kind == "document"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Pentagon", "organisation"), ("New York Times", "organisation"), ("Republican legislators", "group"), ("Russian officials", "group")],
)
def test_a_body_is_no_group_and_a_group_is_not_anonymous(reading: Reading, name: str, kind: str) -> None:
    assert speaker(reading, name).kind == kind


def test_officials_deny_and_the_president_denies(reading: Reading) -> None:
    assert [reading.qualifications[at].act for at in said_by(reading, "Russian officials")] == ["deny"]
    president = next(one.name for one in reading.speakers if "President" in words(reading, one.role))
    assert [reading.qualifications[at].act for at in said_by(reading, president)].count("deny") >= 2


@pytest.mark.parametrize(
    ("name", "role", "party"),
    [
        ("Jim Inhofe", "Senate Armed Services Committee Chairman", "Republican"),
        ("Ron Johnson", "Republican Senator", "Republican"),
        ("Adam Schiff", "the chairman of the House Intelligence Committee", None),
        ("Mike Pompeo", "Secretary of State", None),
    ],
)
def test_role_and_party_are_those_that_the_text_states(reading: Reading, name: str, role: str, party: str | None) -> None:
    found = speaker(reading, name)
    assert role in words(reading, found.role)
    assert words(reading, found.party) == ([party] if party else [])


def test_relative_dates_have_no_anchor_and_the_period_has_its_bounds(reading: Reading) -> None:
    found = times(reading.article.text, None)
    assert "2019-12 to 2020-05" in [when.placed for when in found]
    assert {when.unresolved for when in found if when.span.of(reading.article.text).endswith("day")} == {NO_ANCHOR}
    assert all(qualified.said is None or qualified.said.earliest is None for qualified in reading.qualifications)


def president(reading: Reading) -> str:
    return next(one.name for one in reading.speakers if "President" in words(reading, one.role))


def test_what_russian_officials_deny_is_in_the_pentagon_s_report_and_not_the_bounties(reading: Reading) -> None:
    (at,) = said_by(reading, "Russian officials")
    denial = reading.denial(at)
    assert denial is not None
    assert words(reading, denial.scope) == ["any involvement in the activities covered in the report"]
    assert denial.antecedent is not None
    assert denial.antecedent.of(reading.article.text) == "The Pentagon report"
    assert (denial.extent, denial.answers) == ("part", None)


def test_the_president_rejects_the_story_and_denies_to_have_been_briefed(reading: Reading) -> None:
    said = [at for at in said_by(reading, president(reading)) if reading.qualifications[at].act == "deny"]
    denials = [denial for at in said if (denial := reading.denial(at))]
    assert [words(reading, denial.scope) for denial in denials] == [["the story"], ["he’d never been briefed on the situation"]]
    assert [denial.extent for denial in denials] == ["all", "part"]
    (report,) = [one for at, one in enumerate(reading.attributions) if reading.speaker(at).name == "anonymous intelligence sources"]
    assert [(denial.answers, denial.antecedent) for denial in denials] == [(report.id, report.content[0])] * 2


def test_his_words_stand_alone(reading: Reading) -> None:
    worded = [proposition.text for proposition in reading.propositions]
    assert any(text.startswith(f"[{president(reading)}] had never been briefed on the situation") for text in worded)


def test_claims_that_he_does_not_read_have_no_stated_source_and_are_no_denial(reading: Reading) -> None:
    found = [at for at, one in enumerate(reading.attributions) if "that he does not read" in reading.article.quote(one.content)]
    (at,) = [at for at in found if words(reading, reading.attributions[at].cue) == ["claims"]]
    assert reading.speaker(at).kind == "unstated"
    assert reading.qualifications[at].act == "assert"


def test_allegedly_hedges_what_the_pentagon_says_of_the_taliban(reading: Reading) -> None:
    hedges = [word for at in said_by(reading, "Pentagon") for word in words(reading, reading.qualifications[at].hedges)]
    assert "allegedly" in hedges
