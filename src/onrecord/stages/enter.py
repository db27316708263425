"""Enter an article on the record: its attributions and what its outlet says itself, as statements that can be weighed against others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import UNSTATED, Attribution, Part, Reading, Span, Spans, Statement, passage_id
from onrecord.model.segment import sentence_at, sentences

_SPACES = re.compile(r"\s+")
_FEWEST_WORDS = 4  # of a passage in the outlet's own voice: what is shorter ("Two clocks") heads a section
_LONGEST_SETTING = 600  # code points: two long sentences


def enter(reading: Reading) -> tuple[Statement, ...]:
    """The statements of a reading that all stages have gone over, attributions first, each kind in the order of the text.

    An attribution makes a statement of each thing that it says: the first has the attribution's id, the others that with a number.

    An outlet that only passes on what another says ("the Mercury reported that {two officials said …}") makes no statement of its own:
    the other's has all of the content that the outlet tells, and the outlet among those it came through.
    """
    return (*_attributed(reading), *_own(reading))


def _attributed(reading: Reading) -> Iterator[Statement]:
    article, text = reading.article, reading.article.text
    passed_on = dict(_passed_on(reading))
    relays = {holder.id for holder in passed_on.values()}
    for at, one in enumerate(reading.attributions):
        if one.id in relays:
            continue
        speaker, voicing, qualified, denial = reading.speaker(at), reading.voicings[at], reading.qualifications[at], reading.denial(at)
        proposition = reading.propositions[at]
        evidence = passed_on[one.id].content if one.id in passed_on else proposition.evidence
        said = proposition.parts or (Part(proposition.text, evidence, qualified.act, qualified.certainty),)
        for number, part in enumerate(said):
            denied = denial if denial and (len(said) == 1 or _overlap(denial.scope, part.evidence)) else None
            yield Statement(
                id=one.id if not number else f"{one.id}.{number + 1}",
                article=article.id,
                text=part.text,
                evidence=part.evidence,
                setting=_setting(text, part.evidence if number else (*one.source, *one.cue, *part.evidence)),
                title=article.title or "",
                outlet=article.outlet or "",
                published=article.published.value if article.published else "",
                source=one.source,
                cue=one.cue,
                speaker=speaker.name if speaker.kind != "unstated" else UNSTATED,
                kind=speaker.kind,
                via=tuple(hop.name for hop in voicing.chain[1:] if hop.outlet),
                act=part.act,
                negated=qualified.polarity == "negative",
                pointed=_plain(denied.antecedent.of(text)) if denied and denied.antecedent else "",
                extent=denied.extent if denied else None,
                answers=denied.answers if denied else None,
                parent=one.parent,
                holds_not=part.certainty is not None and part.certainty.polarity == "no",
                times=tuple(when.placed for when in qualified.times if when.earliest),
            )


def _overlap(some: Spans, others: Spans) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _own(reading: Reading) -> Iterator[Statement]:
    article, text = reading.article, reading.article.text
    for span in reading.voice:
        words = _plain(span.of(text))
        if words.count(" ") + 1 >= _FEWEST_WORDS:
            yield Statement(
                id=passage_id(article.id, (span,)),
                article=article.id,
                text=words,
                evidence=(span,),
                setting=words,
                title=article.title or "",
                outlet=article.outlet or "",
                published=article.published.value if article.published else "",
                voice=True,
            )


def _passed_on(reading: Reading) -> Iterator[tuple[str, Attribution]]:
    """The ids of the attributions that open the content of an outlet's, each with that one."""
    by_id = {one.id: one for one in reading.attributions}
    for at, one in enumerate(reading.attributions):
        if one.parent is None or not one.source:
            continue
        holder, hop = by_id[one.parent], reading.voicings[at].chain[-1]
        # Of what somebody says of himself, the last hop is not the holder.
        if not hop.outlet or hop.span is None or not any(span.overlaps(hop.span) for span in holder.source):
            continue
        lead = reading.article.text[holder.content[0].start : one.source[0].start]
        if one.source[0].start >= holder.content[0].start and lead.strip('“"‘ ').casefold() in ("", "that"):
            yield one.id, holder


def _setting(text: str, spans: Spans) -> str:
    """The sentences that the spans lie in, as one line."""
    whole = sentences(text)
    first, last = sentence_at(text, min(spans).start), sentence_at(text, max(span.end for span in spans) - 1)
    return _plain(Span(min(whole[first].start, min(spans).start), whole[last].end).of(text))[:_LONGEST_SETTING]


def _plain(words: str) -> str:
    return _SPACES.sub(" ", words).strip()
