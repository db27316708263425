"""The commands that ask a ledger: claims, speakers, search, compare, export and the rest. Each makes a sheet and shows it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.parts import LEDGER, Parts

if TYPE_CHECKING:
    from onrecord.export.ledger.sheet import Sheet
    from onrecord.ledger import Ledger

OPEN = "onrecord.cli.asking.ledger"  # where the context of the command keeps the ledger that it opened
FORMATS = ("terminal", "json", "jsonl", "csv", "html")
_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html"}
_Command = TypeVar("_Command", bound=Callable[..., Any])


def ledger_option(command: _Command) -> _Command:
    """`--ledger`, the same for all commands of a ledger."""
    return click.option(
        "--ledger",
        "where",
        default=LEDGER,
        show_default=True,
        envvar="ONRECORD_LEDGER",
        metavar="PATH|URL",
        help="The ledger: a file, sqlite:///PATH or postgresql://HOST/NAME.",
    )(command)


def answer_options(command: _Command) -> _Command:
    """`--ledger`, `--format` and `-o`, the same for all commands that answer."""
    shown = click.option("--format", "form", type=click.Choice(FORMATS), help="What to write; by default what PATH ends in, else terminal.")
    return ledger_option(shown(output_option(command)))


output_option = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="Write to this file.")


def opened(context: click.Context, where: str) -> Ledger:
    """The ledger at an address, closed with the context.

    Raises:
        LedgerError: there is none.
    """
    parts: Parts = context.obj or Parts()
    ledger = remembered(parts.ledger(where, False))
    context.call_on_close(ledger.close)
    return ledger


def remembered(ledger: Ledger) -> Ledger:
    """The ledger, known to the guard around the command: what nobody foresaw may come of rows that were altered."""
    if context := click.get_current_context(silent=True):
        context.meta[OPEN] = ledger
    return ledger


def show(sheet: Sheet, form: str | None, output: Path | None) -> None:
    """Write a sheet to standard output or a file, in the format asked for.

    Raises:
        OutputError: it cannot be written.
    """
    from onrecord.cli.outputs import told
    from onrecord.export.ledger import chunks

    form = form or (_SUFFIXES.get(output.suffix.lower(), "terminal") if output else "terminal")
    if form == "terminal" and output is None:
        from rich.console import Console

        from onrecord.export.ledger import terminal

        console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        if console.is_terminal:
            told(lambda: console.print(terminal.view(sheet)))
        else:
            for chunk in terminal.chunks(sheet, width=console.width):
                told(partial(sys.stdout.write, chunk))
        return
    _write(chunks(sheet, form), output)


def _write(chunks: Iterable[str], output: Path | None) -> None:
    from onrecord.cli.draft import Draft
    from onrecord.cli.outputs import told

    if output:
        with Draft(output) as draft:
            for chunk in chunks:
                draft.write(chunk)
        return
    for chunk in chunks:
        told(partial(sys.stdout.write, chunk))


@click.command()
@answer_options
@click.option("--contested", is_flag=True, help="Claims that somebody supports and somebody denies or doubts.")
@click.option("--denied", is_flag=True, help="Claims that the party concerned denies.")
@click.option("--single-origin", is_flag=True, help="Claims that go back to one origin.")
@click.option("--anonymous-only", is_flag=True, help="Claims on the word of the nameless alone.")
@click.option("--about", metavar="TEXT", default="", help="Claims with these words, or that mean the like.")
@click.option("--since", metavar="DATE", default="", help="Claims of which something was published on this day (YYYY-MM-DD) or later.")
@click.option("--own-voice", is_flag=True, help="Also what only outlets themselves say, on nobody's word.")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, metavar="N", help="Show so many at most.")
@click.pass_context
def claims(
    context: click.Context,
    /,
    *,
    where: str,
    form: str | None,
    output: Path | None,
    about: str,
    since: str,
    own_voice: bool,
    limit: int,
    **marked: bool,
) -> None:
    """List the claims of a ledger, each once, with its standing; those first that most articles carry."""
    from onrecord.export.ledger import claims as sheets

    marks = [_MARKS[name] for name, wanted in marked.items() if wanted]
    found = opened(context, where).claims(marks=marks, about=about, since=_day(since), own_voice=own_voice, limit=limit + 1)
    if len(found) > limit:
        click.echo(f"onrecord: there are more than {limit:,} such claims, and these are the first; --limit shows more", err=True)
        found = found[:limit]
    show(sheets.claims(found), form, output)


_MARKS = {
    "contested": "contested",
    "denied": "denied by the party concerned",
    "single_origin": "single origin",
    "anonymous_only": "anonymous only",
}


@click.command()
@click.argument("identifier", metavar="ID")
@answer_options
@click.pass_context
def claim(context: click.Context, /, *, identifier: str, where: str, form: str | None, output: Path | None) -> None:
    """Show one claim: how it stands and why, and who says, denies or doubts it, through whom, in which words."""
    from onrecord.export.ledger import claims as sheets

    show(sheets.claim(*opened(context, where).claim(identifier)), form, output)


@click.command()
@answer_options
@click.pass_context
def speakers(context: click.Context, /, *, where: str, form: str | None, output: Path | None) -> None:
    """List who speaks in a ledger."""
    from onrecord.export.ledger import speakers as sheets

    show(sheets.speakers(opened(context, where).speakers()), form, output)


@click.command()
@click.argument("name", metavar="NAME|ID")
@answer_options
@click.pass_context
def speaker(context: click.Context, /, *, name: str, where: str, form: str | None, output: Path | None) -> None:
    """Show one speaker: all that was said, and where it contradicts itself."""
    from onrecord.export.ledger import speakers as sheets

    show(sheets.speaker(*opened(context, where).speaker(name)), form, output)


@click.command()
@click.argument("words", nargs=-1, required=True)
@answer_options
@click.option("--limit", type=click.IntRange(min=1, max=1000), default=20, show_default=True, metavar="N", help="Show so many of each.")
@click.pass_context
def search(context: click.Context, /, *, words: tuple[str, ...], where: str, form: str | None, output: Path | None, limit: int) -> None:
    """Search a ledger: passages that hold all WORDS (a phrase in quotation marks as one), and statements that mean the like."""
    from onrecord.export.ledger import articles as sheets

    asked = " ".join(words)
    show(sheets.found(asked, *opened(context, where).search(asked, limit=limit)), form, output)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE ARTICLE...")
@answer_options
@click.pass_context
def compare(context: click.Context, /, *, articles: tuple[str, ...], where: str, form: str | None, output: Path | None) -> None:
    """Compare what articles have of each claim, and which denials they leave out. An ARTICLE is an id, an origin, or the end of one."""
    from onrecord.export.ledger import articles as sheets

    if len(articles) < 2:
        raise click.UsageError("a comparison needs two articles at least")
    show(sheets.comparison(*opened(context, where).compare(articles)), form, output)


@click.command()
@answer_options
@click.pass_context
def articles(context: click.Context, /, *, where: str, form: str | None, output: Path | None) -> None:
    """List the articles of a ledger, revised ones too."""
    from onrecord.export.ledger import articles as sheets

    show(sheets.listed(opened(context, where).articles()), form, output)


@click.command()
@answer_options
@click.pass_context
def revisions(context: click.Context, /, *, where: str, form: str | None, output: Path | None) -> None:
    """Show which articles were changed after they were added, and which statements came, went or are worded anew."""
    from onrecord.export.ledger import articles as sheets

    show(sheets.revised(opened(context, where).revisions()), form, output)


@click.command()
@ledger_option
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, "readings")),
    help="What to write; by default what PATH ends in, else terminal. With readings, what `onrecord add` takes.",
)
@output_option
@click.pass_context
def export(context: click.Context, /, *, where: str, form: str | None, output: Path | None) -> None:
    """Write every statement of a ledger, with --format jsonl one JSON object a line; with --format readings all that another ledger needs.

    What `--format readings` writes is what `onrecord add` takes: the readings of all articles, their revisions, and what people decided.
    """
    ledger = opened(context, where)
    if form == "readings":
        from onrecord.export.ledger import readings

        _write(readings.chunks(ledger.kept(), ledger.decisions(undone=True)), output)
        return
    from onrecord.export.ledger import lines as sheets

    show(sheets.export(list(ledger.lines())), form, output)


@click.command()
@ledger_option
@click.pass_context
def verify(context: click.Context, /, *, where: str) -> None:
    """Check every id and every quote of a ledger against its articles. The exit code is 1 when something is wrong."""
    ledger = opened(context, where)
    flaws = 0
    for flaw in ledger.verify():
        flaws += 1
        click.echo(flaw)
    counts = ledger.counts()
    found = f"{flaws:,} flaws" if flaws else "all in place"
    click.echo(f"{counts['articles']:,} articles, {counts['statements']:,} statements checked: {found}")
    context.exit(1 if flaws else 0)


def _day(given: str) -> str:
    from datetime import date

    if given:
        try:
            date.fromisoformat(given)
        except ValueError:
            raise click.BadParameter(f"{given!r} is no day; write YYYY-MM-DD", param_hint="--since") from None
    return given
