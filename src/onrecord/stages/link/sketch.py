"""What comparing statements needs to know of each: its vectors, words, names and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.english import denials
from onrecord.english.names import names
from onrecord.model import Statement

Floats = npt.NDArray[np.float32]

VIEWS = 3
FEW = 4  # words that carry a content: with no more of them it says little alone ("the allegations"), and is read with its sentence
LONGEST = 400  # code points that the judge is given of a wording
_BEFORE = 250  # code points of the statement before that are looked at beside a statement
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")


@dataclass(frozen=True, slots=True)
class Sketch:
    """One statement as it is compared with others.

    `wording` is what the judge is given: its text, or its sentence where the text says little alone. `vectors` [3, width] are those of the
    text with what it points at, of its sentence, and of its sentence with the title and the statement before it. `words` carry the text,
    `around` its sentence, `named` and `named_around` are the last words of names in them, `numbers` those of the text.
    """

    statement: Statement
    wording: str
    vectors: Floats
    words: frozenset[str]
    around: frozenset[str]
    named: frozenset[str]
    named_around: frozenset[str]
    numbers: frozenset[str]


def views(statements: Sequence[Statement]) -> list[str]:
    """The texts of which a vector is needed, VIEWS for each statement, in their order.

    Of each article all statements are given, or those before one are not seen.
    """
    before = _before(statements)
    return [text for one in statements for text in _views(one, before.get(one.id, ""))]


def sketches(statements: Sequence[Statement], vectors: Floats) -> list[Sketch]:
    """The sketches of statements, in their order.

    Args:
        statements: of one or many articles.
        vectors: those of their `views`, of unit length, (statements * VIEWS, width), or (statements, VIEWS * width) as a store keeps them.
    """
    if not statements:
        return []
    shaped = np.asarray(vectors, np.float32).reshape(len(statements), VIEWS, -1)
    return [_sketch(one, vector) for one, vector in zip(statements, shaped, strict=True)]


def _before(statements: Sequence[Statement]) -> dict[str, str]:
    """For each statement the setting of the one that stands before it in its article, where that is another setting."""
    ordered = sorted(statements, key=lambda one: (one.article, one.evidence[0].start, one.id))
    return {
        after.id: before.setting[-_BEFORE:]
        for before, after in pairwise(ordered)
        if before.article == after.article and before.setting != after.setting
    }


def _views(one: Statement, before: str) -> tuple[str, str, str]:
    title = f"{one.title}." if one.title else ""
    return f"{one.text} {one.pointed}".strip(), one.setting, " ".join(part for part in (title, before, one.setting) if part)


def _sketch(one: Statement, vectors: Floats) -> Sketch:
    words = denials.gist(one.text)
    text = f"{one.text} {one.pointed}"
    return Sketch(
        statement=one,
        wording=(one.text if len(words) > FEW else one.setting)[:LONGEST],
        vectors=vectors,
        words=denials.gist(text) if one.pointed else words,
        around=denials.gist(one.setting),
        named=_named(text),
        named_around=_named(one.setting),
        numbers=frozenset(_NUMBER.findall(one.text)),
    )


def _named(text: str) -> frozenset[str]:
    return frozenset(name.key[-1] for name in names(text) if name.key)
