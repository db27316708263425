"""`onrecord read`: what a person sees, where it goes, and how the program leaves."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from onrecord.model import Reading
from tests.cli.conftest import Run


def test_a_story_in_the_terminal_ends_with_the_network_calls(run: Run, story: Path) -> None:
    done = run("read", story)
    assert done.returncode == 0
    assert "  Mayor Ann Lee  said  indirect\n    the bridge is safe.\n  Engineer Tom Orr  said  indirect\n    it is not.\n" in done.stdout
    assert "no date in this text" in done.stdout
    assert done.stderr == "0 network calls\n"


def test_grouped_by_source(run: Run, story: Path) -> None:
    done = run("read", "--by", "source", story)
    assert "  Mayor Ann Lee (1)\n      said  indirect\n        the bridge is safe.\n" in done.stdout


def test_quiet_says_nothing_but_the_result(run: Run, story: Path) -> None:
    assert run("read", "--quiet", story).stderr == ""


def test_standard_input_is_an_input(run: Run) -> None:
    done = run(
        "read", "-", "--format", "json", stdin="A long enough line about the bridge over the river.\nAnn Lee said the bridge is safe.\n"
    )
    (one,) = json.loads(done.stdout)["attributions"]
    assert one["quote"]["content"] == ["the bridge is safe."]


def test_one_file_is_an_object_and_a_folder_an_array(run: Run, story: Path, folder: Path) -> None:
    assert Reading.from_dict(json.loads(run("read", story, "--format", "json").stdout)).attributions
    assert len(json.loads(run("read", folder, "--format", "json").stdout)) == 3


@pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.csv", "out.conllu", "out.txt"])
def test_a_file_holds_what_the_terminal_would_have_shown(run: Run, folder: Path, tmp_path: Path, name: str) -> None:
    form = {".txt": "terminal"}.get(Path(name).suffix, Path(name).suffix[1:])
    done = run("read", folder, "-o", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "3 articles read, 0 failed\n0 network calls\n"
    assert (tmp_path / name).read_bytes().decode("utf-8") == run("read", folder, "--format", form).stdout.replace("\r\n", "\n").replace(
        "\n", "\r\n" if form == "csv" else "\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", name]


def test_csv_has_a_row_for_each_attribution(run: Run, folder: Path, tmp_path: Path) -> None:
    run("read", folder, "-o", "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["content"] for row in csv.DictReader(file)] == [f"crack {number} is small." for number in (1, 2, 3)]


def test_brat_makes_two_files_for_each_article_and_the_configuration(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("read", folder, "--format", "brat", "-o", "notes").returncode == 0
    names = ["annotation.conf", *(f"day{number}.{suffix}" for number in (1, 2, 3) for suffix in ("ann", "txt"))]
    assert sorted(path.name for path in (tmp_path / "notes").iterdir()) == names
    assert (tmp_path / "notes/day2.ann").read_text("utf-8").startswith("T1\tAttribution ")


def test_articles_of_one_name_get_files_of_their_own(run: Run, tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / ("Day.txt" if folder == "b" else "day.txt")).write_text(
            f"Report {folder} came out today.\nLee said {folder}.\n"
        )
    run("read", "a", "b", "c", "--format", "brat", "-o", "out")
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").glob("*.txt")}
    assert len(texts) == len({name.casefold() for name in texts}) == len(set(texts.values())) == 3


def test_html_of_one_article_is_a_page(run: Run, story: Path, tmp_path: Path) -> None:
    done = run("read", story, "-o", "page.html")
    assert done.returncode == 0, done.stderr
    assert "Mayor Ann Lee" in (tmp_path / "page.html").read_text("utf-8")
    assert run("read", story, "--format", "html").stdout == (tmp_path / "page.html").read_text("utf-8")


def test_html_of_many_in_a_folder_has_an_index_that_links_each(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("read", folder, "--format", "html", "-o", "pages")
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "pages/index.html").read_text("utf-8")
    for number in (1, 2, 3):
        assert f'href="./day{number}.html"' in index
        assert f"crack {number} is small" in (tmp_path / f"pages/day{number}.html").read_text("utf-8")


def test_a_batch_goes_on_past_what_fails_and_says_so_at_the_end(run: Run, folder: Path) -> None:
    (folder / "day2.txt").write_bytes(b"")
    done = run("read", folder, "absent.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    first, second, counts, calls = done.stderr.splitlines()
    assert "day2.txt: " in first
    assert "absent.txt: " in second
    assert (counts, calls) == ("2 articles read, 2 failed", "0 network calls")


def test_a_quote_that_is_not_at_its_place_is_a_failure_and_is_not_shown(run: Run, folder: Path) -> None:
    (folder / "day2.txt").write_text("MOVE this quote to another place of the text.\nAnn Lee said the moved words.\n")
    done = run("read", folder, "--format", "csv")
    assert done.returncode == 1
    assert "moved words" not in done.stdout
    assert "day2.txt: " in done.stderr
    assert "2 articles read, 1 failed" in done.stderr


def test_nothing_read_leaves_the_file_of_yesterday(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("yesterday")
    assert run("read", "absent.txt", "-o", "out.json").returncode == 1
    assert (tmp_path / "out.json").read_text() == "yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["read"], "INPUT"),
        (["read", "a.txt", "--format", "xml"], "xml"),
        (["read", "a.txt", "--jobs", "0"], "jobs"),
        (["read", "a.txt", "--format", "brat"], "-o"),
        (["read", "a.txt", "--format", "csv", "--by", "source"], "--by"),
        (["read", "a.txt", "--format", "json", "-o", "."], "folder"),
        (["rede", "a.txt"], "rede"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(run: Run, arguments: list[str], hint: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_steers_terminals_is_shown_as_symbols(run: Run) -> None:
    done = run("read", "\x1b[2Jno\nsuch.txt")
    assert "␛[2Jno ↵ such.txt: " in done.stderr
    assert "\x1b" not in done.stderr
