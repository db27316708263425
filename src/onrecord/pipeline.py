"""The order of work.

One article: extract (`onrecord.ingest`) -> annotate -> set aside -> attribute -> resolve -> qualify -> scope -> distil -> voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from onrecord.model import Article, Attribution, Reading
from onrecord.model.annotation import Annotation
from onrecord.stages import attribute, distil, qualify, resolve, scope, set_aside, voice


class Annotator(Protocol):
    """What reads texts with a model: `onrecord.encoder.Encoder`, or a stand-in of the same shape."""

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        """One annotation for each article, in order."""


def read(articles: Sequence[Article], encoder: Annotator) -> list[Reading]:
    """The reading of each article, in order. Articles are read in one batch and know nothing of each other."""
    return [_reading(article, seen) for article, seen in zip(articles, encoder.annotate(articles), strict=True)]


def _reading(article: Article, seen: Annotation) -> Reading:
    marked = set_aside(article, seen)
    return understood(marked, attribute(marked, seen), seen)


def understood(marked: Article, attributions: tuple[Attribution, ...], seen: Annotation) -> Reading:
    """The reading of an article whose attributions are found: who speaks, what they do and deny, and what it means alone."""
    speakers, voicings, references = resolve(marked, attributions, seen.names)
    spoken, qualified = voice(marked, attributions), qualify(marked, attributions, seen.predicates)
    reading = Reading(marked, attributions, spoken, speakers, voicings, qualified)
    reading = replace(reading, denials=scope(reading, references))
    return replace(reading, propositions=distil(reading, references))
