"""The reader of many: in order, in bounded memory, and one article at fault fails alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from onrecord.compose import ARTICLES_A_BATCH, Reader
from onrecord.encoder import Encoder
from onrecord.model import Article, Failure, Reading
from onrecord.model.annotation import Annotation


class Stumbling:
    """An encoder that sees nothing, and stumbles over any batch with the text "stumble" in it, as over a defect of ours."""

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        if any(article.text == "stumble" for article in articles):
            raise IndexError("stumbled")
        return [Annotation(article.id, (), (), "stumbling/1") for article in articles]


def reader(threads: int = 2) -> Reader:
    return Reader(cast(Encoder, Stumbling()), threads)


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


def test_nothing_gives_nothing() -> None:
    assert list(reader().read_many([])) == []
