"""The reference says what the code does: no option, name, field, limit or message is missing from it, and none is made up."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from tests.cli.stand_in import PARTS

import onrecord
from onrecord.cli.main import SUFFIXES as ENDINGS
from onrecord.cli.main import cli, main
from onrecord.cli.outputs import ARTICLES_A_PAGE
from onrecord.cli.parts import Parts
from onrecord.export import FORMATS, csv
from onrecord.ingest import SUFFIXES, Limits
from onrecord.ingest.limits import size
from onrecord.model import ACTS, FURNITURE_REASONS, ORIGIN_KINDS, SPEAKER_KINDS
from onrecord.model.certainty import SURENESSES
from onrecord.reader import Reads

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "onrecord"
CLI = (DOCS / "reference" / "cli.md").read_text("utf-8")
JSON = (DOCS / "reference" / "json.md").read_text("utf-8")
PYTHON = (DOCS / "reference" / "python.md").read_text("utf-8")
SCHEMA = json.loads((DOCS / "reference" / "reading.schema.json").read_text("utf-8"))

OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def sections(page: str) -> dict[str, str]:
    """What stands under each heading of the second level."""
    return {heading.strip("` "): body for heading, body in re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", page, re.M | re.S)}


def rows(section: str) -> list[list[str]]:
    """The cells of the tables of a section, without their heads."""
    cells = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    rules = [number for number, row in enumerate(cells) if set("".join(row)) <= set("-")]
    return [row for number, row in enumerate(cells) if number not in rules and number + 1 not in rules]


def names(section: str) -> list[str]:
    """What the first cells of a section's tables name, arguments left out."""
    return [re.split(r"[ (]", name)[0] for row in rows(section) for name in re.findall(r"`([^`]+)`", row[0])]


# The command line


def commands() -> dict[str, click.Command]:
    return {"onrecord": cli, **{f"onrecord {name}": command for name, command in cli.commands.items()}}


def options(command: click.Command) -> set[str]:
    """All that a command understands, help included."""
    with click.Context(command, help_option_names=["-h", "--help"]) as context:
        return {name for one in command.get_params(context) if isinstance(one, click.Option) for name in (*one.opts, *one.secondary_opts)}


def test_every_command_has_a_section_and_no_other_has() -> None:
    assert {heading for heading in sections(CLI) if heading.startswith("onrecord")} == set(commands())


@pytest.mark.parametrize("command", commands())
def test_the_options_of_a_command_are_those_in_its_table(command: str) -> None:
    assert sorted(names(sections(CLI)[command])) == sorted(options(commands()[command]))


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS.glob("*.md"), *DOCS.glob("[gr]*/*.md")], ids=lambda page: str(page.name))
def test_no_page_shows_onrecord_with_an_option_that_it_does_not_have(page: Path) -> None:
    known = set().union(*map(options, commands().values()))
    # Only what stands in code, on a line or in a span that calls the program; a pipe or a semicolon ends the call.
    calls = re.findall(r"\bonrecord (?:read|demo)\b[^`|;&\n]*", page.read_text("utf-8"))
    assert not {option for call in calls for option in OPTION.findall(call)} - known


def test_what_an_option_may_be_and_its_default_are_told() -> None:
    for command in ("read", "demo"):
        told = {name: " ".join(row) for row in rows(sections(CLI)[f"onrecord {command}"]) for name in OPTION.findall(row[0])}
        for parameter in cli.commands[command].params:
            row = told.get(parameter.opts[0], "")
            if isinstance(parameter.type, click.Choice):
                place = sections(CLI)["Formats"] if parameter.name == "form" else row
                assert set(parameter.type.choices) <= set(re.findall(r"[a-z]+", " ".join(re.findall(r"`([^`]+)`", place))))
            if isinstance(parameter.default, Path):
                assert f"by default `{parameter.default}`" in row


