"""The quality gate: floors rise by themselves and fall only on purpose, on the data they were measured on."""

import json
from pathlib import Path

import pytest

from eval import gate


def floors(**figures: float) -> gate.Floors:
    return {"set": {"data": "set.jsonl", "sha256": "0" * 64, "floors": figures}, "history": []}


def test_no_figure_of_the_shipped_reader_lies_below_its_floor(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = gate.main([])
    assert code == 0, capsys.readouterr().out


def test_without_the_research_data_the_gate_says_that_nothing_was_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path / "absent")
    assert gate.main([]) == 0
    assert "nothing checked" in capsys.readouterr().out


def test_a_figure_below_its_floor_does_not_hold() -> None:
    (finding,) = gate.compared("set", {"F1": 69.99}, floors(F1=70.0))
    assert not finding.holds
    assert "BELOW" in str(finding)


def test_a_figure_at_its_floor_holds() -> None:
    (finding,) = gate.compared("set", {"F1": 70.0}, floors(F1=70.0))
    assert finding.holds


def test_a_figure_that_is_no_longer_measured_fails_its_floor() -> None:
    assert [finding.holds for finding in gate.compared("set", {"A": 80.0}, floors(A=70.0, B=70.0))] == [True, False]


def test_a_figure_without_a_floor_does_not_pass_for_checked() -> None:
    (finding,) = gate.compared("set", {"F1": 99.0}, floors())
    assert not finding.holds
    assert "not pinned" in str(finding)


def test_floors_rise_to_what_is_reached_less_the_slack_and_say_when() -> None:
    raised = gate.pinned(floors(F1=70.0), "set", {"F1": 75.0}, today="2031-05-04")
    assert raised["set"]["floors"] == {"F1": round(75.0 - gate.SLACK, 2)}
    assert raised["history"][-1]["from"] == {"F1": 70.0}
    assert raised["history"][-1]["date"] == "2031-05-04"


def test_raising_refuses_where_one_figure_fell() -> None:
    with pytest.raises(gate.FloorError, match="lower-on-purpose"):
        gate.pinned(floors(A=70.0, B=70.0), "set", {"A": 90.0, "B": 60.0}, today="2031-05-04")


def test_raising_leaves_a_floor_that_lies_within_the_slack() -> None:
    before = floors(F1=70.0)
    assert gate.pinned(before, "set", {"F1": 70.1}, today="2031-05-04") == before


def test_a_floor_is_lowered_on_purpose_with_its_reason_on_record() -> None:
    lowered = gate.pinned(floors(F1=70.0), "set", {"F1": 60.0}, today="2031-05-04", reason="a smaller model")
    assert lowered["set"]["floors"] == {"F1": round(60.0 - gate.SLACK, 2)}
    assert lowered["history"][-1]["reason"] == "a smaller model"


@pytest.mark.parametrize("option", ["--lower-on-purpose", "--accept-corpus"])
def test_a_change_needs_a_reason_in_words(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        gate.main([option, ""])
    assert stopped.value.code == 2
    assert "say why" in capsys.readouterr().err


def test_other_data_than_that_on_record_is_no_ground_for_a_figure(tmp_path: Path) -> None:
    data = tmp_path / "set.jsonl"
    data.write_text("{}\n", encoding="utf8")
    with pytest.raises(gate.FloorError, match="not the data"):
        gate.require_data("set", data, floors(F1=70.0))
    accepted = gate.with_data(floors(F1=70.0), "set", data, today="2031-05-04", reason="a new release")
    gate.require_data("set", data, accepted)
    assert accepted["history"][-1]["reason"] == "a new release"


def test_each_measure_has_its_floors_and_digest_on_record() -> None:
    on_record = json.loads(gate.FLOORS.read_text(encoding="utf8"))
    assert set(on_record) == {*gate.MEASURES, "history"}
    assert all(len(on_record[corpus]["sha256"]) == 64 for corpus in gate.MEASURES)
