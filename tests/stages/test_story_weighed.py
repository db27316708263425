"""The story of the examples, weighed: what was written into it claim by claim, with its gold given."""

from __future__ import annotations

import pytest
from eval.gold import story

from tests.stages.ledger import claims, lineage, standing, statements

TOLD = {one["id"]: one for one in story()["claims"]}
# What no rule can tell from the record: that a contractor's interest is opposed to an inspectorate's, and that a mayor is the recipient.
NOT_SHOWN = {"gate-open", "office-notice"}
# In the story one word for each claim; here each mark by itself, so what the story has as a reason is a mark.
BY_ANOTHER_WORD = {
    "fee-16": "lineage not recorded",
    "passengers-212": "independence not established",
}


def pieces(*positions: str, claim: str) -> dict[str, set[str]]:
    """The pieces behind each origin that takes one of the positions."""
    return {
        origin.name: {backing.statement.partition("#")[0] for backing in origin.backings if backing.position in positions}
        for origin in lineage(claim).origins
        if set(origin.positions) & set(positions)
    }


@pytest.mark.parametrize("claim", [name for name in TOLD if name not in NOT_SHOWN])
def test_a_claim_stands_as_it_was_written_into_the_story(claim: str) -> None:
    assert BY_ANOTHER_WORD.get(claim, TOLD[claim]["standing"]) in standing(claim).marks


@pytest.mark.parametrize("claim", sorted(NOT_SHOWN))
def test_what_the_record_does_not_show_is_said_to_be_not_established(claim: str) -> None:
    assert "independence not established" in standing(claim).marks


def test_nothing_is_corroborated_that_the_story_does_not_have_so() -> None:
    shown = {claim for claim in claims() if "corroborated by independent origins" in standing(claim).marks}
    assert shown <= {claim for claim, one in TOLD.items() if one["standing"] == "corroborated by independent origins"}


def test_the_wire_counts_once_under_two_mastheads() -> None:
    wire = {"02-tribune-wire.html", "03-mercury-wire.html"}
    assert pieces("supports", claim="passengers-187") == {"city officials, by Halcyon": wire}
    assert pieces("supports", claim="fee-16") == {"Halcyon, in its own voice": wire}


def test_the_circle_is_flagged_and_has_no_origin() -> None:
    (told,) = story()["circles"]
    assert lineage(told["claim"]).circles == (("The Harbour Mercury", "Vantry Live"),)
    (origin,) = (origin for _, origin in lineage(told["claim"]).on("supports"))
    assert not origin.counts
    assert {backing.statement.partition("#")[0] for backing in origin.backings} == set(told["pieces"])


def test_the_engineer_unnamed_on_wednesday_is_hanne_torvik() -> None:
    (told,) = story()["named_later"]
    assert {"05-ledger-warning.html", "09-live-minister.html", told["named_in"]} <= pieces("supports", claim="test-skipped")[told["name"]]


def test_what_the_lamp_withdraws_is_withdrawn_and_nothing_else() -> None:
    withdrawn = {claim for claim in claims() if "withdrawn" in standing(claim).marks}
    assert withdrawn == {"cable-cut", "passengers-187"}


def test_the_piece_that_names_nobody_leaves_no_lineage() -> None:
    assert "lineage not recorded" in standing("cable-cut").marks


def test_a_paper_that_cites_a_paper_that_cites_councillors() -> None:
    assert pieces("supports", claim="mayor-told")["opposition councillors, by The Vantry Courier"] == {
        "11-courier-report.html",
        "13-tribune-takeover.txt",
    }


def test_a_citation_of_the_ledger_is_the_ledgers_two_people() -> None:
    (name,) = (name for name in pieces("supports", claim="mayor-told") if name.startswith("people familiar"))
    assert pieces("supports", claim="mayor-told")[name] >= {"05-ledger-warning.html", "09-live-minister.html"}


def test_every_line_of_the_story_that_takes_a_side_backs_one_origin() -> None:
    for name, claim in claims().items():
        backed = sorted(backing.statement for origin in lineage(name).origins for backing in origin.backings)
        assert backed == sorted(stance.statement for stance in claim.stances if stance.position != "neutral")
        assert set(backed) <= set(statements())
