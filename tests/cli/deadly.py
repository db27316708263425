"""The reader of `tests.cli.desk`, whose worker dies where an article says so. Run as a program: the command line with it.

"DIE ONCE PATH" kills the process that reads it, unless there is a file of that name, which is made first; "DIE" kills it every time. Each
reader that is made leaves a file in the folder that `READERS` names, with the addresses on which Ray then listens.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from onrecord.cli.main import main
from onrecord.model import Article, Failure, Reading
from tests.cli.desk import PARTS
from tests.cli.listening import addresses

_DIE = re.compile(r"^DIE(?: ONCE (.+))?$", re.MULTILINE)


class DeadlyReader:
    """Reads as said above."""

    def __init__(self, jobs: int | None = None) -> None:
        self._reader = PARTS.reader(jobs)
        Path(os.environ["READERS"], uuid4().hex).write_text("\n".join(addresses("READERS")))

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order, all else passed on in its place."""
        return self._reader.read_many(_survived(thing) for thing in things)


def _survived(thing: Article | Reading | Failure) -> Article | Reading | Failure:
    deadly = isinstance(thing, Article) and _DIE.search(thing.text)
    if deadly and not (deadly[1] and Path(deadly[1]).exists()):
        if deadly[1]:
            Path(deadly[1]).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return thing


if __name__ == "__main__":
    main(sys.argv[1:], replace(PARTS, reader=DeadlyReader))
