"""One line of the record, as it is shown: what somebody said, to which claim, in which article, with the exact words in their place."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.claim import POSITIONS, Position
from onrecord.model.span import Spans, require_ordered
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with all that a reader needs beside it.

    `claim`, `position` and `rule` say how it stands to its claim; `identity` and `speaker` are the id and the name of the speaker across
    articles, both empty for an outlet's own voice. `origin` is where the article came from. `passage` are the paragraphs of the article
    that hold the words, which are lit at `lit` (code points of `passage`).

    Raises:
        ValueError: the position is unknown, or the lit places overlap, reach beyond the passage, or are none.
    """

    statement: Statement
    claim: str
    position: Position
    rule: str
    identity: str
    speaker: str
    origin: str
    passage: str
    lit: Spans

    def __post_init__(self) -> None:
        if self.position not in POSITIONS:
            raise ValueError(f"unknown position {self.position!r}")
        require_ordered(self.lit)
        if not self.lit or self.lit[-1].end > len(self.passage):
            raise ValueError("the words of a line stand in its passage")

    @property
    def words(self) -> str:
        """The exact words, pieces joined by " … "."""
        return " … ".join(span.of(self.passage) for span in self.lit)
