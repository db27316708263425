"""Origins and identities are measured where the data is, and say so where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import identities, origins
from onrecord.model import Backing, Lineage, Origin


def test_without_the_data_nothing_is_measured_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (origins, identities):
        monkeypatch.setattr(module, "FOLDER", tmp_path / "absent")
        assert module.main([]) == 0
        assert "nothing measured" in capsys.readouterr().out


def test_pairs_are_those_within_a_group() -> None:
    assert origins.pairs([["a", "b", "b"], ["c"]]) == {frozenset("ab")}


def test_a_pair_of_the_gold_is_compared_with_what_is_traced_for_its_lines() -> None:
    told = [Origin(name, "named", "", (Backing(name, "supports", "first"),)) for name in "abc"]
    lineage = Lineage(tuple(told), dependent=((1, 0, "speaks for it"),), independent=((0, 2, "both are party"),))
    gold = {
        "origins": [{"id": name, "origin": name, "attributions": [name]} for name in "abc"],
        "independent": [["a", "c"]],
        "not_independent": [["a", "b", "its lawyer"]],
    }
    assert list(origins.relations(gold, lineage)) == [
        ("a", "b", "not independent", "not independent"),
        ("a", "c", "independent", "independent"),
        ("b", "c", "not established", "not established"),
    ]


@pytest.mark.skipif(not (origins.FOLDER / "origins.jsonl").is_file(), reason="the research data is not here")
def test_no_two_origins_are_called_independent_that_the_gold_does_not_call_so() -> None:
    for gold, lineage in origins.traced():
        for one, other, says, traces in origins.relations(gold, lineage):
            assert traces != "independent" or says == "independent", (gold["claim"], one, other)
