"""One run of `onrecord read`: from inputs to what is written, one article in memory after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from onrecord.cli import outputs
from onrecord.cli.status import Status
from onrecord.export.visible import one_line
from onrecord.model import Failure, OnRecordError, Reading, UnprovenQuoteError
from onrecord.model.proof import proven
from onrecord.stages.select import Wanted, select

if TYPE_CHECKING:
    from onrecord.cli.parts import Parts
    from onrecord.export.terminal import Grouping
    from onrecord.ingest import Item

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of `onrecord read`."""

    inputs: tuple[str, ...]
    form: str
    output: Path | None = None
    by: Grouping = "order"
    wanted: Wanted = field(default_factory=Wanted)
    jobs: int | None = None
    quiet: bool = False


def run(request: Request, parts: Parts) -> int:
    """Read and write; tell failures, counts and network calls on standard error.

    Returns:
        0 when all was read, 1 when something failed.

    Raises:
        OnRecordError: nothing can be read, or a result cannot be written.
    """
    from onrecord.ingest import Fetcher, expand, load

    items = list(expand(request.inputs))
    with Fetcher() as fetcher, Status(len(items), quiet=request.quiet, shows_results=request.output is None) as status:
        try:
            reader = parts.reader(request.jobs)
            with closing(generator(reader.read_many(opened(items, partial(load, fetcher=fetcher, stdin=stdin()), status)))) as results:
                outputs.write((select(reading, request.wanted) for reading in proven_only(results, status)), request, status)
        finally:
            status.finish(fetcher.calls)
    return 1 if status.failures else 0


def opened(items: Iterable[Item | Failure], load: Callable[[Item], Iterable[_Thing]], status: Status) -> Iterator[_Thing | Failure]:
    """What each item holds; an item that breaks the loader is a failure of that item alone."""
    for item in items:
        if isinstance(item, Failure):
            yield item
        else:
            try:
                yield from load(item)
            except OnRecordError as error:
                yield Failure(item.origin, str(error).removeprefix(f"{item.origin}: "))
            except (OSError, ValueError, RuntimeError, LookupError, TypeError, AttributeError, MemoryError) as error:
                yield Failure(item.origin, f"it cannot be read ({type(error).__name__}: {one_line(str(error))})", "please report it")
        status.advance()


def stdin() -> BinaryIO | None:
    """The bytes of standard input; None where it was closed by who called."""
    return getattr(sys.stdin, "buffer", None)


def proven_only(results: Iterable[Reading | Failure], status: Status) -> Iterator[Reading]:
    """The readings whose quotes are where they are said to be; all else is counted as a failure."""
    for result in results:
        if isinstance(result, Failure):
            status.failed(result)
            continue
        try:
            reading = proven(result)
        except UnprovenQuoteError as error:
            status.failed(Failure(result.article.origin, str(error).removeprefix(f"{result.article.origin}: "), "please report it"))
            continue
        status.read()
        yield reading


def generator(results: Iterable[Reading | Failure]) -> Generator[Reading | Failure, None, None]:
    """A generator over any iterable, so that it can be closed, and its threads with it, when writing fails."""
    yield from results
