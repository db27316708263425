"""Articles given as JSON."""

from __future__ import annotations

import gzip
import json

import pytest

from onrecord.ingest import article_of_text
from onrecord.model import Article, Block, Failure, Moment, Reading, Span
from tests.ingest.conftest import STORY, Read, article, failure


def test_id_fields_and_text_are_kept(read: Read) -> None:
    row = {
        "id": "elsin-7",
        "text": "  “Yes,”\r\nAda said. 😀\u2028",
        "title": "Yes",
        "outlet": "Elsin Courier",
        "published": "2031-05-04T06:30:00+02:00",
        "url": "https://courier.example/7",
    }
    found = article(read("a.jsonl", json.dumps(row)))
    assert (found.id, found.text, found.title, found.outlet) == (row["id"], row["text"], "Yes", "Elsin Courier")
    assert found.origin == "https://courier.example/7"
    assert found.published == Moment("2031-05-04T06:30:00+02:00", "second")


def test_an_excerpt_at_the_address_of_an_article_is_another_article_and_a_text_that_changed_is_the_same(read: Read) -> None:
    address = "https://courier.example/7"
    rows = [
        {"id": "whole", "text": "The quay is safe, Ada said. It was built in 1931.", "url": address},
        {"id": "excerpt", "text": "The quay is safe, Ada said.", "url": address},
        {"id": "whole", "text": "The quay is not safe, Ada said. It was built in 1931.", "url": address},
        {"text": "The quay is closed, Ada said.", "url": address},
    ]
    found = read("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [one.origin for one in found] == [address, f"{address}#excerpt", address, address]


def test_half_a_surrogate_pair_keeps_every_other_offset(read: Read) -> None:
    found = article(read("a.jsonl", '{"text": "a\\ud83d\\u0000 Ada said"}'))
    assert found.text == "a\ufffd\ufffd Ada said"


def test_one_bad_line_is_one_failure_and_the_rest_goes_on(read: Read) -> None:
    lines = [b'{"text": "one"}', b"{broken", b"", b'["no object"]', b'{"id": 1}', b'{"text": ""}', b'{"text": "last"}']
    found = read("many.jsonl", b"\n".join(lines))
    assert [one.text for one in found if isinstance(one, Article)] == ["one", "last"]
    failures = [one for one in found if isinstance(one, Failure)]
    assert [one.origin.rpartition(", ")[2] for one in failures] == ["line 2", "line 4", "line 5", "line 6"]
    assert [type(one) for one in found].index(Failure) == 1


def test_many_packed_lines_are_read_one_by_one(read: Read) -> None:
    packed = gzip.compress(b"".join(b'{"id": "%d", "text": "Ada said %d."}\n' % (i, i) for i in range(1000)))
    found = read("many.jsonl.gz", packed)
    assert [one.id for one in found if isinstance(one, Article)] == [str(i) for i in range(1000)]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_may_hold_one_article_or_a_list(read: Read, indent: int | None) -> None:
    one, two = {"id": "a", "text": "First, she said."}, {"id": "b", "text": "Second, she said."}
    assert article(read("one.json", json.dumps(one, indent=indent))).id == "a"
    assert [thing.id for thing in read("two.json", json.dumps([one, two], indent=indent)) if isinstance(thing, Article)] == ["a", "b"]


def test_a_reading_of_ours_gives_its_article_back(read: Read) -> None:
    made = article_of_text(
        "Quay opens\nAda said so.", "quay.txt", blocks=[Block(Span(0, 10), "headline")], published=Moment("2031-05", "month")
    )
    assert article(read("quay.json", Reading(made, ()).to_json())) == made


def test_a_reading_whose_text_was_changed_is_refused(read: Read) -> None:
    changed = Reading(article_of_text("Ada said so.", "quay.txt"), ()).to_json().replace("said", "sang")
    assert "digest" in failure(read("quay.json", changed)).what


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"text": ' * 50_000, "{", "[]", "3", '{"text": 3}', '{"text": "a", "published": {}}', '{"id": "x"}']
)
def test_json_that_is_no_article_is_a_failure(read: Read, content: str) -> None:
    failure(read("a.json", content))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031", Moment("2031", "year")),
        ("2031-05", Moment("2031-05", "month")),
        ("2031-05-04", Moment("2031-05-04", "day")),
        ("20310504", Moment("2031-05-04", "day")),
        ("2031-05-04T00:00:00Z", Moment("2031-05-04", "day")),
        ("2031-05-04T06:30Z", Moment("2031-05-04T06:30+00:00", "minute")),
        ("2031-05-04 06:30:15.123+0200", Moment("2031-05-04T06:30:15+02:00", "second")),
        ("Sun, 04 May 2031 06:30:15 +0200", Moment("2031-05-04T06:30:15+02:00", "second")),
        ("May 4, 2031", Moment("2031-05-04", "day")),
        ("4 May 2031", Moment("2031-05-04", "day")),
        ("2031-13-04", None),
        ("yesterday", None),
        ("0004-05-04", None),
        ("12", None),
    ],
)
def test_dates_keep_the_precision_that_they_state(read: Read, given: str, expected: Moment | None) -> None:
    assert article(read("a.json", json.dumps({"text": "Ada said so.", "published": given}))).published == expected


@pytest.mark.parametrize(
    "field", ["id", "origin", "text", "title", "outlet", "byline", "published", "pages", "notices", "blocks", "digest"]
)
def test_a_reading_of_whose_article_a_field_was_changed_is_read_or_refused_in_one_line(read: Read, field: str) -> None:
    rows = []
    values: tuple[object, ...] = ([], ["a"], {}, 7, True, "", "a", [[1, "b"]])
    for value in values:
        row = Reading(article_of_text(STORY[0]), ()).to_dict()
        row["article"][field] = value
        rows.append(json.dumps(row))
    found = read("a.jsonl", "\n".join(rows))
    assert len(found) == len(rows)
    for number, one in enumerate(found, 1):
        if isinstance(one, Failure):
            assert f"a.jsonl, line {number}: " in str(one)
            assert "report" not in str(one)
