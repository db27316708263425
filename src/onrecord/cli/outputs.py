"""Where readings go: standard output, one file, or a folder. One reading is in memory at a time, but for a page of several."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from onrecord.cli.draft import Draft
from onrecord.export.visible import visible
from onrecord.model import OutputError, Reading

if TYPE_CHECKING:
    from onrecord.cli.batch import Request
    from onrecord.cli.status import Status

# More articles than this are too much for one page to show, and for one to hold in memory.
ARTICLES_A_PAGE = 200
_PAGE_SUFFIXES = (".html", ".htm")


def write(readings: Iterator[Reading], request: Request, status: Status) -> None:
    """Write the readings as they come. Where nothing but failures came, no file is made.

    Raises:
        OutputError: something cannot be written; what was written whole is kept.
    """
    output = request.output
    if output is None:
        _to_standard_output(readings, request, status)
    elif request.form == "brat":
        _to_brat_folder(readings, output)
    elif request.form == "html" and output.suffix.lower() not in _PAGE_SUFFIXES:
        _to_html_folder(readings, output)
    elif request.form == "html":
        _to_pages(readings, output)
    else:
        array = request.form == "json" and _many(request.inputs)
        with Draft(output, closing="\n]\n" if array else "") as draft:
            first = next(readings, None)
            if first is None and status.failures:
                draft.abandon()
                return
            for chunk in _chunks(chain([first] if first else [], readings), request):
                draft.write(chunk)


def _many(inputs: tuple[str, ...]) -> bool:
    """Whether the inputs can hold several articles, so that JSON is an array however many there are."""
    return len(inputs) > 1 or any(one.lower().removesuffix(".gz").endswith((".json", ".jsonl")) or Path(one).is_dir() for one in inputs)


def _chunks(readings: Iterable[Reading], request: Request) -> Iterator[str]:
    """The text of a format that is one stream, a whole record at a time."""
    if request.form == "terminal":
        from onrecord.export import terminal

        return terminal.chunks(readings, by=request.by)
    if request.form == "json":
        from onrecord.export import json

        return json.chunks(readings, array=_many(request.inputs))
    if request.form == "jsonl":
        from onrecord.export import jsonl

        return jsonl.chunks(readings)
    if request.form == "csv":
        from onrecord.export import csv

        return csv.chunks(readings)
    from onrecord.export import conllu

    return conllu.chunks(readings)


def _to_standard_output(readings: Iterator[Reading], request: Request, status: Status) -> None:
    if request.form == "terminal":
        _show(readings, request, status)
    elif request.form == "html":
        page = list(islice(readings, ARTICLES_A_PAGE))
        if page:
            _print(_page(page), status)
        if next(readings, None):
            raise OutputError(f"standard output: one page holds {ARTICLES_A_PAGE} articles, and there are more; name a folder with -o")
    else:
        for chunk in _chunks(readings, request):
            _print(chunk, status)


def _show(readings: Iterable[Reading], request: Request, status: Status) -> None:
    from rich.console import Console

    from onrecord.export import terminal

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        for chunk in terminal.chunks(readings, by=request.by, width=console.width):
            _print(chunk, status)
        return
    for reading in readings:
        view = terminal.view(reading, by=request.by)
        with status.aside():
            told(partial(console.print, view))


def _print(chunk: str, status: Status) -> None:
    """Write to standard output in UTF-8, as it is; to a terminal with nothing in it that could steer it."""
    if sys.stdout.isatty():
        with status.aside():
            told(lambda: sys.stdout.write(visible(chunk.replace("\r\n", "\n"))))
    else:
        sys.stdout.flush()
        data = chunk.encode("utf-8", "replace")
        told(lambda: sys.stdout.buffer.write(data))


def told(write: Callable[[], object]) -> None:
    """Write to standard output, at once, so that what goes wrong is known here."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: it cannot be written ({(error.strerror or str(error)).lower()})") from error


def _page(readings: list[Reading]) -> str:
    from onrecord.export import html

    return html.page(readings[0]) if len(readings) == 1 else html.pages(readings)


def _to_pages(readings: Iterator[Reading], output: Path) -> None:
    """One page; more articles than it holds go on in pages beside it ("news-2.html")."""
    part = 1
    path = output
    while True:
        with Draft(path) as draft:
            page = list(islice(readings, ARTICLES_A_PAGE))
            if not page:
                draft.abandon()
                break
            draft.write(_page(page))
        part += 1
        path = output.with_stem(f"{output.stem}-{part}")


def _to_html_folder(readings: Iterator[Reading], folder: Path) -> None:
    """A page for each article, and "index.html" that links them; the index is written whatever happens to the rest."""
    from onrecord.export import html, index

    make_folder(folder)
    names = _Names(reserved="index")
    entries: list[index.Entry] = []
    try:
        for reading in readings:
            name = f"{names.of(reading)}.html"
            with Draft(folder / name) as draft:
                draft.write(html.page(reading))
            entries.append(index.Entry.of(reading, name))
    finally:
        if entries:
            with Draft(folder / "index.html") as draft:
                for chunk in index.chunks(entries):
                    draft.write(chunk)


def _to_brat_folder(readings: Iterator[Reading], folder: Path) -> None:
    from onrecord.export import brat

    make_folder(folder)
    names = _Names()
    for number, reading in enumerate(readings):
        if number == 0:
            with Draft(folder / "annotation.conf") as draft:
                draft.write(brat.CONFIGURATION)
        name = names.of(reading)
        for suffix, content in ((".txt", brat.text(reading)), (".ann", brat.standoff(reading))):
            with Draft(folder / f"{name}{suffix}") as draft:
                draft.write(content)


def make_folder(folder: Path) -> None:
    """Make the folder, unless it is there.

    Raises:
        OutputError: it cannot be made, or not be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, os.strerror(13))
    except OSError as error:
        raise OutputError(f"{folder}: the folder cannot be written ({(error.strerror or str(error)).lower()})") from error


class _Names:
    """A file name for each article, told from where it came; the same one never twice, whatever the disk makes of capitals."""

    def __init__(self, reserved: str = "") -> None:
        self._taken: dict[str, int] = {reserved: 1}

    def of(self, reading: Reading) -> str:
        last = PurePosixPath(re.split(r"[?#]", reading.article.origin.replace("\\", "/"))[0]).stem
        # Letters and digits of any script; what a shell, a URL or another system could trip over becomes a hyphen.
        plain = re.sub(r"[^\w-]+", "-", unicodedata.normalize("NFC", last))[:60].strip("-") or "article"
        key = plain.casefold()
        while True:
            count = self._taken[key] = self._taken.get(key, 0) + 1
            name = plain if count == 1 else f"{plain}-{count}"
            if count == 1 or name.casefold() not in self._taken:
                self._taken.setdefault(name.casefold(), 1)
                return name