def test_the_formats_and_their_endings_are_those_of_the_code() -> None:
    table = {row[0].strip("`"): re.findall(r"`([^`]+)`", row[1]) for row in rows(sections(CLI)["Formats"])}
    assert list(table) == list(FORMATS)
    assert {ending: name for name, endings in table.items() for ending in endings} == ENDINGS
    assert f"at most {ARTICLES_A_PAGE} articles" in sections(CLI)["Formats"]


def test_the_endings_of_files_are_those_that_are_read() -> None:
    assert tuple(name for name in names(sections(CLI)["Inputs"]) if name.startswith(".")) == SUFFIXES


def test_the_variables_of_the_environment_are_those_that_are_read() -> None:
    told = {name for name in names(sections(CLI)["Environment"]) if name.startswith("ONRECORD")}
    assert told == {name for file in PACKAGE.rglob("*.py") for name in re.findall(r"\bONRECORD_[A-Z]+", file.read_text("utf-8"))}


def test_the_limits_are_those_of_the_code() -> None:
    limits = Limits()
    assert [value for _, value in rows(sections(CLI)["Limits"])] == [
        size(limits.file_bytes),
        size(limits.html_bytes),
        size(limits.unpacked_bytes),
        f"{limits.expansion:,}",
        f"{limits.pdf_pages:,}",
        f"{limits.redirects}",
        f"{limits.seconds:g} seconds",
    ]


class Raising:
    """A reader that ends as its argument says."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def read_many(
        self, things: Iterable[onrecord.Article | onrecord.Reading | onrecord.Failure]
    ) -> Iterator[onrecord.Reading | onrecord.Failure]:
        raise self._error


def raising(error: BaseException) -> Parts:
    def made(threads: int | None) -> Reads:
        return Raising(error)

    return Parts(reader=made)


# A way to each exit code; what is read is never reached, or is not there.
ENDINGS_OF_A_RUN = {
    0: (["read", "--help"], PARTS),
    1: (["read", "absent.txt"], PARTS),
    2: (["read"], PARTS),
    130: (["read", "absent.txt"], raising(KeyboardInterrupt())),
    141: (["read", "absent.txt"], raising(BrokenPipeError())),
}


def test_every_exit_code_is_told() -> None:
    assert [int(code) for code, _ in rows(sections(CLI)["Exit codes"])] == sorted(ENDINGS_OF_A_RUN)


@pytest.mark.parametrize("code", ENDINGS_OF_A_RUN)
def test_the_command_ends_with_the_exit_code_that_is_told(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, parts = ENDINGS_OF_A_RUN[code]
    with pytest.raises(SystemExit) as leaving:
        main(arguments, parts)
    assert leaving.value.code == code


def spoken() -> str:
    """All string literals of the code that reads and writes, each on a line; an f-string's pieces are lines of their own."""
    trees = [ast.parse(file.read_text("utf-8")) for folder in ("ingest", "cli") for file in sorted((PACKAGE / folder).glob("*.py"))]
    literals = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return "\n".join(literal for literal in literals if isinstance(literal, str))


@pytest.mark.parametrize("message", [row[1] for row in rows(sections(CLI)["Messages"])])
def test_a_message_that_is_told_is_one_that_the_code_has(message: str) -> None:
    pieces = [piece.strip() for piece in message.split("…")]
    assert max(map(len, pieces)) >= 8, "too short to prove anything"
    missing = [piece for piece in pieces if piece and piece not in spoken()]
    assert not missing


# JSON


def objects() -> dict[str, dict[str, Any]]:
    """The schema of each object, under the heading that describes it."""
    definitions = SCHEMA["$defs"]
    return {
        "Reading": SCHEMA,
        "Article": definitions["article"],
        "Moment": definitions["moment"],
        "Block": definitions["block"],
        "Attribution": definitions["attribution"],
        "Speaker": definitions["speaker"],
        "Anonymity": definitions["anonymity"],
        "Certainty": definitions["certainty"],
        "When": definitions["when"],
        "Hop": definitions["hop"],
        "Denial": definitions["denial"],
        "Proposition": definitions["proposition"],
        "Part": definitions["part"],
        "Reference": definitions["reference"],
        "Quote": definitions["attribution"]["properties"]["quote"],
    }


