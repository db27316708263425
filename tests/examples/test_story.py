"""The story shows what it promises, and story.json says of every claim what the gold of the pieces says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from eval.gold import ROOT, all_gold, pieces, quotes, story
from scripts.build_examples import sources

from onrecord.model import FORMS, FURNITURE_REASONS
from tests.examples.test_gold import ACTS, KINDS

STANDINGS = {
    "uncontested",
    "contested",
    "denied by the party concerned",
    "single origin",
    "anonymous only",
    "corroborated by independent origins",
}
Attribution = dict[str, Any]


def attributions() -> list[Attribution]:
    return [one for gold in all_gold() for one in gold["attributions"]]


def words(one: Attribution, role: str) -> str:
    return " … ".join(quote["words"] for quote in one[role])


def test_enough_pieces_from_enough_outlets_over_four_days() -> None:
    told = story()["pieces"]
    documents = {"Transit Workers' Union", "Corvane Works", "Tunnel Safety Inspectorate"}
    assert len(told) >= 14
    assert len({piece["outlet"] for piece in told} - documents) >= 6
    assert sorted({piece["date"] for piece in told}) == story()["days"]
    assert {piece["format"] for piece in told} == {"html", "txt", "pdf", "docx", "eml"}


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_length_of_a_piece(source: Any) -> None:
    assert 250 <= len(source.text.split()) <= 600


def test_the_list_of_pieces_is_that_of_the_files() -> None:
    listed = [(p["piece"], p["outlet"], p["format"]) for p in story()["pieces"]]
    assert listed == [(source.file, source.header["outlet"], source.header["format"]) for source in sources()]
    dates = [p["date"] for p in story()["pieces"]]
    assert dates == [source.header.get("date") or source.header["published"][:10] for source in sources()]


def test_every_claim_has_the_stances_that_the_pieces_carry() -> None:
    carried: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for gold in all_gold():
        for one in gold["attributions"] + gold["voice"]:
            if one["stance"] != "neutral":
                for claim in (one["claim"], *one.get("also", [])):
                    carried[claim].add((one["stance"], gold["piece"]))
    for claim in story()["claims"]:
        told = {(origin["stance"], piece) for origin in claim["origins"] for piece in origin["pieces"]}
        assert told == carried.pop(claim["id"]), claim["id"]
    assert not carried


def test_every_standing_is_known_and_has_reasons() -> None:
    for claim in story()["claims"]:
        for standing in (claim, *claim.get("on_the_way", [])):
            assert standing["standing"] in STANDINGS
            assert standing["reasons"]
        origins = {origin["origin"] for origin in claim["origins"]}
        for one, other, reason in claim["not_independent"]:
            assert {one, other} <= origins, (claim["id"], one, other)
            assert reason


def test_copies_share_nearly_all_their_words() -> None:
    texts = {source.file: source for source in sources()}
    for copy in story()["copies"]:
        one, other = (shingles(texts[name]) for name in copy["pieces"])
        assert len(one & other) / min(len(one), len(other)) > 0.8


def shingles(source: Any) -> set[tuple[str, ...]]:
    body = " ".join(p.text for p in source.paragraphs if p.kind == "paragraph" and p.whole() is None)
    said = re.findall(r"\w+", body.lower())
    return {tuple(said[at : at + 5]) for at in range(len(said) - 4)}


def test_what_story_json_quotes_stands_in_its_piece() -> None:
    texts = {source.file: source.text for source in sources()}
    told = story()
    quoted = [one[side] for one in told["self_contradictions"] for side in ("first", "second")] + told["narrow_denials"] + told["dates"]
    assert all(quote["words"] in texts[quote["piece"]] for quote in quoted)


def test_the_circle_is_closed() -> None:
    cites = {(one["piece"], one["in"]) for one in story()["citations"]}
    for circle in story()["circles"]:
        one, other = circle["pieces"]
        assert {(one, other), (other, one)} <= cites


def test_the_piece_that_names_nobody_has_no_speaker() -> None:
    for gold in all_gold():
        if gold["piece"] in story()["names_nobody"]:
            assert {one["speaker_kind"] for one in gold["attributions"]} == {"unstated"}
            assert gold["voice"]


def test_the_source_is_unnamed_first_and_named_later() -> None:
    for one in story()["named_later"]:
        texts = {source.file: source.text for source in sources()}
        surname = one["name"].split()[-1]
        assert all(surname not in texts[piece] for piece in one["pieces"])
        assert one["name"] in texts[one["named_in"]]


def test_the_narrow_denial_does_not_deny_the_accusation() -> None:
    for denial in story()["narrow_denials"]:
        (gold,) = [gold for gold in all_gold() if gold["piece"] == denial["piece"]]
        (one,) = [one for one in gold["attributions"] if words(one, "content") == denial["words"]]
        assert (one["act"], one["claim"], one["stance"]) == ("deny", denial["denies"], "denies")
        assert denial["does_not_deny"] not in one["also"]


FEATURES: dict[str, Callable[[Attribution], bool]] = {
    "a named official on the record": lambda a: a["speaker"] == "Oswin Pell",
    "anonymous, with number, knowledge and reason": lambda a: (
        words(a, "source") == "two people familiar with the inspection, who were not authorized to speak publicly"
    ),
    "a group": lambda a: words(a, "source").lower() == "opposition councillors",
    "a passive with no source": lambda a: words(a, "cue") == "is alleged" and not a["source"],
    "a noun cue": lambda a: words(a, "cue") == "claim",
    "according to": lambda a: words(a, "cue").lower() == "according to",
    "a colon": lambda a: words(a, "cue") == ":",
    "belief": lambda a: a["act"] == "believe" and words(a, "cue") == "believes",
    "intention": lambda a: a["act"] == "intend" and words(a, "cue") == "plans",
    "urging": lambda a: words(a, "cue") == "urges",
    "asking": lambda a: a["act"] == "ask" and words(a, "cue") == "asked",
    "declining to comment": lambda a: words(a, "cue") == "declined" and words(a, "content") == "to comment",
    "neither confirming nor denying": lambda a: words(a, "cue") == "could neither confirm nor deny",
    "doubting": lambda a: words(a, "cue") == "doubted",
    "stopping short of a denial": lambda a: words(a, "cue") == "stopped short of denying",
    "a document that speaks": lambda a: a["speaker_kind"] == "document" and words(a, "source") == "the report",
    "an outlet by another name": lambda a: words(a, "source") in ("The newspaper", "The paper", "The website"),
    "an editor's bracket": lambda a: "[the test]" in words(a, "content"),
    "a quotation over paragraphs": lambda a: len(a["content"]) == 3 and all(q["words"].startswith("“") for q in a["content"]),
    "a content interrupted by its cue": lambda a: words(a, "content").startswith("“It starts,” … "),
    "nested, told to an outlet": lambda a: a["parent"] is not None and words(a, "cue") == "believed",
    "through another outlet": lambda a: a["via"] == ["Halcyon"],
    "two outlets between reader and speaker": lambda a: a["via"] == ["The Vantry Courier"] and a["parent"] is not None,
    "a dissenting agency": lambda a: a["speaker"] == "Hydrological Service" and words(a, "cue") == "does not share",
    "an estimative word": lambda a: "moderate confidence" in words(a, "content"),
    "a confession": lambda a: a["act"] == "confirm" and words(a, "cue") == "conceded",
}


@pytest.mark.parametrize("feature", FEATURES)
def test_the_story_shows(feature: str) -> None:
    assert any(FEATURES[feature](one) for one in attributions())


def test_a_headline_attributes() -> None:
    starts = [(gold["title"], one) for gold in all_gold() for one in gold["attributions"][:1]]
    assert any(title.endswith(words(one, "cue")) and words(one, "content") in title for title, one in starts)


def test_every_label_occurs() -> None:
    assert {one["act"] for one in attributions()} == ACTS
    assert {one["speaker_kind"] for one in attributions()} == KINDS
    assert {one["form"] for one in attributions()} == set(FORMS)
    assert {one["reason"] for gold in all_gold() for one in gold["furniture"]} == set(FURNITURE_REASONS)


def test_two_speakers_share_a_surname() -> None:
    assert {"Edda Marsh", "Theo Marsh"} <= {one["speaker"] for one in attributions()}


def test_the_readme_names_files_that_exist() -> None:
    named = set(re.findall(r"`(\d\d-[\w.-]+)`", (ROOT / "examples" / "README.md").read_text("utf-8")))
    assert named == {piece.name for piece in pieces()}


def test_quotation_marks_are_curly_and_straight() -> None:
    said = [quote["words"] for gold in all_gold() for quote in quotes(gold)]
    assert any("“" in quote for quote in said)
    assert any('"' in quote for quote in said)
