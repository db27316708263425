"""Nouns: frozen records, standard library only."""

from onrecord.model.article import BLOCK_KINDS, FURNITURE_REASONS, Article, Block, BlockKind, FurnitureReason, Moment, Precision, article_id
from onrecord.model.attribution import FORMS, Attribution, Form, attribution_id
from onrecord.model.errors import BundleError, InputError, OnRecordError, OutputError, UnprovenQuoteError
from onrecord.model.reading import SCHEMA, Failure, Reading
from onrecord.model.span import Span, Spans, gaps, merged, pairs_of, require_ordered, spans_of

__all__ = [
    "BLOCK_KINDS",
    "FORMS",
    "FURNITURE_REASONS",
    "SCHEMA",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "BundleError",
    "Failure",
    "Form",
    "FurnitureReason",
    "InputError",
    "Moment",
    "OnRecordError",
    "OutputError",
    "Precision",
    "Reading",
    "Span",
    "Spans",
    "UnprovenQuoteError",
    "article_id",
    "attribution_id",
    "gaps",
    "merged",
    "pairs_of",
    "require_ordered",
    "spans_of",
]
