"""A story made up for these tests, and a small builder: records by the words they hold, never by counted offsets."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Form,
    FurnitureReason,
    Moment,
    Reading,
    Span,
    Spans,
    article_id,
    attribution_id,
)

HEADLINE = "Ferry pier unsafe for years, Port Authority says"
APPEAL = "The Skerry Courier is free to read because readers pay for it. Give what you can today."
LEDE = (
    "The wooden pier at Tern Harbour has been unsafe since 2027, the Port Authority said on Tuesday, "
    "three days after part of its deck fell into the water."
)
TEXT = f"""{HEADLINE}

By Ines Varga

{APPEAL}{LEDE}

“Nobody was hurt, and that is luck and not planning,” said Oona Brandvik, who chairs the authority. “We will not rely on luck again.”

The pier carries 4,000 people a day in summer. It was last rebuilt in 2009, after the winter storms.

The company that runs the ferries, Halyard Lines, denied that it had known of the damage. Its director, Piet Romarin, told the \
Evening Lantern that two inspectors believe the beams were “sound as a bell” in March.

RELATED: Ten walks with a view of the sea

According to a report by the harbour surveyor, eleven of the forty beams were rotten. It was claimed that the report had been \
ready in January.

“I read it in January,” Ms Brandvik said.

“I asked for the pier to be closed. I was told to wait.

“I should not have waited.”

Mr Romarin’s claim that his company was never sent the report is “simply wrong”, she added.

A spokesman for the town declined to comment.

Sign up for our morning letter and get the news before breakfast.
"""


Mark = tuple[Spans, Spans, Spans, Form, int | None]


def at(words: str, text: str = TEXT, *, after: str = "") -> Span:
    """The place of `words` in `text`: the first one that follows `after`."""
    start = text.index(words, text.index(after) + len(after) if after else 0)
    return Span(start, start + len(words))


def reading_of(
    text: str,
    marks: Iterable[Mark] = (),
    *,
    blocks: tuple[Block, ...] = (),
    voice: Spans = (),
    origin: str = "story.txt",
    title: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    published: Moment | None = None,
    notices: tuple[str, ...] = (),
) -> Reading:
    """A reading of `text`; each mark is source, cue, content, form and, where it is nested, its parent's index among the marks."""
    article = Article(article_id(origin, text), origin, text, blocks, title, outlet, byline, published, notices=notices)
    attributions: list[Attribution] = []
    for source, cue, content, form, parent in marks:
        identity = attribution_id(article.id, source, cue, content)
        above = None if parent is None else attributions[parent].id
        attributions.append(Attribution(identity, article.id, source, cue, content, form, above, 0.9, "by hand"))
    return Reading(article, tuple(attributions), voice)


def block(words: str, kind: BlockKind, reason: FurnitureReason | None = None) -> Block:
    """The block of the story that holds `words`."""
    return Block(at(words), kind, reason)


def ferry() -> Reading:
    """The story with direct, indirect, mixed and nested attributions, one without a source, furniture glued to the lede, own voice."""
    nested = "two inspectors believe the beams were “sound as a bell” in March"
    claim = "his company was never sent the report"
    long_content = (
        at("“I read it in January,”"),
        at("“I asked for the pier to be closed. I was told to wait.\n\n“I should not have waited.”"),
    )
    return reading_of(
        TEXT,
        [
            ((at("Port Authority"),), (at("says"),), (at("Ferry pier unsafe for years"),), "indirect", None),
            (
                (at("the Port Authority", after=LEDE[:20]),),
                (at("said", after=LEDE[:20]),),
                (at("The wooden pier at Tern Harbour has been unsafe since 2027"),),
                "indirect",
                None,
            ),
            (
                (at("Oona Brandvik, who chairs the authority"),),
                (at("said", after="not planning,”"),),
                (at("“Nobody was hurt, and that is luck and not planning,”"), at("“We will not rely on luck again.”")),
                "direct",
                None,
            ),
            (
                (at("The company that runs the ferries, Halyard Lines"),),
                (at("denied"),),
                (at("that it had known of the damage"),),
                "indirect",
                None,
            ),
            ((at("Its director, Piet Romarin"),), (at("told the Evening Lantern"),), (at("that " + nested),), "mixed", None),
            ((at("two inspectors"),), (at("believe"),), (at("the beams were “sound as a bell” in March"),), "mixed", 4),
            (
                (at("a report by the harbour surveyor"),),
                (at("According to"),),
                (at("eleven of the forty beams were rotten"),),
                "indirect",
                None,
            ),
            ((), (at("It was claimed"),), (at("that the report had been ready in January"),), "indirect", None),
            ((at("Ms Brandvik"),), (at("said", after="Ms Brandvik"),), long_content, "direct", None),
            ((at("I", after="in January,” Ms Brandvik said.\n\n“"),), (at("asked"),), (at("for the pier to be closed"),), "indirect", 8),
            (
                (at("she", after="“simply wrong”"),),
                (at("added"),),
                (at("Mr Romarin’s claim that his company was never sent the report is “simply wrong”"),),
                "mixed",
                None,
            ),
            ((at("Mr Romarin"),), (at("claim", after="Mr Romarin’s"),), (at("that " + claim),), "indirect", 10),
        ],
        blocks=(
            block(HEADLINE, "headline"),
            block("By Ines Varga", "byline"),
            block(APPEAL, "furniture", "appeal"),
            block(LEDE, "body"),
            block("RELATED: Ten walks with a view of the sea", "furniture", "related"),
            block("Sign up for our morning letter and get the news before breakfast.", "furniture", "newsletter"),
        ),
        voice=(at("The pier carries 4,000 people a day in summer. It was last rebuilt in 2009, after the winter storms."),),
        origin="https://courier.example/news/pier",
        title=HEADLINE,
        outlet="The Skerry Courier",
        byline="Ines Varga",
        published=Moment("2031-05-06", "day"),
    )
