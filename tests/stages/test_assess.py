"""Golden cases of `assess`: how a claim stands by what the record has. Everybody is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.model import MARKS, Standing
from onrecord.stages.assess import RULES
from tests.stages.record import Record

PAGE = Path(__file__).resolve().parents[2] / "docs" / "standing.md"


def why(standing: Standing, mark: str) -> str:
    return next(reason.why for reason in standing.reasons if reason.mark == mark)


def marks(*lines: tuple[str, str] | tuple[str, str, str], claim: str = "the harbour board sold the pier to Tomas Reuel") -> tuple[str, ...]:
    record = Record(claim)
    for outlet, speaker, *position in lines:
        record.line(outlet, speaker, *position)  # type: ignore[arg-type]
    return record.standing().marks


def test_one_named_origin_that_nobody_denies() -> None:
    assert marks(("The Velden Post", "Ada Lind")) == ("uncontested", "single origin")


def test_ten_outlets_that_repeat_one_person_are_a_single_origin() -> None:
    assert marks(*((f"Paper {at}", "Ada Lind") for at in range(10))) == ("uncontested", "single origin")


def test_two_outlets_with_unnamed_sources() -> None:
    assert marks(("The Velden Post", "anonymous: two officials"), ("The Lode Courier", "anonymous: an aide")) == (
        "uncontested",
        "anonymous only",
        "independence not established",
    )


def test_two_named_origins_of_which_nothing_shows_that_they_are_independent() -> None:
    assert marks(("The Velden Post", "Ada Lind"), ("The Lode Courier", "Theo Marsh")) == ("uncontested", "independence not established")


def test_both_whom_it_is_about_say_so() -> None:
    assert marks(("The Velden Post", "organisation: Harbour Board"), ("The Lode Courier", "Tomas Reuel")) == (
        "uncontested",
        "corroborated by independent origins",
    )


def test_a_lawyer_adds_no_origin_to_whom_she_speaks_for() -> None:
    assert marks(("The Velden Post", "Ada Lind"), ("The Lode Courier", "Ada Lind's lawyer")) == ("uncontested", "single origin")


def test_own_voice_and_unstated_sources_leave_no_lineage() -> None:
    assert marks(("The Velden Post", ""), ("The Lode Courier", "unstated: unstated")) == ("uncontested", "lineage not recorded")


@pytest.mark.parametrize(("position", "word"), [("denies", "; denied by"), ("doubts", "; doubted by")])
def test_who_denies_or_doubts_it_contests_it(position: str, word: str) -> None:
    record = Record()
    record.line("The Velden Post", "Ada Lind")
    record.line("The Lode Courier", "Theo Marsh", position)  # type: ignore[arg-type]
    standing = record.standing()
    assert standing.marks == ("contested", "single origin")
    assert word in why(standing, "contested")


@pytest.mark.parametrize(
    "speaker",
    ["Tomas Reuel", "Reuel", "organisation: the Harbour Board", "Tomas Reuel's lawyer", "organisation: Reuel's office"],
)
def test_a_denial_by_whom_it_is_about(speaker: str) -> None:
    assert "denied by the party concerned" in marks(("The Velden Post", "Ada Lind"), ("The Lode Courier", speaker, "denies"))


@pytest.mark.parametrize(
    ("claim", "stated"),
    [
        ("Corvane skipped the test", {"role": "the chief executive of Corvane Works"}),
        ("Corvane skipped the test", {"role": "spokesman", "affiliation": "Corvane Works"}),
        ("the mayor was warned", {"role": "the mayor of Velden"}),
    ],
)
def test_a_denial_by_who_holds_the_office_or_belongs_to_the_body_it_is_about(claim: str, stated: dict[str, str]) -> None:
    record = Record(claim)
    record.line("The Velden Post", "Ada Lind")
    record.line("The Lode Courier", "Jo Brill", "denies", stated=stated)
    assert "denied by the party concerned" in record.standing().marks


@pytest.mark.parametrize(
    ("speaker", "stated", "position"),
    [
        ("Theo Marsh", {}, "denies"),
        ("Anna Reuel", {}, "denies"),
        ("Jo Brill", {"role": "a former member of the Harbour Board"}, "denies"),
        ("Tomas Reuel", {}, "doubts"),
        ("anonymous: an aide to Tomas Reuel", {}, "denies"),
    ],
)
def test_a_denial_by_another(speaker: str, stated: dict[str, str], position: str) -> None:
    record = Record()
    record.line("The Velden Post", "Ada Lind")
    record.line("The Lode Courier", speaker, position, stated=stated)  # type: ignore[arg-type]
    assert "denied by the party concerned" not in record.standing().marks


def test_what_nobody_asserts_can_be_denied() -> None:
    assert marks(("The Velden Post", "organisation: Harbour Board", "denies")) == ("asserted by nobody", "denied by the party concerned")
    assert marks(("The Velden Post", "Ada Lind", "neutral")) == ("asserted by nobody",)


def test_a_circle_is_named() -> None:
    record = Record()
    shown = [record.line("The Harbour Mercury", "organisation: Vantry Live"), record.line("Vantry Live", "organisation: Harbour Mercury")]
    standing = record.standing()
    assert standing.marks == ("uncontested", "lineage not recorded", "circular")
    assert [reason.statements for reason in standing.reasons if reason.mark == "circular"] == [tuple(shown)]


def test_an_outlet_that_withdraws_its_own_report() -> None:
    record = Record()
    record.line("The Evening Lamp", article="art_tue")
    taken = record.line("The Evening Lamp", position="denies", article="art_fri", setting="It was not. We withdraw that report in full.")
    record.line("The Velden Post", "Ada Lind", "denies", setting="Police withdrew from the pier.")
    standing = record.standing()
    assert standing.marks == ("contested", "lineage not recorded", "withdrawn")
    assert [reason.statements for reason in standing.reasons if reason.mark == "withdrawn"] == [(taken,)]


def test_an_agency_that_withdraws_its_figure() -> None:
    record = Record()
    record.line("The Velden Post", "group: city officials", text="wire", agency="Halcyon")
    record.line("The Lode Courier", "organisation: Halcyon", "denies", setting="The Halcyon agency withdrew its own figure on Thursday.")
    assert "withdrawn" in record.standing().marks


def test_a_change_of_mind_is_no_withdrawal_and_another_outlets_correction_is_none() -> None:
    record = Record()
    record.line("The Velden Post", "Ada Lind")
    record.line("The Velden Post", "Ada Lind", "denies", article="art_later", setting="She now says that it was never sold.")
    assert "withdrawn" not in record.standing().marks
    record = Record()
    record.line("The Evening Lamp")
    record.line("The Velden Post", position="denies", setting="We withdraw that report in full.")
    assert "withdrawn" not in record.standing().marks


def test_every_reason_shows_statements_of_the_claim_and_never_says_true() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: two officials")
    record.line("The Lode Courier", "Tomas Reuel", "denies")
    for reason in record.standing().reasons:
        assert set(reason.statements) <= set(record.statements)
        assert not re.search(r"\b(true|false|probab|likely|confiden)", reason.why)


def test_a_hundred_supporters_are_counted_and_not_all_listed() -> None:
    record = Record()
    for at in range(100):
        record.line(f"Paper {at}", f"Ada Name{chr(97 + at // 26)}{chr(97 + at % 26)}")
    assert "and 96 more" in why(record.standing(), "uncontested")


def test_the_rules_stand_in_the_order_of_the_marks() -> None:
    assert tuple(rule.mark for rule in RULES) == MARKS


def test_the_page_shows_the_rules_as_they_are() -> None:
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.M)
    shown = [(rule.mark, rule.when, re.sub(r"\{(\w+)\}", r"*\1*", rule.why)) for rule in RULES]
    assert rows == shown
