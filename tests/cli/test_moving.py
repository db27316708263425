"""A ledger moves from one database to the other and back, and is the same there: articles, revisions, decisions, and all that follows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_ledger import GAZETTE, HERALD, POST, asked, claim_of

NewLedger = Callable[[], str]
ANSWERS = (("export",), ("claims", "--own-voice"), ("speakers",), ("articles",), ("revisions",), ("decisions",), ("search", "quay"))


@pytest.fixture(params=[("sqlite", "postgresql"), ("postgresql", "sqlite")], ids=" to ".join)
def ledgers(request: pytest.FixtureRequest) -> list[str]:
    """The addresses of three new ledgers: one, one on the other database, and one on the first again."""
    there, other = (request.getfixturevalue(f"new_{name}") for name in request.param)
    return [there(), other(), there()]


def fill(desk: Run, ledger: str, folder: Path) -> None:
    """Articles of two kinds of files, one of them revised twice; decisions that stand, that were overruled, and that were taken back."""
    folder.mkdir()
    for name, text in (("post", POST), ("gazette", GAZETTE), ("herald", HERALD), ("velden", "Ödön Élő said the gulls are “loud”.\n")):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    rows = [{"id": "a", "title": "Gulls\0", "text": "Tom Orr doubted the gulls are loud.\n"}, {"text": "Ada Lind said yes, yes.\n"}]
    (folder / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    told(desk, "add", folder, "--ledger", ledger)
    for change in ("leans by two feet", "leans by three feet"):
        (folder / "post.txt").write_text(POST.replace("leans", change), "utf-8")
        told(desk, "add", folder, "--ledger", ledger)
    to = ("--ledger", ledger, "--by", "Ida")
    quay, gulls = (claim_of(desk, words, ledger) for words in ("the quay is safe", "the gulls are loud"))
    told(desk, "merge", quay, gulls, *to)
    one, other, *_ = (str(line["id"]) for line in asked(desk, "claim", quay, "--ledger", ledger))
    told(desk, "split", one, other, *to)
    told(desk, "merge", one, other, *to)
    told(desk, "merge", "Tom Orr", "port", *to)
    told(desk, "rename", "Ada Lind", "The Mayor’s wife", *to)
    told(desk, "rename", "Ödön Élő", "Odon", *to)
    told(desk, "undo", "6", "--ledger", ledger)


def told(desk: Run, *arguments: str | Path) -> str:
    run = desk(*arguments)
    assert run.returncode == 0, run.stderr
    return run.stdout


def content(desk: Run, ledger: str) -> list[Any]:
    """All that can be asked of a ledger."""
    return [json.loads(told(desk, *words, "--format", "json", "--ledger", ledger)) for words in ANSWERS]


def move(desk: Run, ledgers: Sequence[str]) -> list[str]:
    """Move the first ledger to the second, that to the third, and so on; what each of them hands on."""
    handed = []
    for ledger, following in zip(ledgers, [*ledgers[1:], ""], strict=True):
        told(desk, "export", "--format", "readings", "-o", "ledger.jsonl", "--ledger", ledger)
        handed.append(Path("ledger.jsonl").read_text("ascii"))
        if following:
            told(desk, "add", "ledger.jsonl", "--ledger", following)
    return handed


def test_a_ledger_is_the_same_on_the_other_database_and_back_again(desk: Run, ledgers: list[str], tmp_path: Path) -> None:
    fill(desk, ledgers[0], tmp_path / "news")
    first = content(desk, ledgers[0])
    export, claims, speakers, articles, revisions, decisions, _ = first
    assert min(map(len, (export, claims, speakers))) >= 3
    assert [one["superseded"] is not None for one in articles].count(True) == 2
    assert len(revisions) == 2
    assert [one["number"] for one in decisions] == [1, 3, 4, 5]
    handed = move(desk, ledgers)
    assert handed[0] == handed[1] == handed[2]
    found = "passages of one search are ranked by each database in its own way"
    for ledger in ledgers[1:]:
        there = content(desk, ledger)
        assert there[:-1] == first[:-1]
        assert {one["snippet"] for one in there[-1]["passages"]} == {one["snippet"] for one in first[-1]["passages"]}, found
        assert there[-1]["lines"] == first[-1]["lines"]
        assert "all in place" in told(desk, "verify", "--ledger", ledger)


def test_when_an_article_was_added_is_handed_on(desk: Run, new_ledger: NewLedger, tmp_path: Path) -> None:
    one, other = new_ledger(), new_ledger()
    (tmp_path / "post.txt").write_text(POST, "utf-8")
    told(desk, "add", "post.txt", "--ledger", one)
    early = told(desk, "export", "--format", "readings", "--ledger", one).replace("2031-05-04T06:30", "2031-05-04T05:10")
    Path("early.jsonl").write_text(early, "utf-8")
    told(desk, "add", "early.jsonl", "--ledger", other)
    assert [line["added"] for line in asked(desk, "articles", "--ledger", other)] == ["2031-05-04T05:10:00+00:00"]


def test_what_is_handed_on_twice_changes_nothing(desk: Run, new_ledger: NewLedger, tmp_path: Path) -> None:
    one, other = new_ledger(), new_ledger()
    fill(desk, one, tmp_path / "news")
    move(desk, [one, other])
    before = content(desk, other)
    run = told(desk, "add", "ledger.jsonl", "--ledger", other)
    assert "0 added, 0 revised, 8 there already" in run
    assert "0 of 6 decisions are new" in run
    assert content(desk, other) == before


def test_what_is_taken_back_later_is_taken_back_there_too(desk: Run, new_ledger: NewLedger, tmp_path: Path) -> None:
    one, other = new_ledger(), new_ledger()
    fill(desk, one, tmp_path / "news")
    move(desk, [one, other])
    told(desk, "undo", "1", "--ledger", one)
    move(desk, [one, other])
    assert content(desk, other) == content(desk, one)
    assert claim_of(desk, "the quay is safe", other) != claim_of(desk, "the gulls are loud", other)


def test_what_is_decided_later_of_speakers_is_so_there_too(desk: Run, new_ledger: NewLedger, tmp_path: Path) -> None:
    one, other = new_ledger(), new_ledger()
    fill(desk, one, tmp_path / "news")
    move(desk, [one, other])
    told(desk, "rename", "Tom Orr", "Orr the elder", "--ledger", one)
    move(desk, [one, other])
    assert "Orr the elder" in told(desk, "speakers", "--ledger", one)
    assert content(desk, other)[:6] == content(desk, one)[:6]


def test_two_ledgers_become_one(desk: Run, new_ledger: NewLedger, tmp_path: Path) -> None:
    one, other, both, alone = (new_ledger() for _ in range(4))
    for name, text in (("post", POST), ("gazette", GAZETTE)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    told(desk, "add", "post.txt", "--ledger", one)
    told(desk, "rename", "Ada Lind", "The Mayor", "--ledger", one)
    told(desk, "add", "gazette.txt", "--ledger", other)
    told(desk, "add", "post.txt", "gazette.txt", "--ledger", alone)
    told(desk, "rename", "Ada Lind", "The Mayor", "--ledger", alone)
    move(desk, [one, both])
    move(desk, [other, both])
    assert content(desk, both)[:4] == content(desk, alone)[:4]


@pytest.mark.parametrize("there", [(2,), (1,), (0, 2), (1, 2)])
def test_revisions_stand_in_the_order_of_time_whatever_was_there_first(
    desk: Run, new_ledger: NewLedger, tmp_path: Path, there: tuple[int, ...]
) -> None:
    one, whole, late = new_ledger(), new_ledger(), new_ledger()
    fill(desk, one, tmp_path / "news")
    move(desk, [one])
    rows = [json.loads(line) for line in Path("ledger.jsonl").read_text("ascii").splitlines()]
    post = [row for row in rows if row["schema"].startswith("onrecord/reading") and row["article"]["origin"].endswith("post.txt")]
    assert ["two feet" in post[1]["article"]["text"], "three feet" in post[2]["article"]["text"]] == [True, True]
    for hour, row in enumerate(post):
        row["added"] = f"2031-05-04T0{hour}:00:00+00:00"
    Path("all.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    Path("some.jsonl").write_text("".join(f"{json.dumps(post[at])}\n" for at in there), "utf-8")
    told(desk, "add", "all.jsonl", "--ledger", whole)
    told(desk, "add", "some.jsonl", "--ledger", late)
    told(desk, "add", "all.jsonl", "--ledger", late)
    assert content(desk, late)[:6] == content(desk, whole)[:6]
    assert "all in place" in told(desk, "verify", "--ledger", late)


def test_a_ledger_goes_through_a_pipe(desk: Run, new_ledger: NewLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    one, other = new_ledger(), new_ledger()
    fill(desk, one, tmp_path / "news")
    handed = told(desk, "export", "--format", "readings", "--ledger", one)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(handed.encode("ascii"))))
    told(desk, "add", "-", "--ledger", other)
    assert content(desk, other)[:6] == content(desk, one)[:6]


def test_a_ledger_that_is_handed_on_can_be_read_anew(desk: Run, new_ledger: NewLedger, tmp_path: Path) -> None:
    ledger = new_ledger()
    fill(desk, ledger, tmp_path / "news")
    move(desk, [ledger])
    told(desk, "read", "ledger.jsonl", "-o", "again.jsonl")
    assert len(Path("again.jsonl").read_text("utf-8").splitlines()) == 8


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"schema": "onrecord/decision/1", "number": 1}', "KeyError"),
        (
            '{"schema": "onrecord/decision/1", "number": 1, "verdict": "no", "a": "x", "b": "y", "by": "I", "at": "", "undone": false}',
            "unknown verdict",
        ),
    ],
)
def test_a_decision_that_is_none_is_one_failure(desk: Run, new_ledger: NewLedger, line: str, said: str) -> None:
    Path("ledger.jsonl").write_text(f"{line}\n", "utf-8")
    run = desk("add", "ledger.jsonl", "--ledger", new_ledger())
    assert run.returncode == 1
    assert "ledger.jsonl, line 1: the decision is malformed" in run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr
