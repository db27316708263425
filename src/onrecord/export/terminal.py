"""The terminal: who says what, what the outlet says itself, and what was set aside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.export.beside import speaker_beside
from onrecord.export.denied import denied
from onrecord.export.sure import sure
from onrecord.export.visible import one_line
from onrecord.model import Article, Attribution, Reading, Spans
from onrecord.model.proof import proven

Grouping = Literal["order", "source", "speaker"]
NO_SOURCE = "no source named"
_INDENT = 4
_CLIPPED = 72  # code points of a piece of furniture: enough to know it again


def view(reading: Reading, *, by: Grouping = "order") -> Group:
    """What Rich prints for one reading. Nothing of the article is read as markup, and no control character of it is left.

    Args:
        reading: what was read.
        by: group the attributions by who speaks ("speaker") or by the words of their source ("source"); in "order" they stand as in the
            text, nested ones under the one whose content holds them.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    article = proven(reading).article
    said = _in_order(reading) if by == "order" else _grouped(reading, by)
    count = len(reading.attributions)
    return Group(
        *_masthead(article),
        *_section(f"Who says what ({count})", said if count else [_row(Text("Nobody is said to say anything.", style="dim"))]),
        *_section("In the outlet's own voice", (_row(_words(article, (span,))) for span in reading.voice)),
        *_section("Set aside as none of the article", _furniture(article)),
        Text(),
    )


def chunks(readings: Iterable[Reading], *, by: Grouping = "order", width: int = 100) -> Iterator[str]:
    """The same as plain text of `width` columns, one chunk for each reading.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    for reading in readings:
        out = io.StringIO()
        # `force_terminal` and the rest keep the result the same wherever it is made.
        console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False, _environ={})
        console.print(view(reading, by=by))
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

    places = {one.id: at for at, one in enumerate(reading.attributions)}

    def under(siblings: Iterable[Attribution], depth: int) -> Iterator[RenderableType]:
        for one in siblings:
            if one.id not in shown:
                shown.add(one.id)
                yield from _attribution(reading, places[one.id], depth)
                yield from under(children.get(one.id, ()), depth + 1)

    yield from under(children.get(None, ()), 0)
    # Two that hold each other's cue have no root; they must not vanish.
    yield from under(reading.attributions, 0)


def _attribution(reading: Reading, at: int, depth: int) -> Iterator[RenderableType]:
    article, one = reading.article, reading.attributions[at]
    head = _source(article, one)
    if name := speaker_beside(reading, at):
        head.append(f" = {name}", "cyan")
    head.append("  ").append(_words(article, one.cue, "italic")).append(f"  {one.form}", "dim").append_text(_told(reading, at))
    yield _row(head, depth)
    yield _row(_words(article, one.content), depth, hanging=True)
    yield from _meant(reading, at, depth)


def _told(reading: Reading, at: int) -> Text:
    """The act, how sure, when it was said, the hedges, and through whom it came where that is not at first hand."""
    out = Text()
    if reading.qualifications:
        qualified = reading.qualifications[at]
        out.append(f"  {qualified.act}", "" if qualified.act == "assert" else "bold")
        if how := sure(reading, at):
            out.append(f"  {how}", "bold" if how.endswith("no") else "")
        if qualified.said:
            out.append(f"  {one_line(qualified.said.span.of(reading.article.text))} ({qualified.said.placed})", "dim")
        if qualified.hedges:
            out.append("  hedged ", "dim").append(_words(reading.article, qualified.hedges, "dim italic"))
    if reading.voicings and reading.voicings[at].hop > 1:
        out.append("  through ", "dim").append(" > ".join(one_line(hop.name) for hop in reading.voicings[at].chain[1:]), "dim cyan")
    return out


def _meant(reading: Reading, at: int, depth: int) -> Iterator[RenderableType]:
    """The content worded to stand alone, where that says more than its words; and what a denial denies."""
    if reading.propositions and reading.propositions[at].references:
        yield _row(Text("reads  ", style="dim").append(one_line(reading.propositions[at].text)), depth, hanging=True)
    if denial := reading.denial(at):
        yield _row(Text(denied(reading.article, denial), style="dim"), depth, hanging=True)


def _grouped(reading: Reading, by: Grouping) -> Iterator[RenderableType]:
    article, voiced = reading.article, by == "speaker" and bool(reading.voicings)
    parents = {one.id: one for one in reading.attributions}
    groups: dict[str, list[int]] = {}
    for at, one in enumerate(reading.attributions):
        groups.setdefault(reading.voicings[at].speaker if voiced else article.quote(one.source).casefold(), []).append(at)
    for group in groups.values():
        yield _row(
            (_speaker(reading, group[0]) if voiced else _source(article, reading.attributions[group[0]])).append(f" ({len(group)})", "dim")
        )
        for at in group:
            one = reading.attributions[at]
            head = _words(article, one.cue, "italic").append(f"  {one.form}", "dim").append_text(_told(reading, at))
            if one.parent and not reading.voicings:
                head.append("  in the words of ", "dim").append(_source(article, parents[one.parent]))
            yield _row(head, 1)
            yield _row(_words(article, one.content), 1, hanging=True)
            yield from _meant(reading, at, 1)


def _speaker(reading: Reading, at: int) -> Text:
    """A speaker's name, what kind it is, and what the article states of role, affiliation, party and country."""
    speaker = reading.speaker(at)
    if speaker.kind == "unstated":
        return Text(NO_SOURCE, style="cyan italic")
    out = Text(one_line(speaker.name), style="bold cyan").append(f"  {speaker.kind}", "dim")
    for spans in (speaker.role, speaker.affiliation, speaker.party, speaker.country):
        for words in dict.fromkeys(one_line(span.of(reading.article.text)) for span in spans):
            out.append(f" · {words}", "dim")
    return out


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
