"""Two statements of one speaker that cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The statements of ids `first` and `second`, in the order in which they entered the record, of one speaker.

    `identity` is the id of the speaker's `Identity`; `claims` are the ids of the claims that the two are about, one where both are about
    the same; `why` says it in words.

    Raises:
        ValueError: the two are one, or nothing says why.
    """

    identity: str
    first: str
    second: str
    claims: tuple[str, ...]
    why: str

    def __post_init__(self) -> None:
        if self.first == self.second:
            raise ValueError("a statement does not contradict itself")
        if not self.why or not self.claims:
            raise ValueError("a contradiction is about claims, and says why")
