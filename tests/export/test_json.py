"""The JSON contract: what is written parses, fits the schema, and comes back as the same reading."""

import copy
import json as stdlib_json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

from onrecord.export import json, jsonl
from onrecord.model import Reading
from tests.export.readings import STORY, readings, sure

SCHEMA = stdlib_json.loads((Path(__file__).parents[2] / "docs/reference/reading.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema_and_names_the_format() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == STORY.to_dict()["schema"]


@given(readings())
def test_every_reading_fits_the_schema_and_comes_back_the_same(reading: Reading) -> None:
    (line,) = jsonl.chunks([reading])
    data = stdlib_json.loads(line)
    VALIDATOR.validate(data)
    assert Reading.from_dict(data) == reading


@given(readings())
def test_a_line_of_jsonl_is_one_line_of_utf8_without_control_characters(reading: Reading) -> None:
    (line,) = jsonl.chunks([reading])
    assert line.encode("utf-8")
    assert line.splitlines(keepends=True) == [line]
    assert not {"\x1b", "\x9b", "\u202e", "\u2028", "\x00"} & set(line)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every field of the document, the first item standing for its list."""
    if isinstance(value, dict):
        return [found for key in value for found in [(*path, key), *_paths(value[key], (*path, key))]]
    return _paths(value[0], (*path, 0)) if isinstance(value, list) and value else []


@pytest.mark.parametrize("path", _paths(STORY.to_dict()), ids=lambda path: ".".join(map(str, path)))
def test_the_schema_knows_every_field_and_misses_each_that_is_gone(path: tuple[Any, ...]) -> None:
    document = copy.deepcopy(STORY.to_dict())
    place = document
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "onrecord/reading/2"),
        (("article", "published", "precision"), "hour"),
        (("article", "blocks", 0, "reason"), "appeal"),
        (("article", "blocks", 1, "reason"), None),
        (("article", "blocks", 0, "kind"), "advert"),
        (("article", "digest"), "abc"),
        (("attributions", 0, "cue"), []),
        (("attributions", 0, "content", 0), [1]),
        (("attributions", 0, "content", 0), [1, 2, 3]),
        (("attributions", 0, "form"), "quoted"),
        (("attributions", 0, "score"), 1.5),
        (("voice", 0), [-1, 2]),
    ],
)
def test_the_schema_refuses_wrong_values(path: tuple[Any, ...], value: Any) -> None:
    document = copy.deepcopy(STORY.to_dict())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)


def test_fields_that_a_later_version_adds_break_nothing() -> None:
    document = STORY.to_dict()
    document["claims"] = []
    document["article"]["language"] = "en"
    VALIDATOR.validate(document)
    assert Reading.from_dict(document) == STORY


@pytest.mark.parametrize(
    ("count", "array", "kind"), [(0, False, list), (1, False, dict), (1, True, list), (0, True, list), (3, False, list)]
)
def test_one_reading_is_an_object_and_several_are_an_array(count: int, array: bool, kind: type) -> None:
    document = stdlib_json.loads("".join(json.chunks([STORY] * count, array=array)))
    assert isinstance(document, kind)
    assert document == ([STORY.to_dict()] * count if kind is list else STORY.to_dict())


def test_an_array_is_written_one_reading_at_a_time() -> None:
    taken = []

    def source() -> Any:
        for number in range(5):
            taken.append(number)
            yield STORY

    chunks = json.chunks(source())
    next(chunks)
    assert len(taken) == 2, "one ahead, to know whether there are several"


def test_how_sure_a_speaker_is_comes_back_and_a_reading_from_before_it_was_told_still_loads() -> None:
    data = sure().to_dict()
    VALIDATOR.validate(data)
    assert [one["certainty"] and one["certainty"]["polarity"] for one in data["attributions"]] == ["no", "yes", None]
    assert Reading.from_dict(data) == sure()
    for one in data["attributions"]:
        del one["certainty"]
    assert [one.certainty for one in Reading.from_dict(data).qualifications] == [None, None, None]


@pytest.mark.parametrize(("field", "value"), [("word", [0, 3]), ("score", 4.0), ("label", "sure"), ("polarity", "unclear")])
def test_a_certainty_that_cannot_be_is_refused(field: str, value: Any) -> None:
    data = sure().to_dict()
    data["attributions"][0]["certainty"][field] = value
    with pytest.raises(ValueError, match=r"certainty|polarity|unclear"):
        Reading.from_dict(data)
