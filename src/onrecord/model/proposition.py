"""A content as a proposition that can be read alone, and what its pronouns mean."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.certainty import Certainty
from onrecord.model.qualification import ACTS, Act
from onrecord.model.span import Span, Spans, require_ordered


@dataclass(frozen=True, slots=True)
class Reference:
    """A word or phrase of the text at `span` that means somebody or something named elsewhere: by which name, and where it is so called."""

    span: Span
    name: str
    antecedent: Span


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a content says, worded by itself; `evidence` is its share of the content.

    `act` and `certainty` are as those of the whole, told by this part alone.

    Raises:
        ValueError: the text or the evidence is empty, places overlap, or the act is unknown.
    """

    text: str
    evidence: Spans
    act: Act = "assert"
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        if not self.text or not self.evidence:
            raise ValueError("a part of a proposition has words, and evidence for them")
        if self.act not in ACTS:
            raise ValueError(f"unknown act {self.act!r}")
        require_ordered(self.evidence)


@dataclass(frozen=True, slots=True)
class Proposition:
    """The content of the attribution of that id, worded to stand alone.

    `text` has the words of the `evidence` in their order, tense and form; whatever is not in the article at that place stands in square
    brackets. `references` are what was put there for a word of the content. `unresolved` are pronouns of the content of which the article
    does not clearly say whom they mean; they stand as they are. `parts` are the several things that the content says, each by itself, in
    order; there are none where it says one.

    Raises:
        ValueError: the text or the evidence is empty, or places overlap.
    """

    attribution: str
    text: str
    evidence: Spans
    references: tuple[Reference, ...] = ()
    unresolved: Spans = ()
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        if not self.text or not self.evidence:
            raise ValueError("a proposition has words, and evidence for them")
        require_ordered(self.evidence)
        require_ordered(self.unresolved)
        require_ordered([one.span for one in self.references])
