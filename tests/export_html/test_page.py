"""What a page says, and what can never get into it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.export.html import page, pages
from onrecord.export.page.cut import cut, prove
from onrecord.export.page.rows import in_order
from onrecord.export.page.words import cited, date_of, link_of
from onrecord.export.visible import visible
from onrecord.model import Block, Moment, Reading, Span, Spans, UnprovenQuoteError
from tests.export.readings import sure
from tests.export_html.parsed import parsed
from tests.export_html.story import APPEAL, TEXT, Mark, at, ferry, reading_of

HOSTILE = (
    "</p></article><script>alert(1)</script></style><!-- \" onmouseover=alert(1) ' {{ 7 * 7 }} {% raw %} javascript:alert(1) &lt;b&gt;"
)


def spans_within(length: int) -> st.SearchStrategy[Spans]:
    """Ordered, separate places of a text."""
    bounds = st.lists(st.integers(0, length), unique=True, max_size=6).map(sorted)
    return bounds.map(lambda b: tuple(Span(start, end) for start, end in zip(b[::2], b[1::2], strict=False)))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any text, with attributions, furniture and own voice anywhere, nested or crossing."""
    letters = st.sampled_from("ab <&>\"'\n\n\t\r\x00\x0c\x85\u202e\u2028\u00adé😀\ud800{}%") | st.characters()
    text = draw(st.text(letters, min_size=1, max_size=60))
    some = spans_within(len(text))
    marks: list[Mark] = []
    for number in range(draw(st.integers(0, 5))):
        cue, content = draw(some.filter(bool)), draw(some.filter(bool))
        parent = draw(st.none() | st.integers(0, number - 1)) if number else None
        marks.append((draw(some), cue, content, draw(st.sampled_from(["direct", "indirect", "mixed"])), parent))
    kinds = st.sampled_from([Block(Span(0, 1), "headline"), Block(Span(0, 1), "body"), Block(Span(0, 1), "furniture", "appeal")])
    blocks = tuple(replace(draw(kinds), span=span) for span in draw(some))
    return reading_of(text, marks, blocks=blocks, voice=draw(some), title=draw(st.none() | st.text(letters)), origin=draw(st.text(letters)))


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(readings())
def test_the_article_is_the_text_and_each_row_lights_exactly_its_words(reading: Reading) -> None:
    text = reading.article.text
    html = page(reading)
    html.encode("utf-8")
    found = parsed(html)
    assert found.all("article")[0].words == visible(text)
    places = in_order(reading.attributions)
    assert sorted(place.attribution.id for place in places) == sorted(a.id for a in reading.attributions)
    for number, place in enumerate(places):
        attribution = place.attribution
        for role, spans in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content)):
            assert found.lit(number, role) == visible("".join(span.of(text) for span in spans))


def test_rows_show_source_cue_content_and_form_and_nested_ones_name_their_parents_row() -> None:
    rows = [e for e in parsed(page(ferry())).all("tr") if "data-i" in e.attributes]
    shown = [" ".join(row.words.split()) for row in rows]
    assert len(shown) == 12
    assert shown[2] == (
        "3 Oona Brandvik, who chairs the authority said “Nobody was hurt, and that is luck and not planning,” … "
        "“We will not rely on luck again.” direct"
    )
    assert shown[5] == "6 two inspectors in 5, Its director, Piet Romarin believe the beams were “sound as a bell” in March mixed"
    assert (rows[5].attributes["aria-level"], rows[5].attributes["class"]) == ("2", "d1")
    assert shown[7].startswith("8 not stated It was claimed")


def test_a_nested_attribution_stands_under_its_parent_however_they_were_ordered() -> None:
    story = ferry()
    child, others = story.attributions[5], [*story.attributions[:5], *story.attributions[6:]]
    moved = replace(story, attributions=(child, *others))
    assert [place.attribution.id for place in in_order(moved.attributions)] == [a.id for a in story.attributions]


def test_parents_in_a_circle_lose_no_row() -> None:
    first, second = ferry().attributions[:2]
    circle = (replace(first, parent=second.id), replace(second, parent=first.id))
    assert [(place.attribution.id, place.depth) for place in in_order(circle)] == [(first.id, 0), (second.id, 1)]


def test_the_masthead_says_what_the_article_states_and_what_it_does_not() -> None:
    words = parsed(page(ferry())).all("header")[1].words
    assert [part in words for part in ("The Skerry Courier", "Ines Varga", "6 May 2031", "https://courier.example/news/pier")] == [True] * 4
    bare = parsed(page(reading_of("Rain fell.")))
    words = bare.all("header")[1].words
    assert "Outlet not stated" in words
    assert "no date in this text" in words
    assert "Nobody is said to say anything in this text." in bare.all("aside")[0].words


