"""How a run goes: the progress bar, the failures, the counts and the network calls, all on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from onrecord.export.visible import one_line
from onrecord.model import Failure

if TYPE_CHECKING:
    from rich.progress import Progress


class Status:
    """Counts what was read and what failed, and shows it.

    The bar is drawn only where standard error is a terminal, for more than one input.

    Args:
        items: how many inputs there are.
        quiet: tell failures only.
        shows_results: results go to standard output while the bar stands, so it must step aside for them.
    """

    def __init__(self, items: int, *, quiet: bool, shows_results: bool) -> None:
        self.readings = 0
        self.failures: list[Failure] = []
        self._quiet = quiet
        self._steps_aside = shows_results and sys.stdout.isatty()
        self._progress = _bar(items) if items > 1 and not quiet and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._progress:
            self._progress.stop()

    def advance(self) -> None:
        """One more input was opened and its articles handed on."""
        if self._progress:
            self._progress.advance(self._progress.task_ids[0])

    def read(self) -> None:
        """One more article was read."""
        self.readings += 1
        self._update()

    def failed(self, failure: Failure) -> None:
        """One more article or input failed."""
        self.failures.append(failure)
        self._update()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while results are printed to the same terminal."""
        if not (self._progress and self._steps_aside):
            yield
            return
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()

    def finish(self, calls: int | None) -> None:
        """The failures, the counts where there is more than one thing to count, and the network calls, where they were."""
        if self._progress:
            self._progress.stop()
        if sys.stdout.isatty():
            sys.stdout.flush()
        for failure in self.failures:
            click.echo(f"onrecord: {one_line(str(failure))}", err=True)
        if self._quiet:
            return
        if self.readings + len(self.failures) > 1:
            click.echo(f"{_count(self.readings, 'article')} read, {len(self.failures):,} failed", err=True)
        if calls is not None:
            click.echo(_count(calls, "network call"), err=True)

    def _update(self) -> None:
        if self._progress:
            self._progress.update(self._progress.task_ids[0], counts=f"{self.readings:,} read, {len(self.failures):,} failed")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _bar(items: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[counts]}"), TimeRemainingColumn())
    # The bar vanishes at the end: the counts below it say the same. Redirecting would send standard output to standard error.
    progress = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    progress.add_task("", total=items, counts="")
    return progress
