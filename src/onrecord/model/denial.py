"""What a denial denies, and how much of what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.span import Span, Spans, require_ordered

Extent = Literal["all", "part", "other", "none"]
EXTENTS: tuple[str, ...] = get_args(Extent)


@dataclass(frozen=True, slots=True)
class Denial:
    """The scope of the denial in the attribution of that id.

    `scope` are the words for what is denied. `antecedent` is the place in the text that these words go back to: what was said or shown
    elsewhere, None where the article has no such thing. `answers` is the id of the attribution whose content that is, None where it is
    none's. `extent` says how much of it is denied: `all`; `part` of it, as where somebody denies his own involvement; something `other`
    than the article has told; or `none`, where words of denial deny nothing ("would neither confirm nor deny").

    Raises:
        ValueError: the extent is unknown, the scope overlaps itself, or something is denied and nothing says what.
    """

    attribution: str
    scope: Spans
    antecedent: Span | None
    answers: str | None
    extent: Extent

    def __post_init__(self) -> None:
        if self.extent not in EXTENTS:
            raise ValueError(f"unknown extent {self.extent!r}")
        if not self.scope and self.extent != "none":
            raise ValueError("a denial says what it denies")
        require_ordered(self.scope)
