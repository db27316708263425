"""A content that says several things, cut into what it says: sentences, and clauses that stand beside each other."""

from __future__ import annotations

import re

from onrecord.model import Span, Spans
from onrecord.model.segment import sentence_at, sentences

_SUBJECT = (
    r"(?:the|an?|no|any|all|some|many|most|this|these|those|there|he|she|it|they|we|i|you"
    r"|his|her|its|their|our|my|neither|both|(?-i:[A-Z]))"
)

NEXT = re.compile(
    rf"(?<=;)\s+|\s+(?=(?:and|but|yet) [“\"‘']?that {_SUBJECT}\b)|(?<=,)\s+(?=(?:and|but) (?:he|she|it|they|we|i|there)\b)",
    re.IGNORECASE,
)
"""The space between two clauses that stand beside each other: behind a semicolon, before "and that the …", before ", but he …"."""

LEADS = re.compile(r"(?:and|but|yet|so)\s+(?:[“\"‘']?that\s+)?(?=\S)|[;,]\s*", re.IGNORECASE)
"""What joins a clause to the one before, and is none of its own words."""

FEWEST = 4
"""Words of a clause that can be a claim of its own: fewer ("No.", "Not at all") say nothing without the one beside it."""

_WORD = re.compile(r"\w+")


def parts(text: str, content: Spans) -> tuple[Spans, ...]:
    """The content in parts that each may be a claim, in order; together they hold all its words but those that join.

    A sentence is a part, and so is a clause behind a semicolon or "and that"; what has fewer words than a claim needs stays with the part
    before it, or goes with the one behind. A content that says one thing is one part.
    """
    cut = [piece for span in content for piece in _pieces(text, span)]
    grouped: list[list[Span]] = []
    opening = True
    for piece, opens in cut:
        if opening or (opens and _words(text, grouped[-1]) >= FEWEST and _words(text, [piece]) >= FEWEST):
            grouped.append([piece])
        else:
            grouped[-1].append(piece)
        opening = False
    if len(grouped) > 1 and _words(text, grouped[0]) < FEWEST:
        grouped[:2] = [grouped[0] + grouped[1]]
    if len(grouped) < 2:
        return (content,)
    return tuple(_joined(text, group) for group in grouped)


def _pieces(text: str, span: Span) -> list[tuple[Span, bool]]:
    """A span at its sentences and clauses, each with whether it opens one; a span that goes on in the middle of a sentence opens none."""
    out: list[tuple[Span, bool]] = []
    first, last = sentence_at(text, span.start), sentence_at(text, span.end - 1)
    for sentence in sentences(text)[first : last + 1]:
        start, end = max(sentence.start, span.start), min(sentence.end, span.end)
        if start >= end:
            continue
        opens = start == sentence.start
        for match in NEXT.finditer(text, start, end):
            out.append((Span(start, match.start()), opens))
            start, opens = match.end(), True
        out.append((Span(start, end), opens))
    return out


def _words(text: str, spans: list[Span]) -> int:
    return sum(len(_WORD.findall(span.of(text))) for span in spans)


def _joined(text: str, group: list[Span]) -> Spans:
    """The spans of a part, those that only space parts as one, without what joins it to the part before."""
    first = group[0]
    if (lead := LEADS.match(text, first.start, first.end)) and lead.end() < first.end:
        group = [Span(lead.end(), first.end), *group[1:]]
    out = [group[0]]
    for span in group[1:]:
        if text[out[-1].end : span.start].isspace() or out[-1].end == span.start:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)