def test_the_headline_is_shown_once_where_the_text_holds_it_and_above_the_text_where_not() -> None:
    assert [e.words for e in parsed(page(ferry())).all("h1")] == ["Ferry pier unsafe for years, Port Authority says"]
    assert [e.words for e in parsed(page(reading_of("Rain fell.", title="Wet day"))).all("h1")] == ["Wet day"]


def test_counts_are_those_of_the_reading() -> None:
    counts = next(e for e in parsed(page(ferry())).all("p") if e.attributes.get("class") == "counts").words
    assert " ".join(counts.split()) == (
        "12 attributions 2 direct 7 indirect 3 mixed 3 nested 1 with no stated source 1 passage in the outlet’s own voice "
        "3 pieces of furniture set aside"
    )


def test_furniture_glued_to_the_lede_is_struck_through_with_its_reason_and_the_lede_is_not() -> None:
    struck = parsed(page(ferry())).all("s")
    assert struck[0].words == APPEAL
    assert struck[0].attributes["data-why"] == "appeal"
    assert struck[0].attributes["title"] == "Set aside as furniture: an appeal for money or support"
    assert struck[0].attributes["tabindex"] == "0"


def test_a_number_stands_behind_each_content_and_links_to_its_row() -> None:
    found = parsed(page(ferry()))
    ids = {e.attributes["id"] for e in found.elements if "id" in e.attributes}
    notes = [e for e in found.all("a") if e.attributes.get("class") == "n"]
    assert sorted(int(e.attributes["data-n"]) for e in notes) == list(range(1, 13))
    assert all(e.attributes["href"].startswith("#att_") and e.attributes["href"][1:] in ids for e in notes)
    assert all(e.words == "" for e in notes), "the numbers are no part of the text"


def test_every_link_inside_the_page_has_a_target_and_no_name_is_used_twice() -> None:
    found = parsed(pages([ferry(), ferry(), reading_of("Rain fell.")]))
    ids = [e.attributes["id"] for e in found.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    inner = {e.attributes["href"][1:] for e in found.all("a") if e.attributes["href"].startswith("#")}
    assert inner <= set(ids)


@pytest.mark.parametrize("where", ["text", "title", "outlet", "byline", "origin", "notices", "date", "id"])
def test_hostile_words_stay_words(where: str) -> None:
    story = reading_of(
        HOSTILE if where == "text" else "Ana Lee said no.",
        [((Span(0, 3),), (Span(4, 7),), (Span(8, 12),), "indirect", None)],
        origin=HOSTILE if where == "origin" else "a.txt",
        title=HOSTILE if where == "title" else None,
        outlet=HOSTILE if where == "outlet" else None,
        byline=HOSTILE if where == "byline" else None,
        published=Moment(HOSTILE, "day") if where == "date" else None,
        notices=(HOSTILE,) if where == "notices" else (),
    )
    if where == "id":
        story = replace(story, attributions=(replace(story.attributions[0], id=HOSTILE, by=HOSTILE),))
    html = page(story)
    found = parsed(html)
    plain = parsed(page(reading_of("Ana Lee said no.", [((Span(0, 3),), (Span(4, 7),), (Span(8, 12),), "indirect", None)], origin="a.txt")))
    assert len(found.all("script")) == len(found.all("style")) == len(found.all("article")) == 1
    assert {name for e in found.elements for name in e.attributes} <= {name for e in plain.elements for name in e.attributes} | {
        "datetime",
        "role",
    }
    assert HOSTILE not in html
    assert "{{ 7 * 7 }}" in html, "the words are there to be read"


@pytest.mark.parametrize(
    "origin",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "story.txt",
        "https://a.example/\u202etxt.exe",
        "https://a b",
        " https://a",
    ],
)
def test_an_origin_that_is_no_web_address_is_no_link(origin: str) -> None:
    assert link_of(origin) is None
    assert all(e.attributes["href"].startswith("#") for e in parsed(page(reading_of("Rain.", origin=origin))).all("a"))


def test_a_web_origin_is_a_link_that_tells_the_outlet_nothing() -> None:
    link = next(e for e in parsed(page(ferry())).all("a") if "rel" in e.attributes)
    assert link.attributes == {"href": "https://courier.example/news/pier", "rel": "noreferrer noopener nofollow"}


def test_unseen_characters_become_visible_and_the_page_can_be_written() -> None:
    story = reading_of("A\x00B\u202eC\ud800D\u2066E", title="T\u202e\udfff", origin="x\x1b[2J.txt")
    data = page(story).encode("utf-8")
    assert not [symbol for symbol in ("\x00", "\u202e", "\u2066", "\x1b") if symbol.encode() in data]
    assert "A␀B⟨U+202E⟩C⟨U+D800⟩D⟨U+2066⟩E".encode() in data


