"""The order of work.

One article: extract (`onrecord.ingest`) -> annotate -> set aside -> attribute -> resolve -> qualify -> scope -> distil -> voice.
Many: enter -> link -> trace -> assess.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    return understood(marked, attribute(marked, seen), seen)


def understood(marked: Article, attributions: tuple[Attribution, ...], seen: Annotation) -> Reading:
    """The reading of an article whose attributions are found: who speaks, what they do and deny, and what it means alone."""
    speakers, voicings, references = resolve(marked, attributions, seen.names)
    spoken, qualified = voice(marked, attributions), qualify(marked, attributions, seen.predicates)
    reading = Reading(marked, attributions, spoken, speakers, voicings, qualified)
    reading = replace(reading, denials=scope(reading, references))
    return replace(reading, propositions=distil(reading, references, seen.predicates))


class Judge(Protocol):
    """What compares texts with a model: `onrecord.encoder.Judge`, or a stand-in of the same shape."""

    def vectors(self, texts: Sequence[str | tuple[str, str]]) -> NDArray[np.float32]:
        """A vector of unit length for each text, which may be read within another, [texts, width]."""

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """How the two texts of each pair stand to each other, [pairs, verdicts], in the columns of `onrecord.encoder.Judge`."""


def weigh(
    statements: Mapping[str, Statement],
    links: Sequence[Link],
    decisions: Sequence[Decision],
    editions: Sequence[Edition],
    identities: Mapping[str, Identity],
    *,
    beside: Mapping[str, Statement] | None = None,
    outlets: Collection[str] = (),
) -> list[Weighed]:
    """The claims that statements make, each with where it comes from and how it stands.

    Args:
        statements: all that hang together, by id.
        links: how they stand to each other.
        decisions: what people decided.
        editions: those of their articles.
        identities: those of their speakers, by the id of the speaker in its article.
        beside: all other statements of their articles, by id: what is known only through another, and who is named later.
        outlets: the names of all outlets on record.
    """
    known = {**(beside or {}), **statements}
    printed = {one.article: one for one in editions}
    namings = unmask(known.values())
    out = []
    for claim in gather(statements, links, decisions):
        lineage = trace(claim, known, printed, identities, outlets=outlets, namings=namings)
        out.append(Weighed(claim, lineage, assess(claim, known, lineage, identities)))
    return out
