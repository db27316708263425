"""A time that a text speaks of, as far as it can be placed on the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.span import Span

NO_ANCHOR = "no anchor date"
NO_YEAR = "the year is not stated"
VAGUE = "the text is vague"
ELSEWHERE = "it counts from another event"
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class When:
    """The words at `span`, and the first and the last day, month or year that they mean (ISO 8601, cut at the precision that is known).

    Both are the same for a single day, month or year. Where the words cannot be placed both are None and `unresolved` says why.

    Raises:
        ValueError: a bound is not a date, only one is given, or neither a bound nor a reason is.
    """

    span: Span
    earliest: str | None = None
    latest: str | None = None
    unresolved: str = ""

    @property
    def placed(self) -> str:
        """The bounds as one text ("2031-05-04", "2030 to 2031-05"), or why there are none."""
        if self.earliest is None or self.latest is None:
            return self.unresolved
        return self.earliest if self.earliest == self.latest else f"{self.earliest} to {self.latest}"

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None) or (self.earliest is None) != bool(self.unresolved):
            raise ValueError("a time has two bounds, or a reason why it has none")
        if any(bound is not None and not _ISO.fullmatch(bound) for bound in (self.earliest, self.latest)):
            raise ValueError(f"not a date: {self.earliest} to {self.latest}")
