"""The order of work.

One article: extract (`onrecord.ingest`) -> annotate -> set aside -> attribute -> resolve -> qualify -> scope -> distil -> voice.
Many: enter -> link -> trace -> assess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Article, Attribution, Decision, Edition, Identity, Link, Reading, Statement, Weighed
from onrecord.model.annotation import Annotation
from onrecord.stages import attribute, distil, qualify, resolve, scope, set_aside, voice
from onrecord.stages.assess import assess
from onrecord.stages.link import gather
from onrecord.stages.trace import trace
from onrecord.stages.unmask import unmask


class Annotator(Protocol):
    """What reads texts with a model: `onrecord.encoder.Encoder`, or a stand-in of the same shape."""

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        """One annotation for each article, in order."""


def read(articles: Sequence[Article], encoder: Annotator) -> list[Reading]:
    """The reading of each article, in order. Articles are read in one batch and know nothing of each other."""
    return [_reading(article, seen) for article, seen in zip(articles, encoder.annotate(articles), strict=True)]


def _reading(article: Article, seen: Annotation) -> Reading:
    marked = set_aside(article, seen)
    return understood(marked, attribute(marked, seen))


def understood(marked: Article, attributions: tuple[Attribution, ...]) -> Reading:
    """The reading of an article whose attributions are found: who speaks, what they do and deny, and what it means alone."""
    speakers, voicings, references = resolve(marked, attributions)
    spoken, qualified = voice(marked, attributions), qualify(marked, attributions)
    reading = Reading(marked, attributions, spoken, speakers, voicings, qualified)
    reading = replace(reading, denials=scope(reading, references))
    return replace(reading, propositions=distil(reading, references))


class Judge(Protocol):
    """What compares texts with a model: `onrecord.encoder.Judge`, or a stand-in of the same shape."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector of unit length for each text, [texts, width]."""

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """How the two texts of each pair stand to each other, [pairs, relations], probabilities of the model."""


def weigh(
    statements: Mapping[str, Statement],
    links: Sequence[Link],
    decisions: Sequence[Decision],
    editions: Sequence[Edition],
    identities: Mapping[str, Identity],
) -> list[Weighed]:
    """The claims that statements make, each with where it comes from and how it stands.

    Args:
        statements: all that hang together, by id.
        links: how they stand to each other.
        decisions: what people decided.
        editions: those of their articles.
        identities: those of their speakers, by the id of the speaker in its article.
    """
    printed = {one.article: one for one in editions}
    namings = unmask(statements.values())
    out = []
    for claim in gather(statements, links, decisions):
        lineage = trace(claim, statements, printed, identities, namings=namings)
        out.append(Weighed(claim, lineage, assess(claim, statements, lineage, identities)))
    return out
