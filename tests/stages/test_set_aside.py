"""Golden cases of `set_aside`: which runs of a text are none of the article, and what the others are."""

import pytest

from onrecord.model import Article, Block, Span
from onrecord.stages import set_aside
from tests.stages.seen import seen

LEDE = "The river gate at Saltmarket closed on Monday."


def blocks(given: str) -> list[tuple[str, str | None, str]]:
    article, annotation = seen(given)
    return [(block.kind, block.reason, block.span.of(article.text)) for block in set_aside(article, annotation).blocks]


def test_an_appeal_glued_to_the_lede_is_set_aside_and_the_lede_is_not() -> None:
    assert blocks(f"{{furniture:appeal|Your gift makes all the difference.}}{LEDE}") == [
        ("furniture", "appeal", "Your gift makes all the difference."),
        ("body", None, LEDE),
    ]


def test_neighbours_of_one_reason_are_one_block_and_of_two_reasons_are_two() -> None:
    given = f"{{furniture:share|Share this story. Send it on.}} {{furniture:legal|All rights reserved here.}}\n{LEDE}"
    assert [(kind, reason) for kind, reason, _ in blocks(given)] == [("furniture", "share"), ("furniture", "legal"), ("body", None)]


def test_a_doubtful_sentence_is_furniture_only_between_two_that_are() -> None:
    argues = "{maybe:forum|Facts matter in a free city.}"
    between = f"{{furniture:appeal|Give today.}} {argues} {{furniture:appeal|Every coin helps.}}\n{LEDE} {LEDE}"
    assert [(kind, reason) for kind, reason, _ in blocks(between)] == [("furniture", "appeal"), ("body", None)]
    alone = f"{LEDE} {argues} {LEDE}"
    assert [kind for kind, *_ in blocks(alone)] == ["body"]


def test_an_appeal_that_argues_goes_on_to_its_end() -> None:
    appeal = "{furniture:appeal|Give today.} {faint:appeal|Facts matter.} {faint:appeal|So do you.} {furniture:appeal|Thank you all.}"
    assert [(kind, reason) for kind, reason, _ in blocks(f"{appeal}\n{LEDE}")] == [("furniture", "appeal"), ("body", None)]


def test_a_lede_between_two_pieces_of_furniture_stays() -> None:
    given = f"{{furniture:appeal|Give today.}} {LEDE} {{furniture:share|Share this story.}}"
    assert [kind for kind, *_ in blocks(given)] == ["furniture", "body", "furniture"]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Gate closes in Saltmarket, says engineer", "headline"),
        ("The gate closed on Monday.", "body"),
        ("Gate closes " * 20, "body"),
    ],
    ids=["short, alone and without a full stop", "a sentence", "too long"],
)
def test_the_first_line_is_a_headline_where_it_reads_like_one(first: str, kind: str) -> None:
    assert blocks(f"{first.strip()}\n{LEDE} It stayed shut.")[0][0] == kind


def test_what_reads_like_another_storys_headline_is_at_the_top_of_a_text_its_own() -> None:
    given = f"{{furniture:related|Gate closes in Saltmarket}}\n{LEDE}\n{{furniture:related|Bridge opens in Dunmore}}"
    assert [(kind, reason) for kind, reason, _ in blocks(given)] == [("headline", None), ("body", None), ("furniture", "related")]


def test_a_text_of_one_line_has_no_headline() -> None:
    assert [kind for kind, *_ in blocks("Gate closes in Saltmarket, says engineer")] == ["body"]


def test_what_the_page_said_of_a_run_is_not_judged_again() -> None:
    article, annotation = seen(f"{{furniture:appeal|Gate closes. Give today.}}\n{LEDE}")
    title = Block(Span(0, len("Gate closes. Give today.")), "headline")
    given = Article(id=article.id, origin=article.origin, text=article.text, blocks=(title,))
    assert [block.kind for block in set_aside(given, annotation).blocks] == ["headline", "body"]


def test_the_text_stays_as_it_was() -> None:
    article, annotation = seen(f"{{furniture:appeal|Give today.}}{LEDE}")
    assert set_aside(article, annotation).text == article.text
