"""Say what each speaker does with the content: the act, the polarity of the cue, the words that hedge it, and how sure that leaves him."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from onrecord.english import acts
from onrecord.english.acting import act_of
from onrecord.english.certainty import certainty
from onrecord.english.times import times
from onrecord.model import Article, Attribution, Qualification, Span, When
from onrecord.model.annotation import PredicateSighting
from onrecord.model.segment import sentence_at, sentences

_NEAR_CUE = 60  # code points between a cue and the time at which it was said


def qualify(
    article: Article, attributions: Sequence[Attribution], predicates: Sequence[PredicateSighting] = ()
) -> tuple[Qualification, ...]:
    """The qualification of each attribution, in their order. `predicates` are those of the article, in the order of the text."""
    found = times(article.text, _published(article))
    return tuple(_qualified(article, one, found, predicates) for one in attributions)


def _published(article: Article) -> date | None:
    """The day of publication, where it is known to the day."""
    given = article.published
    return date.fromisoformat(given.value[:10]) if given and given.precision in ("day", "minute", "second") else None


def _qualified(article: Article, one: Attribution, found: Sequence[When], predicates: Sequence[PredicateSighting]) -> Qualification:
    cue, content = (re.sub(r"\s+", " ", article.quote(spans)).strip() for spans in (one.cue, one.content))
    negative = acts.NEGATION.search(cue.casefold())
    spoken_of = tuple(when for span in one.content for when in _within(found, span))
    return Qualification(
        one.id,
        act_of(cue, content, own=bool(one.source)),
        "negative" if negative else "positive",
        _hedges(article, one),
        said=_said(article.text, one, found),
        times=spoken_of,
        certainty=certainty(article.text, one, predicates),
    )


def _within(found: Sequence[When], span: Span) -> Sequence[When]:
    return found[bisect_left(found, span.start, key=_start) : bisect_left(found, span.end, key=_start)]


def _start(when: When) -> int:
    return when.span.start


def _said(text: str, one: Attribution, found: Sequence[When]) -> When | None:
    """When it was said: the time that stands nearest to the cue, in its sentence and outside the content."""
    cue = one.cue[0]
    sentence = sentences(text)[sentence_at(text, cue.start)]
    near = [
        (away, when.span, when)
        for when in _within(found, sentence)
        if not any(when.span.overlaps(span) for span in (*one.content, *one.source))
        and (away := max(when.span.start - one.cue[-1].end, cue.start - when.span.end)) <= _NEAR_CUE
    ]
    return min(near, key=lambda pair: pair[:2])[2] if near else None


def _hedges(article: Article, one: Attribution) -> tuple[Span, ...]:
    out = []
    for span in sorted((*one.cue, *one.content)):
        out += [Span(span.start + m.start(), span.start + m.end()) for m in acts.HEDGES.finditer(span.of(article.text))]
    return tuple(out)
