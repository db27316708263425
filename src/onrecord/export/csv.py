"""CSV for spreadsheets: one attribution a row.

A cell that a spreadsheet would run as a formula (its first character, or the first behind apostrophes, is one of = + - @, a tab or a
carriage return) gets an apostrophe in front; `unguarded` takes it off again. Offsets are code points into the article's text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from onrecord.export.visible import encodable
from onrecord.model import Reading, Spans
from onrecord.model.proof import proven

COLUMNS = (
    "article", "origin", "outlet", "published", "title", "id", "parent", "source", "cue", "content", "form", "score",
    "source_spans", "cue_spans", "content_spans", "by", "speaker", "kind", "chain", "hop", "act", "polarity", "hedges",
    "said", "said_placed", "times", "proposition", "denied", "denied_extent", "denied_antecedent",
    "certainty", "certainty_polarity", "certainty_score", "certainty_word",
)  # fmt: skip
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def chunks(readings: Iterable[Reading]) -> Iterator[str]:
    """The header, then the rows of each reading. Pieces of one quote are joined by " … "; their places are "start:end start:end".

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    yield _rows([COLUMNS])
    for reading in readings:
        yield _rows(_row(reading, at) for at in range(len(proven(reading).attributions)))


def guarded(cell: str) -> str:
    """The cell, harmless in a spreadsheet."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _row(reading: Reading, at: int) -> tuple[str, ...]:
    article, one = reading.article, reading.attributions[at]
    published = article.published.value if article.published else ""
    return (
        *(article.id, article.origin, article.outlet or "", published, article.title or "", one.id, one.parent or ""),
        *(article.quote(one.source), article.quote(one.cue), article.quote(one.content), one.form, f"{one.score:.4f}"),
        *(_places(one.source), _places(one.cue), _places(one.content), one.by),
        *_voiced(reading, at),
        *_qualified(reading, at),
        reading.propositions[at].text if reading.propositions else "",
        *_denied(reading, at),
        *_sure(reading, at),
    )


def _voiced(reading: Reading, at: int) -> tuple[str, str, str, str]:
    """Speaker, kind, chain ("outlet > outlet") and hop; empty where they were not resolved."""
    if not reading.voicings:
        return "", "", "", ""
    voicing, speaker = reading.voicings[at], reading.speaker(at)
    return speaker.name, speaker.kind, voicing.path, str(voicing.hop)


def _qualified(reading: Reading, at: int) -> tuple[str, ...]:
    """Act, polarity, hedging words, when it was said, and what times it speaks of; empty where they were not told."""
    if not reading.qualifications:
        return ("",) * 6
    one, article = reading.qualifications[at], reading.article
    said = (one.said.span.of(article.text), one.said.placed) if one.said else ("", "")
    times = " … ".join(f"{when.span.of(article.text)} ({when.placed})" for when in one.times)
    return one.act, one.polarity, article.quote(one.hedges), *said, times


def _denied(reading: Reading, at: int) -> tuple[str, str, str]:
    """What is denied, how much of what it goes back to, and that; empty where nothing is."""
    denial, article = reading.denial(at), reading.article
    if denial is None:
        return "", "", ""
    return article.quote(denial.scope), denial.extent, denial.antecedent.of(article.text) if denial.antecedent else ""


def _sure(reading: Reading, at: int) -> tuple[str, str, str, str]:
    """How sure the speaker is, whether yes or no, the model's number and the word that it is of; empty where nothing is told."""
    sure = reading.qualifications[at].certainty if reading.qualifications else None
    if sure is None:
        return "", "", "", ""
    return sure.label, sure.polarity, f"{sure.score:.2f}", sure.word.of(reading.article.text)


def _places(spans: Spans) -> str:
    return " ".join(f"{span.start}:{span.end}" for span in spans)


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[guarded(encodable(cell)) for cell in row] for row in rows])
    return out.getvalue()
