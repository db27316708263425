"""What there is to read: files, folders of files, addresses, standard input."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Failure

STANDARD_INPUT = "-"
SUFFIXES = (".html", ".htm", ".xhtml", ".txt", ".md", ".pdf", ".docx", ".eml", ".json", ".jsonl", ".parquet")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read. `origin` is the path of a file as given, an address (URL), or "-" for standard input.

    `path` says where a file lies, where that is not what its origin says.
    """

    origin: str
    path: str = ""


def is_address(origin: str) -> bool:
    """Whether this is an address with a scheme, and no path."""
    return _ADDRESS.match(origin) is not None


def suffix_of(name: str) -> str:
    """The known ending of a file's name in lower case, ".gz" taken off first; "" where none is known."""
    name = name.lower().removesuffix(".gz")
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")


def expand(inputs: Sequence[str]) -> Iterator[Item | Failure]:
    """The items that the inputs stand for, in order.

    Folders are walked in the order of their names; hidden files and files of unknown kinds are passed over there. Addresses and "-" are
    passed on. A path that is not there, or a folder that cannot be listed or holds nothing to read, is a failure in its place.
    """
    for given in inputs:
        if given == STANDARD_INPUT or is_address(given):
            yield Item(given)
            continue
        try:
            path = Path(given)
            if path.is_dir():
                yield from _walked(path)
            elif os.path.lexists(path):
                yield Item(given)
            else:
                yield Failure(given, "there is no such file or folder", "check the path")
        except (OSError, ValueError) as error:
            yield Failure(given, f"the path cannot be used ({_reason(error)})", "check the path")


def _walked(folder: Path) -> Iterator[Item | Failure]:
    found = False
    refused: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _refusals(refused)
        for name in sorted(names):
            path = Path(parent, name)
            # A pipe or a device in a folder would never end.
            if not name.startswith(".") and suffix_of(name) and path.is_file():
                found = True
                yield Item(str(path))
    found = found or bool(refused)
    yield from _refusals(refused)
    if not found:
        yield Failure(str(folder), "the folder holds no file that can be read", f"files end in {', '.join(SUFFIXES)}")


def _refusals(refused: list[OSError]) -> Iterator[Failure]:
    for error in refused:
        yield Failure(str(error.filename), f"the folder cannot be listed ({_reason(error)})", "check its permissions")
    refused.clear()


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
