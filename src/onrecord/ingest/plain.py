"""A text made into an article: what is the same for every kind of input."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ingest.charset import carried
from onrecord.ingest.language import other_language
from onrecord.ingest.wrapped import unwrapped
from onrecord.model import Article, Block, Moment, Spans, article_id

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def article_of_text(
    text: str,
    origin: str = "text",
    *,
    id: str | None = None,  # noqa: A002 - the record's own word
    blocks: Sequence[Block] = (),
    title: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    published: Moment | None = None,
    pages: Spans = (),
    notices: Sequence[str] = (),
) -> Article:
    """An article with this text, kept to the code point.

    Replaced are, one for one, NULs and lone surrogates by U+FFFD; and by spaces, in a text that was broken to a width and of which no
    blocks are known, the breaks that only the width made.

    Args:
        text: the text; offsets are code points into it.
        origin: where it came from: a path, an address, or a word for the place ("text").
        id: the id to keep; by default a hash of origin and text.
        blocks: what is known of the text's runs, in order.
        title: as the publisher states it, and so `outlet`, `byline` and `published`; None where it is not stated.
        outlet: who published it.
        byline: who wrote it.
        published: when, to the precision that is stated.
        pages: the spans of a paged original's pages.
        notices: sentences about the reading; what this function finds (language, characters) is added.
    """
    text, replaced = carried(text)
    found = [*notices, *replaced]
    if not blocks and (whole := unwrapped(text)) != text:
        text = whole
        found.append("the text was broken to a width; breaks within its paragraphs are read as spaces")
    if count := len(_DIRECTION.findall(text)):
        found.append(
            "the text has 1 bidirectional control character; it is shown as a symbol"
            if count == 1
            else f"the text has {count} bidirectional control characters; they are shown as symbols"
        )
    if language := other_language(text):
        found.append(f"the text seems to be in {language}; only English is read, so expect few attributions, and wrong ones")
    return Article(
        id=id or article_id(origin, text),
        origin=origin,
        text=text,
        blocks=tuple(blocks),
        title=_clean(title),
        outlet=_clean(outlet),
        byline=_clean(byline),
        published=published,
        pages=pages,
        notices=tuple(dict.fromkeys(found)),
    )


def _clean(words: str | None) -> str | None:
    """A field on one line, able to be written; None where nothing is left."""
    return carried(" ".join(words.split()))[0] if words and words.strip() else None
