"""Where claims enter the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

OriginKind = Literal["named", "document", "anonymous", "unrecorded"]
ORIGIN_KINDS: tuple[str, ...] = get_args(OriginKind)


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as its lineage is traced: which outlet printed it when, what agency it names, and which text it carries.

    `text` is one id for all articles that carry one text, be it with slips and cuts; `agency` is the agency that a dateline or a feed
    names ("(Halcyon)"), empty where none is named. `published` as in `Statement`.
    """

    article: str
    outlet: str
    published: str
    text: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Backing:
    """How the statement of that id comes from an origin: at first hand, as a `copy` of a text, or as a `citation`; `why` says it in words.

    Raises:
        ValueError: the way is unknown.
    """

    statement: str
    way: Literal["first", "copy", "citation", "repeat"]
    why: str = ""

    def __post_init__(self) -> None:
        if self.way not in ("first", "copy", "citation", "repeat"):
            raise ValueError(f"unknown way {self.way!r}")


@dataclass(frozen=True, slots=True)
class Origin:
    """One place where a claim enters the record, and the statements that go back to it.

    `named`: a person or an organisation on the record; `document`: a document; `anonymous`: one outlet's sources whose names are
    withheld; `unrecorded`: an outlet's own voice or an unstated source: lineage not recorded, which counts as no origin.

    Raises:
        ValueError: the kind is unknown, or nothing goes back to it.
    """

    name: str
    kind: OriginKind
    outlet: str
    backings: tuple[Backing, ...]

    def __post_init__(self) -> None:
        if self.kind not in ORIGIN_KINDS:
            raise ValueError(f"unknown kind of origin {self.kind!r}")
        if not self.backings:
            raise ValueError("an origin has statements that go back to it")

    @property
    def counts(self) -> bool:
        """Whether it is an origin on the record."""
        return self.kind != "unrecorded"


@dataclass(frozen=True, slots=True)
class Lineage:
    """The origins of a claim, and what is known of how they hang together.

    `dependent` are pairs of indexes of `origins` of which the record shows that one rests on the other, each with the reason; `independent`
    are pairs of which it shows that neither does. A pair in neither list: independence not established. `circles` are the outlets of each
    circle in which one cites the next and the last the first.
    """

    origins: tuple[Origin, ...]
    dependent: tuple[tuple[int, int, str], ...] = ()
    independent: tuple[tuple[int, int, str], ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()
