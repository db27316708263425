"""Who speaks, and through whom it reaches the reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.span import Span, Spans, require_ordered

SpeakerKind = Literal["person", "organisation", "document", "group", "anonymous", "unstated"]
SPEAKER_KINDS: tuple[str, ...] = get_args(SpeakerKind)
UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What the article says of somebody whose name it withholds: how many, in what role, how they know, and why they are not named.

    Each is its place in the text, or None where the article does not say it. A good anonymous attribution says all four.
    """

    number: Span | None = None
    role: Span | None = None
    knowledge: Span | None = None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody or something that speaks in one article.

    `name` is one name for all `mentions` (places in the text, titles included; empty for the unstated). `role`, `affiliation`, `party`
    and `country` are the places where the article states them, empty where it does not. `anonymity` is there for the anonymous alone.

    Raises:
        ValueError: the name is empty, the kind unknown, places overlap, or anonymity is told of somebody who is not anonymous.
    """

    id: str
    article: str
    name: str
    kind: SpeakerKind
    mentions: Spans = ()
    role: Spans = ()
    affiliation: Spans = ()
    party: Spans = ()
    country: Spans = ()
    anonymity: Anonymity | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a speaker has a name, if only a description")
        if self.kind not in SPEAKER_KINDS:
            raise ValueError(f"unknown kind of speaker {self.kind!r}")
        for spans in (self.mentions, self.role, self.affiliation, self.party, self.country):
            require_ordered(spans)
        if (self.anonymity is not None) != (self.kind == "anonymous"):
            raise ValueError("anonymity is told of the anonymous, and of them alone")


@dataclass(frozen=True, slots=True)
class Hop:
    """One relay between the reader and the speaker: its name, the place that shows it, and whether it is an outlet.

    The first hop of a chain is the article's own outlet, which has no place in the text.
    """

    name: str
    span: Span | None
    outlet: bool


@dataclass(frozen=True, slots=True)
class Voicing:
    """Who speaks in an attribution, by the id of the speaker, and through whom: `chain` starts at the article's own outlet.

    Raises:
        ValueError: the chain is empty.
    """

    attribution: str
    speaker: str
    chain: tuple[Hop, ...]

    def __post_init__(self) -> None:
        if not self.chain:
            raise ValueError("a chain starts at the article's own outlet")

    @property
    def path(self) -> str:
        """The names of the chain in one line: "The Harbour Ledger > Velden Tribune"."""
        return " > ".join(hop.name for hop in self.chain)

    @property
    def hop(self) -> int:
        """1 where the article has it at first hand, 2 at second hand, and so on."""
        return len(self.chain)


def speaker_id(article: str, kind: str, name: str) -> str:
    """The id of a speaker in one article: "spk_" and 24 hex digits of a SHA-256."""
    return "spk_" + hashlib.sha256(f"{article}|{kind}|{name}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
