"""The page that links a folder of HTML pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from onrecord.export.visible import one_line
from onrecord.model import Reading

_HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>OnRecord: the articles read</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid gray }
td:last-child, th:last-child { text-align: right }
</style>
<h1>The articles read</h1>
<table>
<thead><tr><th>Headline<th>Outlet<th>Date<th>Attributions</thead>
<tbody>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index: what it says of an article, and the file of its page."""

    file: str
    headline: str
    outlet: str
    published: str
    attributions: int

    @classmethod
    def of(cls, reading: Reading, file: str) -> Entry:
        """The line for a reading whose page is `file`, in the same folder."""
        article = reading.article
        headline = article.title or next((b.span.of(article.text) for b in article.blocks if b.kind == "headline"), article.origin)
        published = article.published.value if article.published else "no date in this text"
        return cls(file, one_line(headline), one_line(article.outlet or "no outlet named"), published, len(reading.attributions))


def chunks(entries: Iterable[Entry]) -> Iterator[str]:
    """The index page, an entry at a time. It needs no script and makes no external request."""
    yield _HEAD
    for entry in entries:
        link = f'<a href="{escape(quote("./" + entry.file))}">{escape(entry.headline)}</a>'
        yield f"<tr><td>{link}<td>{escape(entry.outlet)}<td>{escape(entry.published)}<td>{entry.attributions}\n"
    yield "</table>\n</html>\n"