def with_properties(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside this one that describes an object's fields."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from with_properties(inner)


def may_be_null(schema: dict[str, Any]) -> bool:
    choices = [schema, *schema.get("oneOf", ())]
    return any("null" in choice.get("type", ()) or None in choice.get("enum", ()) for choice in choices)


def values(schema: Any) -> set[str]:
    """The words that a schema allows, where it lists them."""
    if isinstance(schema, dict):
        listed = {word for word in (*schema.get("enum", ()), schema.get("const")) if isinstance(word, str)}
        return listed.union(*(values(inner) for key, inner in schema.items() if key not in ("if", "then", "else", "$defs")))
    return set().union(*map(values, schema)) if isinstance(schema, list) else set()


def test_every_object_of_the_schema_has_a_section() -> None:
    assert all(schema in objects().values() for schema in with_properties(SCHEMA))


@pytest.mark.parametrize("heading", objects())
def test_the_fields_of_an_object_are_those_in_its_table(heading: str) -> None:
    assert names(sections(JSON)[heading]) == list(objects()[heading]["properties"])


@pytest.mark.parametrize("heading", objects())
def test_the_table_says_which_fields_may_be_null(heading: str) -> None:
    told = {row[0].strip("`"): "null" in row[1] for row in rows(sections(JSON)[heading])}
    assert told == {name: may_be_null(schema) for name, schema in objects()[heading]["properties"].items()}


@pytest.mark.parametrize("heading", objects())
def test_every_value_that_a_field_may_have_is_told(heading: str) -> None:
    for row in rows(sections(JSON)[heading]):
        told = set(re.findall(r"`([^`]+)`", row[2]))
        assert values(objects()[heading]["properties"][row[0].strip("`")]) <= told


def test_the_concepts_explain_every_reason_kind_and_act() -> None:
    told = [row[0] for row in rows((DOCS / "concepts.md").read_text("utf-8"))]
    assert told == [*FURNITURE_REASONS, *SPEAKER_KINDS, *ACTS, *SURENESSES, *ORIGIN_KINDS]


def test_the_columns_of_the_table_are_those_that_are_written() -> None:
    guide = (DOCS / "guides" / "spreadsheet.md").read_text("utf-8")
    assert tuple(names(guide)) == csv.COLUMNS


# Python


def members(thing: Any) -> set[str]:
    """The fields, methods and properties of a class; the parameters of a function."""
    if not inspect.isclass(thing):
        return set(inspect.signature(thing).parameters)
    fields = set(inspect.signature(thing).parameters) if "__init__" in vars(thing) else set()
    return fields | {name for name in vars(thing) if not name.startswith("_")}


def test_every_public_name_has_a_heading_and_no_other_name_has() -> None:
    assert sorted(re.split(r"[(`]", heading)[0] for heading in sections(PYTHON)) == sorted(onrecord.__all__)


@pytest.mark.parametrize("name", [name for name in onrecord.__all__ if callable(getattr(onrecord, name))])
def test_the_members_of_a_public_name_are_those_in_its_table(name: str) -> None:
    (section,) = [body for heading, body in sections(PYTHON).items() if re.split(r"[(`]", heading)[0] == name]
    assert sorted(names(section)) == sorted(members(getattr(onrecord, name)))


def test_functions_are_shown_with_the_parameters_that_they_take() -> None:
    shown = dict(re.findall(r"^## `(\w+)\(([^)]*)\)`", PYTHON, re.M))
    assert shown == {name: ", ".join(inspect.signature(getattr(onrecord, name)).parameters) for name in ("read", "read_many")}
