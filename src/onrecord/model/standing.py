"""What the record shows of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Mark = Literal[
    "uncontested",
    "contested",
    "asserted by nobody",
    "denied by the party concerned",
    "single origin",
    "anonymous only",
    "lineage not recorded",
    "independence not established",
    "corroborated by independent origins",
    "circular",
    "withdrawn",
]
MARKS: tuple[str, ...] = get_args(Mark)


@dataclass(frozen=True, slots=True)
class Reason:
    """A mark of a standing, why it is given, and the ids of the statements that show it.

    Raises:
        ValueError: the mark is unknown, or nothing shows it.
    """

    mark: Mark
    why: str
    statements: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.mark not in MARKS:
            raise ValueError(f"unknown mark {self.mark!r}")
        if not self.statements:
            raise ValueError(f"{self.mark!r} needs statements that show it")


@dataclass(frozen=True, slots=True)
class Standing:
    """The marks of a claim, each with its reason, in the order of `MARKS`. It is never a number and never says "true"."""

    claim: str
    reasons: tuple[Reason, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks alone."""
        return tuple(reason.mark for reason in self.reasons)
