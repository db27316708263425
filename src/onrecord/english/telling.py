"""Who tells what, as set phrases show it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Telling:
    """The places of who speaks, None where nobody is named, of the words that say so, and of what is said."""

    source: Span | None
    cue: Span
    content: Span
