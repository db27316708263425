"""Readings as input of a ledger: what was read elsewhere is kept as it was, and makes the ledger that the articles themselves make."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_ledger import asked

ROWS = [
    {"id": "quay", "outlet": "The Post", "published": "2031-05-04", "text": "Ada Lind said the quay is safe.\nThe port denied a crack.\n"},
    {"text": "Tom Orr said no.\n"},
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with a text, and a file of two articles, of which one has an id."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "post.txt").write_text("The quay\n\n4 May 2031\n\nAda Lind said the quay is safe.\nTom Orr denied it is safe.\n", "utf-8")
    (folder / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), "utf-8")
    return folder


def record(desk: Run, ledger: str) -> list[Any]:
    """All that is on record in a ledger."""
    return [asked(desk, *words, "--ledger", ledger) for words in (("export",), ("claims", "--own-voice"), ("speakers",), ("articles",))]


@pytest.mark.parametrize("name", ["readings.jsonl", "readings.jsonl.gz", "readings.json"])
def test_readings_make_the_ledger_that_their_articles_make(desk: Run, news: Path, tmp_path: Path, name: str) -> None:
    import gzip

    assert desk("read", "news", "-o", name.removesuffix(".gz")).returncode == 0
    if name.endswith(".gz"):
        Path("readings.jsonl.gz").write_bytes(gzip.compress(Path("readings.jsonl").read_bytes()))
    assert "3 added, 0 revised, 0 there already" in desk("add", "news", "--ledger", "articles.db").stdout
    assert "3 added, 0 revised, 0 there already" in desk("add", name, "--ledger", "readings.db").stdout
    assert record(desk, "readings.db") == record(desk, "articles.db")
    assert "0 added, 0 revised, 6 there already" in desk("add", name, "news", "--ledger", "readings.db").stdout
    assert desk("verify", "--ledger", "readings.db").returncode == 0


def test_readings_are_not_read_again(desk: Run, news: Path) -> None:
    desk("read", "news", "-o", "readings.jsonl")
    rows = [json.loads(line) for line in Path("readings.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        for one in row["attributions"]:
            one["act"] = "confirm"  # as no reader of these tests would have it
    Path("readings.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    assert "3 added" in desk("add", "readings.jsonl").stdout
    assert {line["act"] for line in asked(desk, "export")} == {"confirm"}


def test_a_reading_whose_file_is_not_here_keeps_its_origin(desk: Run, news: Path) -> None:
    desk("read", "news", "-o", "readings.jsonl")
    shutil.rmtree(news)
    assert "3 added" in desk("add", "readings.jsonl").stdout
    origins = sorted(str(one["origin"]) for one in asked(desk, "articles"))
    assert origins[0] == "news/post.txt"
    assert "news/rows.jsonl#quay" in origins
    assert desk("verify").returncode == 0


def test_articles_and_readings_may_stand_in_one_file(desk: Run, news: Path) -> None:
    desk("read", "news/post.txt", "-o", "mixed.jsonl", "--format", "jsonl")
    with Path("mixed.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(ROWS[0]) + "\n")
    assert "2 added" in desk("add", "mixed.jsonl").stdout
    assert {str(one["origin"]).rsplit("/", 1)[-1] for one in asked(desk, "articles")} == {"mixed.jsonl#quay", "post.txt"}


def _moved(row: Any) -> None:
    row["attributions"][0]["content"][0][0] += 1


def _reworded(row: Any) -> None:
    row["article"]["text"] = row["article"]["text"].replace("quay", "pier")


def _renamed(row: Any) -> None:
    row["attributions"][0]["id"] = "att_0"


def _half_read(row: Any) -> None:
    row["attributions"][0]["speaker"] = None


def _cut(row: Any) -> None:
    del row["article"]["blocks"]


@pytest.mark.parametrize(
    ("hurt", "said"),
    [
        (_moved, "not at the place"),
        (_reworded, "its digest does not match"),
        (_renamed, "not at the place"),
        (_half_read, "the voicings are not those of the attributions"),
        (_cut, "not a reading"),
    ],
)
def test_a_reading_that_does_not_prove_itself_is_one_failure_and_the_rest_is_kept(desk: Run, news: Path, hurt: Any, said: str) -> None:
    desk("read", "news", "-o", "readings.jsonl")
    rows = [json.loads(line) for line in Path("readings.jsonl").read_text("utf-8").splitlines()]
    hurt(rows[0])
    Path("readings.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    run = desk("add", "readings.jsonl")
    assert run.returncode == 1
    assert "2 added" in run.stdout
    (line,) = [line for line in run.stderr.splitlines() if line.startswith("onrecord: ")]
    assert "readings.jsonl, line 1: the reading cannot be kept" in line
    assert said in line


def test_a_reading_that_no_stage_went_over_is_not_kept(desk: Run, run: Run, news: Path) -> None:
    run("read", "news/post.txt", "-o", "bare.jsonl")  # the stand-in that finds attributions alone
    done = desk("add", "bare.jsonl")
    assert done.returncode == 1
    assert "bare.jsonl, line 1: the reading does not say of each attribution who speaks" in done.stderr
