"""`onrecord read --engine ray`: a real Ray of this machine with two workers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray", reason="Ray is not installed (onrecord[cluster])")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (onrecord[cluster])")

from tests.cli.conftest import Run, environment  # noqa: E402 (only where Ray is)

BRIDGE = "The bridge over the Marl\n\nMayor Ann Lee said the bridge is safe.\n"


def command(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line with the deadly reader; what it says goes to no terminal, so it would be there twice if Ray spoke too."""
    (folder / "readers").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "tests.cli.deadly", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment(READERS=str(folder / "readers")),
        timeout=900,
        check=False,
    )


@dataclass(frozen=True)
class Job:
    """A job that ran: its folder, how it ended, and the rows that it wrote."""

    folder: Path
    run: subprocess.CompletedProcess[str]
    rows: list[dict[str, Any]]


def rows_of(folder: Path) -> list[dict[str, Any]]:
    return [row for file in sorted(folder.glob("*.parquet")) for row in parquet.read_table(file).to_pylist()]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Files of several kinds, one of which kills its worker, in a folder and in a storage; and what is bad in its own way."""
    folder = tmp_path_factory.mktemp("cluster")
    news, stored = folder / "news", folder / "stored"
    for one in (news, stored / "inner"):
        one.mkdir(parents=True)
    for number in range(8):
        (news / f"day{number}.txt").write_text(f"{BRIDGE}Engineer Tom Orr said crack {number} is small.\n")
    (news / "deadly.txt").write_text(f"{BRIDGE}DIE ONCE {folder / 'died'}\n")
    (news / "empty.txt").write_text("")
    lines = [json.dumps({"id": f"n{number}", "text": f"Tom Orr said pile {number} leans.\n"}) for number in range(70)]
    (stored / "archive.jsonl").write_text("\n".join([*lines, "{no json"]))
    table = {"id": ["a", "b"], "text": ["Ada Lind said the quay is safe.\n", None], "published": ["2031-05-04", None]}
    import pyarrow

    parquet.write_table(pyarrow.table(table), stored / "inner" / "table.parquet")
    (stored / "inner" / "broken.parquet").write_bytes(b"PAR1 and no more")
    return folder, ["news", stored.as_uri(), "absent.txt", f"{stored.as_uri()}/absent"]


@pytest.fixture(scope="module")
def job(inputs: tuple[Path, list[str]]) -> Job:
    folder, given = inputs
    run = command(folder, "read", *given, "--engine", "ray", "--jobs", "2", "-o", "readings")
    return Job(folder, run, rows_of(folder / "readings"))


def test_a_worker_that_is_killed_costs_nothing(job: Job) -> None:
    assert (job.folder / "died").exists()
    plain = command(job.folder, "read", "news", "stored", "-o", "plain.jsonl")
    there, here = ([json.loads(line) for line in lines] for lines in (readings(job), (job.folder / "plain.jsonl").read_text().splitlines()))
    assert len(there) == 9 + 70 + 1
    for one in there:  # the address of the storage stands where the path of the folder stood
        one["article"]["origin"] = one["article"]["origin"].replace((job.folder / "stored").as_uri(), "stored")
    assert sorted(map(quoted, there)) == sorted(map(quoted, here))
    assert plain.returncode == 1


def readings(job: Job) -> list[str]:
    return [row["reading"] for row in job.rows if row["reading"]]


def quoted(reading: dict[str, Any]) -> str:
    """A reading, but for the ids that stand for its origin."""
    one = {**reading, "article": {**reading["article"], "id": ""}}
    one["attributions"] = [{**attribution, "id": ""} for attribution in one["attributions"]]
    return json.dumps(one)


def test_the_model_is_loaded_once_by_each_worker_that_lives(job: Job) -> None:
    made = [file.read_text().split() for file in (job.folder / "readers").iterdir()]
    assert 2 <= len([one for one in made if one]) <= 4  # two, and one for each that died; the plain run's sees no Ray


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who listens on Linux alone")
def test_nothing_outside_this_machine_can_reach_the_workers(job: Job) -> None:
    listened = {address for file in (job.folder / "readers").iterdir() for address in file.read_text().split()}
    assert listened == {"127.0.0.1"}


def test_one_bad_file_or_row_never_stops_the_job(job: Job) -> None:
    assert job.run.returncode == 1
    stored = (job.folder / "stored").as_uri()
    told = [line.removeprefix("onrecord: ").replace(stored, "STORED") for line in job.run.stderr.splitlines()]
    assert sorted(line.split(";")[0] for line in told[:-1]) == [
        "STORED/absent: there is no such file or folder",
        "STORED/archive.jsonl, line 71: this is no JSON (Expecting property name enclosed in double quotes at line 1, column 2)",
        "STORED/inner/broken.parquet: the Parquet is broken",
        'STORED/inner/table.parquet, row 2: the object has no "text" that is a string',
        "absent.txt: there is no such file or folder",
        "news/empty.txt: it is empty",
    ]
    assert told[-1] == "80 articles read, 6 failed"
    assert job.run.stdout == ""


def test_each_row_says_which_article_it_is_or_what_failed(job: Job) -> None:
    by_origin = {row["origin"]: row for row in job.rows}
    table = by_origin[f"{(job.folder / 'stored').as_uri()}/inner/table.parquet"]
    assert (table["id"], table["published"], table["failure"]) == ("a", "2031-05-04", None)
    assert by_origin["news/empty.txt"]["failure"] == "it is empty; give a file with an article in it"
    assert by_origin["news/empty.txt"]["reading"] is None


def test_a_ledger_takes_the_rows_and_makes_of_them_what_it_makes_of_lines(job: Job, desk: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text("\n".join(readings(job)))
    rows = desk("add", job.folder / "readings", "--ledger", "rows.db")
    assert "80 added, 0 revised, 0 there already" in rows.stdout
    # What failed there is told here: it is not in the ledger.
    assert rows.returncode == 1
    assert "onrecord: news/empty.txt: it is empty; give a file with an article in it" in rows.stderr.splitlines()
    assert "80 articles read, 4 failed" in rows.stderr
    assert desk("add", lines, "--ledger", "lines.db").returncode == 0
    export = ("export", "--format", "jsonl", "--ledger")
    assert desk(*export, "rows.db").stdout == desk(*export, "lines.db").stdout


def test_what_is_there_already_is_left_alone(job: Job) -> None:
    run = command(job.folder, "read", "news", "--engine", "ray", "-o", "readings")
    assert run.returncode == 1
    assert run.stderr.strip() == "onrecord: readings: there is something in it; name a new folder"
    assert rows_of(job.folder / "readings") == job.rows


def test_an_article_that_kills_every_worker_ends_the_job_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "deadly.txt").write_text("DIE\n")
    run = command(tmp_path, "read", "deadly.txt", "--engine", "ray", "--jobs", "1", "-o", "readings")
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("onrecord: Ray on this machine: the job was given up: one worker after the other died over the same articles")
    assert line.endswith("; what was written by then is in readings")
