"""Turns of speech: who a transcript says is speaking, line by line. Standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.span import Span, Spans

# "MS. LIND:", "THE MAYOR:", "Q   ", "A.  ": capitals at a line's start. A letter alone needs a colon or the wide space of transcripts.
_LABEL = re.compile(
    r"(?m)^[^\S\n]*[\"“]?(?P<label>[QA](?=\.?(?::|[^\S\n]{2,}\S))"
    r"|[A-Z][A-Z.’'-]+(?: (?:\(?[A-Z0-9][A-Z0-9.’'-]*\)?|#\d+)){0,5}(?=:))(?P<mark>\.?:|\.)?[^\S\n]*"
)
_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*\n))*")
_SAID = re.compile(r"[.?!:”\"’)—]$")  # how a paragraph ends that is said, and no heading
_QUESTION = "Q"
FEWEST = 2  # labels, of two speakers at least, that make a text a transcript


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the label (the source), its colon (the cue; the label itself where none stands), and what is said, by paragraph."""

    label: Span
    cue: Span
    content: Spans


def turns(text: str, *, opens: bool = False) -> list[Turn]:
    """The turns of a transcript, in order; none for any other text.

    What stands before the first label is nobody's turn. But with `opens`, where the first label is a question and one speaker alone
    answers, it is the beginning of what that speaker says, and goes with the first answer.
    """
    labels = list(_LABEL.finditer(text))
    answering = {match["label"] for match in labels} - {_QUESTION}
    if len(labels) < FEWEST or len({match["label"] for match in labels}) < FEWEST:
        return []
    ends = [*(match.start() for match in labels[1:]), len(text)]
    before = [span for span in _paragraphs(text, 0, labels[0].start()) if _SAID.search(text, span.start, span.end)]
    opening = before if opens and labels[0]["label"] == _QUESTION and len(answering) == 1 else []
    out = []
    for match, end in zip(labels, ends, strict=True):
        label = Span(*match.span("label"))
        cue = Span(*match.span("mark")) if match["mark"] else label
        content = _paragraphs(text, match.end(), end)
        if content and match["label"] in answering:
            content, opening = [*opening, *content], []
        if content:
            out.append(Turn(label, cue, tuple(content)))
    return out


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    return [Span(found.start(), found.start() + len(found.group().rstrip())) for found in _PARAGRAPH.finditer(text, start, end)]
