"""The gold fits the pieces: its words are in the text that is read from each file, and its labels are the project's own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from eval.gold import ROLES, all_gold, gold_of, located, pieces, quotes, story

from onrecord.ingest import Item, load
from onrecord.model import FORMS, FURNITURE_REASONS, Article, Span

KINDS = {"person", "organisation", "document", "group", "anonymous", "unstated"}
ACTS = {"assert", "deny", "doubt", "confirm", "believe", "intend", "urge", "ask", "evaluate", "decline"}
STANCES = {"supports", "denies", "doubts", "neutral"}

named = pytest.mark.parametrize("piece", pieces(), ids=lambda piece: piece.name)
gold_named = pytest.mark.parametrize("gold", all_gold(), ids=lambda gold: gold["piece"])


def read(piece: Path) -> Article:
    (article,) = load(Item(origin=str(piece)))
    assert isinstance(article, Article), article
    return article


@named
def test_all_words_of_the_gold_are_read_from_the_file(piece: Path) -> None:
    text = read(piece).text
    lost = [quote for quote in quotes(gold_of(piece)) if located(text, quote) is None]
    assert not lost


@named
def test_parts_of_an_attribution_keep_apart(piece: Path) -> None:
    """Source, cue and content of one attribution share no word, also after they were located anew."""
    text = read(piece).text
    for one in gold_of(piece)["attributions"]:
        spans = sorted(span for role in ROLES for quote in one[role] if (span := located(text, quote)))
        assert not any(before.overlaps(after) for before, after in pairwise(spans)), one


@named
def test_a_nested_attribution_lies_in_the_content_of_its_parent(piece: Path) -> None:
    text, gold = read(piece).text, gold_of(piece)
    for one in gold["attributions"]:
        if one["parent"] is None:
            continue
        parent = gold["attributions"][one["parent"]]
        held = [located(text, quote) for quote in parent["content"]]
        for role in ROLES:
            for quote in one[role]:
                span = located(text, quote)
                assert span is not None
                assert any(isinstance(whole, Span) and whole.covers(span) for whole in held), quote


@named
def test_headline_is_read(piece: Path) -> None:
    assert gold_of(piece)["title"] in read(piece).text


@named
def test_furniture_without_html_is_still_in_the_text(piece: Path) -> None:
    """A paste, a mail and a document keep their furniture: it must be found by its words."""
    if piece.suffix not in (".txt", ".eml", ".docx"):
        return
    text = read(piece).text
    assert all(located(text, quote) for quote in gold_of(piece)["furniture"])


def test_the_glued_appeal_reaches_the_text_glued() -> None:
    (piece,) = [piece for piece in pieces() if "live" in piece.name]
    assert "please chip in too.Transport minister Marguerite Asch offered" in read(piece).text


def test_words_are_told_apart_by_their_neighbours() -> None:
    text = "The mayor said so. The mayor denied it.\nThe mayor left."
    second = {"words": "The mayor", "before": "The mayor said so. ", "after": " denied it.", "occurrence": 2}
    assert located(text, second) == Span(19, 28)
    assert located("An appeal. " + text, {**second, "before": "so. "}) == Span(30, 39)
    assert located(text, {**second, "words": "The minister"}) is None


@gold_named
def test_labels_are_known(gold: dict[str, Any]) -> None:
    claims = {claim["id"] for claim in story()["claims"]}
    for number, one in enumerate(gold["attributions"]):
        assert one["form"] in FORMS
        assert one["speaker_kind"] in KINDS
        assert one["act"] in ACTS
        assert one["stance"] in STANCES
        assert one["cue"]
        assert one["content"]
        assert (one["speaker_kind"] == "unstated") == (not one["source"]), one
        assert (one["speaker_kind"] == "anonymous") == one["speaker"].startswith("anonymous "), one
        assert one["claim"] in claims | {None}
        assert set(one["also"]) <= claims
        assert one["parent"] is None or (0 <= one["parent"] < len(gold["attributions"]) and one["parent"] != number)
    assert all(one["claim"] in claims | {None} for one in gold["voice"])
    assert all(one["reason"] in FURNITURE_REASONS for one in gold["furniture"])
