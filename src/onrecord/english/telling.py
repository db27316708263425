"""Who tells what, as set phrases show it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Span

_CLAUSE = re.compile(r"(?:[,;:—–]|\b(?:and|but|while|though|which|who))\s+(?=[^,;:]*$)")
_SUBJECT = re.compile(r"(?:[A-Z]|(?:an?|the|two|both|several|other)\b)")
_LONGEST = 120  # code points of a subject


@dataclass(frozen=True, slots=True)
class Telling:
    """The places of who speaks, None where nobody is named, of the words that say so, and of what is said."""

    source: Span | None
    cue: Span
    content: Span


def subject(text: str, start: int, end: int) -> Span | None:
    """What stands before a verb in its sentence, if it reads as a subject; the whole, or else what follows the last break."""
    for first in (start, *(match.end() for match in _CLAUSE.finditer(text, start, end))):
        words = text[first:end].strip(' “"')
        if words and len(words) <= _LONGEST and _SUBJECT.match(words) and not re.search(r"[,;:“”\"]", words):
            at = text.index(words, first)
            return Span(at, at + len(words))
    return None


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch of the text without the space and marks at its end."""
    while text[end - 1].isspace() or text[end - 1] in ",:":
        end -= 1
    return Span(start, end)
