"""The terminal: who says what, what the outlet says itself, and what was set aside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.export.visible import one_line
from onrecord.model import Article, Attribution, Reading, Spans
from onrecord.model.proof import proven

NO_SOURCE = "no source named"
_INDENT = 4
_CLIPPED = 72  # code points of a piece of furniture: enough to know it again


def view(reading: Reading, *, by_source: bool = False) -> Group:
    """What Rich prints for one reading. Nothing of the article is read as markup, and no control character of it is left.

    Args:
        reading: what was read.
        by_source: group the attributions by the words of their source; else they stand in the order of the text, nested ones under the
            one whose content holds them.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    article = proven(reading).article
    said = _by_source(reading) if by_source else _in_order(reading)
    count = len(reading.attributions)
    return Group(
        *_masthead(article),
        *_section(f"Who says what ({count})", said if count else [_row(Text("Nobody is said to say anything.", style="dim"))]),
        *_section("In the outlet's own voice", (_row(_words(article, (span,))) for span in reading.voice)),
        *_section("Set aside as none of the article", _furniture(article)),
        Text(),
    )


def chunks(readings: Iterable[Reading], *, by_source: bool = False, width: int = 100) -> Iterator[str]:
    """The same as plain text of `width` columns, one chunk for each reading.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    for reading in readings:
        out = io.StringIO()
        # `force_terminal` and the rest keep the result the same wherever it is made.
        console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False, _environ={})
        console.print(view(reading, by_source=by_source))
        # Rich fills lines up with spaces.
        yield "".join(f"{line.rstrip()}\n" for line in out.getvalue().split("\n")[:-1])


def _masthead(article: Article) -> Iterator[RenderableType]:
    headline = article.title or next((block.span.of(article.text) for block in article.blocks if block.kind == "headline"), "no headline")
    date = article.published.value.replace("T", " ") if article.published else "no date in this text"
    yield Text(one_line(headline), style="bold")
    yield Text(
        " · ".join(one_line(part) for part in (article.outlet or "no outlet named", article.byline, date, article.origin) if part), "dim"
    )
    for notice in article.notices:
        yield Text(f"Note: {one_line(notice)}", style="yellow")


def _section(title: str, rows: Iterable[RenderableType]) -> Iterator[RenderableType]:
    listed = list(rows)
    if listed:
        yield Text()
        yield Text(title, style="bold underline")
        yield from listed


def _in_order(reading: Reading) -> Iterator[RenderableType]:
    children: dict[str | None, list[Attribution]] = {}
    for one in reading.attributions:
        children.setdefault(one.parent, []).append(one)
    shown: set[str] = set()

    def under(siblings: Iterable[Attribution], depth: int) -> Iterator[RenderableType]:
        for one in siblings:
            if one.id not in shown:
                shown.add(one.id)
                yield from _attribution(reading.article, one, depth)
                yield from under(children.get(one.id, ()), depth + 1)

    yield from under(children.get(None, ()), 0)
    # Two that hold each other's cue have no root; they must not vanish.
    yield from under(reading.attributions, 0)


def _attribution(article: Article, one: Attribution, depth: int) -> Iterator[RenderableType]:
    head = _source(article, one).append("  ").append(_words(article, one.cue, "italic")).append(f"  {one.form}", "dim")
    yield _row(head, depth)
    yield _row(_words(article, one.content), depth, hanging=True)


def _by_source(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    parents = {one.id: one for one in reading.attributions}
    groups: dict[str, list[Attribution]] = {}
    for one in reading.attributions:
        groups.setdefault(article.quote(one.source).casefold(), []).append(one)
    for group in groups.values():
        yield _row(_source(article, group[0]).append(f" ({len(group)})", "dim"))
        for one in group:
            head = _words(article, one.cue, "italic").append(f"  {one.form}", "dim")
            if one.parent:
                head.append("  in the words of ", "dim").append(_source(article, parents[one.parent]))
            yield _row(head, 1)
            yield _row(_words(article, one.content), 1, hanging=True)


def _furniture(article: Article) -> Iterator[RenderableType]:
    for block in article.blocks:
        if block.reason:
            words = one_line(block.span.of(article.text))
            clipped = words if len(words) <= _CLIPPED else f"{words[:_CLIPPED].rstrip()} … ({len(block.span)} characters)"
            yield _row(Text(f"{block.reason}  ", style="magenta").append(clipped, "dim"))


def _source(article: Article, one: Attribution) -> Text:
    return _words(article, one.source, "bold cyan") if one.source else Text(NO_SOURCE, style="cyan italic")


def _words(article: Article, spans: Spans, style: str = "") -> Text:
    return Text(one_line(article.quote(spans)), style=style)


def _row(text: Text, depth: int = 0, *, hanging: bool = False) -> Padding:
    return Padding(text, (0, 0, 0, _INDENT * depth + (_INDENT if hanging else 2)))
