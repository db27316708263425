"""The public surface: what a program that imports onrecord may rely on."""

import os
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import onrecord

TEXT = "Orrin Vale, the harbour master, said the ferry would sail on Friday.\nRain is expected.\n"


def test_the_public_surface_is_this_list() -> None:
    assert sorted(onrecord.__all__) == [
        "Article",
        "Attribution",
        "Failure",
        "InputError",
        "OnRecordError",
        "Reading",
        "Span",
        "__version__",
        "read",
        "read_many",
    ]
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert onrecord.__version__ == project["version"]


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys, onrecord; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "httpx", "click", "rich", "docx"} & set(loaded)
    assert "onrecord" in loaded


def test_a_text_keeps_its_words_and_offsets_point_into_it() -> None:
    text = "\n  " + TEXT
    reading = onrecord.read(text)
    assert reading.article.text == text
    (said,) = [one for one in reading.attributions if text[one.cue[0].start : one.cue[0].end] == "said"]
    assert reading.article.quote(said.source).startswith("Orrin Vale")
    assert "the ferry would sail on Friday" in reading.article.quote(said.content)


def test_a_file_reads_by_path_and_by_name(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf8")
    by_path, by_name = onrecord.read(path), onrecord.read(str(path))
    assert by_path == by_name
    assert by_path.article.origin == str(path)
    assert by_path.attributions


def test_a_reading_survives_its_own_json() -> None:
    import json

    reading = onrecord.read(TEXT)
    assert onrecord.Reading.from_dict(json.loads(reading.to_json())).to_json() == reading.to_json()


def test_a_name_of_no_file_is_not_read_as_a_text() -> None:
    with pytest.raises(onrecord.InputError, match="no such file"):
        onrecord.read("reports/fery.html")


def test_a_path_of_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(onrecord.InputError, match="absent"):
        onrecord.read(tmp_path / "absent.txt")


def test_a_text_that_can_be_no_file_name_is_a_text() -> None:
    long = TEXT * 80
    assert onrecord.read(long).article.text == long
    assert onrecord.read("He said\x00 no.").article.text


def test_several_articles_in_one_file_are_refused_with_what_to_call_instead(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text('{"id": "a", "text": "One said so."}\n{"id": "b", "text": "Two said so."}\n', encoding="utf8")
    with pytest.raises(onrecord.InputError, match="read_many"):
        onrecord.read(path)
    assert [reading.article.id for reading in onrecord.read_many([path]) if isinstance(reading, onrecord.Reading)] == ["a", "b"]


def test_one_bad_input_is_a_failure_in_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    inputs: list[str | os.PathLike[str]] = [TEXT, tmp_path / "absent.txt", "nowhere.pdf", TEXT]
    results = list(onrecord.read_many(inputs))
    assert [type(result) for result in results] == [onrecord.Reading, onrecord.Failure, onrecord.Failure, onrecord.Reading]
    assert "absent.txt" in str(results[1])


def test_every_error_of_the_package_can_be_caught_as_one() -> None:
    assert issubclass(onrecord.InputError, onrecord.OnRecordError)


def test_threads_that_read_at_once_get_the_same_readings() -> None:
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(onrecord.read, [TEXT] * 4)
    assert all(other == first for other in others)
