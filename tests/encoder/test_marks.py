"""Names and predicates from scores: nothing begins inside a word, two names side by side stay two, no score leaves its scale."""

from __future__ import annotations

import numpy as np

from onrecord.encoder import Encoder
from onrecord.encoder.bundle import SHIPPED, TOKENIZER
from onrecord.encoder.marks import NAME_TYPES, Marks, name_runs, names, predicates
from onrecord.encoder.tags import Floats, tag_count, tags_of_runs
from onrecord.encoder.tokens import load_tokenizer, tokenize
from onrecord.model import Article, Span

TEXT = "Ada Lind Reuel of Velden unsold it."


def _scores(runs: list[tuple[int, int, int]], pieces: int) -> Floats:
    return np.eye(tag_count(len(NAME_TYPES)), dtype=np.float32)[tags_of_runs(runs, pieces)]


def test_two_names_side_by_side_are_two() -> None:
    runs = [(0, 2, 0), (2, 3, 0), (4, 5, 2)]
    assert name_runs(_scores(runs, 9), np.zeros(9, bool)) == runs


def test_no_name_begins_inside_a_word_and_a_torn_one_has_one_type() -> None:
    scores = _scores([(0, 2, 0), (2, 3, 2)], 4)
    scores[0] = np.eye(tag_count(len(NAME_TYPES)))[2]  # inside, where nothing stands before
    assert name_runs(scores, np.array([False, True, True, False])) == [(0, 3, 0)]


def test_a_place_in_the_second_window_is_a_place_in_the_text() -> None:
    tokens = tokenize(load_tokenizer(SHIPPED / TOKENIZER), TEXT)
    first = int(np.searchsorted(tokens.start, TEXT.index("of")))
    pieces = len(tokens) - first
    holds = np.full((pieces, 3), -9, np.float32)
    holds[3:] = 9  # every piece of "unsold", and what follows
    marks = Marks(_scores([(1, 3, 2)], pieces), holds)
    assert [(one.span.of(TEXT), one.names) for one in names(tokens, first, marks)] == [("Velden", "place")]
    found = list(predicates(tokens, first, marks))
    assert [one.span.of(TEXT) for one in found] == ["unsold", "it", "."]
    assert {one.score for one in found} == {3.0}


def test_the_shipped_heads_see_names_and_who_is_sure() -> None:
    text = "Ada Lind told the Velden Tribune that Mr Reuel had not sold the pier. Officials said it may have been closed."
    (seen,) = Encoder().annotate([Article("a", "a", text)])
    assert {("Ada Lind", "person"), ("Velden Tribune", "organisation")} <= {(one.span.of(text), one.names) for one in seen.names}
    scores = {one.span.of(text): one.score for one in seen.predicates}
    assert scores["told"] > 2 > scores["closed"] > 0 > scores["sold"]


def test_mentions_of_one_are_linked_and_those_that_are_given_are_among_them() -> None:
    text = "Ada Lind has sold the pier, the harbour board said on Friday. She said that the board had asked her to sell it."
    given = Span(text.index("asked"), text.index("asked") + 5)
    found = Encoder().mentions(text, [given])
    entity = dict(zip((span.of(text) for span in found.spans), found.entities(), strict=True))
    assert entity["She"] == entity["her"] != entity["the pier"]
    assert given in found.spans


def test_a_text_without_words_has_no_mentions() -> None:
    assert Encoder().mentions("").entities() == []
