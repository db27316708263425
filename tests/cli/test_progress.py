"""The progress bar: on a terminal, for more than one input, and never in the way of the results."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environment

pty = pytest.importorskip("pty", reason="a terminal of our own needs POSIX")


def _on_a_terminal(*arguments: str | Path, results_too: bool) -> tuple[str, str]:
    """What a terminal is sent, and what standard output got where it is a pipe."""
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "tests.cli.stand_in", "read", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=theirs if results_too else subprocess.PIPE, stderr=theirs, env=environment(TERM="xterm-256color")
    ) as process:
        os.close(theirs)
        piped = process.stdout.read().decode("utf-8") if process.stdout else ""
        sent = b""
        while True:
            try:
                data = os.read(terminal, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not data:
                break
            sent += data
    os.close(terminal)
    assert process.returncode == 0
    return sent.decode("utf-8"), piped


def test_many_inputs_show_a_bar_and_then_the_counts(folder: Path) -> None:
    sent, piped = _on_a_terminal(folder, "--format", "jsonl", results_too=False)
    assert "3/3" in sent
    assert sent.endswith("3 articles read, 0 failed\r\n0 network calls\r\n")
    assert "\x1b" not in piped


@pytest.mark.parametrize("more", [["--quiet"], []])
def test_one_input_or_quiet_shows_none(folder: Path, more: list[str]) -> None:
    sent, _ = _on_a_terminal(folder if more else folder / "day1.txt", *more, "--format", "jsonl", results_too=False)
    assert sent == ("" if more else "0 network calls\r\n")


@pytest.mark.parametrize("form", ["terminal", "csv"])
def test_results_on_the_same_terminal_are_whole(folder: Path, form: str) -> None:
    sent, _ = _on_a_terminal(folder, "--format", form, results_too=True)
    plain = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", sent)
    for number in (1, 2, 3):
        assert f"crack {number} is small." in plain
    assert "␍" not in plain


def test_an_article_cannot_steer_the_terminal_in_any_format(folder: Path) -> None:
    (folder / "day2.txt").write_text("Escapes \x1b]0;owned\x07 and \x9b2J and \u202e turned.\nAnn Lee said \x1b[8mhidden\x9b.\n", "utf-8")
    for form in ("terminal", "json", "jsonl", "csv", "conllu"):
        sent, _ = _on_a_terminal(folder, "--format", form, "--quiet", results_too=True)
        # The styles that Rich sets for the page are its own.
        rest = re.sub(r"\x1b\[[\d;]*m", "", sent) if form == "terminal" else sent
        assert not set(rest) & {"\x1b", "\x9b", "\x07", "\u202e"}
        assert "\x1b[8m" not in sent
