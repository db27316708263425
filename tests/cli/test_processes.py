"""Reading in several processes: the same results in the same order, and nothing left behind or lost however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
MANY = 40


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Forty articles, one of them empty."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number:02}.txt").write_text(f"Day {number}\n\nAda Lind said gull {number} is loud.\n" if number != 20 else "", "utf-8")
    return folder


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "tests.cli.desk", *map(str, arguments)]


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def started(folder: Path, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A run with a process group of its own, as in a terminal; at the end nobody of the group is left."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command(*arguments), cwd=folder, env=environment(), stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        yield process
    patience = time.monotonic() + 20
    while _is_there(process.pid) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not _is_there(process.pid), "a process was left behind"


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def complaints(stderr: str) -> list[str]:
    assert "Traceback" not in stderr
    return [line for line in stderr.splitlines() if line.startswith("onrecord: ")]


def test_results_are_the_same_and_in_order_however_many_read(news: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2", "3"):
        done = run(tmp_path, "read", "news", "--jobs", jobs, "-o", f"{jobs}.jsonl")
        assert complaints(done.stderr) == ["onrecord: news/20.txt: it is empty; give a file with an article in it"]
    one, two, three = ((tmp_path / f"{jobs}.jsonl").read_text("utf-8") for jobs in ("1", "2", "3"))
    assert len(one.splitlines()) == MANY - 1
    assert one == two == three


def test_a_process_that_is_killed_is_one_line_and_what_was_read_is_kept(news: Path, tmp_path: Path) -> None:
    (news / "30.txt").write_text("FALL in the middle of this text, please.\n", "utf-8")
    done = run(tmp_path, "read", "news", "--jobs", "2", "-o", "out.jsonl")
    assert done.returncode == 1
    _, wrong, saved = complaints(done.stderr)
    assert "a process that reads was ended from outside" in wrong
    assert saved == f"onrecord: what was read before that is in {tmp_path / 'out.jsonl.partial'}"
    assert (tmp_path / "out.jsonl.partial").read_text("utf-8").count("\n") >= 8
    assert not (tmp_path / "out.jsonl").exists()


def test_an_add_whose_process_is_killed_goes_on_where_it_stopped(news: Path, tmp_path: Path) -> None:
    (news / "20.txt").unlink()
    (news / "30.txt").write_text("FALL in the middle of this text, please.\n", "utf-8")
    done = run(tmp_path, "add", "news", "--jobs", "2")
    assert done.returncode == 1
    assert len(complaints(done.stderr)) == 1
    (news / "30.txt").write_text("Day 30\n\nAda Lind said gull 30 is loud.\n", "utf-8")
    again = run(tmp_path, "add", "news", "--jobs", "2")
    assert again.returncode == 0, again.stderr
    added, _, held = (int(words.split()[0]) for words in again.stdout.splitlines()[-2].split(", "))
    assert added + held == MANY - 1
    assert held >= 8
    assert "all in place" in run(tmp_path, "verify").stdout


def _slow(news: Path) -> None:
    for file in news.iterdir():
        file.write_text(f"SLEEP at {file.stem}\n\nAda Lind said gull {file.stem} is loud.\n", "utf-8")


def _until(done: Callable[[], bool]) -> None:
    patience = time.monotonic() + 60
    while not done() and time.monotonic() < patience:
        time.sleep(0.02)
    assert done()


def _draft(folder: Path) -> int:
    """How much is written; -1 where nothing was begun."""
    return max((file.stat().st_size for file in folder.glob(".out.jsonl.*")), default=-1)


@pytest.mark.parametrize("written", [0, 1], ids=["while processes start", "while they read"])
def test_ctrl_c_is_quiet_and_leaves_nobody_behind(news: Path, tmp_path: Path, written: int) -> None:
    _slow(news)
    with started(tmp_path, "read", "news", "--jobs", "3", "-o", "out.jsonl") as process:
        _until(lambda: _draft(tmp_path) >= written)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert all("what was read before that is in" in line for line in complaints(err))
    assert not (tmp_path / "out.jsonl").exists()


def test_processes_end_when_the_one_that_they_read_for_is_killed(news: Path, tmp_path: Path) -> None:
    _slow(news)
    with started(tmp_path, "read", "news", "--jobs", "3", "-o", "out.jsonl") as process:
        _until(lambda: _draft(tmp_path) > 0)
        process.kill()
