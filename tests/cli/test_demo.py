"""`onrecord demo`: the examples that ship with the package, as a page, offline."""

from __future__ import annotations

from pathlib import Path

from onrecord.cli.demo import examples
from tests.cli.conftest import Run


def test_the_examples_are_there() -> None:
    assert len(examples()) >= 12


def test_the_demo_writes_a_page_and_a_ledger_and_says_where(desk: Run, tmp_path: Path) -> None:
    done = desk("demo", "-o", "shown")
    page = tmp_path.resolve() / "shown/index.html"
    assert done.returncode == 0, done.stderr
    assert str(page) in done.stdout
    assert page.as_uri() in done.stdout
    assert done.stderr.endswith("0 network calls\n")
    assert page.read_text("utf-8").lower().startswith("<!doctype html>")
    assert f"onrecord claims --ledger {Path('shown/ledger.db')}" in done.stdout
    assert desk("verify", "--ledger", "shown/ledger.db").returncode == 0
