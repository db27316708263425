"""Turn sightings into attributions: who is said to say what, in which form, and inside whose words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.english.bodies import is_press
from onrecord.english.holding import holdings
from onrecord.english.silence import silences
from onrecord.english.within import within
from onrecord.model import Article, Attribution, Form, Span, Spans, attribution_id, gaps
from onrecord.model.annotation import Annotation
from onrecord.model.quotation import Quotation, quotations
from onrecord.model.turn import turns

BY = "attribute/1"


def attribute(article: Article, annotation: Annotation) -> tuple[Attribution, ...]:
    """The attributions of an article whose furniture is marked, in the order of their cues.

    What speaks inside furniture is left out, and so is a cue that attributes nothing. A nested attribution points to the one in whose
    content its cue lies.
    """
    furniture = [block.span for block in article.blocks if block.kind == "furniture"]
    quoted = quotations(article.text)
    made: list[Attribution] = []
    for sighting in annotation.sightings:
        cue = sighting.cue
        if not sighting.content or any(cue.overlaps(span) for span in furniture):
            continue
        source, content = _outside(sighting.source, furniture), _outside(sighting.content, furniture)
        content = tuple(_whole_quotation(span, quoted) for span in content)
        content = _ordered(content, avoid=(cue, *source))
        if content:
            made.append(_made(article, source, cue, content, score=sighting.score, by=annotation.by))
    made = _with_phrases(article, _with_turns(article, made, furniture), furniture)
    return tuple(_with_parents(sorted({one.id: one for one in made}.values(), key=lambda one: one.cue[0])))


def _made(
    article: Article, source: Spans, cue: Span, content: Spans, *, form: Form | None = None, score: float = 1.0, by: str
) -> Attribution:
    """An attribution in nobody else's words; `form` is told from its quotation marks where it is not given."""
    form = form or form_of(article.text, content, quotations(article.text))
    return Attribution(
        attribution_id(article.id, source, (cue,), content), article.id, source, (cue,), content, form, None, score, f"{BY} {by}"
    )


def _with_turns(article: Article, made: Sequence[Attribution], furniture: Sequence[Span]) -> list[Attribution]:
    """The attributions with the turns of a transcript, whose labels say who speaks; what else was found at a label gives way."""
    out = list(made)
    # A paper may introduce an interview in its own words; a body publishes what was said, if not always from its beginning.
    for turn in turns(article.text, opens=bool(article.outlet) and not is_press(article.outlet or "")):
        content = _outside(turn.content, furniture)
        if not content or any(turn.label.overlaps(span) for span in furniture):
            continue
        source = () if turn.cue == turn.label else (turn.label,)
        head = Span(min(turn.label.start, turn.cue.start), turn.cue.end)
        out = [one for one in out if not any(span.overlaps(head) for span in (*one.cue, *one.source))]
        out = [one for one in out if not any(span.overlaps(head) for span in one.content)]
        out.append(_made(article, source, turn.cue, content, form="direct", by="turns"))
    return out


def _with_phrases(article: Article, made: Sequence[Attribution], furniture: Sequence[Span]) -> list[Attribution]:
    """The attributions with those that are plain from the words alone, where none has been found.

    The corpus that the model learnt from seldom marks that somebody did not respond or has reason to believe, and never what lies in the
    content of another.
    """
    text, taken = article.text, [span for one in made for span in (*one.cue, *one.source)]
    heads = (within(text, span) for one in made for span in one.content[:1])
    out = list(made)
    for one in (*silences(text), *holdings(text), *filter(None, heads)):
        if any(span.overlaps(mine) for span in taken for mine in (one.cue, one.content)) or any(
            span.overlaps(one.cue) for span in furniture
        ):
            continue
        out.append(_made(article, (one.source,) if one.source else (), one.cue, (one.content,), by="phrases"))
    return out


def _outside(spans: Spans, furniture: Sequence[Span]) -> Spans:
    """The parts of the spans that furniture leaves: an appeal in the middle of a quotation is none of it."""
    return tuple(part for span in spans for part in gaps(tuple(other for other in furniture if other.overlaps(span)), span))


def _whole_quotation(span: Span, quoted: Sequence[Quotation]) -> Span:
    """The span with the quotation marks that belong to what it quotes: a mark right before or behind it is part of the content."""
    start, end = span.start, span.end
    for quotation in quoted:
        if quotation.start == start - 1 and quotation.end - 1 <= end:
            start = quotation.start
        if quotation.closed and quotation.end == end + 1 and quotation.start >= start:
            end = quotation.end
    return Span(start, end)


def _ordered(spans: Spans, *, avoid: Spans) -> Spans:
    """The spans without those that a grown neighbour, the cue or the source now covers."""
    out: list[Span] = []
    for span in sorted(spans):
        if (not out or out[-1].end <= span.start) and not any(span.overlaps(other) for other in avoid):
            out.append(span)
    return tuple(out)


def form_of(text: str, content: Spans, quoted: Sequence[Quotation]) -> Form:
    """Direct where every word of the content is quoted, indirect where none is, else mixed."""
    inside = total = 0
    for span in content:
        total += _letters(text, span.start, span.end)
        for quotation in quoted:
            inside += _letters(text, max(span.start, quotation.start), min(span.end, quotation.end))
    if not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0


def _with_parents(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Each attribution with the one whose content holds its cue; of several, the one with the smallest content."""
    out = []
    for one in attributions:
        holding = [other for other in attributions if other is not one and any(span.covers(one.cue[0]) for span in other.content)]
        parent = min(holding, key=lambda other: sum(map(len, other.content)), default=None)
        out.append(replace(one, parent=parent.id if parent else None))
    return out
