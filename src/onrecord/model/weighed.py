"""A claim with all that the record shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.claim import Claim
from onrecord.model.origin import Lineage
from onrecord.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim, where it comes from, and how it stands.

    Raises:
        ValueError: the standing is of another claim.
    """

    claim: Claim
    lineage: Lineage
    standing: Standing

    def __post_init__(self) -> None:
        if self.standing.claim != self.claim.id:
            raise ValueError(f"the standing is of {self.standing.claim}, not of {self.claim.id}")
