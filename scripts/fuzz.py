"""Try to break OnRecord: `python -m scripts.fuzz [TARGET ...] [--minutes N]`.

Each target takes bytes, and nothing may come of them but articles, readings, answers, or failures of one clear line. atheris finds its way
into the code by what it covers; where it is not installed, the examples are changed at random. What breaks a target is kept under --keep,
and goes into the tests as a case of its own, named for the danger, when it is mended.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

POSTGRES = "FUZZ_POSTGRES"  # names the database that the parent started
ROOT = Path(__file__).resolve().parents[1]
STORY = ROOT / "src" / "onrecord" / "examples" / "story"
Target = Callable[[bytes], object]


class BrokenError(AssertionError):
    """Something that a user must not see."""


def loaded(data: bytes, name: str, *, keep: bool = False) -> None:
    """Load bytes under a name; whatever they are, articles or failures of one line come of them."""
    from onrecord.ingest import Item, load

    path = scratch() / name
    path.write_bytes(data)
    for found in load(Item(str(path)), keep=True) if keep else load(Item(str(path))):
        _clear(str(found) if hasattr(found, "what") else "")


def _clear(said: str) -> None:
    """Raise where a user could make nothing of what is said."""
    if "please report" in said or "Traceback" in said or "unforeseen" in said or "database complains" in said:
        raise BrokenError(said)


@cache
def scratch() -> Path:
    """A folder for this process."""
    return Path(tempfile.mkdtemp(prefix="onrecord-fuzz-"))


def page(data: bytes) -> None:
    """A web page."""
    loaded(data, "fuzz.html")


def pdf(data: bytes) -> None:
    """A PDF."""
    loaded(data, "fuzz.pdf")


def mail(data: bytes) -> None:
    """An e-mail."""
    loaded(data, "fuzz.eml")


def text(data: bytes) -> None:
    """Bytes of no known kind."""
    loaded(data, "fuzz")


def office(data: bytes) -> None:
    """The document inside a DOCX that is whole; a DOCX as bytes seldom gets past its wrapping."""
    loaded(data, "fuzz.docx")
    packed = io.BytesIO()
    with zipfile.ZipFile(STORY / "07-corvane-statement.docx") as whole, zipfile.ZipFile(packed, "w") as made:
        for name in whole.namelist():
            made.writestr(name, data if name == "word/document.xml" else whole.read(name))
    loaded(packed.getvalue(), "fuzz.docx")


def lines(data: bytes) -> None:
    """JSON Lines of articles, and JSON."""
    loaded(data, "fuzz.jsonl")
    loaded(data, "fuzz.json")


def readings(data: bytes) -> None:
    """JSON Lines of readings, for a ledger."""
    loaded(data, "fuzz.jsonl", keep=True)


def columns(data: bytes) -> None:
    """Parquet."""
    loaded(data, "fuzz.parquet")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["onrecord/reading/1", "text", "9999-99-99"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.data())
def altered_reading(data: st.DataObject) -> None:
    """A reading of which values were changed."""
    one = json.loads(_reading())
    for _ in range(data.draw(st.integers(1, 3))):
        _alter(one, data)
    loaded(json.dumps(one).encode(), "fuzz.jsonl", keep=True)
    loaded(json.dumps(one).encode(), "fuzz.jsonl")


@given(st.data())
def altered_article(data: st.DataObject) -> None:
    """An article in JSON whose fields hold anything."""
    names = ("text", "id", "title", "outlet", "publisher", "byline", "author", "published", "url", "schema", "article")
    row = {"text": "Ada Lind said that the quay is safe.", **data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=4))}
    loaded(json.dumps(row).encode(), "fuzz.json")


def _alter(one: Any, data: st.DataObject) -> None:
    """Put something else at some place in a JSON value, or nothing."""
    while True:
        if not one or not isinstance(one, dict | list):
            return
        key = data.draw(st.sampled_from(sorted(one) if isinstance(one, dict) else range(len(one))))
        inner = one[key]
        if isinstance(inner, dict | list) and inner and data.draw(st.integers(0, 5)):
            one = inner
        elif data.draw(st.integers(0, 5)):
            one[key] = data.draw(st.integers(-2, 200) if isinstance(inner, int) and data.draw(st.booleans()) else JSON)
            return
        else:
            del one[key]
            return


@cache
def _reading() -> str:
    from tests.cli.desk import PARTS

    from onrecord.ingest import article_of_text

    (made,) = PARTS.reader(1).read_many([article_of_text("Ada Lind said the quay is safe.\nThe port denied the pier leans.\n")])
    return made.to_json()  # type: ignore[union-attr]


# Ledgers


@cache
def _ledger() -> bytes:
    """A small ledger, with a revision, a decision and a claim that is contested."""
    folder = scratch()
    one, two = folder / "one.txt", folder / "two.txt"
    one.write_text("The quay\n\n4 May 2031\n\nAda Lind said the quay is safe.\nTom Orr said the pier leans.\n")
    two.write_text("Quay safe\n\n5 May 2031\n\nAda Lind said the quay is safe.\nThe port denied the pier leans.\n")
    command("add", str(one), str(two))
    two.write_text("Quay safe\n\n5 May 2031\n\nAda Lind said the quay is safe.\nThe port denied the pier leans much.\n")
    command("add", str(two))
    command("rename", "Tom Orr", "Tom Orr the elder")
    raw = sqlite3.connect(folder / "ledger.db")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    return (folder / "ledger.db").read_bytes()


def command(*words: str) -> str:
    """Run the command line on the ledger of this process; gives what it said."""
    from tests.cli.desk import PARTS

    from onrecord.cli.main import main

    out, err = io.StringIO(newline=""), io.StringIO(newline="")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.suppress(SystemExit):
        main([*words, "--ledger", str(scratch() / "ledger.db")], PARTS)
    _clear(err.getvalue() + out.getvalue())
    return out.getvalue()


@given(st.data())
def altered_rows(data: st.DataObject) -> None:
    """A ledger in which somebody changed rows by other means; every look-up says so or answers."""
    from tests.cli.desk import QUESTIONS

    whole = _ledger()
    path = scratch() / "ledger.db"
    for beside in ("", "-wal", "-shm"):
        Path(f"{path}{beside}").unlink(missing_ok=True)
    path.write_bytes(whole)
    raw = sqlite3.connect(path, isolation_level=None)
    tables = [
        row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    ]
    for _ in range(data.draw(st.integers(1, 2))):
        table = data.draw(st.sampled_from(tables))
        found = raw.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        column = data.draw(st.sampled_from([row[0] for row in found]))
        values = [row[0] for row in raw.execute(f'SELECT "{column}" FROM "{table}" ORDER BY 1')]  # noqa: S608 (names of our own tables)
        if not values:
            continue
        old = data.draw(st.sampled_from(values))
        with contextlib.suppress(sqlite3.Error):  # what the table itself refuses
            if data.draw(st.integers(0, 8)):
                raw.execute(f'UPDATE OR REPLACE "{table}" SET "{column}" = ? WHERE "{column}" = ?', (_other(old, values, data), old))  # noqa: S608
            else:
                raw.execute(f'DELETE FROM "{table}" WHERE "{column}" = ?', (old,))  # noqa: S608
    raw.close()
    for words in (("verify",), *QUESTIONS):
        command(*words)


def _other(old: Any, values: list[Any], data: st.DataObject) -> Any:
    """Another value for a cell: any, another row's, or its own in part or with JSON changed within."""
    anything = st.none() | st.integers(-(2**62), 2**62) | st.floats() | st.text(max_size=20).filter(_storable) | st.binary(max_size=20)
    choices = [anything, st.sampled_from(values)]
    if isinstance(old, str | bytes):
        choices.append(st.integers(0, len(old)).map(lambda end: old[:end]))
    with contextlib.suppress(ValueError, TypeError, zlib.error):
        packed = isinstance(old, bytes)
        value = json.loads(zlib.decompress(old) if packed else old)
        if isinstance(value, dict | list):
            _alter(value, data)
            said = json.dumps(value)
            choices.append(st.just(zlib.compress(said.encode()) if packed else said))
    return data.draw(st.one_of(choices[::-1]))


