"""What a speaker does with a content, and how far he is said to stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.certainty import Certainty
from onrecord.model.span import Spans, require_ordered
from onrecord.model.when import When

Act = Literal["assert", "deny", "doubt", "confirm", "believe", "intend", "urge", "ask", "evaluate", "decline"]
ACTS: tuple[str, ...] = get_args(Act)
Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class Qualification:
    """How the attribution of that id is said.

    `act` is what the speaker does, `polarity` that of the cue ("did not say" is negative), `hedges` the words that lessen what is said.
    `said` is when it was said, None where the sentence does not tell; `times` are those that the content speaks of. `certainty` is how sure
    the speaker is said to be of the content, None where no word of it tells that anything is so or happens, or where he says so in
    words of ICD 203, which are hedges.

    Raises:
        ValueError: the act or the polarity is unknown, or hedges or times overlap.
    """

    attribution: str
    act: Act
    polarity: Polarity
    hedges: Spans = ()
    said: When | None = None
    times: tuple[When, ...] = ()
    certainty: Certainty | None = None

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise ValueError(f"unknown act {self.act!r}")
        if self.polarity not in get_args(Polarity):
            raise ValueError(f"unknown polarity {self.polarity!r}")
        require_ordered(self.hedges)
        require_ordered([when.span for when in self.times])
