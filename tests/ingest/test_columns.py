"""Parquet: articles in columns, readings, and what is wrong with either."""

from __future__ import annotations

import builtins
import gzip
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.ingest import Item, Limits, load
from onrecord.model import Article, Failure
from tests.ingest.conftest import Read, article, failure

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (onrecord[cluster])")
parquet = pytest.importorskip("pyarrow.parquet")

QUAY = "Ada Lind said that the quay is safe."


def packed(**columns: list[Any]) -> bytes:
    """A Parquet file of these columns."""
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), buffer)
    return buffer.getvalue()


def test_an_article_a_row_with_the_fields_that_json_has(read: Read) -> None:
    one, two = read("a.parquet", packed(id=["a", "b"], text=[QUAY, QUAY], outlet=["The Post", None], url=[None, "https://quay.example/1"]))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.id, one.text, one.outlet) == ("a", QUAY, "The Post")
    assert one.origin.endswith("a.parquet")
    assert (two.id, two.outlet, two.origin) == ("b", None, "https://quay.example/1")


@pytest.mark.parametrize("when", [date(2031, 5, 4), datetime(2031, 5, 4, 9, 30, tzinfo=UTC), "2031-05-04"])
def test_a_date_may_be_a_date_or_its_words(read: Read, when: object) -> None:
    found = article(read("a.parquet", packed(text=[QUAY], published=[when]))).published
    assert found is not None
    assert found.value.startswith("2031-05-04")


def test_a_number_may_be_an_id(read: Read) -> None:
    assert article(read("a.parquet", packed(id=[7], text=[QUAY]))).id == "7"


def test_what_a_file_is_does_not_hang_on_its_name(read: Read) -> None:
    assert "it was read as such" in article(read("a.txt", packed(text=[QUAY]))).notices[0]
    assert article(read("a", packed(text=[QUAY]))).text == QUAY


def test_a_packed_file_and_a_pipe_are_read_too(read: Read) -> None:
    assert article(read("a.parquet.gz", gzip.compress(packed(text=[QUAY])))).text == QUAY
    assert article(list(load(Item("-"), stdin=io.BytesIO(packed(text=[QUAY]))))).text == QUAY
    small = Limits(file_bytes=100)
    assert "more than 100 bytes" in failure(read("b.parquet.gz", gzip.compress(packed(text=[QUAY])), small)).what


def test_a_bad_row_is_a_failure_of_that_row_alone(read: Read) -> None:
    texts = [QUAY, None, " ", QUAY * 9, QUAY]
    found = read("a.parquet", packed(text=texts), Limits(file_bytes=100))
    assert [isinstance(one, Article) for one in found] == [True, False, False, False, True]
    told = [str(one).rsplit("/", 1)[-1] for one in found if isinstance(one, Failure)]
    assert told[0].startswith('a.parquet, row 2: the object has no "text" that is a string')
    assert told[1].startswith("a.parquet, row 3: the text is empty")
    assert told[2].startswith("a.parquet, row 4: the row has more than 100 bytes")


def test_a_reading_that_is_no_json_is_a_failure_of_that_row_alone(read: Read) -> None:
    made = json.dumps({"text": QUAY})
    one, two = read("a.parquet", packed(origin=["a", "b"], reading=["{", made], failure=[None, None]))
    assert isinstance(one, Failure)
    assert ", row 1: this is no JSON" in str(one)
    assert isinstance(two, Article)


def test_a_failure_on_record_is_told_again(read: Read) -> None:
    found = read("a.parquet", packed(origin=["news/a.txt", None], reading=[None, None], failure=["it is empty; look", "gone"]))
    assert str(found[0]) == "news/a.txt: it is empty; look"
    assert str(found[1]).endswith("a.parquet, row 2: gone")


@pytest.mark.parametrize("cut", [4, 60, -9])
def test_a_broken_file_says_so(read: Read, cut: int) -> None:
    assert "the Parquet is broken" in failure(read("a.parquet", packed(text=[QUAY] * 50)[:cut])).what


def test_a_part_that_is_broken_costs_no_other(read: Read) -> None:
    buffer = io.BytesIO()
    table = pyarrow.table({"text": [f"{QUAY} Pile {number} leans." for number in range(300)]})
    parquet.write_table(table, buffer, row_group_size=100, compression="zstd")
    found = parquet.ParquetFile(buffer).metadata.row_group(1).column(0)
    start = found.dictionary_page_offset or found.data_page_offset
    data = bytearray(buffer.getvalue())
    data[start : start + found.total_compressed_size] = b"\xff" * found.total_compressed_size
    things = read("a.parquet", bytes(data))
    assert [isinstance(one, Article) for one in things] == [*[True] * 100, False, *[True] * 100]
    assert str(things[100]).endswith("a.parquet, rows 101 to 200: the Parquet is broken there; get or make it anew")


def test_a_file_without_rows_says_so(read: Read) -> None:
    assert "holds no article" in failure(read("a.parquet", packed(text=pyarrow.array([], pyarrow.string())))).what


def test_without_pyarrow_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(packed(text=[QUAY]))
    real = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    assert "install onrecord[cluster]" in failure(list(load(Item(str(path))))).remedy
