"""Full-text search: words, phrases, and questions that would break a query language."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.store import Store
from tests.store.conftest import NOW, entry

PROSE = "{source|Ada Lind} {cue|said} {content|the old quay is safe}.\nThe council met in the evening."


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as write:
        write.add(entry(PROSE), at=NOW)
        write.add(entry("{source|Ada Lind} {cue|said} {content|the safe is old}.", origin="safe.txt"), at=NOW)
    return store


def lit(store: Store, asked: str) -> list[list[str]]:
    return [[span.of(hit.snippet) for span in hit.lit] for hit in store.find(asked, 10)]


def test_all_words_are_asked_for_and_lit(filled: Store) -> None:
    assert lit(filled, "council evening") == [["council", "evening"]]
    assert lit(filled, "council quay") == []


def test_words_are_found_in_other_forms(filled: Store) -> None:
    assert lit(filled, "councils meeting") == []
    assert lit(filled, "evenings") == [["evening"]]


def test_a_phrase_stands_together(filled: Store) -> None:
    assert lit(filled, '"old quay"') == [["old quay"]]
    assert len(filled.find("old safe", 10)) == 2


def test_a_passage_says_where_it_starts(filled: Store) -> None:
    (hit,) = filled.find("council", 10)
    with filled.look() as look:
        text = look.reading(hit.article).article.text
    assert text[hit.start :].startswith("The council")


def test_the_text_of_a_revised_article_is_not_found(filled: Store) -> None:
    with filled.write() as write:
        write.add(entry("{source|Ada Lind} {cue|said} {content|nothing}."), at=NOW)
    assert filled.find("council", 10) == []


@pytest.mark.parametrize(
    "asked",
    ["", "  ", '"', '""', "AND OR NOT", "quay AND", "(quay", "quay*", "col:quay", "-quay", "^quay", "NEAR(a b)", "a\0b", "';--", "{a}"],
)
def test_no_question_breaks_the_search(filled: Store, asked: str) -> None:
    filled.find(asked, 10)


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_can_be_typed_breaks_the_search(filled: Store, asked: str) -> None:
    for hit in filled.find(asked, 3):
        assert hit.lit