def _storable(words: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in words)


SIGNS = [
    '"',
    "'",
    "*",
    "^",
    "-",
    "(",
    ")",
    ":",
    "+",
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "{",
    "}",
    "\\",
    "\0",
    "&",
    "|",
    "!",
    "<->",
    "%",
    "_",
    " ",
    "quay",
    "safe",
]
ASKED = st.lists(st.sampled_from(SIGNS) | st.text(max_size=6), max_size=12).map("".join)


@given(ASKED)
def search(asked: str) -> None:
    """Anything that may be asked of a full-text search, of SQLite and, where there is one, of PostgreSQL."""
    for store in _stores():
        store.find(asked, 20)


@cache
def _stores() -> list[Any]:
    from tests.store.conftest import NOW, entry

    from onrecord.store import Store, address

    places = [str(scratch() / "search.db"), *filter(None, [os.environ.get(POSTGRES)])]
    stores = [Store(address(place), create=True) for place in places]
    for store in stores:
        with store.write() as write:
            write.add(entry('{source|Ada Lind} {cue|said} {content|the quay is safe, don\'t "worry" about 3.5 % of it}.'), at=NOW)
    return stores


TARGETS: dict[str, Target] = {
    "page": page,
    "pdf": pdf,
    "office": office,
    "mail": mail,
    "text": text,
    "lines": lines,
    "readings": readings,
    "columns": columns,
    "altered_article": altered_article.hypothesis.fuzz_one_input,  # type: ignore[attr-defined]
    "altered_reading": altered_reading.hypothesis.fuzz_one_input,  # type: ignore[attr-defined]
    "altered_rows": altered_rows.hypothesis.fuzz_one_input,  # type: ignore[attr-defined]
    "search": search.hypothesis.fuzz_one_input,  # type: ignore[attr-defined]
}
ENDINGS = {"page": "html", "pdf": "pdf", "mail": "eml", "text": "*"}


