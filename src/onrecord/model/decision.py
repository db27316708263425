"""What a person decided, which wins over what a model said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Verdict = Literal["same claim", "not the same claim", "same speaker", "not the same speaker", "name"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
DECISION = "onrecord/decision/1"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about two things, or the name of one.

    Of claims `a` and `b` are ids of statements; of speakers they are ids of speakers in articles; of a name `a` is such an id and `b` the
    name. Of two who are "not the same speaker" `b` leaves, and `a` keeps whoever else the rules had joined with them. All stand on what
    the article says, not on what the ledger made of it, so that they hold when an article is added anew. `by` is who decided, `at` when
    (ISO 8601). `number` orders decisions: the later of two on one pair holds. `undone` are those that were taken back, or overruled since.

    Raises:
        ValueError: the verdict is unknown, or `a` or `b` is empty.
    """

    number: int
    verdict: Verdict
    a: str
    b: str
    by: str
    at: str
    undone: bool = False

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"unknown verdict {self.verdict!r}")
        if not self.a or not self.b:
            raise ValueError("a decision is about something")
