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
from onrecord.model import Failure, Reading
from onrecord.model.proof import checked
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
    """What each item holds."""
    for item in items:
        if isinstance(item, Failure):
            yield item
        else:
            yield from load(item)
        status.advance()


def stdin() -> BinaryIO | None:
    """The bytes of standard input; None where it was closed by who called."""
    return getattr(sys.stdin, "buffer", None)


def proven_only(results: Iterable[Reading | Failure], status: Status) -> Iterator[Reading]:
    """The readings whose quotes are where they are said to be; all else is counted as a failure."""
    for result in map(checked, results):
        if isinstance(result, Failure):
            status.failed(result)
        else:
            status.read()
            yield result


def generator(results: Iterable[Reading | Failure]) -> Generator[Reading | Failure, None, None]:
    """A generator over any iterable, so that it can be closed, and its threads with it, when writing fails."""
    yield from results
