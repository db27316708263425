"""What was read in one article, and its one JSON form (`onrecord/reading/1`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.article import Article, Block, Moment
from onrecord.model.attribution import Attribution
from onrecord.model.denial import Denial
from onrecord.model.errors import UnprovenQuoteError
from onrecord.model.plain import (
    certainty_of,
    denial_of,
    hop_of,
    plain_certainty,
    plain_denial,
    plain_hop,
    plain_proposition,
    plain_speaker,
    plain_when,
    proposition_of,
    speaker_of,
    when_of,
)
from onrecord.model.proposition import Proposition
from onrecord.model.qualification import Qualification
from onrecord.model.span import Span, Spans, pairs_of, require_ordered, spans_of
from onrecord.model.speaker import Speaker, Voicing

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

    `voicings` (who speaks, through whom), `qualifications` (which act, with what hedges) and `propositions` (the contents worded to stand
    alone) have one record for each attribution, in the same order, or are empty where these stages did not run; `speakers` are all that the
    voicings name; `denials` are there for the attributions that deny something.

    Raises:
        ValueError: an attribution belongs to another article, reaches beyond the text, or has a parent that is absent; a record
            is of another attribution, or names a speaker that is absent.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    voice: Spans = ()
    speakers: tuple[Speaker, ...] = ()
    voicings: tuple[Voicing, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    denials: tuple[Denial, ...] = ()
    propositions: tuple[Proposition, ...] = ()

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
        for name, records in (
            ("voicings", self.voicings),
            ("qualifications", self.qualifications),
            ("propositions", self.propositions),
        ):
            if records and [record.attribution for record in records] != order:
                raise ValueError(f"the {name} are not those of the attributions, in their order")
        for attribution, qualified in zip(self.attributions, self.qualifications, strict=False):
            if qualified.certainty and not any(span.covers(qualified.certainty.word) for span in attribution.content):
                raise ValueError("a certainty is of a word outside the content")
        if not ids.issuperset(denial.attribution for denial in self.denials):
            raise ValueError("a denial is of an absent attribution")
        elsewhere = [span for denial in self.denials for span in (*denial.scope, denial.antecedent) if span]
        elsewhere += [span for one in self.propositions for each in one.references for span in (each.span, each.antecedent)]
        if any(span.end > end for span in elsewhere):
            raise ValueError("a denial or a reference reaches beyond the text")
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

    def denial(self, at: int) -> Denial | None:
        """What the attribution number `at` denies; None where it denies nothing."""
        return next((denial for denial in self.denials if denial.attribution == self.attributions[at].id), None)

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
            "speakers": [plain_speaker(speaker) for speaker in self.speakers],
            "voice": pairs_of(self.voice),
        }

    def _said(self, at: int) -> dict[str, Any]:
        """Who speaks in an attribution, through whom, and how; null and empty where these stages did not run."""
        voicing = self.voicings[at] if self.voicings else None
        qualified = self.qualifications[at] if self.qualifications else None
        return {
            "speaker": voicing and voicing.speaker,
            "chain": [plain_hop(hop) for hop in (voicing.chain if voicing else ())],
            "act": qualified and qualified.act,
            "polarity": qualified and qualified.polarity,
            "hedges": pairs_of(qualified.hedges) if qualified else [],
            "certainty": qualified and qualified.certainty and plain_certainty(qualified.certainty),
            "said": qualified and qualified.said and plain_when(qualified.said),
            "times": [plain_when(one) for one in qualified.times] if qualified else [],
            "denial": (denial := self.denial(at)) and plain_denial(denial),
            "proposition": plain_proposition(self.propositions[at]) if self.propositions else None,
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
        denials, propositions = [], []
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
                voicings.append(Voicing(attribution.id, a["speaker"], tuple(map(hop_of, a["chain"]))))
            if a.get("act"):
                said, times = a["said"] and when_of(a["said"]), tuple(map(when_of, a["times"]))
                sure = certainty_of(a["certainty"]) if a.get("certainty") else None
                hedges = spans_of(a["hedges"])
                qualifications.append(Qualification(attribution.id, a["act"], a["polarity"], hedges, said, times, sure))
            if a.get("denial"):
                denials.append(denial_of(attribution.id, a["denial"]))
            if a.get("proposition"):
                propositions.append(proposition_of(attribution.id, attribution.content, a["proposition"]))
        speakers = tuple(speaker_of(article.id, one) for one in data.get("speakers", ()))
        records = tuple(voicings), tuple(qualifications), tuple(denials), tuple(propositions)
        return cls(article, tuple(attributions), spans_of(data["voice"]), speakers, *records)
