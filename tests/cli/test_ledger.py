"""The commands on a ledger, as a person runs them: real files, a real SQLite, a real PostgreSQL."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, update

from onrecord.store import Store, address
from onrecord.store.schema import articles
from tests.cli.conftest import Run

POST = "The quay\n\n4 May 2031\n\nMayor Ada Lind said the quay is safe.\nEngineer Tom Orr said the pier leans.\n"
GAZETTE = "Quay safe\n\n5 May 2031\n\nAda Lind said the quay is safe.\nThe port denied the pier leans.\n"
HERALD = "No crack\n\n6 May 2031\n\nTom Orr said the gulls are loud.\n"


@pytest.fixture
def desk(desk: Run, new_ledger: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line with a new ledger, on each database."""
    monkeypatch.setenv("ONRECORD_LEDGER", new_ledger())
    return desk


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three papers on one quay."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("post", POST), ("gazette", GAZETTE), ("herald", HERALD)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def filled(desk: Run, news: Path) -> Run:
    """The command line beside a ledger of the three."""
    run = desk("add", news)
    assert run.returncode == 0, run.stderr
    return desk


def asked(desk: Run, *arguments: str | Path) -> list[dict[str, object]]:
    run = desk(*arguments, "--format", "jsonl")
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def claim_of(desk: Run, words: str, ledger: str = "") -> str:
    where = ("--ledger", ledger) if ledger else ()
    return next(str(line["claim"]) for line in asked(desk, "export", *where) if words in str(line["words"]))


def test_adding_tells_what_came_of_it(desk: Run, news: Path) -> None:
    run = desk("add", news)
    assert run.returncode == 0
    assert "3 added, 0 revised, 0 there already" in run.stdout
    assert f"{os.environ['ONRECORD_LEDGER']}: 3 articles" in run.stdout


def test_adding_twice_changes_nothing(filled: Run, news: Path) -> None:
    before = filled("export", "--format", "jsonl").stdout
    run = filled("add", news, news / "post.txt")
    assert "0 added, 0 revised, 4 there already" in run.stdout
    assert filled("export", "--format", "jsonl").stdout == before


def test_one_file_is_one_origin_from_wherever_it_is_added(filled: Run, news: Path) -> None:
    assert "0 added, 0 revised, 1 there already" in filled("add", "news/../news/post.txt").stdout


def test_the_order_of_adding_makes_no_difference(desk: Run, new_ledger: Callable[[], str], news: Path) -> None:
    files = [news / name for name in ("post.txt", "gazette.txt", "herald.txt")]
    there, back = new_ledger(), new_ledger()
    for file in files:
        desk("add", file, "--ledger", there)
    for file in reversed(files):
        desk("add", file, "--ledger", back)
    for command in (("export",), ("claims", "--own-voice"), ("speakers",)):
        one, other = (desk(*command, "--format", "json", "--ledger", name).stdout for name in (there, back))
        assert one == other
        assert len(json.loads(one)) > 2


def test_a_bad_file_does_not_stop_the_rest(desk: Run, news: Path) -> None:
    (news / "empty.txt").write_text("")
    run = desk("add", news)
    assert run.returncode == 1
    assert "3 added" in run.stdout
    assert "it is empty" in run.stderr


def test_the_ledger_may_be_named_by_an_option_and_by_the_environment(desk: Run, new_ledger: Callable[[], str], news: Path) -> None:
    named = new_ledger()
    desk("add", news / "post.txt", "--ledger", named)
    desk("add", news)
    assert len(asked(desk, "articles", "--ledger", named)) == 1
    assert len(asked(desk, "articles")) == 3


def test_a_claim_that_two_papers_carry_is_shown_once_with_both(filled: Run) -> None:
    claim = claim_of(filled, "the quay is safe")
    run = filled("claim", claim)
    assert run.stdout.count("quay is safe") >= 3  # as the claim, and in the words of both
    assert "post.txt" in run.stdout
    assert "gazette.txt" in run.stdout
    lines = asked(filled, "claim", claim)
    assert {line["speaker"] for line in lines} == {"Ada Lind"}
    assert {line["stance"] for line in lines} == {"supports"}


