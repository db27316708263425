"""brat standoff: every line points at the words that it names."""

import re

from hypothesis import given

from onrecord.export import brat
from onrecord.model import Reading
from tests import marked
from tests.export.readings import STORY, readings, sure


def test_a_story_reads_like_this() -> None:
    reading = marked.read("{content|“It will not,”} {source|she} {cue|said}. {content|“Not ever.”}\n{furniture:appeal|Give now.}")
    (one,) = reading.attributions
    assert brat.standoff(reading) == (
        "T1\tAttribution 19 23\tsaid\n"
        "T2\tSource 15 18\tshe\n"
        "T3\tContent 0 14;25 36\t“It will not,” “Not ever.”\n"
        "T4\tFurniture 37 46\tGive now.\n"
        "E1\tAttribution:T1 Source:T2 Content:T3\n"
        "A1\tForm E1 direct\n"
        f"#1\tAnnotatorNotes E1\t{one.id} score=0.9000 by=marked/1\n"
        "A2\tReason T4 appeal\n"
    )


def test_a_nested_attribution_names_its_parent_and_one_without_source_has_none() -> None:
    events = [line for line in brat.standoff(STORY).splitlines() if line.startswith("E")]
    assert events[1].endswith("Parent:E1")
    assert "Source:" not in events[3]


@given(readings())
def test_every_text_bound_line_holds_the_words_at_its_place(reading: Reading) -> None:
    text, lines = brat.text(reading), brat.standoff(reading).split("\n")
    assert len(text) == len(reading.article.text)
    places = {}
    for line in lines:
        if line.startswith("T"):
            name, place, words = line.split("\t", 2)
            kind, _, spans = place.partition(" ")
            pairs = [tuple(map(int, pair.split())) for pair in spans.split(";")]
            assert words == " ".join(text[start:end] for start, end in pairs)
            places[name] = kind, pairs
        else:
            assert not line or re.match(r"[EA#]\d+\t", line)
    for line, one in zip([line for line in lines if line.startswith("E")], reading.attributions, strict=True):
        roles = dict(part.split(":") for part in line.split("\t")[1].split())
        for role, quoted in (("Attribution", one.cue), ("Source", one.source), ("Content", one.content)):
            if quoted:
                kind, pairs = places[roles[role]]
                given_places = {at for start, end in pairs for at in range(start, end) if not text[at].isspace()}
                assert kind == role
                assert given_places == {at for span in quoted for at in range(span.start, span.end) if not text[at].isspace()}


def test_the_configuration_names_every_type_that_is_used() -> None:
    used = {line.split("\t")[1].split()[0].split(":")[0] for line in brat.standoff(STORY).splitlines() if line[0] in "TEA"}
    assert used <= set(re.findall(r"^\w+", brat.CONFIGURATION, re.MULTILINE))


def test_how_sure_a_speaker_is_is_an_attribute_and_its_word_stands_in_the_note() -> None:
    lines = brat.standoff(sure()).splitlines()
    assert [line.split()[2:] for line in lines if "\tCertainty " in line] == [["E1", "certain"], ["E2", "possible"]]
    assert [line.partition(" holds=")[2] for line in lines if " holds=" in line] == ["no -2.80 sold", "yes 0.90 be"]
