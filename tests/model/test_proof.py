"""A quote proves itself: words that are no longer where they were found are neither shown nor written."""

from dataclasses import replace

import pytest

from onrecord.export import brat, conllu, csv, json, jsonl, terminal
from onrecord.model import Reading, Span, UnprovenQuoteError, attribution_id
from onrecord.model.proof import proven
from tests import marked

HONEST = marked.read("{source|Ann Lee} {cue|said} {content|the bridge is safe}.")
ONE = HONEST.attributions[0]
MOVED = Reading(HONEST.article, (replace(ONE, content=(Span(13, 19),)),))


def test_an_honest_reading_passes_unchanged() -> None:
    assert proven(HONEST) is HONEST


def test_a_quote_that_was_moved_is_refused() -> None:
    with pytest.raises(UnprovenQuoteError, match="not at the place"):
        proven(MOVED)


def test_a_text_that_was_changed_is_refused() -> None:
    other = replace(HONEST.article, id="art_other")
    with pytest.raises(UnprovenQuoteError, match="not at the place"):
        proven(Reading(other, (replace(ONE, article="art_other"),)))


def test_a_quote_of_nothing_is_refused() -> None:
    places = ONE.source, ONE.cue, (Span(12, 13),)
    blank = replace(ONE, id=attribution_id(ONE.article, *places), content=places[2])
    with pytest.raises(UnprovenQuoteError, match="quotes nothing"):
        proven(Reading(HONEST.article, (blank,)))


@pytest.mark.parametrize("export", [json.chunks, jsonl.chunks, csv.chunks, conllu.chunks, terminal.chunks])
def test_no_format_writes_a_quote_that_was_moved(export: object) -> None:
    assert callable(export)
    with pytest.raises(UnprovenQuoteError):
        list(export([MOVED]))


def test_brat_writes_no_quote_that_was_moved() -> None:
    with pytest.raises(UnprovenQuoteError):
        brat.standoff(MOVED)
