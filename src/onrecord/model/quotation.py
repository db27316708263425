"""Quotation marks: which parts of a text are quoted. Standard library only."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_MARK = re.compile("[\"“”„«»‘’'\n]")
_OPENING = "“„«‘"
_SINGLE = "‘’'"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted run with its marks: half-open code points `start` to `end`.

    `closed` is false where the paragraph ended first, as it does when a quotation goes on in the next paragraph; then no mark
    stands at `end`. `single` is true for single marks.
    """

    start: int
    end: int
    single: bool
    closed: bool


@lru_cache(maxsize=32)  # several stages ask for the quotations of one article
def quotations(text: str) -> tuple[Quotation, ...]:
    """The quoted runs of `text` in order; a quotation inside another is part of it.

    Quotations end at their paragraph (here: line): by convention one that goes on opens again in the next. A straight mark opens where it
    stands before a word and not after one; a single mark inside a word is an apostrophe.
    """
    out: list[Quotation] = []
    start, single = -1, False
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n":
            if start >= 0:
                out.append(Quotation(start, at, single, closed=False))
                start = -1
            continue
        after_word = at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([{—–-“‘\"'"
        before_word = at + 1 < len(text) and text[at + 1].isalnum()
        opens = mark in _OPENING or (mark in "\"'" and not after_word and before_word)
        is_single = mark in _SINGLE
        if is_single and not opens and before_word:
            continue
        if opens and start < 0:
            start, single = at, is_single
        elif not opens and start >= 0 and single == is_single:
            out.append(Quotation(start, at + 1, single, closed=True))
            start = -1
    if start >= 0:
        out.append(Quotation(start, len(text), single, closed=False))
    return tuple(out)


def is_quoted(text: str, place: int) -> bool:
    """Whether a code point of `text` lies between quotation marks."""
    given = quotations(text)
    at = bisect_left(given, place, key=lambda one: one.start) - 1
    return at >= 0 and given[at].start < place < given[at].end
