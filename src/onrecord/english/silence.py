"""The set phrases by which news says that somebody would not speak, or could not be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.english.telling import Telling
from onrecord.model import Span
from onrecord.model.segment import sentences

_ASKED = r"(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|messages?|calls?|e-?mails?|questions?)"
_ANSWERED = r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|comment(?:ed)?|be reached)"
_REST = r"[^.;\n“”\"]"
_SILENT = re.compile(
    r"(?P<cue>\b(?:(?:has |have |had )?(?:\w+ly )?(?:declined|refused)"
    rf"|(?:did|has|have|had|could)(?: ?n['’]t| not)(?: \w+ly)?(?: {_ANSWERED})?))"
    rf" (?P<content>(?:to|for) comment\b{_REST}*|(?:to )?(?:(?:an?|the|several|multiple|repeated|any) )?(?:\w+ )?{_ASKED}\b{_REST}*"
    rf"|on the {_REST}+)"
)
_COMMENT = re.compile(r"\b(?:commented|comment|respond|responded|reply|replied|return|returned|reached|declined|refused)\b")
_CLAUSE = re.compile(r"(?:[,;:—–]|\b(?:and|but|while|though|which|who))\s+(?=[^,;:]*$)")
_SUBJECT = re.compile(r"(?:[A-Z]|(?:an?|the|two|both|several|other)\b)")
_LONGEST = 120  # code points of a subject


def silences(text: str) -> Iterator[Telling]:
    """The set phrases of a text, in order."""
    for sentence in sentences(text):
        for match in _SILENT.finditer(text, sentence.start, sentence.end):
            if _COMMENT.search(match.group("cue")):
                yield Telling(_subject(text, sentence.start, match.start()), Span(*match.span("cue")), _trimmed(text, match))


def _trimmed(text: str, match: re.Match[str]) -> Span:
    start, end = match.span("content")
    while text[end - 1].isspace() or text[end - 1] in ",:":
        end -= 1
    return Span(start, end)


def _subject(text: str, start: int, end: int) -> Span | None:
    """What stands before a verb in its sentence, if it reads as a subject; the whole, or else what follows the last break."""
    for first in (start, *(match.end() for match in _CLAUSE.finditer(text, start, end))):
        words = text[first:end].strip(' “"')
        if words and len(words) <= _LONGEST and _SUBJECT.match(words) and not re.search(r"[,;:“”\"]", words):
            at = text.index(words, first)
            return Span(at, at + len(words))
    return None
