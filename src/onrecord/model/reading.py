"""What was read in one article, and its one JSON form (`onrecord/reading/1`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.article import Article, Block, Moment
from onrecord.model.attribution import Attribution
from onrecord.model.errors import UnprovenQuoteError
from onrecord.model.span import Span, Spans, pairs_of, require_ordered, spans_of

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

    Raises:
        ValueError: an attribution belongs to another article, reaches beyond the text, or has a parent that is absent.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    voice: Spans = ()

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
        require_ordered(self.voice)
        if self.voice and self.voice[-1].end > end:
            raise ValueError("the outlet's own voice reaches beyond the text")

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
                    "quote": {
                        "source": [span.of(article.text) for span in attribution.source],
                        "cue": [span.of(article.text) for span in attribution.cue],
                        "content": [span.of(article.text) for span in attribution.content],
                    },
                }
                for attribution in self.attributions
            ],
            "voice": pairs_of(self.voice),
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
        attributions = []
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
        return cls(article, tuple(attributions), spans_of(data["voice"]))
