"""Claims: what statements in one or many articles support, deny or doubt."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

Relation = Literal["same", "contradicts", "narrows", "unrelated"]
RELATIONS: tuple[str, ...] = get_args(Relation)
Position = Literal["supports", "denies", "doubts", "neutral"]
POSITIONS: tuple[str, ...] = get_args(Position)


@dataclass(frozen=True, slots=True)
class Link:
    """How two statements stand to each other, and why.

    `a` and `b` are ids of statements, the lesser first. `same` is said of one proposition, whether both affirm it or not; `contradicts` of
    two that cannot both hold; `narrows` where one says a part of the other. `score` is the model's number in [0, 1]; `rule` names what
    decided: a rule, the model, or a person.

    Raises:
        ValueError: the ids are one or out of order, the relation is unknown, or the score lies outside [0, 1].
    """

    a: str
    b: str
    relation: Relation
    score: float
    rule: str

    def __post_init__(self) -> None:
        if self.a >= self.b:
            raise ValueError("a link joins two statements, the lesser id first")
        if self.relation not in RELATIONS:
            raise ValueError(f"unknown relation {self.relation!r}")
        if not 0 <= self.score <= 1:
            raise ValueError(f"a score lies in [0, 1], not {self.score}")


@dataclass(frozen=True, slots=True)
class Stance:
    """How the statement of that id stands to a claim, and the rule that says so.

    Raises:
        ValueError: the position is unknown.
    """

    statement: str
    position: Position
    rule: str

    def __post_init__(self) -> None:
        if self.position not in POSITIONS:
            raise ValueError(f"unknown position {self.position!r}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition and how each statement about it stands to it, in the order in which they entered the record.

    `id` is `claim_id` of its first statement; a ledger finds a claim by the id of any of its statements, so an id that somebody noted
    down still leads to the claim after an earlier article was added. `text` are the words of `wording`, one of the statements.

    Raises:
        ValueError: there is no stance, a statement has two, or the wording is none of them.
    """

    id: str
    text: str
    wording: str
    stances: tuple[Stance, ...]

    def __post_init__(self) -> None:
        ids = [stance.statement for stance in self.stances]
        if not ids or len(set(ids)) != len(ids):
            raise ValueError("a claim has statements, each once")
        if self.wording not in ids:
            raise ValueError("a claim is worded by one of its statements")


def claim_id(statement: str) -> str:
    """The id of the claim that a statement founds: "clm_" and 12 hex digits of a SHA-256, short enough to type."""
    return "clm_" + hashlib.sha256(statement.encode()).hexdigest()[:12]
