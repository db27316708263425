"""Files where all machines can reach them: a folder that they share, or the address of a storage (s3://, gs://, abfs://, hdfs://, file://)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

import pyarrow
from pyarrow.fs import FileSelector, FileSystem, FileType

from onrecord.ingest import Item, expand, load, load_stream
from onrecord.ingest.item import is_address, suffix_of
from onrecord.model import Article, Failure, OutputError

_WEB = ("http", "https")
_TROUBLE = (pyarrow.ArrowException, OSError, ValueError)


def is_stored(origin: str) -> bool:
    """Whether this is the address of a storage, and no path and no page."""
    return is_address(origin) and urlsplit(origin).scheme.lower() not in _WEB


def items(inputs: Sequence[str]) -> Iterator[Item | Failure]:
    """The files that the inputs stand for; folders are walked, in a storage too. A path becomes a whole one, and stays the origin."""
    for given in inputs:
        if is_stored(given):
            yield from _stored(given)
        else:
            for item in expand([given]):
                yield Item(item.origin, str(Path(item.origin).absolute())) if isinstance(item, Item) else item


def articles(item: Item) -> Iterator[Article | Failure]:
    """What a file holds, wherever it lies."""
    if not is_stored(item.path):
        yield from load(item)
        return
    try:
        files, path = place(item.path)
        with files.open_input_file(path) as stream:
            yield from load_stream(stream, item.origin)
    except _TROUBLE as error:
        yield _refused(item.origin, error)


def fresh(output: str) -> tuple[FileSystem, str]:
    """An empty folder to write to.

    Raises:
        OutputError: there is something in it, or it cannot be made.
    """
    name = shown(output)
    try:
        files, path = place(output if is_stored(output) else Path(output).absolute().as_uri())
        files.create_dir(path, recursive=True)
        if files.get_file_info(FileSelector(path)):
            raise OutputError(f"{name}: there is something in it; name a new folder")
    except _TROUBLE as error:
        raise OutputError(f"{name}: it cannot be written ({_reason(error)})") from error
    return files, path


def place(address: str) -> tuple[FileSystem, str]:
    """The file system of an address, and the path in it.

    Raises:
        ValueError, OSError: there is no such storage, or it does not answer.
    """
    parts = urlsplit(address)
    files, root = _root(parts.scheme, parts.netloc, parts.query)
    return files, root.rstrip("/") + "/" + unquote(parts.path).strip("/")


@cache
def _root(scheme: str, host: str, query: str) -> tuple[FileSystem, str]:
    address = urlunsplit((scheme, host, "/", query, ""))
    try:
        found: tuple[FileSystem, str] = FileSystem.from_uri(address)
    except _TROUBLE as error:
        # What it says repeats the address, in which there may be a key.
        raise ValueError(_reason(error).replace(address, f"{scheme}://{host.rpartition('@')[2]}")) from None
    return found


def _stored(given: str) -> Iterator[Item | Failure]:
    name = shown(given)
    try:
        files, path = place(given)
        (found,) = files.get_file_info([path])
        if found.type is FileType.File:
            yield Item(name, given)
        elif found.type is FileType.Directory:
            yield from _walked(given, name, path, files)
        else:
            yield Failure(name, "there is no such file or folder", "check the address")
    except _TROUBLE as error:
        yield _refused(name, error)


def _walked(given: str, shown: str, path: str, files: FileSystem) -> Iterator[Item | Failure]:
    parts = urlsplit(given)
    inner = sorted(
        found.path.removeprefix(path).lstrip("/")
        for found in files.get_file_info(FileSelector(path, recursive=True))
        if found.type is FileType.File and suffix_of(found.base_name)
    )
    names = [name for name in inner if not any(part.startswith(".") for part in name.split("/"))]
    for name in names:
        yield Item(f"{shown.rstrip('/')}/{name}", urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}")))
    if not names:
        yield Failure(shown, "the folder holds no file that can be read", "check the address")


def shown(address: str) -> str:
    """The address without a key, a password or settings."""
    if not is_stored(address):
        return address
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _refused(origin: str, error: Exception) -> Failure:
    return Failure(origin, f"the storage does not give it ({_reason(error)})", "check the address, and that this machine may read it")


def _reason(error: Any) -> str:
    return getattr(error, "strerror", None) or str(error)
