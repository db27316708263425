"""A ledger survives what happens to programs: killed at any moment, and two that write at once. On SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tests.store.postgres import Server

KILLS = int(os.environ.get("KILLS", "4"))  # on each database; KILLS=200 for a long night


@pytest.fixture
def addresses(new_ledger: Callable[[], str]) -> list[str]:
    """The addresses of three new ledgers, on each database."""
    return [new_ledger() for _ in range(3)]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Thirty articles on one quay."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(30):
        lines = [f"Day {number}", f"{number % 27 + 1} May 2031", "Ada Lind said the quay is safe."]
        lines += [
            f"Tom Orr {('said', 'denied', 'doubted')[number % 3]} crack {number % 5} in the pier is deep.",
            f"The port said gull {number} is loud.",
        ]
        (folder / f"{number:02}.txt").write_text("\n".join(lines), "utf-8")
    return folder


def start(folder: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.cli.desk", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(folder: Path, *arguments: str | Path) -> str:
    with start(folder, *arguments) as run:
        out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err
    return out


def content(folder: Path, ledger: str) -> list[object]:
    """All that is on record in a ledger."""
    return [json.loads(told(folder, command, "--format", "json", "--ledger", ledger)) for command in ("export", "claims", "speakers")]


def test_an_add_that_is_killed_goes_on_where_it_stopped(addresses: list[str], news: Path, tmp_path: Path) -> None:
    undisturbed, disturbed, _ = addresses
    begun = time.monotonic()
    told(tmp_path, "add", news, "--ledger", undisturbed)
    whole = time.monotonic() - begun
    chance = random.Random(7)
    for _ in range(KILLS):
        with start(tmp_path, "add", news, "--ledger", disturbed) as run:
            time.sleep(chance.uniform(0.1, whole))
            run.send_signal(signal.SIGKILL)
    told(tmp_path, "add", news, "--ledger", disturbed)
    assert content(tmp_path, disturbed) == content(tmp_path, undisturbed)
    assert "all in place" in told(tmp_path, "verify", "--ledger", disturbed)


def test_two_that_add_at_once_make_the_ledger_that_one_makes(addresses: list[str], news: Path, tmp_path: Path) -> None:
    alone, shared, _ = addresses
    told(tmp_path, "add", news, "--ledger", alone)
    files = sorted(news.iterdir())
    with (
        start(tmp_path, "add", *files[:18], "--ledger", shared) as one,
        start(tmp_path, "add", *files[12:], "--ledger", shared) as other,
    ):
        failures = [run.communicate(timeout=120)[1] for run in (one, other)]
    assert [run.returncode for run in (one, other)] == [0, 0], failures
    assert content(tmp_path, shared) == content(tmp_path, alone)


def test_a_reader_goes_on_while_somebody_writes(addresses: list[str], news: Path, tmp_path: Path) -> None:
    ledger = addresses[0]
    files = sorted(news.iterdir())
    told(tmp_path, "add", files[0], "--ledger", ledger)
    with start(tmp_path, "add", *files, "--ledger", ledger) as writer:
        seen = [len(json.loads(told(tmp_path, "articles", "--format", "json", "--ledger", ledger))) for _ in range(3)]
        writer.communicate(timeout=120)
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert seen[0] >= 1


def test_a_server_that_went_down_and_came_back_lost_nothing(postgres: Server, news: Path, tmp_path: Path) -> None:
    ledger = postgres.url()
    files = sorted(news.iterdir())
    told(tmp_path, "add", *files[:5], "--ledger", ledger)
    postgres.stop()
    with start(tmp_path, "claims", "--ledger", ledger) as run:
        _, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "no database answers there" in err
    assert "Traceback" not in err
    postgres.start()
    told(tmp_path, "add", *files, "--ledger", ledger)
    assert len(json.loads(told(tmp_path, "articles", "--format", "json", "--ledger", ledger))) == len(files)
    assert "all in place" in told(tmp_path, "verify", "--ledger", ledger)
