"""Nouns: frozen records, standard library only."""

from onrecord.model.article import BLOCK_KINDS, FURNITURE_REASONS, Article, Block, BlockKind, FurnitureReason, Moment, Precision, article_id
from onrecord.model.attribution import FORMS, Attribution, Form, attribution_id
from onrecord.model.certainty import SURENESSES, Certainty, Holding, Sureness
from onrecord.model.claim import POSITIONS, RELATIONS, Claim, Link, Position, Relation, Stance, claim_id
from onrecord.model.contradiction import Contradiction
from onrecord.model.decision import DECISION, VERDICTS, Decision, Verdict
from onrecord.model.denial import EXTENTS, Denial, Extent
from onrecord.model.errors import (
    BundleError,
    ClusterError,
    InputError,
    LedgerError,
    OnRecordError,
    OutputError,
    UnfitError,
    UnprovenQuoteError,
    WorkerError,
)
from onrecord.model.held import Held, Hit, Kept
from onrecord.model.identity import Appearance, Identity, identity_id
from onrecord.model.line import Line
from onrecord.model.origin import ORIGIN_KINDS, WAYS, Backing, Edition, Lineage, Naming, Origin, OriginKind, Way
from onrecord.model.proposition import Part, Proposition, Reference
from onrecord.model.qualification import ACTS, Act, Polarity, Qualification
from onrecord.model.reading import SCHEMA, Failure, Reading
from onrecord.model.revision import Revision
from onrecord.model.span import Span, Spans, gaps, merged, pairs_of, require_ordered, spans_of
from onrecord.model.speaker import SPEAKER_KINDS, UNSTATED, Anonymity, Hop, Speaker, SpeakerKind, Voicing, speaker_id
from onrecord.model.standing import MARKS, Mark, Reason, Standing
from onrecord.model.statement import OWN_VOICE, Statement, passage_id
from onrecord.model.weighed import Weighed
from onrecord.model.when import ELSEWHERE, NO_ANCHOR, NO_YEAR, VAGUE, When

__all__ = [
    "ACTS",
    "BLOCK_KINDS",
    "DECISION",
    "ELSEWHERE",
    "EXTENTS",
    "FORMS",
    "FURNITURE_REASONS",
    "MARKS",
    "NO_ANCHOR",
    "NO_YEAR",
    "ORIGIN_KINDS",
    "OWN_VOICE",
    "POSITIONS",
    "RELATIONS",
    "SCHEMA",
    "SPEAKER_KINDS",
    "SURENESSES",
    "UNSTATED",
    "VAGUE",
    "VERDICTS",
    "WAYS",
    "Act",
    "Anonymity",
    "Appearance",
    "Article",
    "Attribution",
    "Backing",
    "Block",
    "BlockKind",
    "BundleError",
    "Certainty",
    "Claim",
    "ClusterError",
    "Contradiction",
    "Decision",
    "Denial",
    "Edition",
    "Extent",
    "Failure",
    "Form",
    "FurnitureReason",
    "Held",
    "Hit",
    "Holding",
    "Hop",
    "Identity",
    "InputError",
    "Kept",
    "LedgerError",
    "Line",
    "Lineage",
    "Link",
    "Mark",
    "Moment",
    "Naming",
    "OnRecordError",
    "Origin",
    "OriginKind",
    "OutputError",
    "Part",
    "Polarity",
    "Position",
    "Precision",
    "Proposition",
    "Qualification",
    "Reading",
    "Reason",
    "Reference",
    "Relation",
    "Revision",
    "Span",
    "Spans",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "Standing",
    "Statement",
    "Sureness",
    "UnfitError",
    "UnprovenQuoteError",
    "Verdict",
    "Voicing",
    "Way",
    "Weighed",
    "When",
    "WorkerError",
    "article_id",
    "attribution_id",
    "claim_id",
    "gaps",
    "identity_id",
    "merged",
    "pairs_of",
    "passage_id",
    "require_ordered",
    "spans_of",
    "speaker_id",
]
