"""What a new version of an article says, and says no more."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Revision:
    """The statements of two versions of one article: those that came, those that went, and pairs (before, after) that changed."""

    before: str
    after: str
    came: tuple[Statement, ...] = ()
    went: tuple[Statement, ...] = ()
    changed: tuple[tuple[Statement, Statement], ...] = ()
