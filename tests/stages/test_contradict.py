"""Golden cases of `contradict`: where one speaker says two things that cannot both hold. Everybody is invented."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.model import Claim, Contradiction, Link, Position, Stance, claim_id
from onrecord.stages import contradict
from tests.stages.ledger import claims, identities, statements
from tests.stages.record import Record


def found(record: Record, *links: Link) -> tuple[Contradiction, ...]:
    return contradict([record.given], record.statements, links, record.identities)


@pytest.mark.parametrize("other", ["denies", "doubts"])
def test_both_sides_of_one_claim_taken_by_one_person_under_two_names(other: Position) -> None:
    record = Record()
    one = record.line("The Velden Post", "Jim Halvard")
    two = record.line("The Lode Courier", "James Halvard", other)
    (clash,) = found(record)
    assert (clash.first, clash.second, clash.claims) == (one, two, (record.given.id,))
    assert clash.why == f"supports it, then {other} it"


@pytest.mark.parametrize(
    ("one", "two", "positions"),
    [
        ("Ada Lind", "Theo Marsh", ("supports", "denies")),
        ("Ada Lind", "Ada Lind", ("denies", "doubts")),
        ("Ada Lind", "Ada Lind", ("supports", "neutral")),
        ("anonymous: an official", "anonymous: an official", ("supports", "denies")),
        ("group: critics", "group: critics", ("supports", "denies")),
        ("", "", ("supports", "denies")),
    ],
)
def test_no_contradiction_of_one_speaker(one: str, two: str, positions: tuple[Any, Any]) -> None:
    record = Record()
    record.line("The Velden Post", one, positions[0])
    record.line("The Velden Post", two, positions[1], article="art_later")
    assert not found(record)


def test_a_denial_that_ten_outlets_repeat_is_one_contradiction() -> None:
    record = Record()
    one = record.line("The Velden Post", "Ada Lind")
    no = [record.line(f"Paper {at}", "Ada Lind", "denies") for at in range(10)]
    assert [(clash.first, clash.second) for clash in found(record)] == [(one, no[0])]


def two_claims(first: Position = "supports", second: Position = "supports") -> tuple[Record, list[Claim], str, str]:
    record = Record()
    one = record.line("The Velden Post", "Ada Lind", words="the story is a hoax")
    two = record.line("The Lode Courier", "Ada Lind", words="the story was too weak to be shown to her")
    some = [Claim(claim_id(name), name, name, (Stance(name, position, "given"),)) for name, position in ((one, first), (two, second))]
    return record, some, one, two


def test_two_statements_that_are_linked_as_contradicting() -> None:
    record, some, one, two = two_claims()
    link = Link(one, two, "contradicts", 0.9, "model")
    (clash,) = contradict(some, record.statements, [link], record.identities)
    assert (clash.first, clash.second, set(clash.claims)) == (one, two, {claim.id for claim in some})


@pytest.mark.parametrize(
    ("relation", "second"),
    [("same", "supports"), ("narrows", "supports"), ("contradicts", "denies"), ("contradicts", "neutral")],
)
def test_links_that_show_no_contradiction(relation: Any, second: Position) -> None:
    record, some, one, two = two_claims(second=second)
    assert not contradict(some, record.statements, [Link(one, two, relation, 0.9, "model")], record.identities)


def test_the_order_of_claims_and_stances_changes_nothing() -> None:
    given = list(claims().values())
    turned = [Claim(one.id, one.text, one.wording, one.stances[::-1]) for one in given[::-1]]
    assert contradict(given, statements(), (), identities()) == contradict(turned, statements(), (), identities())


def test_the_story_has_the_contradictions_that_were_written_into_it() -> None:
    clashes = contradict(claims().values(), statements(), (), identities())
    told = {(statements()[clash.first].speaker, name) for clash in clashes for name, claim in claims().items() if claim.id in clash.claims}
    assert told == {("Ilse Varden", "office-notice"), ("Marguerite Asch", "reopen-march")}
