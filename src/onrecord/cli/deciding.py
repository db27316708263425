"""The commands by which a person decides: what is one claim or one speaker, what is not, and what a speaker is called."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import answer_options, ledger_option, opened, show

if TYPE_CHECKING:
    from onrecord.model import Verdict

_THINGS = click.argument("things", nargs=2, metavar="ID ID")


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"


by_option = click.option("--by", default=_me, show_default="your user name", metavar="NAME", help="Who decides.")


def _is_claim(given: str) -> bool:
    return given.startswith(("clm_", "att_", "voi_"))


@click.command()
@_THINGS
@by_option
@ledger_option
@click.pass_context
def merge(context: click.Context, /, *, things: tuple[str, str], by: str, where: str) -> None:
    """Decide that two are one: two claims (by clm_… or the ids of statements), or two speakers (by name, idn_… or spk_…)."""
    _decide(context, where, things, by, ("same claim", "same speaker"))


@click.command()
@_THINGS
@by_option
@ledger_option
@click.pass_context
def split(context: click.Context, /, *, things: tuple[str, str], by: str, where: str) -> None:
    """Decide that two are not one: two statements (att_… or voi_…) that stand in one claim, or two speakers (spk_…) under one name."""
    _decide(context, where, things, by, ("not the same claim", "not the same speaker"))


@click.command()
@click.argument("speaker", metavar="NAME|ID")
@click.argument("name")
@by_option
@ledger_option
@click.pass_context
def rename(context: click.Context, /, *, speaker: str, name: str, by: str, where: str) -> None:
    """Decide what a speaker is called."""
    decision = opened(context, where).decide("name", speaker, name.strip(), by=by)
    click.echo(f"decision {decision.number}: {speaker} is called {name.strip()}; `onrecord undo {decision.number}` takes it back")


@click.command()
@click.argument("number", type=click.IntRange(min=1))
@ledger_option
@click.pass_context
def undo(context: click.Context, /, *, number: int, where: str) -> None:
    """Take a decision back."""
    decision = opened(context, where).undo(number)
    click.echo(f"decision {number} ({decision.verdict}: {decision.a}, {decision.b}) is taken back")


@click.command()
@answer_options
@click.pass_context
def decisions(context: click.Context, /, *, where: str, form: str | None, output: Path | None) -> None:
    """List what people decided."""
    from onrecord.export.ledger import decisions as sheets

    show(sheets.listed(opened(context, where).decisions()), form, output)


def _decide(context: click.Context, where: str, things: tuple[str, str], by: str, verdicts: tuple[Verdict, Verdict]) -> None:
    about = {_is_claim(thing) for thing in things}
    if len(about) > 1:
        raise click.UsageError("one of them is a claim and the other a speaker; give two of a kind")
    if things[0] == things[1]:
        raise click.UsageError("both are one already; give two")
    verdict = verdicts[0] if about.pop() else verdicts[1]
    decision = opened(context, where).decide(verdict, *things, by=by)
    click.echo(f"decision {decision.number}: {things[0]} and {things[1]} are {verdict}; `onrecord undo {decision.number}` takes it back")