def examples(name: str) -> Iterator[bytes]:
    """What a target is started with."""
    for file in sorted(STORY.glob(f"*.{ENDINGS[name]}")) if name in ENDINGS else ():
        yield file.read_bytes()
    if name == "office":
        with zipfile.ZipFile(STORY / "07-corvane-statement.docx") as whole:
            yield whole.read("word/document.xml")
    if name == "lines":
        yield b'{"id": "a", "text": "Ada Lind said so.", "published": "2031-05-04", "byline": ["Tom Orr"]}\n{"text": "b"}'
    if name == "readings":
        yield _reading().encode()
    if name == "columns":
        with contextlib.suppress(ImportError):
            import pyarrow
            from pyarrow.parquet import write_table

            packed = io.BytesIO()
            write_table(pyarrow.table({"id": ["a", "b"], "text": ["Ada Lind said so.", None], "reading": [None, "{}"]}), packed)
            yield packed.getvalue()


def attack(name: str, seconds: int, folder: Path) -> None:
    """Try one target, in a process of its own, for it may not return. What breaks it lies in `folder` then."""
    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    try:
        import atheris
    except ImportError:
        _at_random(name, seconds, folder, list(examples(name)))
        return
    with atheris.instrument_imports(include=["onrecord"]):
        import onrecord.cli.asking
        import onrecord.cli.batch
        import onrecord.ledger  # noqa: F401
    for number, example in enumerate(examples(name)):
        (corpus / f"example{number}").write_bytes(example)
    limits = (f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=3000", "-max_len=60000")
    atheris.Setup(["fuzz", *limits, f"-artifact_prefix={folder}/{name}-", "-print_final_stats=1", str(corpus)], TARGETS[name])
    atheris.Fuzz()


def _at_random(name: str, seconds: int, folder: Path, some: list[bytes]) -> None:
    chance = random.Random(os.getpid())  # noqa: S311 (no secret hangs on it)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = bytearray(chance.choice(some) if some else chance.randbytes(chance.randrange(2_000)))
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
        kept = folder / f"{name}-tried"
        kept.write_bytes(data)
        TARGETS[name](bytes(data))
        kept.unlink()


def main(arguments: Iterable[str] | None = None) -> int:
    """Try each target for its share of the time.

    Returns:
        0 when nothing broke.
    """
    parser = argparse.ArgumentParser(description="Try to break OnRecord.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"by default all: {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=24, help="in all; by default 24")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir(), "onrecord-fuzz"), help="where what breaks it is kept")
    parser.add_argument("--alone", type=int, metavar="SECONDS", help=argparse.SUPPRESS)
    given_ = parser.parse_args(None if arguments is None else list(arguments))
    names = given_.targets or list(TARGETS)
    if unknown := set(names) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    if given_.alone:
        attack(names[0], given_.alone, given_.keep)
        return 0
    with _postgres() if "search" in names else contextlib.nullcontext():
        return _attacks(names, given_.minutes, given_.keep)


@contextlib.contextmanager
def _postgres() -> Iterator[None]:
    """A PostgreSQL, where there is one, for the processes that attack: they do not come to an end of their own in which to stop it."""
    from tests.store.postgres import programs, server

    if not programs():
        yield
        return
    with server() as one:
        os.environ[POSTGRES] = one.url()
        yield


def _attacks(names: list[str], minutes: float, keep: Path) -> int:
    broken = []
    for name in names:
        keep.mkdir(parents=True, exist_ok=True)
        share = max(1, int(minutes * 60 / len(names)))
        call = [sys.executable, "-m", "scripts.fuzz", name, "--alone", str(share), "--keep", str(keep)]
        with (keep / f"{name}.log").open("wb") as log:
            ended = subprocess.run(call, cwd=ROOT, stdout=log, stderr=log, check=False).returncode  # noqa: S603 (our own script)
        print(f"{name}: {'nothing broke' if not ended else f'broken (exit {ended}); see {log.name}'}", flush=True)
        broken += [name] if ended else []
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
