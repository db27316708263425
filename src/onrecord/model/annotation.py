"""What the encoder saw in one article, before any stage has judged it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.article import FurnitureReason
from onrecord.model.span import Span, Spans


@dataclass(frozen=True, slots=True)
class Sighting:
    """One cue and what belongs to it, as scored: its source may be empty, and so may its content.

    `nested` is true where the cue was found only by reading the content of another attribution as a text of its own.
    """

    cue: Span
    source: Spans
    content: Spans
    score: float
    nested: bool


@dataclass(frozen=True, slots=True)
class FurnitureSighting:
    """A sentence, or a part of one, as page furniture: where, why, and the model's score in [0, 1] that it is none of the article."""

    span: Span
    reason: FurnitureReason
    score: float


@dataclass(frozen=True, slots=True)
class NameSighting:
    """A name of somebody or something, and what it names."""

    span: Span
    names: Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True, slots=True)
class PredicateSighting:
    """A word that tells that something is so or happens; `score`, in [-3, 3], is how far that commits whoever says it."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that one pass of the encoder saw in the article `article`. `by` names the model bundle and its version.

    `names` and `predicates` are in the order of the text.
    """

    article: str
    sightings: tuple[Sighting, ...]
    furniture: tuple[FurnitureSighting, ...]
    by: str
    names: tuple[NameSighting, ...] = ()
    predicates: tuple[PredicateSighting, ...] = ()
