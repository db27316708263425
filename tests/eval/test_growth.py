"""Made archives: every quote is in its place under the other names, and the same archive comes again from any place on."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from eval.growth import Grown, Seed, archive, renamed, shortened

from onrecord.model import Reading
from onrecord.model.proof import proven
from onrecord.stages.enter import enter
from onrecord.stages.link import VIEWS
from tests.stages.whole import whole

PROSE = (
    "{source:1|Mayor Ada Lind} {cue:1|said} {content:1|the bridge at Velden cost 480 crowns}.\n\n"
    "{source:2|Per Holm} {cue:2|denied} {content:2|that the Velden bridge leans}, and {source:3|she} {cue:3|said} {content:3|it holds}.\n\n"
    "{source:4|Tom Orr} {cue:4|asked} {content:4|who paid for it in 2019}."
)


def seed(event: str = "bridge") -> Seed:
    reading = whole(PROSE)
    vectors = np.random.default_rng(3).normal(size=(len(enter(reading)), VIEWS, 16)).astype(np.float32)
    return Seed(event, reading, vectors / np.linalg.norm(vectors, axis=2, keepdims=True))


def whole_again(reading: Reading) -> Reading:
    """The reading from its JSON, where every quote is compared with its place."""
    return proven(Reading.from_dict(reading.to_dict()))


def test_under_other_names_every_quote_is_in_its_place() -> None:
    other = {"Lind": "Mopu", "Velden": "Kasoru", "480": "571"}
    made = renamed(seed().reading, lambda word: other.get(word, word), "elsewhere.txt")
    assert whole_again(made) == made
    assert "Mayor Ada Mopu said the bridge at Kasoru cost 571 crowns" in made.article.text
    assert {one.name for one in made.speakers} == {"Ada Mopu", "Per Holm", "Tom Orr"}


def test_a_word_that_would_move_the_others_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        renamed(seed().reading, lambda word: "Lindqvist" if word == "Lind" else word, "elsewhere.txt")


def test_what_is_cut_short_keeps_the_vectors_of_the_statements_that_are_left() -> None:
    one = seed()
    reading, vectors = shortened(one, 0.5)
    assert whole_again(reading) == reading
    assert reading.article.text.endswith("it holds.")
    left = [said.text for said in enter(reading)]
    whole_said = [said.text for said in enter(one.reading)]
    assert 0 < len(left) < len(whole_said)
    assert np.array_equal(vectors, one.vectors[[whole_said.index(text) for text in left]])


def test_an_archive_is_the_same_from_any_place_on() -> None:
    given = [seed("bridge"), seed("quay")]
    first = list(islice(archive(given), 30))
    again = list(islice(archive(given, after=20), 10))
    assert [one.reading for one in again] == [one.reading for one in first[20:]]
    assert all(np.array_equal(one.vectors, other.vectors) for one, other in zip(again, first[20:], strict=True))


def test_a_made_archive_has_stories_and_no_article_twice() -> None:
    made: list[Grown] = list(islice(archive([seed("bridge"), seed("quay")]), 60))
    articles = [one.reading.article for one in made]
    assert len({one.id for one in articles}) == 60
    stories = {one.origin.split("/")[3] for one in articles}
    assert 1 < len(stories) < 60
    for one in made:
        whole_again(one.reading)
        assert len(one.vectors) == VIEWS * len(enter(one.reading))
        assert "Lind" not in one.reading.article.text