def test_a_denial_stands_against_the_claim_that_it_denies(filled: Run) -> None:
    lines = asked(filled, "claim", claim_of(filled, "the pier leans"))
    assert {(line["speaker"], line["stance"]) for line in lines} == {("Tom Orr", "supports"), ("port", "denies")}
    contested = asked(filled, "claims", "--contested")
    assert [one["id"] for one in contested] == [claim_of(filled, "the pier leans")]
    assert "contested" in str(contested[0]["standing"])


def test_claims_may_be_asked_for_by_words_and_by_day(filled: Run) -> None:
    assert [one["claim"] for one in asked(filled, "claims", "--about", "gulls")] == ["the gulls are loud"]
    assert {str(one["claim"]) for one in asked(filled, "claims", "--since", "2031-05-06")} == {"the gulls are loud"}
    assert filled("claims", "--since", "May").returncode == 2


def test_a_speaker_is_one_across_papers(filled: Run) -> None:
    run = filled("speaker", "Ada Lind")
    assert run.returncode == 0
    assert "2031-05-04" in run.stdout
    assert "2031-05-05" in run.stdout
    assert len(asked(filled, "speaker", "lind")) == 2


def test_a_search_finds_words_and_what_means_the_like(filled: Run) -> None:
    run = filled("search", '"gulls are"')
    assert "gulls are loud" in run.stdout
    assert run.returncode == 0
    assert filled("search", '"', "AND", "(").returncode == 0


def test_papers_are_compared_claim_by_claim(filled: Run) -> None:
    run = filled("compare", "post.txt", "gazette.txt")
    assert "says so (Ada Lind)" in run.stdout
    assert "denied (port)" in run.stdout
    assert "left out" in run.stdout
    assert filled("compare", "post.txt").returncode == 2


@pytest.mark.parametrize(
    "command",
    [
        ("claims",),
        ("claim", "{claim}"),
        ("speakers",),
        ("speaker", "Tom Orr"),
        ("search", "quay"),
        ("compare", "post.txt", "gazette.txt"),
        ("articles",),
        ("revisions",),
        ("export",),
        ("decisions",),
    ],
    ids=lambda command: command[0],
)
def test_every_answer_comes_in_every_format(filled: Run, command: tuple[str, ...], tmp_path: Path) -> None:
    words = [word.format(claim=claim_of(filled, "the pier leans")) if "{" in word else word for word in command]
    for form in ("terminal", "json", "jsonl", "csv", "html"):
        run = filled(*words, "--format", form)
        assert run.returncode == 0, run.stderr
        if form == "json":
            json.loads(run.stdout)
        elif form == "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in run.stdout.splitlines())
        elif form == "csv":
            table = list(csv.reader(io.StringIO(run.stdout)))
            assert len({len(row) for row in table}) <= 1
        elif form == "html":
            assert run.stdout.startswith("<!DOCTYPE html>")
            assert "http" not in run.stdout.replace("http-equiv", "")
        output = tmp_path / f"answer.{form}"
        assert filled(*words, "--format", form, "-o", output).returncode == 0
        if form != "terminal":
            assert output.read_bytes().decode() == run.stdout


def test_what_a_person_decided_holds_when_articles_are_added_anew(filled: Run, news: Path) -> None:
    quay, gulls = claim_of(filled, "the quay is safe"), claim_of(filled, "the gulls are loud")
    assert filled("merge", quay, gulls, "--by", "Ida").returncode == 0
    assert claim_of(filled, "the quay is safe") == claim_of(filled, "the gulls are loud")
    filled("remove", "herald.txt")
    filled("add", news)
    assert claim_of(filled, "the quay is safe") == claim_of(filled, "the gulls are loud")
    assert [(one["verdict"], one["by"]) for one in asked(filled, "decisions")] == [("same claim", "Ida")]
    assert filled("undo", "1").returncode == 0
    assert claim_of(filled, "the quay is safe") != claim_of(filled, "the gulls are loud")


def test_statements_of_one_claim_can_be_parted(filled: Run) -> None:
    one, other = (str(line["id"]) for line in asked(filled, "claim", claim_of(filled, "the quay is safe")))
    assert filled("split", one, other).returncode == 0
    claims = {str(line["id"]): line["claim"] for line in asked(filled, "export")}
    assert claims[one] != claims[other]
    assert filled("merge", one, other).returncode == 0
    claims = {str(line["id"]): line["claim"] for line in asked(filled, "export")}
    assert claims[one] == claims[other]


