"""OnRecord reads news and keeps the record of who says what, through whom, and on whose word it stands. Offline.

>>> import onrecord
>>> reading = onrecord.read("The bridge is safe, Mayor Ada Lind said on Monday.")
>>> reading.article.text
'The bridge is safe, Mayor Ada Lind said on Monday.'

All that is public is in `__all__`. Importing this package is cheap; the model is loaded once, at the first reading.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from onrecord.model import Article, Attribution, Failure, InputError, OnRecordError, Reading, Span

if TYPE_CHECKING:
    from onrecord.compose import Reader

__all__ = ["Article", "Attribution", "Failure", "InputError", "OnRecordError", "Reading", "Span", "__version__", "read", "read_many"]

__version__ = "0.1.0"

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://\S+", re.IGNORECASE)
# One line that ends like a file's name is a file that is not there, not a text of one word.
_FILE_NAME = re.compile(r"[^\n]{1,255}\.(?:html?|txt|md|pdf|docx|eml|jsonl?|parquet)", re.IGNORECASE)
_making = Lock()


def read(path_or_text: str | os.PathLike[str]) -> Reading:
    """Read one article: who says what, in which form, and what its outlet says in its own voice.

    Args:
        path_or_text: a path, the name of an existing file, or an address (http or https); any other string is the text itself.

    Returns:
        The reading. Its offsets are code points into `reading.article.text`; of a text given as a string, into that string.

    Raises:
        InputError: the input cannot be read, holds no article, or holds several (then use `read_many`).
        BundleError: the model that ships with the package is absent or altered.
    """
    things = list(_two(_things(path_or_text)))
    if not things:
        raise InputError(_name(path_or_text), "holds no article", "give a file or a text with an article in it")
    if len(things) > 1:
        raise InputError(_name(path_or_text), "holds several articles", "use onrecord.read_many to read them all")
    thing = things[0]
    if isinstance(thing, Failure):
        raise InputError(thing.origin, thing.what, thing.remedy)
    return _reader().read(thing)


def read_many(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Reading | Failure]:
    """Read many inputs, in order and in bounded memory, on all processors.

    Args:
        inputs: each as for `read`; a file may hold several articles.

    Yields:
        A reading for each article, and a failure, in its place, for each input that cannot be read; the rest goes on.

    Raises:
        BundleError: the model that ships with the package is absent or altered.
    """
    return _reader().read_many(thing for one in inputs for thing in _safely(one))


def _reader() -> Reader:
    """The one reader of this process: two threads that ask first make it once."""
    with _making:
        return _made()


@cache
def _made() -> Reader:
    from onrecord.compose import reader

    return reader()


def _things(given: str | os.PathLike[str]) -> Iterator[Article | Failure]:
    from onrecord.ingest import Item, article_of_text, load

    if not isinstance(given, str | os.PathLike):
        raise InputError(type(given).__name__, "is neither a path nor a text", "give a str or a pathlib.Path")
    if not isinstance(given, str) or _ADDRESS.fullmatch(given) or _exists(given):
        return load(Item(origin=os.fspath(given)))
    if _FILE_NAME.fullmatch(given):
        raise InputError(given, "there is no such file", "check the path; a text of one line needs no file ending")
    return iter((article_of_text(given),))


def _safely(given: str | os.PathLike[str]) -> Iterator[Article | Failure]:
    try:
        yield from _things(given)
    except InputError as error:
        yield Failure(error.origin, error.what, error.remedy)


def _exists(name: str) -> bool:
    """Whether a file or folder has this name; a text that can be no name has none."""
    try:
        return os.path.lexists(name)
    except (OSError, ValueError):
        return False


def _two(things: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    """At most two: a third need not be opened to know that there are several."""
    for thing, _ in zip(things, range(2), strict=False):
        yield thing


def _name(given: str | os.PathLike[str]) -> str:
    name = os.fspath(given)
    return name if len(name) <= 80 and "\n" not in name else "the text given"
