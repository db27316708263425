"""`onrecord demo`: read the examples that ship with the package, write a page of them, and enter them in a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli import adding, batch, outputs
from onrecord.model import InputError

if TYPE_CHECKING:
    from onrecord.cli.parts import Parts

PACKAGE = Path(__file__).resolve().parents[1]


def run(folder: Path, jobs: int | None, parts: Parts) -> int:
    """Read the examples into `folder`/index.html and `folder`/ledger.db, and print where these are.

    Returns:
        0 when all were read, 1 when one failed.

    Raises:
        OnRecordError: the examples are absent, or the page or the ledger cannot be written.
    """
    outputs.make_folder(folder)
    page = folder / "index.html"
    pieces = tuple(map(str, examples()))
    code = batch.run(batch.Request(pieces, "html", page, jobs=jobs), parts)
    ledger = folder / "ledger.db"
    code = adding.run(pieces, str(ledger), jobs, parts, quiet=True) or code
    click.echo(f"The page is {page.resolve()}\nOpen it in a browser: {page.resolve().as_uri()}")
    click.echo(f"What all of them say together: onrecord claims --ledger {ledger}")
    return code


def examples() -> list[Path]:
    """The example articles: in the package, or, in a checkout, beside it.

    Raises:
        InputError: there are none.
    """
    for folder in (PACKAGE / "examples", PACKAGE.parents[1] / "examples"):
        found = sorted(
            path for path in folder.rglob("*") if path.suffix in (".html", ".txt", ".pdf", ".docx", ".eml") and "gold" not in path.parts
        )
        if found:
            return found
    raise InputError("the examples", "they are not part of this installation", "install OnRecord anew")
