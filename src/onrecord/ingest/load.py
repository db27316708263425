"""From an item to its articles: open it, see what it is, read it as that."""

from __future__ import annotations

import gzip
import io
import stat
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Literal, overload
from urllib.parse import urlsplit

from onrecord.ingest.charset import declared_in_page, decoded
from onrecord.ingest.fetch import Fetcher
from onrecord.ingest.item import STANDARD_INPUT, Item, expand, is_address, suffix_of
from onrecord.ingest.limits import Limits, size
from onrecord.ingest.moments import day_alone
from onrecord.ingest.plain import article_of_text
from onrecord.ingest.rows import article_of_row, is_decision, kept_of_row, parsed
from onrecord.ingest.sniff import GZIP, Kind, kind_of
from onrecord.model import Article, Decision, Failure, InputError, Kept, Moment, article_id

_HEAD = 8192  # bytes to judge the kind by
_MASTHEAD = 6  # lines at the head of a text among which its date may stand
_STREAMED = (".jsonl", ".parquet")  # of any size: one record is in memory at a time
_GIVE = "give a file with an article in it"
_DEFAULT = Limits()
_SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "message/rfc822": ".eml",
}


@overload
def load(
    item: Item, *, fetcher: Fetcher | None = None, stdin: BinaryIO | None = None, limits: Limits = _DEFAULT
) -> Iterator[Article | Failure]: ...


@overload
def load(
    item: Item, *, fetcher: Fetcher | None = None, stdin: BinaryIO | None = None, limits: Limits = _DEFAULT, keep: Literal[True]
) -> Iterator[Article | Kept | Decision | Failure]: ...


def load(
    item: Item, *, fetcher: Fetcher | None = None, stdin: BinaryIO | None = None, limits: Limits = _DEFAULT, keep: bool = False
) -> Iterator[Article | Kept | Decision | Failure]:
    """The articles that an item holds, one by one as they are opened; what cannot be read is a failure in its place.

    Never raises for bad input. A file of JSON articles may hold many; one bad line of JSON Lines is one failure, and the rest goes on.

    Args:
        item: what to read; a folder is walked as by `expand`.
        fetcher: what fetches addresses; by default one is made for this call.
        stdin: what "-" reads; by default the process's standard input.
        limits: bounds on what is read.
        keep: give readings and decisions as they were; else articles alone, to be read anew.
    """
    return _guarded(item.origin, _articles(item, fetcher, stdin, limits, keep))


def load_stream(stream: BinaryIO, origin: str, *, limits: Limits = _DEFAULT) -> Iterator[Article | Failure]:
    """The articles of a file that is open already, and is known as `origin`; as `load` gives them."""
    # Nothing is kept, so all are articles.
    return _guarded(origin, _of_stream(stream, _Given(origin, limits, False, suffix_of(origin))))  # type: ignore[return-value]


