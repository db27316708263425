"""Two things that one speaker said and that cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements `a` and `b` of one identity, and why they clash.

    Raises:
        ValueError: both are one statement.
    """

    a: str
    b: str
    why: str

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise ValueError("a statement does not contradict itself")
