"""Golden cases of `collate`: which texts are one, and which agency they name. All text is invented."""

from __future__ import annotations

import pytest
from eval.gold import story
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Article, Block, Moment, Span
from onrecord.stages import copies, edition, editions, is_copy, signature, together, wording
from tests.stages.ledger import articles

WIRE = """The harbour board sold the old pier to Tomas Reuel on Monday, two of its members said, for a price that neither would name.

The pier has been shut since a storm took its roof in the winter of 2029. Fishermen who kept their boats there were told to be gone by June,
and most have found a place across the water, where the rent is higher and the wind is worse.

A clerk of the board confirmed that papers had been signed. She would not say when the board had voted, or whether it had voted at all, and
pointed to the minutes, which are to be published at the end of the month as they always are.

Mr Reuel, who built the fish market and then closed it, was seen on the pier on Sunday with a tape measure and a dog. He waved to those who
called out to him, and did not answer."""
OTHER = """Tomas Reuel has bought the old pier, two members of the harbour board said on Monday. They did not name the price.

Nobody has used the pier since its roof blew off. Boats were moved to the far side over the last year, and their owners complain about what
they pay there. The board publishes its minutes at the end of the month, and its clerk would only say that something had been signed."""


def article(text: str, origin: str = "a.txt", **given: object) -> Article:
    return Article(id=origin, origin=origin, text=text, **given)  # type: ignore[arg-type]


def test_a_cut_copy_with_slips_is_a_copy() -> None:
    cut = WIRE.split("\n\n")
    assert is_copy(WIRE, "\n\n".join(cut[:2]))
    assert is_copy(WIRE.replace("Tomas", "Thomas").replace("a dog", "his dog").upper(), WIRE)
    assert is_copy(WIRE, f"{WIRE}\n\nThe Post adds that {OTHER}")


def test_the_same_news_in_other_words_is_no_copy() -> None:
    assert not is_copy(WIRE, OTHER)


def test_a_long_quotation_of_one_sentence_is_no_copy() -> None:
    sentence = WIRE.split("\n\n")[2]
    assert not is_copy(sentence, f"{OTHER} {OTHER.upper()} “{sentence.split('. ')[0]}.”")


def test_texts_too_short_to_tell_are_copies_only_where_they_are_equal() -> None:
    assert is_copy("The council met on Monday evening.", "The council met on Monday evening.")
    assert not is_copy("The council met on Monday evening.", "The council met on Monday evening again.")
    assert not is_copy("", "")


def test_the_signature_of_a_part_is_part_of_the_signature() -> None:
    part = "\n\n".join(WIRE.split("\n\n")[:3])
    whole, some = set(signature(WIRE)), set(signature(part))
    assert len(some & whole) >= 2
    assert some <= whole
    assert all(0 <= value < 2**60 for value in whole)


@given(st.text(max_size=400))
def test_a_signature_depends_on_words_alone(text: str) -> None:
    assert signature(text) == signature(f"  {text}\n") == tuple(sorted(set(signature(text))))


def test_furniture_and_headlines_are_not_compared() -> None:
    text = "Pier sold\n\nSubscribe now.\n\nThe pier was sold."
    blocks = (
        Block(Span(0, 9), "headline"),
        Block(Span(11, 25), "furniture", "newsletter"),
        Block(Span(27, 45), "body"),
    )
    assert wording(article(text, blocks=blocks)) == "The pier was sold."
    assert "Subscribe" not in wording(article(text, blocks=blocks[:2]))
    assert wording(article(text)) == text


def test_copies_are_found_and_have_one_text_in_any_order() -> None:
    given = [
        article(WIRE, "b.txt", outlet="The Velden Post"),
        article(OTHER, "c.txt"),
        article(f"VELDEN, 3 March (Halcyon) — {WIRE[:900]}", "a.txt", outlet="The Sluice"),
        article(WIRE.replace("Monday", "Tuesday"), "d.txt"),
    ]
    found = {one.article: one for one in editions(given)}
    assert found["a.txt"].text == found["b.txt"].text == found["d.txt"].text != found["c.txt"].text
    assert {one.article for one in found.values() if one.agency == "Halcyon"} == {"a.txt", "b.txt", "d.txt"}
    assert found["b.txt"].house == "Halcyon"
    assert {one.article: one for one in editions(given[::-1])} == found


def test_the_thirty_prints_of_one_wire_are_one_text() -> None:
    given = [article(f"{WIRE} Print {at}.", f"{at:02}.txt") for at in range(30)]
    assert len({one.text for one in editions([*given, article(OTHER, "o.txt")])}) == 2


def test_pairs_may_come_one_by_one() -> None:
    given = [edition(article(text, name)) for text, name in ((WIRE, "a"), (WIRE + " More.", "b"), (OTHER, "c"))]
    assert copies({"a": WIRE, "b": WIRE + " More.", "c": OTHER}) == (("a", "b"),)
    joined = together(given, [("b", "a"), ("a", "gone")])
    assert [one.article for one in joined] == ["a", "b", "c"]
    assert joined[0].text == joined[1].text == given[0].text


def test_an_edition_has_what_the_article_states_and_empty_words_where_it_states_nothing() -> None:
    stated = article(WIRE, outlet="The Velden Post", published=Moment("2031-03-11", "day"))
    assert (edition(stated).outlet, edition(stated).published) == ("The Velden Post", "2031-03-11")
    assert (edition(article(WIRE)).outlet, edition(article(WIRE)).published, edition(article(WIRE)).agency) == ("", "", "")


@pytest.mark.parametrize(
    ("head", "byline", "agency"),
    [
        ("VELDEN, 11 March (Halcyon) — The pier was sold.", None, "Halcyon"),
        ("Velden (Halcyon) – The pier was sold.", None, "Halcyon"),
        ("VELDEN, Aldermark, March 11 (Halcyon) - The pier was sold.", None, "Halcyon"),
        ("(AP) — The pier was sold.", None, "Associated Press"),
        ("VELDEN (Reuters) - The pier was sold.", None, "Reuters"),
        ("Reuters - The pier was sold.", None, "Reuters"),
        ("The pier was sold.", "The Associated Press", "Associated Press"),
        ("The pier was sold.", "By JO BRILL, Associated Press", "Associated Press"),
        ("The pier was sold.", "Halcyon News Agency", "Halcyon News Agency"),
        ("The pier was sold.\n\nSource: AFP", None, "Agence France-Presse"),
        # what looks like one and is none
        ("The pier was sold (Updated) — again.", None, ""),
        ("(Updated) — The pier was sold.", None, ""),
        ("Tomas Reuel (Velden) sold it.", None, ""),
        ("Reuel — The pier was sold.", None, ""),
        ("The pier was sold.", "Jo Brill", ""),
        ("The pier was sold.", "Lamp Reporters", ""),
        ("The pier was sold, Reuters said.", None, ""),
    ],
)
def test_the_agency_that_a_story_names(head: str, byline: str | None, agency: str) -> None:
    assert edition(article(head, byline=byline)).agency == agency


def test_the_wire_of_the_story_is_one_text_and_no_other_piece_is() -> None:
    by_text: dict[str, set[str]] = {}
    for name, one in zip(articles(), editions(list(articles().values())), strict=True):
        by_text.setdefault(one.text, set()).add(name)
        assert (one.agency == "Halcyon") == (name in story()["copies"][0]["pieces"])
    (copied,) = story()["copies"]
    assert [pieces for pieces in by_text.values() if len(pieces) > 1] == [set(copied["pieces"])]
