"""CSV: what comes back from a spreadsheet row is what was read, and no cell of it runs."""

import csv as stdlib_csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import csv
from onrecord.export.visible import encodable
from onrecord.model import Reading
from tests.export.readings import STORY, readings, sure, texts


def _rows(reading: Reading) -> list[dict[str, str]]:
    return list(stdlib_csv.DictReader(io.StringIO("".join(csv.chunks([reading])), newline="")))


def test_a_row_names_who_says_what_and_where() -> None:
    said = _rows(STORY)[2]
    assert (said["outlet"], said["published"], said["form"]) == ("The Harbour Ledger", "2031-05-04", "direct")
    assert (said["source"], said["cue"], said["content"]) == ("she", "said", "“It will not,” … “Not in my time.\nNot ever.”")


def test_a_row_tells_how_sure_the_speaker_is_and_of_which_word() -> None:
    columns = ("certainty", "certainty_polarity", "certainty_score", "certainty_word")
    told = [tuple(csv.unguarded(row[column]) for column in columns) for row in _rows(sure())]
    assert told == [("certain", "no", "-2.80", "sold"), ("possible", "yes", "0.90", "be"), ("", "", "", "")]


@given(readings())
def test_every_attribution_is_a_row_that_reads_back(reading: Reading) -> None:
    rows = _rows(reading)
    assert len(rows) == len(reading.attributions)
    for row, one in zip(rows, reading.attributions, strict=True):
        assert csv.unguarded(row["content"]) == encodable(reading.article.quote(one.content))
        assert csv.unguarded(row["origin"]) == reading.article.origin
        assert [tuple(map(int, place.split(":"))) for place in row["cue_spans"].split()] == [(s.start, s.end) for s in one.cue]
        assert (row["id"], row["parent"]) == (one.id, one.parent or "")


@given(readings())
def test_no_cell_begins_like_a_formula(reading: Reading) -> None:
    assert not [cell for row in _rows(reading) for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]


@given(st.one_of(texts, st.text("'=+-@\t\rx")))
def test_guarding_loses_nothing(cell: str) -> None:
    assert csv.unguarded(csv.guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "'=1"])
def test_formulas_are_guarded(cell: str) -> None:
    assert csv.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "'hoax' claim", "’tis", "12"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert csv.guarded(cell) == cell
