"""The reader of many: in order, in bounded memory, and one article at fault fails alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from onrecord.model import Article, Failure, Reading, Span
from onrecord.model.annotation import Annotation, Sighting
from onrecord.reader import ARTICLES_A_BATCH, Reader


class Stumbling:
    """An encoder that sees nothing, and stumbles over any batch with the text "stumble" in it, as over a defect of ours."""

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        if any(article.text == "stumble" for article in articles):
            raise IndexError("stumbled")
        return [Annotation(article.id, (), (), "stumbling/1") for article in articles]


def reader(threads: int = 2) -> Reader:
    return Reader(Stumbling, threads)


def article(number: int, text: str = "The gate is shut.") -> Article:
    return Article(id=str(number), origin=f"{number}.txt", text=text)


def test_an_article_at_fault_fails_alone_and_in_its_place() -> None:
    given = [article(0), article(1, "stumble"), article(2)]
    first, fault, last = reader().read_many(given)
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert (first.article.id, last.article.id) == ("0", "2")
    assert isinstance(fault, Failure)
    assert fault.origin == "1.txt"


def test_failures_are_passed_on_in_their_place() -> None:
    failure = Failure("gone.txt", "there is no such file")
    assert [one if isinstance(one, Failure) else one.article.id for one in reader().read_many([article(0), failure, article(1)])] == [
        "0",
        failure,
        "1",
    ]


def test_many_articles_come_out_in_the_order_given() -> None:
    given = [article(number) for number in range(10 * ARTICLES_A_BATCH)]
    assert [one.article.id for one in reader(3).read_many(given) if isinstance(one, Reading)] == [one.id for one in given]


def test_an_endless_source_is_read_no_further_than_a_few_batches_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article(taken)

    threads = 2
    readings = reader(threads).read_many(endless())
    next(readings)
    assert taken <= (threads + 1) * ARTICLES_A_BATCH
    readings.close()  # type: ignore[attr-defined]


class Numbered:
    """An encoder that says in which process it sees, and how many were made there before."""

    made = 0

    def __init__(self) -> None:
        Numbered.made += 1
        self._by = f"{os.getpid()}/{Numbered.made}"

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        sighting = Sighting(Span(4, 8), (Span(0, 3),), (Span(9, 13),), 1.0, nested=False)
        return [Annotation(article.id, (sighting,), (), self._by) for article in articles]


def seen_by(reader: Reader, articles: int) -> list[str]:
    """The process and the number of the encoder that saw each article."""
    given = (article(number, "Ada said it is so.") for number in range(articles))
    return [one.attributions[0].by.split()[-1] for one in reader.read_many(given) if isinstance(one, Reading)]


def test_processes_take_over_from_threads_and_each_makes_its_encoder_once() -> None:
    few = 2 * ARTICLES_A_BATCH
    seen = seen_by(Reader(Numbered, 2, few=few), 10 * ARTICLES_A_BATCH)
    here, there = {one.split("/")[0] for one in seen[:few]}, {one.split("/")[0] for one in seen[few:]}
    assert here == {str(os.getpid())}
    assert 1 <= len(there) <= 2
    assert not here & there
    assert {one.split("/")[1] for one in seen[few:]} == {"1"}


def test_nothing_is_made_where_nothing_is_to_be_read() -> None:
    def make() -> Stumbling:
        raise AssertionError("made")

    failure, reading = Failure("gone.txt", "there is no such file"), Reading(article(0), ())
    assert list(Reader(make, 2, few=0).read_many([failure, reading])) == [failure, reading]


def test_little_to_read_starts_no_process() -> None:
    assert {one.split("/")[0] for one in seen_by(Reader(Numbered, 2, few=64), 60)} == {str(os.getpid())}
    assert {one.split("/")[0] for one in seen_by(Reader(Numbered, 1, few=0), 60)} == {str(os.getpid())}


def test_nothing_gives_nothing() -> None:
    assert list(reader().read_many([])) == []
