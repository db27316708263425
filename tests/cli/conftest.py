"""What the tests of the command line share: a way to run it as a person does, and some articles."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """A plain environment: wide lines, no colours, this checkout."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH", "SYSTEMROOT", "TMPDIR")}
    path = os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "COLUMNS": "100", "PYTHONUTF8": "1", **more}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line in an empty folder, with the stand-in reader."""

    def call(*arguments: str | Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.cli.stand_in", *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment(**more), timeout=60, check=False
        )

    return call


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """One article in a file."""
    path = tmp_path / "story.txt"
    path.write_text("The bridge over the Marl\n\nMayor Ann Lee said the bridge is safe.\nEngineer Tom Orr said it is not.\n", "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles in a folder."""
    path = tmp_path / "news"
    path.mkdir()
    for number in (1, 2, 3):
        text = f"The bridge over the Marl, day {number}\n\nMayor Ann Lee said crack {number} is small.\nThe council met in the evening.\n"
        (path / f"day{number}.txt").write_text(text, "utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in an empty folder, with the stand-ins that need no model. In this process, for there are many runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        out, err = io.StringIO(newline=""), io.StringIO(newline="")
        from onrecord.cli.main import main
        from tests.cli.desk import PARTS

        with monkeypatch.context() as patched, redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as leaving:
            for name, value in more.items():
                patched.setenv(name, value)
            main([*map(str, arguments)], PARTS)
        return subprocess.CompletedProcess([*map(str, arguments)], int(leaving.value.code or 0), out.getvalue(), err.getvalue())

    return call
