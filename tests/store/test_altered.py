"""A ledger of which rows were changed by other means: `verify` names them, and every question ends in an answer or one clear line."""

from __future__ import annotations

import shutil
import sqlite3 as driver
import zlib
from pathlib import Path

import pytest

from tests.cli.conftest import Run, desk
from tests.cli.desk import QUESTIONS

# What was done to the rows, and what `verify` says of it.
ALTERED = {
    "a reading that is not packed": ("UPDATE articles SET reading = x'00ff'", "it holds no record (error:"),
    "a reading cut short": ("UPDATE articles SET reading = substr(reading, 1, 40)", "it holds no record (error:"),
    "a reading of another form": (f"UPDATE articles SET reading = x'{zlib.compress(b'[1]').hex()}'", "it holds no record"),
    "words where an edition was": ("UPDATE articles SET edition = 'x'", "it holds no record (JSONDecodeError"),
    "a number where an edition was": ("UPDATE articles SET edition = '7'", "it holds no record (TypeError"),
    "bytes where a title was": ("UPDATE articles SET title = x'ff'", "title holds what this program does not write"),
    "bytes where a date was": ("UPDATE articles SET published = x'ff' WHERE origin LIKE '%one.txt'", "published holds what"),
    "a revision of nothing": ("UPDATE articles SET superseded = 'art_0'", "superseded 'art_0' is in no row of articles"),
    "a revision by another article": (
        "UPDATE articles SET superseded = (SELECT max(id) FROM articles WHERE origin LIKE '%two.txt') WHERE origin LIKE '%one.txt'",
        "its revision is an article of another origin",
    ),
    "no record where a statement was": ("UPDATE statements SET record = '{}'", "it holds no record (KeyError"),
    "a number where words were": (
        "UPDATE statements SET record = json_set(record, '$.text', 7)",
        "Statement.text holds what this program does not write",
    ),
    "an act that there is not": ("UPDATE statements SET record = json_set(record, '$.act', 'sings')", "unknown label"),
    "the record of another statement": ("UPDATE statements SET record = (SELECT max(record) FROM statements)", "its record is another's"),
    "a position that there is not": (
        "UPDATE claims SET record = json_set(record, '$.claim.stances[0].position', 'x')",
        "unknown position 'x'",
    ),
    "no identity": ("DELETE FROM identities", "is in no row of identities"),
    "no claims": ("DELETE FROM claims", "is in no row of claims"),
    "no speakers": ("DELETE FROM speakers", "is in no row of speakers"),
    "a score beyond one": ("UPDATE links SET score = 7", "a score lies in [0, 1]"),
    "a relation that there is not": ("UPDATE links SET relation = x'bd'", "relation holds what this program does not write"),
    "a decision that there is not": ("UPDATE decisions SET verdict = 'x'", "unknown verdict"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a link, a revision and a decision."""
    folder = tmp_path_factory.mktemp("altered")
    with pytest.MonkeyPatch.context() as patch:
        run = desk.__wrapped__(folder, patch)  # type: ignore[attr-defined]
        (folder / "one.txt").write_text("The quay\n\n4 May 2031\n\nAda Lind said the quay is safe.\nTom Orr said the pier leans.\n")
        (folder / "two.txt").write_text("Quay safe\n\n5 May 2031\n\nAda Lind said the quay is safe.\n")
        run("add", "one.txt", "two.txt")
        (folder / "two.txt").write_text("Quay safe\n\n5 May 2031\n\nAda Lind said the quay is safe.\nThe port denied the pier leans.\n")
        run("add", "two.txt")
        assert run("rename", "Tom Orr", "Tom Orr the elder").returncode == 0
    with driver.connect(folder / "onrecord.db") as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "onrecord.db"


def test_a_ledger_that_nobody_altered_is_sound(kept: Path, desk: Run) -> None:
    assert "all in place" in desk("verify", "--ledger", kept).stdout


@pytest.mark.parametrize("what", ALTERED)
def test_altered_rows_are_told_by_verify_and_break_no_question(what: str, kept: Path, desk: Run, tmp_path: Path) -> None:
    change, said = ALTERED[what]
    shutil.copy(kept, tmp_path / "onrecord.db")
    with driver.connect(tmp_path / "onrecord.db") as raw:
        assert raw.execute(change).rowcount > 0
    verified = desk("verify")
    assert verified.returncode == 1
    assert said in verified.stdout
    assert not verified.stderr
    for question in QUESTIONS:
        run = desk(*question)
        assert run.returncode in (0, 1)
        assert "unforeseen" not in run.stderr
        assert len(run.stderr.splitlines()) == run.returncode
