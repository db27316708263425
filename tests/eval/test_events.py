"""Events across articles: which statement a mention belongs to, and how pairs are counted, on an invented fall of rocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval.corpus import Row
from eval.events import Mention, astray, ceiling, counted, held_by, mentions, table
from eval.linking import f1

from eval import events
from onrecord.model import Span, Statement

TEXT = "Rocks fell on the coast road.\nThe council said the slide had closed it, and nobody was hurt.\nMore may fall."
NOTHING_RIGHT = f"{0.0:7.1f}" * 3


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def statement(name: str, *words: str) -> Statement:
    return Statement(name, "a1", " … ".join(words), tuple(map(place, words)), " ".join(words), voice=True)


def event(words: str, chain: str | None, kind: str = "ACTION_OCCURRENCE") -> Row:
    return {"start": place(words).start, "end": place(words).end, "class": kind, "chain": chain}


def row(*told: Row) -> Row:
    lines = TEXT.split("\n")
    sentences = [[TEXT.index(line), TEXT.index(line) + len(line)] for line in lines]
    return {"id": "a1", "subtopic": "one", "text": TEXT, "sentences": sentences, "annotated_sentences": [0, 1], "mentions": list(told)}


def mention(article: str, chain: str, statement: str = "", story: str = "one") -> Mention:
    return Mention(article, story, "", chain, statement, first=bool(statement))


def test_a_mention_belongs_to_the_smallest_statement_that_holds_it_and_only_the_first_stands_for_it() -> None:
    whole = statement("whole", "The council said the slide had closed it, and nobody was hurt.")
    part = statement("part", "the slide had closed it")
    told = list(mentions(row(event("hurt", "H"), event("closed", "C"), event("slide", "S"), event("fell", "S")), [whole, part]))
    assert [(one.chain, one.statement, one.first) for one in told] == [
        ("S", "", False),
        ("S", "part", True),
        ("C", "part", False),
        ("H", "whole", True),
    ]


def test_a_mention_in_pieces_is_held_where_all_its_pieces_are() -> None:
    pieces = [place("slide"), place("hurt")]
    assert held_by(pieces, [statement("one", "the slide had closed it")]) == ""
    assert held_by(pieces, [statement("one", "the slide had closed it", "nobody was hurt")]) == "one"


def test_what_is_not_reliably_marked_or_no_event_is_left_out_and_a_chain_of_one_article_is_none() -> None:
    told = list(
        mentions(row(event("More may fall", "F"), event("coast road", "R", "LOC_OTHER"), event("fell", "#1"), event("hurt", None)), [])
    )
    assert [(one.words, one.chain) for one in told] == [(frozenset({"fell"}), ""), (frozenset({"hurt"}), "")]


def test_pairs_are_of_different_articles_and_what_has_no_claim_is_in_none() -> None:
    told = [mention("a1", "S"), mention("a1", "S"), mention("a2", "S"), mention("a3", "S"), mention("a3", ""), mention("a4", "")]
    assert counted(told, ["x", "x", "x", "", "x", "x"]) == (2, 10 - 1, 5)


def test_two_like_events_taken_for_one_are_told() -> None:
    told = [mention("a1", "S"), mention("a2", "S"), mention("b1", "T", story="other")]
    assert astray(told, ["x", "x", "x"]) == 2
    assert astray(told, ["x", "x", ""]) == 0


def test_no_linker_of_statements_is_better_than_the_best_whose_pairs_are_weighed_by_what_they_bring() -> None:
    # "x" and "y" share one event of their two by two, "z" and "w" all they say; "S" of a3 is in no statement.
    told = [
        *(mention("a1", chain, "x") for chain in "SC"),
        *(mention("a2", chain, "y") for chain in "SH"),
        *(mention(article, "C", name) for article, name in (("a3", "z"), ("a4", "w"))),
        mention("a3", "S"),
    ]
    right, said, wanted = ceiling([told])
    assert wanted == 3 + 3
    # "z" and "w", and each of them with "x", one right of two: 3 right of 5. "x" with "y" would add one of four: 4 of 9.
    assert (right, said) == (3, 5)
    for linked in ({"x": 1, "y": 1, "z": 1, "w": 1}, {"x": 1, "z": 1, "w": 1}, {"x": 1, "y": 1, "z": 2, "w": 2}):
        assert f1([counted(told, [linked.get(one.statement, "") for one in told])])[2] <= f1([(right, said, wanted)])[2]


def test_a_table_has_the_figures_of_claims_that_are_right_and_of_none() -> None:
    told = [mention("a1", "S", "x"), mention("a2", "S", "y"), mention("a3", "", "z")]
    right, none = list(table([told], {"x": "1", "y": "1", "z": "2"})), list(table([told], {}))
    assert [line for line in right if "one claim" in line and f"{100.0:7.1f}" * 3 in line] == [
        line for line in right if "one claim" in line
    ]
    assert all(NOTHING_RIGHT in line for line in none if "one claim" in line)


def test_without_the_data_nothing_is_measured_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(events, "ECB", tmp_path / "absent")
    assert events.main([]) == 0
    assert "nothing measured" in capsys.readouterr().out
