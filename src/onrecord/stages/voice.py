"""What the outlet says in its own voice: the sentences of the article that stand on nobody else's word."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Article, Attribution, Span, Spans
from onrecord.model.segment import sentences

_OWN = ("headline", "standfirst", "body")


def voice(article: Article, attributions: Sequence[Attribution]) -> Spans:
    """The sentences of headline, standfirst and body that no part of an attribution touches, without the furniture that interrupts them."""
    spoken = [span for one in attributions for span in (*one.source, *one.cue, *one.content)]
    own = [block.span for block in article.blocks if block.kind in _OWN]
    out: list[Span] = []
    for sentence in sentences(article.text):
        if any(sentence.overlaps(span) for span in spoken):
            continue
        for block in own:
            if block.overlaps(sentence):
                part = Span(max(block.start, sentence.start), min(block.end, sentence.end))
                if any(c.isalnum() for c in part.of(article.text)):
                    out.append(part)
    return tuple(out)
