"""HTML pages: the story, and what the page states of itself."""

from __future__ import annotations

import gzip
import json

import pytest

from onrecord.model import Moment
from tests.ingest.conftest import STORY, Read, article, failure, lines_of, page


def linked(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def test_the_story_is_read_and_what_stands_around_it_is_not(read: Read) -> None:
    found = article(read("quay.html", page()))
    assert lines_of(found, "headline") == ["Old quay in Port Elsin opens again"]
    assert lines_of(found, "body") == list(STORY)
    assert found.text == "\n".join(["Old quay in Port Elsin opens again", *STORY])


@pytest.mark.parametrize("name", ["quay.htm", "quay.xhtml", "quay"])
def test_every_name_of_a_page_reads_the_same(read: Read, name: str) -> None:
    assert lines_of(article(read(name, page())), "body") == list(STORY)


def test_a_packed_page_is_unpacked(read: Read) -> None:
    assert lines_of(article(read("quay.html.gz", gzip.compress(page().encode()))), "body") == list(STORY)


def test_title_byline_outlet_and_date_come_from_the_page(read: Read) -> None:
    head = linked(
        headline="Old quay in Port Elsin opens again &amp; again",
        author=[{"@type": "Person", "name": "Per Holm"}, {"@type": "Person", "name": "Ida Brandt"}],
        publisher={"@type": "Organization", "name": "The Elsin Courier"},
        datePublished="2031-05-04T06:30:15+02:00",
    )
    found = article(read("quay.html", page(head=head)))
    assert found.title == "Old quay in Port Elsin opens again"
    assert (found.byline, found.outlet) == ("Per Holm, Ida Brandt", "The Elsin Courier")
    assert found.published == Moment("2031-05-04T06:30:15+02:00", "second")


def test_a_page_without_a_date_has_none(read: Read) -> None:
    assert article(read("quay.html", page())).published is None


def test_the_date_of_a_related_story_is_not_this_story_s(read: Read) -> None:
    other = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2029-01-02"}
    head = f"<script type='application/ld+json'>{json.dumps({'@type': 'ItemList', 'itemListElement': [other]})}</script>"
    times = "<time datetime='2029-01-02'>then</time><time datetime='2030-02-03'>and then</time>"
    assert article(read("quay.html", page(head=head, body=times))).published is None


def test_a_time_element_of_the_article_dates_it(read: Read) -> None:
    found = article(read("quay.html", page(body="<time datetime='2031-05-04'>today</time>")))
    assert found.published == Moment("2031-05-04", "day")


@pytest.mark.parametrize(
    "script",
    [
        "<script type='application/ld+json'>{broken</script>",
        "<script type='application/ld+json'></script>",
        "<script type='application/ld+json'>[[[], 3, null, {'@type': 7}]]</script>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 3, "author": [[], {"name": {}}], "publisher": 1}</script>',
        f"<script type='application/ld+json'>{'[' * 100_000}</script>",
    ],
)
def test_malformed_json_in_a_page_costs_nothing_but_itself(read: Read, script: str) -> None:
    found = article(read("quay.html", page(head=script + "<meta property='og:site_name' content='Elsin Courier'>")))
    assert (found.title, found.outlet) == ("Old quay in Port Elsin opens again", "Elsin Courier")


@pytest.mark.parametrize("wrap", ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "{};", "<![CDATA[{}]]>"])
def test_json_wrapped_as_pages_do_is_read(read: Read, wrap: str) -> None:
    record = json.dumps({"@graph": [{"@type": ["ReportageNewsArticle"], "headline": "x", "author": "Per Holm"}]}).replace(
        '"x"', '"Old quay\nopens"'
    )
    head = f"<script type='application/ld+json'>{wrap.replace('{}', record)}</script>"
    assert article(read("quay.html", page(head=head))).byline == "Per Holm"


def test_the_standfirst_is_kept_where_the_page_shows_it(read: Read) -> None:
    words = "Engineers are content while the fishers are not"
    head = f"<meta name='description' content='{words}'>"
    shown = article(read("quay.html", page(head=head, body=f"<h2>{words}</h2>")))
    hidden = article(read("quay.html", page(head=head)))
    assert lines_of(shown, "standfirst") == [words]
    assert words not in hidden.text


def test_a_description_that_copies_the_lede_leaves_the_lede_in_the_body(read: Read) -> None:
    found = article(read("quay.html", page(head=f"<meta name='description' content='{STORY[0]}'>")))
    assert lines_of(found, "body")[0] == STORY[0]
    assert found.text.count(STORY[0]) == 1


def test_a_story_cut_into_several_boxes_is_whole_and_in_order(read: Read) -> None:
    def box(paragraphs: list[str]) -> str:
        return f"<div class='grid'><div class='part'>{''.join(f'<p>{p}</p>' for p in paragraphs)}</div></div>"

    first = [
        f"In part one, witness {i} told the court that the crane had been moved before the storm reached the harbour." for i in range(6)
    ]
    second = [
        f"In part two, engineer {i} denied that the crane had been moved, and she said so to the court on each day." for i in range(6)
    ]
    markup = f"<html><body><article><h1>Court hears of the crane</h1>{box(first)}<hr>{box(second)}</article></body></html>"
    assert lines_of(article(read("court.html", markup)), "body") == first + second


def test_a_page_in_the_character_set_that_it_states_is_read(read: Read) -> None:
    markup = page(story=(*STORY, "The café «Žižek» at the quay stays shut, its owner said on Monday.")).replace("utf-8", "windows-1257")
    assert "café «Žižek»" in article(read("quay.html", markup.encode("cp1257"))).text


def test_markup_in_a_text_file_is_read_as_a_page_with_a_notice(read: Read) -> None:
    found = article(read("quay.txt", page()))
    assert lines_of(found, "body") == list(STORY)
    assert "HTML" in found.notices[0]


def test_words_in_an_html_file_are_read_as_text_with_a_notice(read: Read) -> None:
    found = article(read("quay.html", "The quay is safe, Ada Lind said."))
    assert found.text == "The quay is safe, Ada Lind said."
    assert "plain text" in found.notices[0]


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<!doctype html>",
        "<html><body><script>var a = 'He said so.';</script></body></html>",
        "<html><head><title>Sign in</title></head><body><form><label>Name</label><input></form></body></html>",
        "<html><body><nav>" + "<a href='/x'>Section name</a>" * 50 + "</nav></body></html>",
    ],
)
def test_a_page_without_an_article_says_so(read: Read, markup: str) -> None:
    assert "no article" in failure(read("quay.html", markup)).what


def test_a_day_that_stands_alone_on_the_page_is_that_of_publication(read: Read) -> None:
    assert article(read("quay.html", page(body="<div>May 4, 2031</div>"))).published == Moment("2031-05-04", "day")


def test_of_several_such_days_it_is_not_told_which_is_the_story_s(read: Read) -> None:
    assert article(read("quay.html", page(body="<div>May 4, 2031</div><div>May 2, 2031</div>"))).published is None
