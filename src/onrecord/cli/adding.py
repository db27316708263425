"""`onrecord add` and `onrecord remove`: articles and readings into a ledger, one after the other, and out of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import ledger_option, opened, remembered
from onrecord.cli.batch import generator, proven_only, stdin
from onrecord.cli.batch import opened as contents
from onrecord.cli.parts import Parts
from onrecord.cli.status import Status
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from onrecord.ledger import Added, Ledger
    from onrecord.model import Article, Decision, Failure, Kept, Reading


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@ledger_option
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many read at once; by default one for each processor.")
@click.option("--quiet", is_flag=True, help="Show failures only.")
@click.pass_context
def add(context: click.Context, /, *, inputs: tuple[str, ...], where: str, jobs: int | None, quiet: bool) -> None:
    """Add each INPUT to a ledger, which is made where there is none.

    An INPUT is what `onrecord read` takes; what it wrote as JSON is kept as it was read. Each article is kept as soon as it is read; the
    same command run again goes on where it stopped, and adding an article twice changes nothing. A changed article of the same origin is a
    revision: both texts are kept.
    """
    context.exit(run(inputs, where, jobs, context.obj or Parts(), quiet=quiet))


@click.command()
@click.argument("article")
@ledger_option
@click.pass_context
def remove(context: click.Context, /, *, article: str, where: str) -> None:
    """Take an ARTICLE (an id, an origin, or the end of one) out of a ledger, with all its revisions."""
    for held in opened(context, where).remove(article):
        click.echo(f"removed {one_line(held.origin)} ({held.id})")


def run(inputs: Sequence[str], where: str, jobs: int | None, parts: Parts, *, quiet: bool) -> int:
    """Read what is not in the ledger yet, and enter it article by article.

    Returns:
        0 when all is in the ledger, 1 when something failed.

    Raises:
        OnRecordError: nothing can be read, or the ledger cannot be written; what was entered before is kept.
    """
    from onrecord.ingest import Fetcher, expand, load
    from onrecord.model import Failure, UnfitError

    items = list(expand([_whole(one) for one in inputs]))
    told: Counter[str] = Counter()
    handed = _Handed()
    with (
        closing(remembered(parts.ledger(where, True))) as ledger,
        Fetcher() as fetcher,
        Status(len(items), quiet=quiet, shows_results=True) as status,
    ):
        try:
            fresh = _fresh(contents(items, partial(load, fetcher=fetcher, stdin=stdin(), keep=True), status), ledger, told, handed)
            with _settled(ledger), closing(generator(parts.reader(jobs).read_many(fresh))) as results:
                for reading in proven_only(results, status):
                    try:
                        added = ledger.add(reading, at=handed.added.pop(reading.article.id, ""))
                    except UnfitError as error:
                        status.failed(Failure(reading.article.origin, error.what, error.remedy))
                        continue
                    told[added.outcome] += 1
                    if not quiet:
                        with status.aside():
                            for line in _remarks(added):
                                click.echo(one_line(line))
                told["decisions"] = ledger.take(handed.decisions)
        finally:
            status.finish(fetcher.calls)
        if not quiet:
            counts = ledger.counts()
            click.echo(f"{told['added']:,} added, {told['revised']:,} revised, {told['held']:,} there already")
            if handed.decisions:
                click.echo(f"{told['decisions']:,} of {len(handed.decisions):,} decisions are new")
            click.echo(f"{ledger.shown}: {counts['articles']:,} articles, {counts['statements']:,} statements, {counts['claims']:,} claims")
    return 1 if status.failures else 0


@contextmanager
def _settled(ledger: Ledger) -> Iterator[None]:
    """Make the claims anew at the end, however it comes; but for a ledger that could not be written to, for which the next run does it."""
    from onrecord.model import LedgerError

    try:
        yield
    except LedgerError:
        raise
    except BaseException:
        ledger.settle()
        raise
    ledger.settle()


def _whole(origin: str) -> str:
    """A file by its whole path, so that it is one origin from wherever it is added."""
    return str(Path(origin).resolve()) if origin != "-" and "://" not in origin and os.path.exists(origin) else origin  # noqa: PTH110


@dataclass(frozen=True, slots=True)
class _Handed:
    """What another ledger hands on beside readings: when it had an article added, by the article's id, and what was decided."""

    added: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)


def _fresh(
    found: Iterable[Article | Kept | Decision | Failure], ledger: Ledger, told: Counter[str], handed: _Handed
) -> Iterator[Article | Reading | Failure]:
    """What is not in the ledger yet, so that nothing is read twice; what is no article goes to `handed`."""
    from onrecord.model import Decision, Failure, Kept, Reading

    for thing in found:
        if isinstance(thing, Failure):
            yield thing
            continue
        if isinstance(thing, Decision):
            handed.decisions.append(thing)
            continue
        one = _placed(thing)
        article = one.article if isinstance(one, Reading) else one
        if ledger.holds(article):
            told["held"] += 1
            continue
        if isinstance(thing, Kept) and thing.added:
            handed.added[article.id] = thing.added
        yield one


def _placed(thing: Article | Kept) -> Article | Reading:
    """An article, or what was read in one, with an origin and ids of its own; what comes from a ledger has them."""
    from onrecord.model import Kept, article_id
    from onrecord.model.move import moved

    if not isinstance(thing, Kept):
        origin = _home(thing, thing.origin)
        return replace(thing, origin=origin, id=article_id(origin, thing.text))
    article = thing.reading.article
    return thing.reading if thing.added else moved(thing.reading, _home(article, _whole(article.origin)))


def _home(article: Article, origin: str) -> str:
    """The origin that an article has in a ledger: of several in one file of JSON each has the id that it was given, or its text's."""
    from onrecord.model import article_id

    if origin == "-" or origin.lower().removesuffix(".gz").endswith((".json", ".jsonl", ".parquet")):
        given = article.id != article_id(article.origin, article.text)
        return f"{origin}#{article.id if given else article.digest[:12]}"
    return origin


def _remarks(added: Added) -> Iterator[str]:
    """What is worth saying of an article that was added."""
    if added.twins:
        yield f"{added.article.origin}: the same text as {', '.join(added.twins[:3])}; they count as one origin"
    if revision := added.revision:
        came, went, changed = (len(some) for some in (revision.came, revision.went, revision.changed))
        what = f"{came} statements came, {went} went, {changed} changed"
        yield f"{added.article.origin}: a revision; {what} (`onrecord revisions` shows them)"
