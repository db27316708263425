"""What was read in one article, and its one JSON form (`onrecord/reading/1`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.article import Article, Block, Moment
from onrecord.model.attribution import Attribution
from onrecord.model.errors import UnprovenQuoteError
from onrecord.model.qualification import Qualification
from onrecord.model.span import Span, Spans, pairs_of, require_ordered, spans_of
from onrecord.model.speaker import Anonymity, Hop, Speaker, Voicing
from onrecord.model.when import When

SCHEMA = "onrecord/reading/1"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: what, and what to do about it. The batch went on without it."""

    origin: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.origin}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its attributions, in the order of the text, and what its outlet says in its own voice.

    `voicings` (who speaks, through whom) and `qualifications` (which act, with what hedges) have one record for each attribution, in the
    same order, or are empty where these stages did not run; `speakers` are all that the voicings name.

    Raises:
        ValueError: an attribution belongs to another article, reaches beyond the text, or has a parent that is absent; a voicing or a
            qualification is of another attribution, or names a speaker that is absent.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    voice: Spans = ()
    speakers: tuple[Speaker, ...] = ()
    voicings: tuple[Voicing, ...] = ()
    qualifications: tuple[Qualification, ...] = ()

    def __post_init__(self) -> None:
        ids = {attribution.id for attribution in self.attributions}
        end = len(self.article.text)
        for attribution in self.attributions:
            if attribution.article != self.article.id:
                raise ValueError(f"{attribution.id} is about {attribution.article}, not {self.article.id}")
            if attribution.parent is not None and attribution.parent not in ids:
                raise ValueError(f"{attribution.id} has an absent parent {attribution.parent}")
            if any(spans and spans[-1].end > end for spans in (attribution.source, attribution.cue, attribution.content)):
                raise ValueError(f"{attribution.id} reaches beyond the text")
        order = [attribution.id for attribution in self.attributions]
        for name, records in (("voicings", self.voicings), ("qualifications", self.qualifications)):
            if records and [record.attribution for record in records] != order:
                raise ValueError(f"the {name} are not those of the attributions, in their order")
        known = {speaker.id for speaker in self.speakers}
        if absent := next((voicing.speaker for voicing in self.voicings if voicing.speaker not in known), None):
            raise ValueError(f"a voicing names an absent speaker {absent}")
        require_ordered(self.voice)
        if self.voice and self.voice[-1].end > end:
            raise ValueError("the outlet's own voice reaches beyond the text")

    def speaker(self, at: int) -> Speaker:
        """Who speaks in the attribution number `at`.

        Raises:
            LookupError: there is no such attribution, or nobody has resolved who speaks.
        """
        wanted = self.voicings[at].speaker
        return next(speaker for speaker in self.speakers if speaker.id == wanted)

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain JSON values. Each attribution also carries its words, so that a reader can check them."""
        article = self.article
        return {
            "schema": SCHEMA,
            "article": {
                "id": article.id,
                "origin": article.origin,
                "title": article.title,
                "outlet": article.outlet,
                "byline": article.byline,
                "published": article.published and {"value": article.published.value, "precision": article.published.precision},
                "digest": article.digest,
                "text": article.text,
                "blocks": [
                    {"start": block.span.start, "end": block.span.end, "kind": block.kind, "reason": block.reason}
                    for block in article.blocks
                ],
                "pages": pairs_of(article.pages),
                "notices": list(article.notices),
            },
            "attributions": [
                {
                    "id": attribution.id,
                    "source": pairs_of(attribution.source),
                    "cue": pairs_of(attribution.cue),
                    "content": pairs_of(attribution.content),
                    "form": attribution.form,
                    "parent": attribution.parent,
                    "score": round(attribution.score, 4),
                    "by": attribution.by,
                    **self._said(at),
                    "quote": {
                        "source": [span.of(article.text) for span in attribution.source],
                        "cue": [span.of(article.text) for span in attribution.cue],
                        "content": [span.of(article.text) for span in attribution.content],
                    },
                }
                for at, attribution in enumerate(self.attributions)
            ],
            "speakers": [
                {
                    "id": speaker.id,
                    "name": speaker.name,
                    "kind": speaker.kind,
                    "mentions": pairs_of(speaker.mentions),
                    "role": pairs_of(speaker.role),
                    "affiliation": pairs_of(speaker.affiliation),
                    "party": pairs_of(speaker.party),
                    "country": pairs_of(speaker.country),
                    "anonymity": speaker.anonymity and _places(speaker.anonymity),
                }
                for speaker in self.speakers
            ],
            "voice": pairs_of(self.voice),
        }

    def _said(self, at: int) -> dict[str, Any]:
        """Who speaks in an attribution, through whom, and how; null and empty where these stages did not run."""
        voicing = self.voicings[at] if self.voicings else None
        qualified = self.qualifications[at] if self.qualifications else None
        return {
            "speaker": voicing and voicing.speaker,
            "chain": [
                {"name": hop.name, "span": [hop.span.start, hop.span.end] if hop.span else None, "outlet": hop.outlet}
                for hop in (voicing.chain if voicing else ())
            ],
            "act": qualified and qualified.act,
            "polarity": qualified and qualified.polarity,
            "hedges": pairs_of(qualified.hedges) if qualified else [],
            "said": qualified and qualified.said and _when(qualified.said),
            "times": [_when(one) for one in qualified.times] if qualified else [],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """The reading as JSON text in the format `onrecord/reading/1`; `indent` as in `json.dumps`."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reading:
        """A reading from its JSON values, every quote compared with its place.

        Raises:
            UnprovenQuoteError: the text is not the one that was read, or a quote is not at its place.
            ValueError: the values do not have the form of `onrecord/reading/1`.
        """
        if data.get("schema") != SCHEMA:
            raise ValueError(f"expected schema {SCHEMA!r}, not {data.get('schema')!r}")
        try:
            return cls._from_dict(data)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a reading: {type(error).__name__} {error}") from error

    @classmethod
    def _from_dict(cls, data: Mapping[str, Any]) -> Reading:
        given = data["article"]
        published = given["published"]
        article = Article(
            id=given["id"],
            origin=given["origin"],
            text=given["text"],
            blocks=tuple(Block(Span(b["start"], b["end"]), b["kind"], b["reason"]) for b in given["blocks"]),
            title=given["title"],
            outlet=given["outlet"],
            byline=given["byline"],
            published=Moment(published["value"], published["precision"]) if published else None,
            pages=spans_of(given["pages"]),
            notices=tuple(given["notices"]),
        )
        if article.digest != given["digest"]:
            raise UnprovenQuoteError(f"{article.id}: the text differs from the one that was read (its digest does not match)")
        attributions, voicings, qualifications = [], [], []
        for a in data["attributions"]:
            attribution = Attribution(
                id=a["id"],
                article=article.id,
                source=spans_of(a["source"]),
                cue=spans_of(a["cue"]),
                content=spans_of(a["content"]),
                form=a["form"],
                parent=a["parent"],
                score=a["score"],
                by=a["by"],
            )
            for role, spans in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content)):
                if [span.of(article.text) for span in spans] != a["quote"][role]:
                    raise UnprovenQuoteError(f"{attribution.id}: its {role} is not at the place given")
            attributions.append(attribution)
            # Readings that were written before these stages existed have no such fields.
            if a.get("speaker"):
                chain = tuple(Hop(hop["name"], Span(*hop["span"]) if hop["span"] else None, hop["outlet"]) for hop in a["chain"])
                voicings.append(Voicing(attribution.id, a["speaker"], chain))
            if a.get("act"):
                said, times = a["said"] and _as_when(a["said"]), tuple(map(_as_when, a["times"]))
                qualifications.append(Qualification(attribution.id, a["act"], a["polarity"], spans_of(a["hedges"]), said, times))
        speakers = tuple(_speaker(article.id, one) for one in data.get("speakers", ()))
        return cls(article, tuple(attributions), spans_of(data["voice"]), speakers, tuple(voicings), tuple(qualifications))


def _places(anonymity: Anonymity) -> dict[str, list[int] | None]:
    fields = {"number": anonymity.number, "role": anonymity.role, "knowledge": anonymity.knowledge, "reason": anonymity.reason}
    return {name: [span.start, span.end] if span else None for name, span in fields.items()}


def _speaker(article: str, one: Mapping[str, Any]) -> Speaker:
    hidden = one["anonymity"] and Anonymity(**{name: span and Span(*span) for name, span in one["anonymity"].items()})
    stated = {name: spans_of(one[name]) for name in ("mentions", "role", "affiliation", "party", "country")}
    return Speaker(one["id"], article, one["name"], one["kind"], **stated, anonymity=hidden)


def _when(when: When) -> dict[str, Any]:
    span = [when.span.start, when.span.end]
    return {"span": span, "earliest": when.earliest, "latest": when.latest, "unresolved": when.unresolved or None}


def _as_when(one: Mapping[str, Any]) -> When:
    return When(Span(*one["span"]), one["earliest"], one["latest"], one["unresolved"] or "")
