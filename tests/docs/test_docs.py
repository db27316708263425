"""What the documents show is what happens: their Python and console examples are run, their links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")


def fences(page: Path, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page.read_text(encoding="utf8")) if kind == language]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if fences(page, "python")], ids=named)
def test_python_examples_print_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = "\n".join(fences(page, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, named(page), str(page), 0)
    assert test.examples, f"{named(page)}: a python block without >>> proves nothing"
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report: list[str] = []
    runner.run(test, out=report.append)
    assert not runner.failures, "".join(report)


@pytest.mark.parametrize("page", [page for page in PAGES if fences(page, "console")], ids=named)
def test_console_examples_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    # Every block of a page runs in one folder, in order, as a reader who follows along would.
    if "--engine ray" in page.read_text(encoding="utf8"):
        pytest.importorskip("ray", reason="Ray is not installed (onrecord[cluster])")
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    checker = doctest.OutputChecker()
    for block in fences(page, "console"):
        for command, wanted in commands(block):
            run = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
            )
            got = run.stdout + run.stderr
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            assert checker.check_output(wanted, got, flags), f"{named(page)}: $ {command}\nwanted:\n{wanted}\ngot:\n{got}"


def commands(block: str) -> list[tuple[str, str]]:
    """(command, wanted output) of a console block: lines after "$ " are run, the rest is what they print."""
    parts = re.split(r"^\$ ", block, flags=re.M)[1:]
    split = [part.partition("\n") for part in parts]
    return [(command, wanted) for command, _, wanted in split]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    broken = [target for target in LINK.findall(page.read_text(encoding="utf8")) if not (page.parent / target).exists()]
    assert not broken
