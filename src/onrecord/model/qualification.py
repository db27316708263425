"""What a speaker does with a content, and how far he is said to stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.span import Spans, require_ordered

Act = Literal["assert", "deny", "doubt", "confirm", "believe", "intend", "urge", "ask", "evaluate", "decline"]
ACTS: tuple[str, ...] = get_args(Act)
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class Qualification:
    """The `act` of the attribution of that id, the `polarity` of its cue ("did not say" is negative), and the words that `hedge` it.

    Raises:
        ValueError: the act or the polarity is unknown, or hedges overlap.
    """

    attribution: str
    act: Act
    polarity: Polarity
    hedges: Spans = ()

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise ValueError(f"unknown act {self.act!r}")
        if self.polarity not in get_args(Polarity):
            raise ValueError(f"unknown polarity {self.polarity!r}")
        require_ordered(self.hedges)
