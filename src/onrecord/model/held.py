"""Articles as a ledger keeps them and hands them on, and what a search finds in them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.origin import Edition
from onrecord.model.reading import Reading
from onrecord.model.span import Spans


@dataclass(frozen=True, slots=True)
class Held:
    """An article of a ledger, without its text.

    `added` is when it was (ISO 8601); `superseded` is the id of the revision that came after it, None for the current one.
    """

    id: str
    origin: str
    outlet: str
    title: str
    published: str
    added: str
    superseded: str | None
    edition: Edition


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read in an article before, to be kept as it is.

    `added` is when the ledger that hands it on had it added (ISO 8601); empty where it comes from no ledger.
    """

    reading: Reading
    added: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds the words that were looked for.

    `start` is where its paragraph starts (code points of the article), `lit` are the places in the snippet of the words found.
    """

    article: str
    start: int
    snippet: str
    lit: Spans
