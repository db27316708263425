"""Nouns: frozen records, standard library only."""

from onrecord.model.article import BLOCK_KINDS, FURNITURE_REASONS, Article, Block, BlockKind, FurnitureReason, Moment, Precision, article_id
from onrecord.model.attribution import FORMS, Attribution, Form, attribution_id
from onrecord.model.certainty import SURENESSES, Certainty, Holding, Sureness
from onrecord.model.denial import EXTENTS, Denial, Extent
from onrecord.model.errors import BundleError, InputError, OnRecordError, OutputError, UnprovenQuoteError
from onrecord.model.proposition import Proposition, Reference
from onrecord.model.qualification import ACTS, Act, Polarity, Qualification
from onrecord.model.reading import SCHEMA, Failure, Reading
from onrecord.model.span import Span, Spans, gaps, merged, pairs_of, require_ordered, spans_of
from onrecord.model.speaker import SPEAKER_KINDS, UNSTATED, Anonymity, Hop, Speaker, SpeakerKind, Voicing, speaker_id
from onrecord.model.when import ELSEWHERE, NO_ANCHOR, NO_YEAR, VAGUE, When

__all__ = [
    "ACTS",
    "BLOCK_KINDS",
    "ELSEWHERE",
    "EXTENTS",
    "FORMS",
    "FURNITURE_REASONS",
    "NO_ANCHOR",
    "NO_YEAR",
    "SCHEMA",
    "SPEAKER_KINDS",
    "SURENESSES",
    "UNSTATED",
    "VAGUE",
    "Act",
    "Anonymity",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "BundleError",
    "Certainty",
    "Denial",
    "Extent",
    "Failure",
    "Form",
    "FurnitureReason",
    "Holding",
    "Hop",
    "InputError",
    "Moment",
    "OnRecordError",
    "OutputError",
    "Polarity",
    "Precision",
    "Proposition",
    "Qualification",
    "Reading",
    "Reference",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Sureness",
    "UnprovenQuoteError",
    "Voicing",
    "When",
    "article_id",
    "attribution_id",
    "gaps",
    "merged",
    "pairs_of",
    "require_ordered",
    "spans_of",
    "speaker_id",
]
