"""Whole articles in, a ledger out, with the models that ship: coverage of the bounty reports (skipped without the data), our examples."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from eval.corpus import SHARED, articles, rows
from eval.gold import pieces

import onrecord
from onrecord.compose import ledger, reader
from onrecord.ledger import Ledger
from onrecord.model import Line, Reading, article_id

BOUNTY = SHARED / "data" / "bounty" / "articles.jsonl"


@pytest.fixture(scope="module")
def bounty(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    if not BOUNTY.is_file():
        pytest.skip("the research data is not here")
    one = ledger(str(tmp_path_factory.mktemp("bounty") / "ledger.db"), create=True)
    given = (replace(each, origin=each.id, id=article_id(each.id, each.text)) for each in articles(rows(BOUNTY), BOUNTY))
    for reading in reader().read_many(given):
        assert isinstance(reading, Reading)
        one.add(reading)
    one.settle()
    return one


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    one = ledger(str(tmp_path_factory.mktemp("story") / "ledger.db"), create=True)
    for reading in onrecord.read_many([str(piece) for piece in pieces()]):
        assert isinstance(reading, Reading)
        one.add(reading)
    one.settle()
    return one


def by_claim(one: Ledger) -> dict[str, list[Line]]:
    out: dict[str, list[Line]] = defaultdict(list)
    for line in one.lines():
        out[line.claim].append(line)
    return out


def test_the_president_and_his_press_secretary_deny_that_he_was_briefed(bounty: Ledger) -> None:
    def told_of(line: Line) -> bool:
        return "brief" in line.statement.text.casefold()

    claims = [
        lines
        for lines in by_claim(bounty).values()
        if {"Donald Trump", "Kayleigh McEnany"} <= {line.speaker for line in lines if line.position == "denies" and told_of(line)}
    ]
    assert claims
    assert any("New York Times" in line.speaker for lines in claims for line in lines if line.position == "supports" and told_of(line))


def test_who_only_repeats_the_times_is_led_back_to_it(bounty: Ledger) -> None:
    cited = [
        (origin, backing)
        for weighed in bounty.claims()
        for origin in weighed.lineage.origins
        for backing in origin.backings
        if backing.way == "citation" and "New York Times" in origin.outlet
    ]
    assert cited
    outlets = {line.statement.id: line.statement.outlet for line in bounty.lines()}
    assert len({outlets[backing.statement] for _, backing in cited}) >= 2


def test_a_wire_counts_once_under_two_mastheads(story: Ledger) -> None:
    places = {line.statement.id: Path(line.origin).name for line in story.lines()}
    wire = {"02-tribune-wire.html", "03-mercury-wire.html"}
    shared = [
        {places[backing.statement] for backing in origin.backings} for weighed in story.claims() for origin in weighed.lineage.origins
    ]
    assert any(wire <= some for some in shared)


def test_a_circle_is_flagged(story: Ledger) -> None:
    assert story.claims(marks=["circular"])


def test_a_claim_is_contested_where_somebody_stands_against_it(story: Ledger) -> None:
    for weighed in story.claims():
        positions = {stance.position for stance in weighed.claim.stances}
        assert ("contested" in weighed.standing.marks) == (bool({"denies", "doubts"} & positions) and "supports" in positions)


def test_every_quote_stands_in_its_article(story: Ledger) -> None:
    assert list(story.verify()) == []
