"""The story of the examples as a ledger: its gold as statements and claims, so that what is weighed does not hang on what is read."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from eval.gold import all_gold, located, pieces, story

from onrecord.ingest import Item, load
from onrecord.model import (
    Appearance,
    Article,
    Claim,
    Edition,
    Identity,
    Lineage,
    Span,
    Stance,
    Standing,
    Statement,
    claim_id,
    merged,
    speaker_id,
)
from onrecord.model.segment import paragraphs
from onrecord.stages import assess, editions, identify, trace, unmask


@cache
def articles() -> dict[str, Article]:
    """The pieces as they are read, by file name."""
    return {piece.name: next(one for one in load(Item(str(piece))) if isinstance(one, Article)) for piece in pieces()}


@cache
def statements() -> dict[str, Statement]:
    """Every attribution and passage of the gold that bears on a claim, by an id like "05-ledger-warning.html#3"."""
    out = {}
    dates = {piece["piece"]: piece["date"] for piece in story()["pieces"]}
    outlets = {piece["piece"]: piece["outlet"] for piece in story()["pieces"]}
    for gold in all_gold():
        article = articles()[gold["piece"]]
        for at, one in enumerate([*gold["attributions"], *gold["voice"]]):
            voice = "speaker" not in one
            spans = merged(filter(None, (located(article.text, quote) for quote in one["content"]))) or (Span(0, 1),)
            around = next((line for line in paragraphs(article.text) if line.covers(spans[0])), spans[0])
            name = f"{gold['piece']}#{at}"
            out[name] = Statement(
                id=name,
                article=article.id,
                text=" ".join(quote["words"] for quote in one["content"]),
                evidence=spans,
                setting=around.of(article.text),
                title=gold["title"] or "",
                outlet=outlets[gold["piece"]],
                published=dates[gold["piece"]],
                speaker="" if voice else one["speaker"],
                kind="unstated" if voice else one["speaker_kind"],
                via=() if voice else tuple(one["via"]),
                act="assert" if voice else one["act"],
                parent=None if voice or one["parent"] is None else f"{gold['piece']}#{one['parent']}",
                voice=voice,
            )
    return out


@cache
def claims() -> dict[str, Claim]:
    """The claims of the story by their ids there, each with the stances that the gold has."""
    stances: dict[str, list[Stance]] = defaultdict(list)
    for gold in all_gold():
        for at, one in enumerate([*gold["attributions"], *gold["voice"]]):
            for claim in dict.fromkeys((one["claim"], *one.get("also", []))):
                if claim:
                    stances[claim].append(Stance(f"{gold['piece']}#{at}", one["stance"], "given"))
    texts = {one["id"]: one["claim"] for one in story()["claims"]}
    return {name: Claim(claim_id(name), texts[name], some[0].statement, tuple(some)) for name, some in stances.items()}


@cache
def carried() -> dict[str, Edition]:
    """The editions of the pieces, by the id of the article."""
    return {one.article: one for one in editions(list(articles().values()))}


@cache
def identities() -> dict[str, Identity]:
    """Who speaks, by the id of the speaker in its article."""
    seen: dict[str, Any] = {}
    for one in statements().values():
        if one.who:
            seen[one.who] = Appearance(speaker_id(one.article, one.kind, one.speaker), one.article, one.outlet, one.speaker, one.kind)
    return {speaker: one for one in identify(seen.values()) for speaker in one.speakers}


@cache
def lineage(claim: str) -> Lineage:
    """Where a claim of the story enters the record."""
    outlets = sorted({piece["outlet"] for piece in story()["pieces"]} | {one.house for one in carried().values()})
    return trace(claims()[claim], statements(), carried(), identities(), outlets=outlets, namings=unmask(statements().values()))


@cache
def standing(claim: str) -> Standing:
    """How a claim of the story stands."""
    return assess(claims()[claim], statements(), lineage(claim), identities())
