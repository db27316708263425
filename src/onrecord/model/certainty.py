"""How sure a speaker is said to be of what he tells, and whether yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.span import Span

Sureness = Literal["certain", "probable", "possible", "unclear"]
SURENESSES: tuple[str, ...] = get_args(Sureness)
Holding = Literal["yes", "no", "unclear"]
MOST = 3.0


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far the content of an attribution commits its speaker to what `word`, one word of it, tells.

    `label` says how sure he is said to be, and `polarity` whether that it is so ("yes") or not ("no"). `score` is the model's number, from
    -3 (certainly not) to 3 (certainly so), and no probability; label and polarity are read off it.

    Raises:
        ValueError: the label or the polarity is unknown, only one of them is unclear, or the score lies outside.
    """

    label: Sureness
    polarity: Holding
    score: float
    word: Span

    def __post_init__(self) -> None:
        if self.label not in SURENESSES:
            raise ValueError(f"unknown certainty {self.label!r}")
        if self.polarity not in get_args(Holding):
            raise ValueError(f"unknown polarity {self.polarity!r}")
        if (self.label == "unclear") != (self.polarity == "unclear"):
            raise ValueError("of what is unclear there is no yes or no")
        if not -MOST <= self.score <= MOST:
            raise ValueError(f"a certainty lies in [-3, 3], not {self.score}")
