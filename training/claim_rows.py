"""The stories whose statements were grouped by claim for this project: what the judge learns of news from.

`labels/claims.jsonl` has an article a line: {"set", "event", "article", "statements"}. A statement is [content, claim, stance, also]: spans
in code points of the article's text as made here; the number of its claim within the event, null where nothing else says the like, or
"broken" where it was misread; its stance; and the claims that it bears on beside. 130 stories: 59 of BASIL (three outlets each, none of
`data/claims`), 42 rumours of FNC-1 (openings of articles) and 29 subtopics of ECB+. A language model grouped what the reader read, one
story at a time, by written rules; two stories of `data/claims` that it was given too came out with P 96 and R 49 of gold's pairs across
articles (finer groups than gold's).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.compose import Reader
from onrecord.model import Article, Moment, Reading, Span, Statement, pairs_of
from onrecord.stages.enter import enter
from onrecord.stages.link.sketch import preceding
from training.corpus import read_rows

LABELS = Path(__file__).parent / "labels" / "claims.jsonl"
BROKEN = "broken"
_SAME_WORDS = 0.8  # overlap from which a read content is the labelled one, and keeps its own wording
_LONGEST = 2600  # code points of an ECB+ article that were labelled
_SPACED = re.compile(r" ([,.;:!?’]|['’]s\b|n['’]t\b)")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what stands before it, the claim that it is about (None: its own), its stance, and further claims."""

    statement: Statement
    before: str
    claim: int | None
    stance: str | None
    also: frozenset[int]


def stories(data: Path, by: Reader) -> list[list[Told]]:
    """The labelled statements of each story; those that were misread are left out.

    Args:
        data: the folder of the research sets.
        by: reads the articles anew; a labelled content takes speaker, act and wording of the statement that has most of its words.
    """
    rows = list(read_rows(LABELS))
    articles = _articles(data, {(row["set"], row["article"]) for row in rows})
    readings = {one.article.id: one for one in by.read_many(articles.values()) if isinstance(one, Reading)}
    out: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        out[row["event"]] += _told(readings[articles[row["set"], row["article"]].id], row["statements"])
    return [out[event] for event in sorted(out)]


def _articles(data: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Article]:
    out = {}
    for name, ident, title, text, published in _texts(data):
        if (name, ident) in wanted:
            when = Moment(published, "day") if published else None
            out[name, ident] = Article(id=f"{name}/{ident}", origin=f"{name}/{ident}", text=text, title=title or None, published=when)
    return out


def _texts(data: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """The set, id, title, text and day of each article that may be labelled."""
    for row in read_rows(data / "basil" / "articles.jsonl"):
        yield "basil", row["id"], row["title"].strip(), row["text"], row["published"]
    seen = set()
    for row in read_rows(data / "nli" / "fnc1_train.jsonl"):
        if row["group"] not in seen and row["stance"] in ("agree", "disagree", "discuss"):
            seen.add(row["group"])
            yield "fnc1", row["group"], row["hypothesis"], row["premise"], ""
    for row in read_rows(data / "ecb" / "train.jsonl"):
        lines = [line.strip() for line in row["text"].split("\n") if line.strip()]
        body = "\n\n".join(line for line in lines if len(line.split()) >= 6)[:_LONGEST]
        title = lines[0][:150] if lines and len(lines[0].split()) > 3 else ""
        yield "ecb", row["id"], title, _SPACED.sub(r"\1", body), ""


def _told(reading: Reading, labels: Iterable[list[Any]]) -> Iterator[Told]:
    text = reading.article.text
    entered = enter(reading)
    before = preceding(entered)
    for number, (content, claim, *more) in enumerate(labels):
        if claim == BROKEN:
            continue
        spans = tuple(Span(*pair) for pair in content)
        best = max(entered, key=lambda one: _overlap(pairs_of(one.evidence), content), default=None)
        if best is None or not _overlap(pairs_of(best.evidence), content):
            continue
        whole = _overlap(pairs_of(best.evidence), content) >= _SAME_WORDS
        words = best.text if whole else " ".join(" ".join(span.of(text).split()) for span in spans)
        one = replace(best, id=f"{best.article}.{number}", text=words, evidence=spans)
        yield Told(one, before.get(best.id, ""), claim, more[0] if more else None, frozenset(more[1] if len(more) > 1 else ()))


def _overlap(some: Iterable[Sequence[int]], others: Iterable[Sequence[int]]) -> float:
    """The code points that are in both, of those that are in either."""
    a = {at for start, end in some for at in range(start, end)}
    b = {at for start, end in others for at in range(start, end)}
    return len(a & b) / max(1, len(a | b))
