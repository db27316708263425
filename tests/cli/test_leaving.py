"""Full disks, closed pipes, Ctrl-C and what nobody foresaw: one clear line, nothing half-written, nothing lost that could be saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, environment

full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
not_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to the superuser")


def _line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what went wrong."""
    lines = [line for line in done.stderr.splitlines() if line.startswith("onrecord: ")]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def test_a_folder_that_is_not_there_is_said_before_reading(run: Run, story: Path) -> None:
    done = run("read", story, "-o", "no/such/out.json")
    assert done.returncode == 1
    assert "no/such/out.json: it cannot be written (no such file or directory)" in _line(done)


@not_root
def test_a_folder_without_permission(run: Run, story: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    for arguments in (("-o", "locked/out.json"), ("--format", "brat", "-o", "locked/notes"), ("--format", "html", "-o", "locked")):
        done = run("read", story, *arguments)
        assert done.returncode == 1
        assert "permission denied" in _line(done)


@full_disk
def test_a_full_disk_behind_standard_output(folder: Path) -> None:
    for form in ("terminal", "jsonl"):
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "tests.cli.stand_in", "read", str(folder), "--format", form]
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=environment(), timeout=60, check=False
            )
        assert done.returncode == 1
        assert _line(done) == "onrecord: standard output: it cannot be written (no space left on device)"


@full_disk
@pytest.mark.parametrize("form", ["terminal", "csv", "readings"])
def test_a_full_disk_behind_the_answer_of_a_ledger(desk: Run, folder: Path, tmp_path: Path, form: str) -> None:
    desk("add", folder)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "tests.cli.desk", "export", "--format", form]
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", env=environment(), cwd=tmp_path, timeout=60, check=False
        )
    assert done.returncode == 1
    assert _line(done) == "onrecord: standard output: it cannot be written (no space left on device)"


@full_disk
def test_a_device_is_written_to_and_not_replaced(run: Run, story: Path) -> None:
    done = run("read", story, "-o", "/dev/full", "--format", "jsonl")
    assert done.returncode == 1
    assert "/dev/full: it cannot be written (no space left on device)" in _line(done)
    assert not Path("/dev/full").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file size needs POSIX")
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_was_whole_when_the_disk_filled_up_is_kept_beside_and_yesterday_stays(folder: Path, tmp_path: Path, form: str) -> None:
    for number in range(4, 40):
        (folder / f"day{number:02}.txt").write_text(f"The bridge over the Marl again\n\nMayor Lee said crack {number} is small.\n")
    out = tmp_path / f"out.{form}"
    out.write_text("yesterday")
    # A file that may not grow past 20 kB fails in the middle of an article, as a full disk does.
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "from tests.cli.stand_in import PARTS, main; main(sys.argv[1:], PARTS)"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, "read", str(folder), "-o", str(out)],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    wrong, saved = [line for line in done.stderr.splitlines() if line.startswith("onrecord: ")]
    assert "it cannot be written (file too large)" in wrong
    assert saved == f"onrecord: what was read before that is in {out}.partial"
    assert out.read_text() == "yesterday"
    partial = Path(f"{out}.partial").read_text("utf-8")
    readings = json.loads(partial) if form == "json" else [json.loads(line) for line in partial.splitlines()]
    assert len(readings) > 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", out.name, f"{out.name}.partial"]


def test_ctrl_c_is_quiet_and_keeps_what_was_read(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "day3.txt").write_text("STOP at the third article, please, thank you.\n")
    done = run("read", folder, "-o", "out.jsonl")
    assert done.returncode == 130
    assert _line(done) == f"onrecord: what was read before that is in {tmp_path.resolve() / 'out.jsonl.partial'}"
    assert len((tmp_path / "out.jsonl.partial").read_text("utf-8").splitlines()) == 2
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("form", ["terminal", "jsonl"])
def test_a_reader_that_goes_away_is_no_error(folder: Path, form: str) -> None:
    for number in range(4, 60):
        (folder / f"day{number:02}.txt").write_text(f"The bridge over the Marl again\n\nMayor Lee said crack {number} is small.\n" * 20)
    command = [sys.executable, "-m", "tests.cli.stand_in", "read", str(folder), "--format", form, "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_what_nobody_foresaw_is_one_line_and_the_traceback_is_for_who_asks(run: Run, folder: Path) -> None:
    (folder / "day2.txt").write_text("CRASH in the middle of this text, please.\n")
    done = run("read", folder, "--format", "jsonl")
    assert done.returncode == 1
    assert "ZeroDivisionError: what nobody foresaw" in _line(done)
    asked = run("read", folder, "--format", "jsonl", ONRECORD_DEBUG="1")
    assert asked.returncode == 1
    assert "Traceback (most recent call last)" in asked.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_closed_standard_streams_are_no_error(story: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m tests.cli.stand_in read {story} -o {tmp_path / 'out.json'} >&- 2>&- <&-"
    done = subprocess.run(["sh", "-c", command], env=environment(), timeout=60, check=False)
    assert done.returncode == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["attributions"]


def test_a_terminal_that_knows_no_curly_quotes_gets_question_marks(run: Run, story: Path) -> None:
    story.write_text("The bridge over the Marl is open again\n\nMayor Lee said “it is safe”.\n", "utf-8")
    done = run("read", story, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert "it is safe" in done.stdout