def _guarded(origin: str, articles: Iterator[Article | Kept | Decision | Failure]) -> Iterator[Article | Kept | Decision | Failure]:
    try:
        yield from articles
    except InputError as error:
        yield Failure(error.origin, error.what, error.remedy)
    except OSError as error:
        yield Failure(origin, f"cannot be read ({error.strerror or error})", "check the path and its permissions")
    except RecursionError:
        yield Failure(origin, "it is nested too deep", "copy its text and give that as a .txt file")
    except MemoryError:
        yield Failure(origin, "it needs more memory than there is", "split it")
    except ValueError as error:
        yield Failure(origin, f"cannot be read ({error})", "check the path")
    except (RuntimeError, LookupError, TypeError, AttributeError) as error:  # a defect of ours, or of a parser
        yield Failure(origin, f"it cannot be read ({type(error).__name__}: {error})", "please report it")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of a stream before it is read: its name, its name's ending, what a server said of it; and whether readings are kept.

    `first` fills up with the ids of the first articles at each address that its rows state.
    """

    origin: str
    limits: Limits
    keep: bool
    suffix: str = ""
    charset: str | None = None
    address: str | None = None
    first: dict[str, str] = field(default_factory=dict)

    def placed(self, article: Article) -> Article:
        """The article; one of another id than the first at its address is another text from there, such as an excerpt, and no revision."""
        where = article.origin
        if where == self.origin or article.id in (self.first.setdefault(where, article.id), article_id(where, article.text)):
            return article
        return replace(article, origin=f"{where}#{article.id}")


def _articles(
    item: Item, fetcher: Fetcher | None, stdin: BinaryIO | None, limits: Limits, keep: bool
) -> Iterator[Article | Kept | Decision | Failure]:
    origin = item.origin
    if origin == STANDARD_INPUT:
        yield from _of_stream(stdin if stdin is not None else sys.stdin.buffer, _Given(origin, limits, keep))
    elif is_address(origin):
        with Fetcher(limits=limits) as own:
            fetched = (fetcher or own).get(origin)
        suffix = _SUFFIX_OF_TYPE.get(fetched.media_type) or suffix_of(urlsplit(fetched.address).path)
        yield from _of_stream(io.BytesIO(fetched.data), _Given(origin, limits, keep, suffix, fetched.charset, fetched.address))
    elif (path := Path(item.path or origin)).is_dir():
        for inner in expand([origin]):
            yield from _within(inner, limits, keep) if isinstance(inner, Item) else (inner,)
    else:
        yield from _of_file(path, _Given(origin, limits, keep, suffix_of(path.name)))


def _within(item: Item, limits: Limits, keep: bool) -> Iterator[Article | Kept | Decision | Failure]:
    return load(item, limits=limits, keep=True) if keep else load(item, limits=limits)


def _of_file(path: Path, given: _Given) -> Iterator[Article | Kept | Decision | Failure]:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise InputError(given.origin, "there is no such file or folder", "check the path") from error
    if stat.S_ISREG(found.st_mode) and found.st_size > given.limits.file_bytes and given.suffix not in _STREAMED:
        raise _too_large(given.origin, f"the file has {size(found.st_size)}", given.limits.file_bytes)
    with path.open("rb") as stream:
        yield from _of_stream(stream, given)


def _of_stream(raw: BinaryIO, given: _Given) -> Iterator[Article | Kept | Decision | Failure]:
    """The articles in a stream of bytes of any kind, unpacked first if need be."""
    origin, most = given.origin, given.limits.file_bytes
    stream = _buffered(raw)
    if packed := stream.peek(_HEAD)[:2] == GZIP:
        stream, most = io.BufferedReader(_Unpacked(stream, origin, given.limits), 65_536), given.limits.unpacked_bytes
    head = stream.peek(_HEAD)[:_HEAD]
    if not head:
        raise InputError(origin, "it is empty", _GIVE)
    if head.startswith(GZIP):
        raise InputError(origin, "a packed file is packed once more in it", "unpack it yourself")
    kind, notices = kind_of(head, given.suffix, origin)
    if kind == "jsonl":
        yield from _of_lines(stream, given, notices)
        return
    if kind == "parquet":
        yield from _of_columns(stream, given, notices)
        return
    data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(origin, "unpacked it has more" if packed else "it has more", most)
    if not data.strip(b" \t\r\n\v\f\0\xef\xbb\xbf"):
        raise InputError(origin, "it holds nothing but space", _GIVE)
    yield from _of_bytes(data, kind, given, notices)


def _of_bytes(data: bytes, kind: Kind, given: _Given, notices: tuple[str, ...]) -> Iterator[Article | Kept | Decision | Failure]:
    origin, limits = given.origin, given.limits
    if kind == "pdf":
        from onrecord.ingest.paper import article_of_pdf

        yield article_of_pdf(data, origin, limits=limits, notices=notices)
    elif kind == "docx":
        from onrecord.ingest.office import article_of_docx

        yield article_of_docx(data, origin, limits=limits, notices=notices)
    elif kind == "mail":
        from onrecord.ingest.mail import article_of_mail

        yield article_of_mail(data, origin, limits=limits, notices=notices)
    else:
        text, found = decoded(data, origin, given.charset or (declared_in_page(data) if kind == "html" else None))
        notices = (*notices, *found)
        if kind == "html":
            from onrecord.ingest.page import article_of_page

            yield article_of_page(text, origin, address=given.address, limits=limits, notices=notices)
        elif kind == "json":
            yield from _of_json(text, given, notices)
        else:
            yield article_of_text(text, origin, published=_dated(text), notices=notices)


def _dated(text: str) -> Moment | None:
    """The day that stands alone on a line at the head of a text, as under a headline."""
    head = [line for line in text[:_HEAD].splitlines() if line.strip()][:_MASTHEAD]
    return next((moment for line in head if (moment := day_alone(line))), None)


def _of_json(text: str, given: _Given, notices: tuple[str, ...]) -> Iterator[Article | Kept | Decision | Failure]:
    origin = given.origin
    value = parsed(text, origin)
    if not isinstance(value, list):
        yield from _of_row(value, given, origin, notices)
        return
    if not value:
        raise InputError(origin, "the list holds no article", "give a list of articles")
    for number, row in enumerate(value, 1):
        yield from _of_row(row, given, f"{origin}, article {number}", notices)


def _of_lines(stream: io.BufferedReader, given: _Given, notices: tuple[str, ...]) -> Iterator[Article | Kept | Decision | Failure]:
    """The articles of JSON Lines, one line in memory at a time."""
    origin, most = given.origin, given.limits.file_bytes
    number, found = 0, False
    while line := stream.readline(most + 1):
        number += 1
        where = f"{origin}, line {number}"
        if len(line) > most:
            raise _too_large(where, "the line has more", most)
        if not line.strip():
            continue
        found = True
        try:
            text, flaws = decoded(line, where)
            row = parsed(text, where)
        except InputError as error:
            yield Failure(error.origin, error.what, error.remedy)
            continue
        yield from _of_row(row, given, where, (*notices, *flaws))
    if not found:
        raise InputError(origin, "it holds no article", "give one JSON object a line")


def _of_columns(stream: io.BufferedReader, given: _Given, notices: tuple[str, ...]) -> Iterator[Article | Kept | Decision | Failure]:
    """The articles of Parquet, some rows in memory at a time."""
    from onrecord.ingest.columns import rows

    for row in rows(stream, given.origin, given.limits):
        if isinstance(row, Failure):
            yield row
        else:
            yield from _of_row(row[1], given, row[0], notices)


def _of_row(row: object, given: _Given, where: str, notices: tuple[str, ...]) -> Iterator[Article | Kept | Decision | Failure]:
    try:
        if given.keep and (kept := kept_of_row(row, where)):
            yield kept
        elif not is_decision(row):  # there is nothing to read in a decision
            yield given.placed(article_of_row(row, given.origin, where, notices))
    except InputError as error:
        yield Failure(error.origin, error.what, error.remedy)
    except (ValueError, KeyError, TypeError) as error:
        yield Failure(where, f"the object is malformed ({type(error).__name__}: {error})", "check its fields")


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    # A BytesIO can be read into a buffer too, which BinaryIO does not promise.
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[arg-type]


def _too_large(origin: str, what: str, most: int) -> InputError:
    return InputError(
        origin, f"{what}{' than' if what.endswith('more') else '; at most'} {size(most)}", "split it, or give the part you need"
    )


class _Unpacked(io.RawIOBase):
    """The bytes of a gzip stream, given out piece by piece; one that swells beyond measure is refused before it is unpacked."""

    def __init__(self, packed: io.BufferedReader, origin: str, limits: Limits) -> None:
        self._packed, self._origin, self._limits, self._count = packed, origin, limits, 0
        self._file = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._file.read(min(len(buffer), 65_536))
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(self._origin, "the gzip file is damaged or cut short", "get or make it anew") from error
        self._count += len(data)
        # GzipFile reads ahead by some kilobytes, which only makes the measure milder.
        if self._count > self._limits.unpacked_bytes and self._count > self._limits.expansion * max(1, self._packed.tell()):
            raise InputError(
                self._origin,
                f"the gzip file unpacks to more than {self._limits.expansion} times its size",
                "unpack it yourself and look at it",
            )
        buffer[: len(data)] = data
        return len(data)
