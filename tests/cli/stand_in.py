"""A reader that needs no model: every line "SOURCE said CONTENT" is an attribution. Run as a program, it is the command line with it.

It stands where `onrecord.compose.Reader` stands; files, outputs and the command line are the real ones.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.cli.main import main
from onrecord.cli.parts import Parts
from onrecord.model import Article, Attribution, Failure, Reading, Span, attribution_id

_SAID = re.compile(r"^([^\n]+?) (said) ([^\n]+)$", re.MULTILINE)


class SaidReader:
    """Reads as said above. A line "MOVE" moves the first quote, "CRASH" raises what nobody foresaw, "STOP" is Ctrl-C."""

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order, all else passed on in its place."""
        for thing in things:
            yield _reading(thing) if isinstance(thing, Article) else thing


def _reading(article: Article) -> Reading:
    if "CRASH" in article.text:
        raise ZeroDivisionError("what nobody foresaw")
    if "STOP" in article.text:
        os.kill(os.getpid(), signal.SIGINT)
    found = []
    for match in _SAID.finditer(article.text):
        source, cue, content = ((Span(*match.span(role)),) for role in (1, 2, 3))
        name = attribution_id(article.id, source, cue, content)
        found.append(Attribution(name, article.id, source, cue, content, "indirect", None, 1.0, "said/1"))
    if "MOVE" in article.text:
        found[0] = replace(found[0], content=(Span(0, 1),))
    return Reading(article, tuple(found))


PARTS = Parts(reader=SaidReader)

if __name__ == "__main__":
    main(sys.argv[1:], PARTS)
