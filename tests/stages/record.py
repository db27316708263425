"""A record written out line by line, for golden cases of what is weighed: who says what of one claim, in which paper, on which side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.model import (
    Appearance,
    Claim,
    Edition,
    Identity,
    Lineage,
    Position,
    Span,
    SpeakerKind,
    Stance,
    Standing,
    Statement,
    claim_id,
    speaker_id,
)
from onrecord.stages import assess, identify, trace, unmask

CLAIM = "the harbour board sold the pier to Tomas Reuel"


@dataclass
class Record:
    """One claim and what papers have of it, each paper an article unless it says otherwise."""

    claim: str = CLAIM
    said: list[tuple[Statement, Position]] = field(default_factory=list)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: dict[str, Appearance] = field(default_factory=dict)

    def line(self, outlet: str, speaker: str = "", position: Position = "supports", **given: Any) -> str:
        """A statement in an outlet's article; `speaker` like "anonymous: two officials", a person where no kind is given, "" the own voice.

        Other fields: `article` (by default one for each outlet), `text` and `agency` of its edition, `stated` of its speaker, and those of
        `Statement`. Gives its id.
        """
        kind, colon, name = speaker.partition(": ")
        kind, name = (kind, name) if colon else ("person", speaker)
        article = given.pop("article", f"art_{outlet}")
        # The articles appeared in the order in which they are written down.
        given.setdefault(
            "published", next((one.published for one, _ in self.said if one.article == article), f"2031-03-01T{len(self.said):02}")
        )
        self.texts[article] = given.pop("text", article), given.pop("agency", "")
        stated = given.pop("stated", {})
        words = given.pop("words", self.claim)
        number = f"att_{len(self.said):03}"
        one = Statement(
            id=given.pop("id", number),
            article=article,
            text=words,
            evidence=(Span(len(self.said) * 10, len(self.said) * 10 + 9),),
            setting=given.pop("setting", words),
            outlet=outlet,
            speaker=name,
            kind="unstated" if not name else _kind(kind),
            voice=not name,
            **given,
        )
        self.said.append((one, position))
        if name:
            who = speaker_id(article, one.kind, name)
            self.seen[who] = Appearance(who, article, outlet, name, one.kind, stated=tuple(stated.items()))
        return one.id

    @property
    def statements(self) -> dict[str, Statement]:
        return {one.id: one for one, _ in self.said}

    @property
    def given(self) -> Claim:
        first = self.said[0][0].id
        return Claim(claim_id(first), self.claim, first, tuple(Stance(one.id, position, "given") for one, position in self.said))

    @property
    def editions(self) -> dict[str, Edition]:
        return {one.article: Edition(one.article, one.outlet, one.published, *self.texts[one.article]) for one, _ in self.said}

    @property
    def identities(self) -> dict[str, Identity]:
        return {speaker: one for one in identify(self.seen.values()) for speaker in one.speakers}

    def traced(self, **given: Any) -> Lineage:
        namings = unmask(self.statements.values())
        return trace(self.given, self.statements, self.editions, self.identities, namings=namings, **given)

    def standing(self) -> Standing:
        return assess(self.given, self.statements, self.traced(), self.identities)


def _kind(kind: str) -> SpeakerKind:
    return kind  # type: ignore[return-value]


def told(lineage: Lineage) -> dict[str, list[str]]:
    """The origins by their names, each with how its statements come from it."""
    return {origin.name: [backing.way for backing in origin.backings] for origin in lineage.origins}
