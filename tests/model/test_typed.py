"""A record made of outside values holds what its fields are declared to hold, or says where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.model import Article, Attribution, Link, Moment, Reading, Span
from onrecord.model.typed import misfit

ARTICLE = Article("art_1", "quay.txt", "Ada Lind said so.", published=Moment("2031-05-04", "day"))
SAID = Attribution("att_1", "art_1", (Span(0, 8),), (Span(9, 13),), (Span(14, 16),), "indirect", None, 1, "said/1")


def test_a_record_of_this_program_fits() -> None:
    assert misfit(Reading(ARTICLE, (SAID,))) == ""


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"outlet": 7}, "Article.outlet"),
        ({"title": b"Quay"}, "Article.title"),
        ({"notices": ["a"]}, "Article.notices"),
        ({"notices": (None,)}, "Article.notices.0"),
        ({"published": "2031-05-04"}, "Article.published"),
    ],
)
def test_a_field_that_holds_something_else_is_named(changed: dict[str, Any], where: str) -> None:
    assert misfit(replace(ARTICLE, **changed)) == where


def test_a_field_deep_within_is_named() -> None:
    assert misfit(Reading(ARTICLE, (replace(SAID, by=None),))) == "Reading.attributions.0.by"  # type: ignore[arg-type]


def test_a_truth_value_is_no_number_of_a_place() -> None:
    assert misfit(Span(False, True)) == "Span.start"


def test_a_whole_number_may_stand_for_a_number() -> None:
    assert misfit(Link("a", "b", "same", 1, "rule")) == ""