def test_speakers_can_be_merged_and_named(filled: Run) -> None:
    assert filled("merge", "Tom Orr", "port").returncode == 0
    assert filled("rename", "Tom Orr", "The Engineer").returncode == 0
    run = filled("speaker", "The Engineer")
    assert "denied" not in run.stderr
    assert len(asked(filled, "speaker", "The Engineer")) == 3


def test_a_changed_article_is_a_revision_and_says_what_changed(filled: Run, news: Path) -> None:
    (news / "post.txt").write_text(POST.replace("the pier leans", "the pier leans by two feet") + "Tom Orr said nothing more.\n", "utf-8")
    run = filled("add", news)
    assert "0 added, 1 revised, 2 there already" in run.stdout
    assert "1 statements came, 0 went, 1 changed" in run.stdout
    (revision,) = asked(filled, "revisions")
    assert str(revision["origin"]).endswith("post.txt")
    shown = filled("revisions").stdout
    assert "the pier leans by two feet" in shown
    assert len(asked(filled, "articles")) == 4
    assert not any(line["words"] == "the pier leans" for line in asked(filled, "export") if str(line["origin"]).endswith("post.txt"))
    assert filled("verify").returncode == 0


def test_an_article_under_two_origins_is_one_text(filled: Run, news: Path) -> None:
    (news / "copy.txt").write_text(POST * 3, "utf-8")
    (news / "twin.txt").write_text(POST * 3, "utf-8")
    assert "the same text as" in filled("add", news).stdout


def test_removing_takes_out_one_article_and_nothing_else(filled: Run) -> None:
    assert filled("remove", "herald.txt").returncode == 0
    assert {str(line["origin"]).rsplit("/", 1)[-1] for line in asked(filled, "export")} == {"post.txt", "gazette.txt"}
    assert filled("verify").returncode == 0


def test_verify_finds_what_was_tampered_with(filled: Run) -> None:
    herald = articles.c.origin.endswith("herald.txt")
    with closing(Store(address(os.environ["ONRECORD_LEDGER"]))) as store, store.write() as write:
        reading = write._ask.execute(select(articles.c.reading).where(herald)).scalar_one()
        write._ask.execute(update(articles).where(herald).values(reading=reading.replace("gulls are loud", "gulls are calm")))
    run = filled("verify")
    assert run.returncode == 1
    assert "herald.txt" in run.stdout
    assert "1 flaws" in run.stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("claims", "--ledger", "absent.db"), "there is no ledger here"),
        (("claim", "clm_none"), "there is no claim 'clm_none'"),
        (("claim", "%"), "there is no claim '%'"),
        (("speaker", "Nobody"), "there is no speaker 'Nobody'"),
        (("remove", "absent.txt"), "there is no article 'absent.txt'"),
        (("remove", ".txt"), "fits several articles"),
        (("compare", "absent.txt", "post.txt"), "there is no article 'absent.txt'"),
        (("undo", "7"), "no decision number 7 stands"),
        (("claims", "--ledger", "mysql://desk/ledger"), "cannot be kept in mysql"),
        (("export", "-o", "absent/answer.csv"), "it cannot be written"),
    ],
)
def test_bad_input_gets_one_line(filled: Run, command: tuple[str, ...], said: str) -> None:
    run = filled(*command)
    assert run.returncode == 1
    assert said in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_the_articles_of_one_file_of_json_are_articles_of_their_own(desk: Run, tmp_path: Path) -> None:
    rows = [{"id": name, "text": f"Ada Lind said the {name} is safe.\n"} for name in ("quay", "pier")] + [{"text": "Tom Orr said no.\n"}]
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    assert "3 added, 0 revised" in desk("add", "news.jsonl").stdout
    assert "0 added, 0 revised, 3 there already" in desk("add", "news.jsonl").stdout
    rows[0]["text"] = "Ada Lind said the quay is shut.\n"
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    assert "0 added, 1 revised, 2 there already" in desk("add", "news.jsonl").stdout
    assert desk("verify").returncode == 0
