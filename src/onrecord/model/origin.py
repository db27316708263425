"""Where claims enter the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.claim import POSITIONS, Position

OriginKind = Literal["named", "group", "document", "outlet", "anonymous", "unrecorded"]
ORIGIN_KINDS: tuple[str, ...] = get_args(OriginKind)
Way = Literal["first", "copy", "citation", "repeat"]
WAYS: tuple[str, ...] = get_args(Way)


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as its lineage is traced: which outlet printed it when, what agency it names, and which text it carries.

    `text` is one id for all articles that carry one text, be it with slips and cuts; `agency` is the agency that a dateline, a byline or a
    feed names ("(Halcyon)"), empty where none of the articles of this text names one. `published` as in `Statement`.
    """

    article: str
    outlet: str
    published: str
    text: str
    agency: str = ""

    @property
    def house(self) -> str:
        """Whose reporting the text is: the agency's that it names, else the outlet's; empty where the article names neither."""
        return self.agency or self.outlet


@dataclass(frozen=True, slots=True)
class Naming:
    """An outlet gives the name of a source that it had withheld: the statement of that id says so, of the speaker of that id.

    `outlets` are those whose anonymous source it was, `description` the words of it by which it knows the source ("engineer").
    """

    statement: str
    speaker: str
    outlets: tuple[str, ...]
    description: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backing:
    """How the statement of that id stands to the claim, and how it comes from an origin; `why` says the latter in words.

    `first`: in the article in which the origin enters the record; `copy`: in another article of the same text; `citation`: through another
    outlet; `repeat`: from the same origin again, in a later article.

    Raises:
        ValueError: the position or the way is unknown, or the statement takes no side.
    """

    statement: str
    position: Position
    way: Way
    why: str = ""

    def __post_init__(self) -> None:
        if self.way not in WAYS:
            raise ValueError(f"unknown way {self.way!r}")
        if self.position not in POSITIONS or self.position == "neutral":
            raise ValueError(f"{self.position!r} is no side, and backs nothing")


@dataclass(frozen=True, slots=True)
class Origin:
    """One place where a claim enters the record, and the statements that go back to it, for or against it.

    `named`: a person or an organisation on the record; `group`: several who are not hidden; `document`: a document; `outlet`: another
    outlet's report whose own article is not in the ledger; `anonymous`: one outlet's sources whose names are withheld; `unrecorded`: an
    outlet's own voice, an unstated source, or outlets that cite each other: lineage not recorded, which counts as no origin.

    `identity` is the id of the `Identity` of a named origin, empty where there is none; `outlet` is whose reporting it is, empty for a
    named origin.

    Raises:
        ValueError: the kind is unknown, or nothing goes back to it.
    """

    name: str
    kind: OriginKind
    outlet: str
    backings: tuple[Backing, ...]
    identity: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ORIGIN_KINDS:
            raise ValueError(f"unknown kind of origin {self.kind!r}")
        if not self.backings:
            raise ValueError("an origin has statements that go back to it")

    @property
    def counts(self) -> bool:
        """Whether it is an origin on the record."""
        return self.kind != "unrecorded"

    @property
    def positions(self) -> tuple[Position, ...]:
        """The sides that it takes, in the order in which it took them; more than one where it contradicts itself."""
        return tuple(dict.fromkeys(backing.position for backing in self.backings))

    def statements(self, *positions: Position) -> tuple[str, ...]:
        """The ids of its statements that take one of the positions."""
        return tuple(backing.statement for backing in self.backings if backing.position in positions)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The origins of a claim in the order in which they entered the record, and what is known of how they hang together.

    `dependent` are pairs of indexes of `origins` of which the record shows that the first rests on the second, each with the reason;
    `independent` are pairs of which it shows that neither does, the lesser index first. A pair in neither list: independence not
    established. `circles` are the outlets of each circle in which one cites the next and the last the first.

    Raises:
        ValueError: a pair is out of order or names an absent origin, or a statement backs two origins.
    """

    origins: tuple[Origin, ...]
    dependent: tuple[tuple[int, int, str], ...] = ()
    independent: tuple[tuple[int, int, str], ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        there = range(len(self.origins))
        if any(a == b or a not in there or b not in there for a, b, _ in (*self.dependent, *self.independent)):
            raise ValueError("a pair names two of the origins")
        if any(a > b for a, b, _ in self.independent):
            raise ValueError("of two that are independent the lesser index is the first")
        backed = [backing.statement for origin in self.origins for backing in origin.backings]
        if len(backed) != len(set(backed)):
            raise ValueError("a statement goes back to one origin")

    def on(self, *positions: Position) -> Iterator[tuple[int, Origin]]:
        """The origins that take one of the positions, each with its index."""
        return ((at, origin) for at, origin in enumerate(self.origins) if origin.statements(*positions))
