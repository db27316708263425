"""What a page states of itself: title, byline, outlet, date. Read from its own metadata, never guessed from today."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from onrecord.ingest.moments import day_alone, moment_of
from onrecord.model import Moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_ARTICLE_TYPE = re.compile(r"(?:Article|Report|BlogPosting|LiveBlogPosting|Review|PressRelease)$", re.IGNORECASE)
_WRAPPED = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states; None where it does not."""

    title: str | None
    standfirst: str | None
    byline: str | None
    outlet: str | None
    published: Moment | None


def norm(text: str) -> str:
    """The words of a text, to compare texts by."""
    return " ".join(_WORD.findall(text.lower()))


def facts_of(tree: HtmlElement, address: str | None) -> Facts:
    """The facts of a parsed page. `address` is the URL that it came from, where known."""
    metas = _metas(tree)
    linked = _linked_article(tree)
    site, publisher = metas.get("og:site_name"), _name(linked.get("publisher"))
    if site and publisher and site.islower():
        site = publisher  # "harbourtimes" is a key in a system, not a name
    outlet = site or publisher or metas.get("application-name") or _host(tree, metas, address)
    return Facts(
        title=_title(tree, metas, linked, outlet),
        standfirst=_words(linked.get("description")) or metas.get("og:description") or metas.get("description"),
        byline=_byline(tree, metas, linked),
        outlet=outlet,
        published=_published(tree, metas, linked, address),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The page's meta elements by lower-case name, the first of each."""
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = _words(meta.get("content"))
        if not content:
            continue
        for key in ("property", "name", "itemprop"):
            if name := meta.get(key):
                out.setdefault(name.strip().lower(), content)
    return out


def _linked_article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD record of the article itself; empty where there is none that can be read."""
    found = [
        node for script in tree.iter("script") if "ld+json" in (script.get("type") or "") for node in _nodes(_parsed(script.text or ""))
    ]
    found = [node for node in found if any(_ARTICLE_TYPE.search(kind) for kind in _types(node))]
    return next((node for node in found if node.get("headline") or node.get("datePublished")), {})


def _parsed(text: str) -> Any:
    """JSON as pages write it: in comments, with line breaks in strings, with a stray semicolon or escaped as HTML."""
    text = _WRAPPED.sub("", text).strip().rstrip(";")
    for attempt in (text, html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The records that describe the page, not those that it lists or mentions."""
    waiting = [value]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), dict | list)]


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, however it is given; several are joined by commas."""
    if isinstance(value, list):
        names = [name for one in value[:20] if not isinstance(one, list) and (name := _name(one))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            return _name([one for one in value if isinstance(one, str)])
    name = _words(value)
    return None if name is None or "://" in name or len(name) > 120 else name


def _words(value: Any) -> str | None:
    """A string on one line, with HTML's entities resolved; None for anything else."""
    return (" ".join(html.unescape(value).split()) or None) if isinstance(value, str) else None


def _title(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any], outlet: str | None) -> str | None:
    """The headline as the page shows it: the h1 that says what its metadata say, else the metadata."""
    stated = [_words(linked.get("headline")), metas.get("og:title"), metas.get("twitter:title"), metas.get("title")]
    stated = [_without_outlet(title, outlet) for title in stated if title]
    shown = [words for h1 in tree.iter("h1") if (words := " ".join(h1.text_content().split())) and len(words) <= 300]
    if stated:
        best = max(shown, key=lambda words: max(_likeness(words, title) for title in stated if title), default=None)
        if best and max(_likeness(best, title) for title in stated if title) >= 0.5:
            return best
        return stated[0]
    if len(shown) == 1:
        return shown[0]
    title = _words(tree.findtext(".//title"))
    return _without_outlet(title, outlet) if title else None


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the " | Outlet" that pages add to it."""
    head, _, tail = re.sub(r"\s+[|–—·-]\s+(?=[^|–—·]*$)", "\0", title).partition("\0")
    return head if head and tail and outlet and norm(tail) in (norm(outlet), norm(outlet.removesuffix(".com"))) else title


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(norm(one).split()), set(norm(other).split())
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def _byline(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    from trafilatura.metadata import extract_author

    for given in (linked.get("author"), metas.get("author"), metas.get("parsely-author"), metas.get("article:author"), metas.get("byl")):
        if name := _name(given):
            return re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) or None
    found: str | None = extract_author(tree)
    return found.replace("; ", ", ") if found else None


def _host(tree: HtmlElement, metas: dict[str, str], address: str | None) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    for given in (address, *links[:1], metas.get("og:url")):
        try:
            host = urlsplit(str(given)).hostname if given else None
        except ValueError:
            host = None
        if host:
            return host.removeprefix("www.")
    return None


def _published(tree: HtmlElement, metas: dict[str, str], linked: dict[str, Any], address: str | None) -> Moment | None:
    given = [linked.get("datePublished"), *(metas.get(name) for name in _DATE_NAMES)]
    given += tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")[:1]
    times = set(tree.xpath("//article//time/@datetime | //main//time/@datetime"))
    # Several times on a page are those of other stories too; which is whose cannot be told here.
    given += times if len(times) == 1 else []
    for value in given:
        if isinstance(value, str) and (moment := moment_of(value)):
            return moment
    return _searched(tree, address) or _shown(tree)


def _shown(tree: HtmlElement) -> Moment | None:
    """The day that stands alone in an element, as under a byline; None where several days do, as in lists of stories."""
    texts = (node.text_content() for node in tree.iter("div", "p", "span", "time", "li", "small") if len(node) == 0)
    days = {moment.value: moment for text in texts if len(text) <= 80 and (moment := day_alone(text))}
    return next(iter(days.values())) if len(days) == 1 else None


def _searched(tree: HtmlElement, address: str | None) -> Moment | None:
    """The date that htmldate finds in the page's markup or address."""
    from copy import deepcopy

    from htmldate import find_date

    found = find_date(deepcopy(tree), extensive_search=False, original_date=True, url=address)
    moment = moment_of(found) if isinstance(found, str) else None
    if moment and moment.value.endswith("-01"):
        # htmldate fills up what it did not find: the first of a month may be the month, and of January the year.
        value = moment.value.removesuffix("-01")
        return Moment(value.removesuffix("-01"), "year") if value.endswith("-01") else Moment(value, "month")
    return moment
