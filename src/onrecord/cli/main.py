"""The command `onrecord`: what can be asked, and the guard that turns any failure into one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli import adding, asking, deciding
from onrecord.cli.parts import Parts
from onrecord.export import FORMATS
from onrecord.model import ACTS, SPEAKER_KINDS

if TYPE_CHECKING:
    from onrecord.export.terminal import Grouping
    from onrecord.ledger import Ledger

SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html", ".csv": "csv", ".conllu": "conllu"}
ENGINES = ("local", "ray")
INTERRUPTED = 130  # as a shell reports Ctrl-C
BROKEN_PIPE = 141  # as a shell reports a reader that went away


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord", prog_name="onrecord")
def cli() -> None:
    """Read news and keep the record of who says what, through whom, and on whose word it stands. Offline."""


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write; by default what the ending of PATH says, else terminal. In csv, a cell that a spreadsheet would run as a formula "
    "starts with an apostrophe.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="Write to this file; for brat a folder, for html a folder or one .html file. A file appears only when it is whole.",
)
@click.option(
    "--by", type=click.Choice(["speaker", "source"]), help="Group what the terminal shows by who speaks, or by the words of the source."
)
@click.option("--speaker", metavar="NAME", help="Keep what speakers of this name say; a part of the name will do.")
@click.option("--kind", type=click.Choice(SPEAKER_KINDS), help="Keep what speakers of this kind say.")
@click.option("--act", type=click.Choice(ACTS), help="Keep what does this: deny, urge, decline, …")
@click.option("--hop", type=click.IntRange(min=1), metavar="N", help="Keep what comes at first hand (1), at second hand (2), and so on.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="local",
    show_default=True,
    help="What reads: this program, or a Ray cluster that writes a folder of Parquet.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many read at once; by default one for each processor.")
@click.option("--quiet", is_flag=True, help="Show results and failures only.")
@click.pass_context
def read(
    context: click.Context,
    /,
    inputs: tuple[str, ...],
    *,
    form: str | None,
    output: str | None,
    by: Grouping | None,
    engine: str,
    jobs: int | None,
    quiet: bool,
    **wanted: Any,
) -> None:
    """Read each INPUT and show who says what.

    An INPUT is a file (.html, .txt, .md, .pdf, .docx, .eml, .json or .jsonl of articles), a URL, a folder of such files, or - for standard
    input. Only a URL uses the network. The exit code is 0 when all was read, 1 when something failed, and 2 when the command was not
    understood.
    """
    from onrecord.stages.select import Wanted

    if engine == "ray":
        from onrecord.cli import many

        if form or by:
            raise click.UsageError("--engine ray writes Parquet: leave --format and --by out")
        context.exit(many.run(inputs, output, Wanted(**wanted), jobs, context.obj or Parts(), quiet=quiet))
    path = Path(output) if output else None
    form = form or (SUFFIXES.get(path.suffix.lower(), "terminal") if path else "terminal")
    if by and form != "terminal":
        raise click.UsageError(f"--by groups what the terminal shows; it means nothing for {form}")
    if form == "brat" and path is None:
        raise click.UsageError("brat needs two files for each article: name a folder with -o")
    if path and path.is_dir() and form not in ("html", "brat"):
        raise click.UsageError(f"{path} is a folder, and {form} is written to one file: name a file with -o")

    from onrecord.cli.batch import Request, run

    request = Request(inputs, form, path, by=by or "order", wanted=Wanted(**wanted), jobs=jobs, quiet=quiet)
    context.exit(run(request, context.obj or Parts()))


@cli.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("onrecord-demo"),
    show_default=True,
    metavar="FOLDER",
    help="Where the page goes.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many read at once; by default one for each processor.")
@click.pass_context
def demo(context: click.Context, output: Path, jobs: int | None) -> None:
    """Read the examples that ship with OnRecord, offline, and write an HTML page of them."""
    from onrecord.cli.demo import run

    context.exit(run(output, jobs, context.obj or Parts()))


for _command in (
    *(adding.add, adding.remove),
    *(asking.claims, asking.claim, asking.speakers, asking.speaker, asking.search, asking.compare),
    *(asking.articles, asking.revisions, asking.export, asking.verify),
    *(deciding.merge, deciding.split, deciding.rename, deciding.undo, deciding.decisions),
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None, parts: Parts | None = None) -> None:
    """Run the command line and leave with its exit code.

    Args:
        arguments: the words after the program's name; by default those it was called with.
        parts: what does the reading; by default the real parts.
    """
    code = _guarded(sys.argv[1:] if arguments is None else list(arguments), parts)
    try:
        sys.stdout.flush()
    except OSError:
        # What waits in the buffer cannot be written; without this, Python would complain once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = code or 1
    sys.exit(code)


def _guarded(arguments: list[str], parts: Parts | None) -> int:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (it stays open to the end)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without our letters shows "?" and goes on
    known: dict[str, Any] = {}
    try:
        # `cli.main` would turn a closed pipe and Ctrl-C into its own endings, and lose what they say was saved.
        with cli.make_context("onrecord", arguments, obj=parts) as context:
            known = context.meta
            cli.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (Exception, KeyboardInterrupt) as error:  # the guard: no traceback reaches a user
        code, what = _verdict(error, known.get(asking.OPEN))
        _complain(error, what)
        return code
    return 0


def _verdict(error: BaseException, ledger: Ledger | None) -> tuple[int, str]:
    """The exit code for what went wrong, and the line to say; no line where the user knows already."""
    from onrecord.model.errors import OnRecordError

    match error:
        case BrokenPipeError():
            return BROKEN_PIPE, ""
        case KeyboardInterrupt() | click.Abort():
            return INTERRUPTED, ""
        case OnRecordError():
            return 1, str(error)
        case MemoryError():
            return 1, "there is not enough memory; give fewer inputs at a time, or --jobs 1"
    if ledger and (flaw := next(ledger.verify(), "")):
        return 1, f"{ledger.shown}: it was altered by other means ({flaw}); restore a copy, or add the articles to a new ledger"
    return 1, f"something unforeseen went wrong ({type(error).__name__}: {error}); ONRECORD_DEBUG=1 shows where, please report it"


def _complain(error: BaseException, what: str) -> None:
    """One line on standard error for what went wrong, one for what was saved; the traceback for who asked for it."""
    from onrecord.export.visible import one_line

    if os.environ.get("ONRECORD_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    for line in (what, *getattr(error, "__notes__", ())):
        if line:
            click.echo(f"onrecord: {one_line(line)}", err=True)
