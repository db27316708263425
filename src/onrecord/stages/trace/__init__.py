"""Trace a claim: where it enters the record, what goes back to where, which outlets cite each other in a circle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from onrecord.model import Claim, Edition, Identity, Lineage, Naming, Statement
from onrecord.stages.trace.ground import Ground
from onrecord.stages.trace.line import lines_of
from onrecord.stages.trace.lineage import lineage
from onrecord.stages.trace.outlets import Outlets
from onrecord.stages.trace.speaking import speaking


def trace(
    claim: Claim,
    statements: Mapping[str, Statement],
    editions: Mapping[str, Edition] | None = None,
    identities: Mapping[str, Identity] | None = None,
    *,
    outlets: Collection[str] = (),
    namings: Sequence[Naming] = (),
) -> Lineage:
    """Where a claim enters the record.

    Args:
        claim: the claim.
        statements: at least its statements, by id; where those are there that hold them, what is known only through another is told too.
        editions: those of their articles, by the id of the article; an article without one is taken as a text of its own.
        identities: those of their speakers, by the id of the speaker in its article (`Statement.who`); a speaker without one is whoever has
            the same name and kind.
        outlets: names of outlets and agencies of the ledger. Without them a cited outlet that has no article on this claim is known as one
            only where its name looks like one ("The Velden Post") or where somebody is quoted through it.
        namings: where a source that was anonymous is named later.

    Returns:
        The lineage. Each statement that takes a side goes back to one origin; neutral ones put nothing on record and are left out.
    """
    lines = lines_of(claim, statements, editions or {})
    known = Outlets(lines, outlets)
    people = speaking(lines, identities or {})
    ground = Ground(lines, known, people)
    ground.name_the_unnamed(namings)
    ground.follow_citations()
    return lineage(claim, lines, ground.by_id, statements)
