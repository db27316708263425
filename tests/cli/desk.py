"""The command line with a ledger and no model: "SOURCE said CONTENT" is read, and texts are compared by their words.

Store, stages, files and the command line are the real ones. Run as a program, it is the command line with these parts.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cli.main import main
from onrecord.cli.parts import Parts
from onrecord.ledger import Ledger
from onrecord.model import Article, Attribution, Failure, Reading, Span, attribution_id
from onrecord.model.annotation import Annotation
from onrecord.pipeline import understood
from onrecord.store import Store, address

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


class UnderstandingReader:
    """Reads as said above, with all stages behind."""

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order, all else passed on in its place."""
        for thing in things:
            yield _reading(thing) if isinstance(thing, Article) else thing


def _reading(article: Article) -> Reading:
    found = []
    for match in _SAID.finditer(article.text):
        source, cue, content = ((Span(*match.span(role)),) for role in (1, 2, 3))
        name = attribution_id(article.id, source, cue, content)
        found.append(Attribution(name, article.id, source, cue, content, "indirect", None, 1.0, "said/1"))
    return understood(article, tuple(found), Annotation(article.id, (), (), by="said/1"))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _ledger(where: str, create: bool) -> Ledger:
    return Ledger(Store(address(where), create=create), WordJudge, lambda: "2031-05-04T06:30:00+00:00")


PARTS = Parts(reader=lambda _: UnderstandingReader(), ledger=_ledger)

if __name__ == "__main__":
    main(sys.argv[1:], PARTS)
