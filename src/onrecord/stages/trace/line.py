"""The lines of a claim that take a side, as they are followed to their origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Claim, Edition, Position, Stance, Statement

Key = tuple[str, ...]
"""What tells one origin from another within a claim; the first part is its kind."""


@dataclass(slots=True)
class Line:
    """A statement that takes a side.

    `house` is whose reporting its article is, empty where that is not known, and `text` the id of the text. `cites` is the outlet that the
    article has it from, empty where it has it at first hand. `key` is its origin, empty while it is not known, and `name` that origin's
    name; `why` is how it comes to be that one, where that has to be said.
    """

    stance: Stance
    said: Statement
    house: str
    text: str
    cites: str = ""
    key: Key = ()
    name: str = ""
    why: str = ""

    @property
    def position(self) -> Position:
        """How it stands to the claim."""
        return self.stance.position


def lines_of(claim: Claim, statements: Mapping[str, Statement], editions: Mapping[str, Edition]) -> list[Line]:
    """The lines of a claim that take a side, in the order in which they entered the record."""
    taking = [(stance, statements[stance.statement]) for stance in claim.stances if stance.position != "neutral"]
    taking.sort(key=lambda pair: pair[1].order)
    houses = _houses((said for _, said in taking), editions)
    return [Line(stance, said, *houses[said.article]) for stance, said in taking]


def _houses(said: Iterable[Statement], editions: Mapping[str, Edition]) -> dict[str, tuple[str, str]]:
    """Whose reporting each article is, and which text it carries: the agency's that is named, else the first outlet's that printed it."""
    own = {one.article: editions.get(one.article) or Edition(one.article, one.outlet, one.published, one.article) for one in said}
    house: dict[str, str] = {}
    for edition in sorted(own.values(), key=lambda one: (one.published or "9999", one.outlet, one.article)):
        house[edition.text] = house.get(edition.text) or edition.house
    return {article: (house[edition.text], edition.text) for article, edition in own.items()}
