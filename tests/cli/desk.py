"""The command line with a ledger and no model: "SOURCE said CONTENT" is read, and texts are compared by their words.

Reader, store, stages, files and the command line are the real ones. Run as a program, it is the command line with these parts.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cli.main import main
from onrecord.cli.parts import Parts
from onrecord.ledger import Ledger
from onrecord.model import Article, Span
from onrecord.model.annotation import Annotation, Sighting
from onrecord.reader import Reader
from onrecord.store import Store, address

# One of each kind, for a ledger of a few lines about a quay in two files.
QUESTIONS = (
    ("claims", "--own-voice"),
    ("claims", "--about", "quay"),
    ("claim", "clm_"),
    ("speakers",),
    ("speaker", "Ada Lind"),
    ("search", "quay"),
    ("compare", "one.txt", "two.txt"),
    ("articles",),
    ("revisions",),
    ("export", "--format", "jsonl"),
    ("decisions",),
)
_SAID = re.compile(r"^([^\n]+?) (said|denied|doubted) ([^\n]+)$", re.MULTILINE)
_WIDTH = 256


class WordJudge:
    """Compares texts by the words they share."""

    def vectors(self, texts: Sequence[str | tuple[str, str]]) -> NDArray[np.float32]:
        """Counts of hashed words, of unit length; of a text within another those of the text."""
        out = np.zeros((len(texts), _WIDTH), np.float32)
        for row, text in zip(out, texts, strict=True):
            for word in _words(text if isinstance(text, str) else text[0]):
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % _WIDTH] += 1
        unit: NDArray[np.float32] = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
        return unit

    def pairs(self, given: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """The share of words in common as the likelihood that one follows from the other."""
        shares = [len(_words(a) & _words(b)) / max(1, len(_words(a) | _words(b))) for a, b in given]
        return np.array([[share, 0, 1 - share] for share in shares], np.float32).reshape(len(given), 3)


class SaidEncoder:
    """Sees as said above. At "SLEEP" in a text it rests for a moment; at "FALL" its process is killed, as for want of memory."""

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        """A sighting for each line of that form."""
        return [_annotation(article) for article in articles]


def _annotation(article: Article) -> Annotation:
    if "SLEEP" in article.text:
        time.sleep(0.1)
    if "FALL" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    found = []
    for match in _SAID.finditer(article.text):
        source, cue, content = (Span(*match.span(role)) for role in (1, 2, 3))
        found.append(Sighting(cue, (source,), (content,), 1.0, nested=False))
    return Annotation(article.id, tuple(found), (), by="said/1")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _ledger(where: str, create: bool) -> Ledger:
    return Ledger(Store(address(where), create=create), WordJudge, lambda: "2031-05-04T06:30:00+00:00")


def _reader(jobs: int | None) -> Reader:
    """Threads alone, unless `--jobs` asks for several: then processes from the first article."""
    return Reader(SaidEncoder, jobs or 1, few=0)


PARTS = Parts(reader=_reader, ledger=_ledger)

if __name__ == "__main__":
    main(sys.argv[1:], PARTS)