def test_the_policy_lets_nothing_run_but_our_own_style_and_script() -> None:
    html = page(ferry())
    policy = next(e.attributes["content"] for e in parsed(html).all("meta") if "http-equiv" in e.attributes)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    def digest(element: str) -> str:
        body = re.search(f"<{element}>(.*?)</{element}>", html, re.DOTALL)
        assert body
        return "'sha256-" + base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode() + "'"

    assert rules == {
        "default-src": "'none'",
        "script-src": digest("script"),
        "style-src": digest("style"),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not [name for e in parsed(html).elements for name in e.attributes if name == "style" or name.startswith("on")]


def test_several_articles_have_a_table_of_contents() -> None:
    found = parsed(pages([ferry(), reading_of("Rain fell.", title="Wet day", outlet="The Ebb")]))
    entries = [" ".join(e.words.split()) for e in found.all("li")]
    assert entries == [
        "Ferry pier unsafe for years, Port Authority says The Skerry Courier · 6 May 2031 · 12 attributions",
        "Wet day The Ebb · no date in this text · 0 attributions",
    ]
    assert len(found.all("section")) == 2


def test_no_articles_still_make_a_page() -> None:
    assert "Nothing was read" in parsed(pages([])).all("main")[0].words


def test_the_same_readings_give_the_same_page() -> None:
    assert page(ferry()) == page(ferry())


def test_words_that_are_not_at_their_place_are_refused() -> None:
    story = ferry()
    segments = [segment for line in cut(story, story.attributions) for segment in line.segments]
    prove(TEXT, segments, story.attributions)
    wrong = replace(story.attributions[0], content=(at("unsafe for years"),))
    with pytest.raises(UnprovenQuoteError, match="its content is not at the place given"):
        prove(TEXT, segments, (wrong, *story.attributions[1:]))
    with pytest.raises(UnprovenQuoteError, match="not the article's text"):
        prove(TEXT, segments[:-1], story.attributions)


def test_a_reading_that_reaches_beyond_its_text_is_refused() -> None:
    story = reading_of("Ana Lee said no.", [((Span(0, 3),), (Span(4, 7),), (Span(8, 12),), "indirect", None)])
    # A record that was altered behind its constructor's back, as a careless loader could.
    object.__setattr__(story.article, "text", "Ana Lee")
    with pytest.raises(UnprovenQuoteError):
        page(story)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, ""),
        (Moment("2031", "year"), "2031"),
        (Moment("2031-05", "month"), "May 2031"),
        (Moment("2031-05-04", "day"), "4 May 2031"),
        (Moment("2031-05-04T06:30+02:00", "minute"), "4 May 2031, 06:30 +02:00"),
        (Moment("2031-05-04T06:30:09Z", "second"), "4 May 2031, 06:30:09 UTC"),
        (Moment("early spring", "month"), "early spring"),
    ],
)
def test_a_date_is_read_out_no_more_precisely_than_it_is_known(moment: Moment | None, words: str) -> None:
    assert date_of(moment) == words


def test_a_copied_line_names_source_cue_outlet_and_date() -> None:
    assert (
        cited("the beams\nwere sound", "he", "said", "The Ebb", "4 May 2031") == "“the beams were sound” — he (said), The Ebb, 4 May 2031"
    )
    assert (
        cited("“I did,” … “Twice.”", "", "was said", None, "") == "“I did,” … “Twice.” — source not stated (was said), no date in this text"
    )


def test_a_very_long_article_makes_a_page() -> None:
    sentence = "Ana Lee said that the tide at Tern Harbour was high again, and that the pier held, while the wind went round to the west. "
    text = "\n".join(sentence * 3 for _ in range(800))
    marks: list[Mark] = []
    for number in range(800):
        start = number * (3 * len(sentence) + 1)
        marks.append(((Span(start, start + 7),), (Span(start + 8, start + 12),), (Span(start + 13, start + 90),), "indirect", None))
    assert len(text) > 200_000
    found = parsed(page(reading_of(text, marks)))
    assert found.all("article")[0].words == text
    assert len([e for e in found.all("tr") if "data-i" in e.attributes]) == 800


def test_attributions_nested_hundreds_deep_make_a_page() -> None:
    text = "x" * 700
    marks: list[Mark] = [((), (Span(n, n + 1),), (Span(n + 1, 700 - n),), "indirect", n - 1 if n else None) for n in range(300)]
    assert 'aria-level="300"' in page(reading_of(text, marks))


def test_style_script_and_template_ask_for_nothing_from_outside() -> None:
    folder = Path(__file__).resolve().parents[2] / "src/onrecord/export/page"
    for name in ("page.css", "page.js", "page.html.jinja"):
        words = (folder / name).read_text(encoding="utf-8")
        assert not re.search(
            r"https?:|url\(|@import|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|innerHTML|</(?:script|style)[^>]*>.*</(?:script|style)",
            words,
        )


def test_a_row_shows_who_is_not_certain_and_who_says_no() -> None:
    shown = page(sure())
    assert re.findall(r'<small class="sure"[^>]*>([^<]+)<', shown) == ["certain, no", "possible, yes"]
