"""A ledger survives what happens: programs killed at any moment, several that write at once, a full disk, a server that goes down."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from onrecord.store import Store, address
from tests.cli.conftest import environment
from tests.cli.desk import PARTS
from tests.store.postgres import Server

ARTICLES = 16
KILLS = int(os.environ.get("KILLS", "3"))  # on each database, of threads and of processes; KILLS=200 for a long night


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Sixteen articles on one quay."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(ARTICLES):
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


def content(ledger: str) -> list[object]:
    """All that is on record in a ledger, and that every quote of it is in its place."""
    with closing(PARTS.ledger(ledger, False)) as one:
        assert list(one.verify()) == []
        return [one.articles(), list(one.lines()), one.claims(own_voice=True), one.speakers(), one.decisions(undone=True)]


@pytest.mark.parametrize("jobs", ["1", "2"], ids=["threads", "processes"])
def test_an_add_that_is_killed_goes_on_where_it_stopped(new_ledger: Callable[[], str], news: Path, tmp_path: Path, jobs: str) -> None:
    command: tuple[str | Path, ...] = ("add", "--jobs", jobs, *sorted(news.iterdir()), "--ledger")
    undisturbed = new_ledger()
    begun = time.monotonic()
    told(tmp_path, *command, undisturbed)
    whole = time.monotonic() - begun
    chance, kills = random.Random(7), 0
    while kills < KILLS:
        disturbed, ended = new_ledger(), False
        while not ended and kills < KILLS:
            with start(tmp_path, *command, disturbed) as run:
                try:
                    run.communicate(timeout=chance.uniform(0.1, whole))
                    ended = True
                except subprocess.TimeoutExpired:
                    run.send_signal(signal.SIGKILL)
                    kills += 1
        told(tmp_path, *command, disturbed)
        assert content(disturbed) == content(undisturbed)


@pytest.mark.parametrize("jobs", ["1", "2"], ids=["threads", "processes"])
def test_three_that_add_at_once_make_the_ledger_that_one_makes(
    new_ledger: Callable[[], str], news: Path, tmp_path: Path, jobs: str
) -> None:
    alone, shared = new_ledger(), new_ledger()
    files = sorted(news.iterdir())
    told(tmp_path, "add", *files, "--ledger", alone)
    parts = (files[:8], files[4:12], [*files[10:], *files[:2]])
    with ExitStack() as running:
        runs = [running.enter_context(start(tmp_path, "add", *part, "--jobs", jobs, "--ledger", shared)) for part in parts]
        failures = [run.communicate(timeout=300)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], failures
    assert content(shared) == content(alone)


def test_a_reader_sees_what_was_there_while_somebody_writes(new_ledger: Callable[[], str], news: Path, tmp_path: Path) -> None:
    ledger = new_ledger()
    files = sorted(news.iterdir())
    told(tmp_path, "add", files[0], "--ledger", ledger)
    before = content(ledger)
    writer = Store(address(ledger))
    with pytest.raises(KeyboardInterrupt), writer.write() as write:
        (held,) = write.articles()
        write.remove(held.id)
        assert write.articles() == []
        assert content(ledger) == before  # a reader waits for nobody, and sees nothing half done
        raise KeyboardInterrupt
    writer.close()
    assert content(ledger) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file size needs POSIX")
def test_a_disk_that_fills_up_keeps_what_was_added(news: Path, tmp_path: Path) -> None:
    undisturbed, tight = str(tmp_path / "undisturbed.db"), str(tmp_path / "tight.db")
    told(tmp_path, "add", news, "--ledger", undisturbed)
    # No file may grow past 300 kB: writing fails in the middle of an article, as on a disk that is full.
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        "from tests.cli.desk import PARTS, main; main(sys.argv[1:], PARTS)"
    )
    command = [sys.executable, "-B", "-c", program, "add", str(news), "--ledger", tight]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1
    (line,) = complaints(done.stderr)
    assert line.startswith(f"onrecord: {tight}: the disk ")
    with closing(PARTS.ledger(tight, False)) as ledger:
        kept = len(ledger.articles())
    assert 0 < kept < ARTICLES
    again = told(tmp_path, "add", news, "--ledger", tight)
    assert f"{ARTICLES - kept} added, 0 revised, {kept} there already" in again
    assert content(tight) == content(undisturbed)


def test_a_server_that_goes_down_in_the_middle_of_an_add_lost_nothing(postgres: Server, news: Path, tmp_path: Path) -> None:
    undisturbed, disturbed = str(tmp_path / "undisturbed.db"), postgres.url()
    for file in news.iterdir():
        file.write_text(f"{file.read_text('utf-8')}\nSLEEP", "utf-8")  # so that the middle is long enough to be met
    told(tmp_path, "add", news, "--ledger", undisturbed)
    told(tmp_path, "add", sorted(news.iterdir())[0], "--ledger", disturbed)
    with start(tmp_path, "add", news, "--ledger", disturbed) as run:
        with closing(PARTS.ledger(disturbed, False)) as ledger:
            patience = time.monotonic() + 120
            while len(ledger.articles()) < 5 and time.monotonic() < patience:
                time.sleep(0.01)
        postgres.stop()
        _, err = run.communicate(timeout=120)
    postgres.start()
    assert run.returncode == 1
    (line,) = complaints(err)
    assert "the connection broke; what was added before is kept" in line or "no database answers there" in line
    with closing(PARTS.ledger(disturbed, False)) as ledger:
        assert 5 <= len(ledger.articles()) < ARTICLES
    told(tmp_path, "add", news, "--ledger", disturbed)
    assert content(disturbed) == content(undisturbed)


def test_a_question_to_a_server_that_is_down_is_one_line(postgres: Server, tmp_path: Path) -> None:
    ledger = postgres.url()
    postgres.stop()
    with start(tmp_path, "claims", "--ledger", ledger) as run:
        _, err = run.communicate(timeout=120)
    postgres.start()
    assert run.returncode == 1
    (line,) = complaints(err)
    assert "no database answers there" in line


def complaints(stderr: str) -> list[str]:
    assert "Traceback" not in stderr
    return [line for line in stderr.splitlines() if line.startswith("onrecord: ")]
