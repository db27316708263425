"""What comparing statements needs to know of each: its vectors, words, names and numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.english import denials
from onrecord.english.names import names
from onrecord.model import UNSTATED, Statement

Floats = npt.NDArray[np.float32]

VIEWS = 3
FEW = 4  # words that carry a content: with no more of them it says little alone ("the allegations"), and is read with its sentence
LONGEST = 400  # code points that the judge is given of a wording
_DOUBT = 2.0  # statements that the mean of an article is worth less
_BEFORE = 250  # code points of the statement before that are looked at beside a statement
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")


@dataclass(frozen=True, slots=True)
class Sketch:
    """One statement as it is compared with others.

    `wording` is what the judge is given beside another: its text, or its sentence where the text says little alone. `vectors` [3, width]
    are those of the text with what it points at, of its sentence, and of who says what, read within the title, the statement before and
    the sentence. `own` [3, width] is how they differ from what the article is about: its mean taken off. `words` carry the text, `around`
    its sentence, each with how rare it is among the statements of the article; `named` and `named_around` are the last words of names in
    them, `numbers` those of the text. `about` [width] is the sum of the article's third vectors, of which there are `told`.
    """

    statement: Statement
    wording: str
    vectors: Floats
    own: Floats
    words: Mapping[str, float]
    around: Mapping[str, float]
    named: frozenset[str]
    named_around: frozenset[str]
    numbers: frozenset[str]
    about: Floats
    told: int


def views(statements: Sequence[Statement]) -> list[str | tuple[str, str]]:
    """The texts of which a vector is needed, VIEWS for each statement, in their order; the third is a text and what stands around it.

    Of each article all statements are given, or those before one are not seen.
    """
    before = preceding(statements)
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
    places: dict[str, list[int]] = {}
    for at, one in enumerate(statements):
        places.setdefault(one.article, []).append(at)
    out: dict[int, Sketch] = {}
    for within in places.values():
        whole = shaped[within]
        # What an article is about is in the mean of its statements; few of them do not show it well.
        own = whole - whole.mean(0) * (len(within) / (len(within) + _DOUBT))
        own /= np.maximum(np.linalg.norm(own, axis=-1, keepdims=True), 1e-6)
        around = [denials.gist(statements[at].setting) for at in within]
        counts = Counter(word for words in around for word in words)
        rare = {word: math.log((len(within) + 1) / (count + 0.5)) for word, count in counts.items()}
        told = _Told(rare, whole[:, 2].sum(0), len(within))
        for at, words, vector, difference in zip(within, around, whole, own, strict=True):
            out[at] = _sketch(statements[at], vector, difference, words, told)
    return [out[at] for at in range(len(statements))]


def preceding(statements: Sequence[Statement]) -> dict[str, str]:
    """For each statement the setting of the one that stands before it in its article, where that is another setting."""
    ordered = sorted(statements, key=lambda one: (one.article, one.evidence[0].start, one.id))
    return {
        after.id: before.setting[-_BEFORE:]
        for before, after in pairwise(ordered)
        if before.article == after.article and before.setting != after.setting
    }


def _views(one: Statement, before: str) -> tuple[str, str, tuple[str, str]]:
    return _said(one), one.setting, (saying(one), around(one, before))


def _said(one: Statement) -> str:
    """The text, and what it points to."""
    return f"{one.text} {one.pointed}".strip()


def saying(one: Statement) -> str:
    """Who says what."""
    who = f"{one.speaker}: " if one.speaker and one.speaker != UNSTATED else ""
    return who + _said(one)


def around(one: Statement, before: str) -> str:
    """The title, what stands before, and the sentence."""
    title = f"{one.title}." if one.title else ""
    return " ".join(part for part in (title, before, one.setting) if part)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the statements of one article have in common: how rare their words are, the sum of their third vectors, how many they are."""

    rare: Mapping[str, float]
    about: Floats
    count: int


def _sketch(one: Statement, vectors: Floats, own: Floats, around: frozenset[str], told: _Told) -> Sketch:
    words = denials.gist(one.text)
    text = _said(one)
    rare, rarest = told.rare, max(told.rare.values(), default=1.0)
    return Sketch(
        statement=one,
        wording=(one.text if len(words) > FEW else one.setting)[:LONGEST],
        vectors=vectors,
        own=own,
        words={word: rare.get(word, rarest) for word in sorted(denials.gist(text) if one.pointed else words)},
        around={word: rare[word] for word in sorted(around)},
        named=_named(text),
        named_around=_named(one.setting),
        numbers=frozenset(_NUMBER.findall(one.text)),
        about=told.about,
        told=told.count,
    )


def _named(text: str) -> frozenset[str]:
    return frozenset(name.key[-1] for name in names(text) if name.key)
