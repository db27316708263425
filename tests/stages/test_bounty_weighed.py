"""Coverage of the bounty reports, weighed, with its gold given: who denies, and what goes back to one paper. Skipped without the data."""

from __future__ import annotations

from functools import cache

import pytest
from eval.corpus import SHARED, articles, rows
from eval.origins import claims, statement

from onrecord.model import Appearance, Claim, Edition, Identity, Lineage, Standing, Statement
from onrecord.stages import assess, editions, identify, trace

FOLDER = SHARED / "data" / "bounty"
pytestmark = pytest.mark.skipif(not (FOLDER / "gold.jsonl").is_file(), reason="the research data is not here")


@cache
def said() -> dict[str, Statement]:
    told = {row["id"]: row for row in rows(FOLDER / "articles.jsonl")}
    lines = [row | {"id": f"{at:03}"} for at, row in enumerate(rows(FOLDER / "gold.jsonl")) if row["content"]]
    return {line["id"]: statement(line | ({"speaker": ""} if line["voice"] else {}), told[line["article"]]) for line in lines}


@cache
def claim(name: str) -> Claim:
    lines = [row | {"id": f"{at:03}"} for at, row in enumerate(rows(FOLDER / "gold.jsonl")) if row["content"]]
    bearing = [line for line in lines if name in (line["claim"], *line["also"])]
    text = next(row["claim"] for row in rows(FOLDER / "claims.jsonl") if row["id"] == name)
    return dict(claims([line | {"claim": name, "also": []} for line in bearing], {name: text}))[name]


@cache
def weighed(name: str) -> tuple[Lineage, Standing]:
    told = rows(FOLDER / "articles.jsonl")
    printed: dict[str, Edition] = {one.article: one for one in editions(articles(told, FOLDER))}
    seen = {one.who: Appearance(one.who, one.article, one.outlet, one.speaker, one.kind) for one in said().values() if one.who}
    who: dict[str, Identity] = {speaker: one for one in identify(seen.values()) for speaker in one.speakers}
    outlets = sorted({row["outlet"] for row in told})
    lineage = trace(claim(name), said(), printed, who, outlets=outlets)
    return lineage, assess(claim(name), said(), lineage, who)


def test_the_president_and_his_press_secretary_deny_that_he_was_briefed() -> None:
    lineage, standing = weighed("C2")
    assert {"Donald Trump", "Kayleigh McEnany"} <= {origin.name for _, origin in lineage.on("denies")}
    assert "denied by the party concerned" in standing.marks


@pytest.mark.parametrize("name", ["C1", "C2", "C3", "C4"])
def test_what_only_repeats_the_times_goes_back_to_the_times(name: str) -> None:
    lineage, _ = weighed(name)
    for origin in lineage.origins:
        for backing in origin.backings:
            one = said()[backing.statement]
            through = one.outlet != "The New York Times"
            if one.speaker == "The New York Times" or (one.kind == "anonymous" and one.via == ("The New York Times",)):
                assert origin.outlet == "The New York Times"
                assert (backing.way == "citation") == through


def test_the_officials_of_the_times_are_one_origin_in_every_outlet_that_has_them() -> None:
    lineage, _ = weighed("C2")
    (times,) = (origin for _, origin in lineage.on("supports") if origin.outlet == "The New York Times" and origin.counts)
    assert len({said()[backing.statement].outlet for backing in times.backings}) >= 4
