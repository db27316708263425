"""brat standoff: a `.txt` with the text as it is and an `.ann` that points into it, with discontinuous spans.

Each attribution is an event: its cue is the trigger, source and content are arguments, and a nested one names its parent. Form, furniture's
reason and the rest stand in attributes and notes. The words of a span that runs over a line break are given line by line, as brat asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.visible import encodable
from onrecord.model import ACTS, BLOCK_KINDS, FORMS, FURNITURE_REASONS, SPEAKER_KINDS, SURENESSES, Reading, Span, Spans
from onrecord.model.proof import proven

# What brat needs to show the folder; written beside the files as `annotation.conf`.
CONFIGURATION = f"""[entities]
Source
Content
Voice
{chr(10).join(kind.capitalize() for kind in BLOCK_KINDS if kind != "body")}

[relations]

[events]
Attribution\tSource*:Source, Content*:Content, Parent?:Attribution

[attributes]
Act\tArg:Attribution, Value:{"|".join(ACTS)}
Certainty\tArg:Attribution, Value:{"|".join(SURENESSES)}
Kind\tArg:Attribution, Value:{"|".join(SPEAKER_KINDS)}
Form\tArg:Attribution, Value:{"|".join(FORMS)}
Reason\tArg:Furniture, Value:{"|".join(FURNITURE_REASONS)}
"""


def text(reading: Reading) -> str:
    """The `.txt`: the article's text. A lone surrogate, which UTF-8 cannot hold, is one U+FFFD, so that offsets stay."""
    return encodable(reading.article.text)


def standoff(reading: Reading) -> str:
    """The `.ann`: text-bound annotations, events, attributes and notes.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    bound = _TextBound(text(proven(reading)))
    lines: list[str] = []
    events = {one.id: f"E{number}" for number, one in enumerate(reading.attributions, 1)}
    attributes = 0
    for number, one in enumerate(reading.attributions, 1):
        event = events[one.id]
        parts = [f"Attribution:{bound.name('Attribution', one.cue, unique=True)}"]
        if one.source:
            parts.append(f"Source:{bound.name('Source', one.source)}")
        parts.append(f"Content:{bound.name('Content', one.content)}")
        if one.parent:
            parts.append(f"Parent:{events[one.parent]}")
        lines.append(f"{event}\t{' '.join(parts)}")
        said = dict(_said(reading, number - 1))
        labels = {"Form": one.form, "Act": said.pop("act", None), "Certainty": said.pop("certainty", None), "Kind": said.get("kind")}
        for name, value in labels.items():
            if value:
                attributes += 1
                lines.append(f"A{attributes}\t{name} {event} {value}")
        more = "".join(f" {key}={' '.join(value.split())}" for key, value in said.items())
        lines.append(f"#{number}\tAnnotatorNotes {event}\t{one.id} score={one.score:.4f} by={one.by}{more}")
    for block in reading.article.blocks:
        if block.kind != "body" and not block.span.of(reading.article.text).isspace():
            name = bound.name(block.kind.capitalize(), (block.span,))
            if block.reason:
                attributes += 1
                lines.append(f"A{attributes}\tReason {name} {block.reason}")
    for span in reading.voice:
        bound.name("Voice", (span,))
    return "".join(f"{line}\n" for line in (*bound.lines, *lines))


def _said(reading: Reading, at: int) -> Iterator[tuple[str, str]]:
    """What is known of who speaks in an attribution, and how."""
    if reading.qualifications:
        yield "act", reading.qualifications[at].act
        yield "polarity", reading.qualifications[at].polarity
        if sure := reading.qualifications[at].certainty:
            yield "certainty", sure.label
            yield "holds", f"{sure.polarity} {sure.score:.2f} {sure.word.of(reading.article.text)}"
        if denial := reading.denial(at):
            yield "extent", denial.extent
            yield "denies", reading.article.quote(denial.scope)
        if reading.propositions:
            yield "reads", reading.propositions[at].text
        if said := reading.qualifications[at].said:
            yield "said", f"{said.span.of(reading.article.text)} ({said.placed})"
    if reading.voicings:
        speaker = reading.speaker(at)
        yield "kind", speaker.kind
        yield "speaker", speaker.name
        yield "chain", reading.voicings[at].path


class _TextBound:
    """The T lines of one file; the same kind at the same place is one line, unless it must be its own."""

    def __init__(self, text: str) -> None:
        self._text, self.lines = text, list[str]()
        self._names: dict[tuple[str, Spans], str] = {}

    def name(self, kind: str, spans: Spans, *, unique: bool = False) -> str:
        if not unique and (kind, spans) in self._names:
            return self._names[kind, spans]
        name = self._names[kind, spans] = f"T{len(self.lines) + 1}"
        pieces = [piece for span in spans for piece in _in_lines(self._text, span)]
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        self.lines.append(f"{name}\t{kind} {places}\t{' '.join(piece.of(self._text) for piece in pieces)}")
        return name


def _in_lines(text: str, span: Span) -> Iterator[Span]:
    """The pieces of the span between its line breaks."""
    at = span.start
    for line in span.of(text).splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words)
            yield Span(start, start + len(words))
        at += len(line)
