"""HTML pages: the main text, and what the page states of itself."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.ingest.facts import Facts, facts_of, norm
from onrecord.ingest.limits import Limits, size
from onrecord.ingest.lines import text_of
from onrecord.ingest.plain import article_of_text
from onrecord.model import Article, BlockKind, InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Precision mode gives (nearly) nothing of some pages; below this many code points the balanced mode is tried as well, and taken where it
# finds this many times as much. Measured on 211 pages: two pages are rescued, none is worse.
_SHORT = 1500
_RESCUED = 2.0
# A paragraph that was passed over is taken back where at least so many that were kept stand in boxes of the same tags and classes.
_KIN = 3
_LEAST_WORDS = 10
_MOST_LINKED = 0.3  # the share of its code points in links
_DEEP = 250  # the parser drops what is nested deeper than 256
_ENDS = re.compile(r"[.!?…。！？؟।][\"”’'»)\]」』]*$")
_NO_BODY = {"aside", "figure", "figcaption", "blockquote", "footer", "nav", "form", "noscript", "template", "li"}
_NO_ARTICLE = "no article was found in the page"
_SAVE = "open it in a browser, copy the article's text and give that as a .txt file"

for _name in ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer"):
    # Their warnings are for developers; without a handler Python would print them in the middle of our output.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def article_of_page(markup: str, origin: str, *, address: str | None, limits: Limits, notices: tuple[str, ...] = ()) -> Article:
    """The article of an HTML page.

    Args:
        markup: the page.
        origin: the path or address given.
        address: the URL of the page, where it has one.
        limits: the bounds on its size.
        notices: what was noticed before.

    Raises:
        InputError: the page is too large or holds no article.
    """
    if len(markup) > limits.html_bytes:
        raise InputError(origin, f"the page has more than {size(limits.html_bytes)} of HTML", _SAVE)
    tree = _tree(markup, origin)
    deep = bool(tree.xpath("/" + "/*" * _DEEP))
    if deep:
        notices = (*notices, f"the page nests elements {_DEEP} deep and more; what lies deeper was not read")
    try:
        facts, lines = facts_of(tree, address), main_lines(tree)
    except Exception as error:
        # Pages break parsers in ways that no list of exceptions covers; one page must not stop a batch.
        raise InputError(origin, f"the page's HTML cannot be read ({type(error).__name__})", _SAVE) from error
    if not any(_is_sentence(line) for line in lines):
        raise InputError(origin, _NO_ARTICLE + (f", which nests elements {_DEEP} deep and more" if deep else ""), _SAVE)
    text = text_of(_with_kinds(lines, facts, tree))
    return article_of_text(
        str(text),
        origin,
        blocks=text.blocks,
        title=facts.title,
        outlet=facts.outlet,
        byline=facts.byline,
        published=facts.published,
        notices=notices,
    )


def _tree(markup: str, origin: str) -> HtmlElement:
    from trafilatura.utils import load_html

    try:
        tree: HtmlElement | None = load_html(markup)
    except Exception as error:
        raise InputError(origin, f"the page's HTML cannot be read ({type(error).__name__})", _SAVE) from error
    if tree is None:
        raise InputError(origin, _NO_ARTICLE, _SAVE)
    return tree


def main_lines(tree: HtmlElement) -> list[str]:
    """The paragraphs of the page's main text, in order; the tree stays as it is."""
    from trafilatura import extract

    text = extract(tree, favor_precision=True, include_comments=False) or ""
    if len(text) < _SHORT:
        more = extract(tree, include_comments=False) or ""
        text = more if len(more) > _RESCUED * len(text) else text
    lines = [line for line in (line.strip() for line in text.split("\n")) if line]
    return _with_kin(lines, tree)


def _with_kin(lines: list[str], tree: HtmlElement) -> list[str]:
    """The lines with passed-over paragraphs back in their places.

    Some pages cut a story into several boxes, with an advertisement between, and the extractor keeps one of them. A paragraph of full
    sentences that stands in a box like those of the paragraphs kept belongs to the story.
    """
    place = {norm(line): i for i, line in reversed(list(enumerate(lines)))}
    paragraphs = [(p, norm(p.text_content())) for p in tree.iter("p")]
    kept = Counter(_box(p) for p, words in paragraphs if words in place)
    whole = f" {norm(' '.join(lines))} "
    after: dict[int, list[str]] = {}
    at = -1
    for p, words in paragraphs:
        if words in place:
            at = max(at, place[words])
        elif kept[_box(p)] >= _KIN and f" {words} " not in whole and _is_story(p, words):
            after.setdefault(at, []).append(" ".join(p.text_content().split()))
            whole += f"{words} "
    if not after:
        return lines
    out = after.get(-1, [])
    for i, line in enumerate(lines):
        out += [line, *after.get(i, [])]
    return out


def _box(p: HtmlElement) -> tuple[tuple[str, str | None], ...]:
    """Tags and classes of the three elements around a paragraph."""
    return tuple((str(element.tag), element.get("class")) for _, element in zip(range(3), p.iterancestors(), strict=False))


def _is_story(p: HtmlElement, words: str) -> bool:
    text = p.text_content().strip()
    if len(words.split()) < _LEAST_WORDS or not _ENDS.search(text) or any(element.tag in _NO_BODY for element in p.iterancestors()):
        return False
    if p.find(".//script") is not None or p.find(".//style") is not None:
        return False
    # What opens with a link, or is set in one face from end to end, points elsewhere or speaks about the page.
    linked = sum(len(a.text_content()) for a in p.iter("a"))
    faces = sum(len(e.text_content()) for e in p.iter("em", "i", "strong", "b"))
    return linked <= _MOST_LINKED * len(text) and faces < 0.8 * len(text)


def _is_sentence(line: str) -> bool:
    return len(line) >= 15 and _ENDS.search(line) is not None


def _with_kinds(lines: list[str], facts: Facts, tree: HtmlElement) -> Iterator[tuple[str, BlockKind]]:
    """Headline, standfirst and byline first where the page has them, then the body."""
    rest = list(lines)
    if facts.title:
        title = norm(facts.title)
        rest = [line for i, line in enumerate(rest) if i >= 3 or norm(line) != title]
        yield facts.title, "headline"
    standfirst = norm(facts.standfirst or "")
    if standfirst and standfirst != norm(facts.title or ""):
        copies_lede = any(norm(p.text_content()) == standfirst for p in tree.iter("p"))
        taken = [] if copies_lede else [line for line in rest[:2] if norm(line) == standfirst]
        rest = [line for line in rest if line not in taken]
        if taken:
            yield taken[0], "standfirst"
        elif shown := _shown(tree, standfirst, f" {norm(' '.join(rest))} "):
            yield shown, "standfirst"
    byline = norm(facts.byline or "")
    for i, line in enumerate(rest):
        is_byline = i < 3 and byline and norm(line) in (byline, f"by {byline}")
        yield line, "byline" if is_byline else "body"


def _shown(tree: HtmlElement, standfirst: str, body: str) -> str | None:
    """The standfirst as the page shows it outside the body: a description that no reader sees is none."""
    if f" {standfirst} " in body:
        return None
    for element in tree.iter("h2", "h3", "p", "div", "span"):
        if element.tag in ("div", "span") and len(element):
            continue
        text = element.text_content()
        if len(text) < 2000 and norm(text) == standfirst:
            return " ".join(text.split())
    return None
