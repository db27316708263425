"""The page in a real browser: Chromium, driven through Playwright. Without Chromium these tests are skipped and say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.export.html import page, pages
from onrecord.model import Reading
from tests.export_html.story import TEXT, ferry, reading_of

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """Open readings as a file; after the test, nothing may have been asked for but that file, and no script may have failed."""
    contexts, asked, failed = [], [], []

    def open_(*readings: Reading, hash_: str = "", **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(page(readings[0]) if len(readings) == 1 else pages(readings), encoding="utf-8")
        context = browser.new_context(**{"reduced_motion": "reduce", **DESK, **options})
        contexts.append(context)
        tab = context.new_page()
        tab.on("request", lambda request: asked.append(request.url.split("#")[0]))
        tab.on("pageerror", lambda error: failed.append(str(error)))
        tab.on("console", lambda message: failed.append(message.text) if message.type in ("error", "warning") else None)
        tab.goto(file.as_uri() + hash_)
        tab.wait_for_timeout(50)
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert set(asked) <= {(tmp_path / "page.html").as_uri()}
    assert failed == []


def lit(tab: Any, role: str) -> str:
    """The words of the article that are lit in `role`."""
    words: str = tab.evaluate("role => [...document.querySelectorAll('article .lit-' + role)].map(e => e.textContent).join('')", role)
    return words


def selected(tab: Any) -> list[str]:
    """The numbers of the selected rows."""
    numbers: list[str] = tab.locator("tr[aria-selected=true] .number a").all_text_contents()
    return numbers


def row(tab: Any, number: int) -> Any:
    return tab.locator("tbody tr").nth(number - 1)


def in_view(tab: Any, selector: str) -> bool:
    seen: bool = tab.evaluate(
        "s => { const b = document.querySelector(s).getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }", selector
    )
    return seen


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_each_row_lights_its_exact_words_and_brings_them_into_view(opened: Opened, device: dict[str, Any]) -> None:
    story = ferry()
    tab = opened(story, **device)
    for number, attribution in enumerate(story.attributions, 1):
        row(tab, number).click()
        assert selected(tab) == [str(number)]
        for role, spans in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content)):
            assert lit(tab, role) == "".join(span.of(TEXT) for span in spans)
        assert in_view(tab, "article .lit.tag-content")


def test_the_three_kinds_are_told_apart_by_line_and_label_and_not_by_colour_alone(opened: Opened) -> None:
    tab = opened(ferry())
    row(tab, 6).click()
    styles, labels = set(), []
    for role in ("source", "cue", "content"):
        styles.add(tab.evaluate("r => getComputedStyle(document.querySelector('.tag-' + r)).textDecorationStyle", role))
        labels.append(tab.evaluate("r => getComputedStyle(document.querySelector('.tag-' + r), '::before').content", role))
    assert styles == {"double", "wavy", "solid"}
    assert labels == ['"source"', '"cue"', '"content"']


def test_j_and_k_go_through_the_rows_and_stop_at_the_ends_and_escape_clears(opened: Opened) -> None:
    tab = opened(ferry())
    seen = []
    for key in "jjkkj":
        tab.keyboard.press(key)
        seen += selected(tab)
    assert seen == ["1", "2", "1", "1", "2"]
    assert tab.evaluate("document.activeElement.dataset.i") == "1"
    for _ in range(20):
        tab.keyboard.press("j")
    assert selected(tab) == ["12"]
    assert in_view(tab, "tr[aria-selected=true]")
    tab.keyboard.press("Escape")
    assert (selected(tab), lit(tab, "content")) == ([], "")


def test_enter_selects_the_row_in_focus(opened: Opened) -> None:
    tab = opened(ferry())
    row(tab, 1).focus()
    tab.keyboard.press("Enter")
    assert lit(tab, "content") == "Ferry pier unsafe for years"
    tab.keyboard.press("ArrowDown")
    assert selected(tab) == ["2"]


def test_a_click_on_words_selects_the_innermost_row_and_the_next_click_the_one_around_it(opened: Opened) -> None:
    tab = opened(ferry())
    words = "[...document.querySelectorAll('article [data-a]')].find(e => e.textContent.startsWith('the beams were'))"
    seen = []
    for _ in range(3):
        # In the middle of the words' first line; the middle of two lines may be beside both.
        x, y = tab.evaluate(f"(b => [b.x + b.width / 2, b.y + b.height / 2])({words}.getClientRects()[0])")
        tab.mouse.click(x, y)
        seen += selected(tab)
        assert in_view(tab, "tr[aria-selected=true]")
    assert seen == ["6", "5", "6"]


def test_a_number_in_the_text_leads_to_its_row(opened: Opened) -> None:
    tab = opened(ferry())
    tab.locator("a.n[data-n='7']").click()
    assert selected(tab) == ["7"]


def test_dragging_over_words_to_copy_them_selects_no_row(opened: Opened) -> None:
    tab = opened(ferry())
    box = tab.locator("article [data-a]", has_text="The wooden pier").bounding_box()
    tab.mouse.move(box["x"] + 100, box["y"] + 10)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 300, box["y"] + 10, steps=4)
    tab.mouse.up()
    assert tab.evaluate("getSelection().toString()") in TEXT
    assert tab.evaluate("getSelection().isCollapsed") is False
    assert selected(tab) == []


def test_rows_are_filtered_by_words_and_by_source(opened: Opened) -> None:
    tab = opened(ferry())
    tab.keyboard.press("/")
    tab.keyboard.type("report JANUARY")
    assert tab.locator("tbody tr:visible .number a").all_text_contents() == ["8"]
    tab.keyboard.press("Enter")
    assert selected(tab) == ["8"]
    tab.keyboard.press("/")
    tab.keyboard.press("Escape")
    assert tab.locator("tbody tr:visible").count() == 12
    tab.locator("select").select_option(label="not stated (1)")
    assert tab.locator("tbody tr:visible .number a").all_text_contents() == ["8"]
    tab.locator("input[type=search]").fill("nothing like it")
    assert tab.locator("tbody tr:visible").count() == 0
    assert tab.get_by_text("No row matches.").is_visible()


def test_the_outlets_own_voice_shows_on_demand(opened: Opened) -> None:
    tab = opened(ferry())
    style = "getComputedStyle(document.querySelector('article .v')).textDecorationStyle"
    before = tab.evaluate(style)
    tab.get_by_role("button", name="Own voice").click()
    assert (before, tab.evaluate(style)) == ("solid", "dotted")
    assert tab.locator("article .v").all_text_contents() == [span.of(TEXT) for span in ferry().voice]


def test_the_question_mark_shows_the_keys_and_escape_closes_them(opened: Opened) -> None:
    tab = opened(ferry())
    tab.keyboard.press("?")
    assert tab.get_by_role("dialog").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.get_by_role("dialog").is_visible()


def test_a_link_to_an_attribution_selects_its_row_and_shows_its_words(opened: Opened) -> None:
    identity = ferry().attributions[11].id
    tab = opened(ferry(), hash_=f"#{identity}", viewport={"width": 1280, "height": 400})
    assert selected(tab) == ["12"]
    assert in_view(tab, "article .lit.tag-content")
    assert in_view(tab, "tr[aria-selected=true]")


def test_the_address_follows_the_selection(opened: Opened) -> None:
    tab = opened(ferry())
    row(tab, 3).click()
    assert tab.url.endswith("#" + ferry().attributions[2].id)


def test_copy_gives_the_content_with_its_source(opened: Opened) -> None:
    tab = opened(ferry(), permissions=["clipboard-read", "clipboard-write"])
    row(tab, 6).click()
    row(tab, 6).locator(".copy").click()
    tab.wait_for_selector(".copy.done")
    assert tab.evaluate("navigator.clipboard.readText()") == (
        "“the beams were “sound as a bell” in March” — two inspectors (believe), The Skerry Courier, 6 May 2031"
    )


def test_on_a_phone_back_returns_from_the_words_to_the_row(opened: Opened) -> None:
    tab = opened(ferry(), **PHONE)
    tab.locator(".jump a").last.tap()
    row(tab, 3).evaluate("e => e.scrollIntoView({block: 'center'})")
    place = tab.evaluate("scrollY")
    row(tab, 3).tap()
    assert in_view(tab, "article .lit.tag-content")
    assert tab.evaluate("scrollY") < place
    tab.go_back()
    tab.wait_for_timeout(100)
    assert tab.evaluate("scrollY") == place
    assert in_view(tab, "tr[aria-selected=true]")


def test_on_a_phone_tapped_words_offer_their_row(opened: Opened) -> None:
    tab = opened(ferry(), **PHONE)
    tab.locator("article [data-a]", has_text="The wooden pier").tap()
    assert tab.locator(".card .said").text_content() == "2. the Port Authority · said · indirect"
    tab.locator(".card").get_by_role("button", name="Row").tap()
    assert in_view(tab, "tr[aria-selected=true]")


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 2200])
def test_nothing_is_wider_than_the_window(opened: Opened, width: int) -> None:
    long = reading_of("x" * 3000, title="y" * 300, outlet="z" * 300, origin="https://a.example/" + "q" * 500)
    for story in (ferry(), long):
        tab = opened(story, viewport={"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground_in_light_and_dark(opened: Opened, scheme: str) -> None:
    tab = opened(ferry(), color_scheme=scheme)
    row(tab, 6).click()
    tab.keyboard.press("v")
    for selector in (
        "article p",
        ".lit-source.lit",
        ".lit-cue.lit",
        ".lit-content.lit",
        "article .v",
        "s",
        ".facts",
        ".counts",
        "a.n",
        "td.cue",
    ):
        assert tab.evaluate(CONTRAST, selector) >= 4.5, selector
    assert tab.evaluate("getComputedStyle(document.body).color") == ("rgb(29, 27, 24)" if scheme == "light" else "rgb(235, 230, 219)")


# WCAG's ratio of the colour of an element's words to the nearest ground painted behind them.
CONTRAST = """selector => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let at = document.querySelector(selector);
  const words = light(getComputedStyle(at).color);
  while (at && /, 0\\)$/.test(getComputedStyle(at).backgroundColor)) at = at.parentElement;
  const ground = light(getComputedStyle(at).backgroundColor);
  return (Math.max(words, ground) + 0.05) / (Math.min(words, ground) + 0.05);
}"""


def test_one_article_at_a_time_and_all_of_them_on_paper(opened: Opened) -> None:
    wet = reading_of("Rain fell. Ana Lee said no.", title="Wet day")
    tab = opened(ferry(), wet)
    assert tab.locator(".reading:visible").count() == 1
    tab.keyboard.press("]")
    assert tab.locator(".reading:visible h1").text_content() == "Wet day"
    assert tab.title() == "Wet day · OnRecord"
    tab.keyboard.press("[")
    tab.locator("summary").click()
    tab.get_by_role("link", name="Wet day").click()
    tab.wait_for_timeout(50)
    assert tab.locator(".reading:visible h1").text_content() == "Wet day"
    tab.emulate_media(media="print")
    assert tab.locator(".reading:visible").count() == 2


def test_a_link_into_the_second_article_opens_it(opened: Opened) -> None:
    wet = reading_of("Rain fell.", title="Wet day")
    tab = opened(wet, ferry(), hash_="#" + ferry().attributions[4].id)
    assert tab.locator(".reading:visible").get_attribute("id") == "article-2"
    assert selected(tab) == ["5"]


def test_paper_has_the_text_with_its_numbers_and_then_every_row(opened: Opened) -> None:
    import pypdfium2

    tab = opened(ferry())
    document = pypdfium2.PdfDocument(tab.pdf())
    words = " ".join(" ".join(document[at].get_textpage().get_text_range() for at in range(len(document))).split())
    assert "“We will not rely on luck again.”3" in words.replace("” 3", "”3")
    assert (
        words.index("A spokesman for the town")
        < words.index("Who says what")
        < words.index("was never sent the report", words.index("Who says what"))
    )
    assert "Filter the rows" not in words


def test_without_a_script_the_page_shows_all_words_marks_and_rows(opened: Opened) -> None:
    wet = reading_of("Rain fell.", title="Wet day")
    tab = opened(ferry(), wet, java_script_enabled=False)
    assert tab.locator(".reading:visible").count() == 2
    assert tab.locator("tbody tr:visible").count() == 12
    assert tab.locator(".needs-script:visible").count() == 0
    tab.locator("a.n[data-n='12']").click()
    assert tab.url.endswith(ferry().attributions[11].id)


def test_hostile_words_run_nothing(opened: Opened) -> None:
    run = "document.title='run'"
    words = f'<script>{run}</script><img src=x onerror="{run}"></style></script>" onmouseover="{run}'
    tab = opened(reading_of(words, title=words, outlet=words, byline=words, origin=words, notices=(words,)))
    tab.locator("article").hover()
    assert tab.title() != "run"
    assert tab.locator("img").count() == 0
    assert tab.locator("article").text_content() == words
