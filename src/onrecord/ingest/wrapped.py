"""Texts whose lines were broken to a width, as in e-mails and transcripts: the breaks that only the width made are spaces."""

from __future__ import annotations

import re
from itertools import pairwise

_WIDEST = 100  # code points; a text with longer lines was not broken to a width
_NARROWEST = 40  # nor was one in which every line is short: verse, a list
_LINE = re.compile(r"([^\n\r]*)(\r\n|\n|\r|\Z)")
_ENDED = tuple(".!?:…”\"’')")  # a line that ends so may be a paragraph
_STANDS_ALONE = re.compile(r"\s|[>*•–|-]|\d{1,2}[.)]\s|\Z")


def unwrapped(text: str, *, fewest: int = 2) -> str:
    """The text with each break that only the width made as a space, one for one, so that offsets stay.

    A line was broken there where the first word of the next had no room left on it; otherwise its end is the writer's own. The width is
    that of the longest line that another follows, but for lines of one long word, such as addresses.

    Args:
        text: any text.
        fewest: breaks that the width must have made in the middle of a sentence, and half of all, or it is taken for chance.
    """
    lines = list(_LINE.finditer(text))
    breaks = [
        (match.span(2), match.group(1).rstrip(), after.group(1).split(maxsplit=1)[0])
        for match, after in pairwise(lines)
        if match.group(1).strip() and not _STANDS_ALONE.match(after.group(1))
    ]
    width = max((len(line) for _, line, _ in breaks if " " in line), default=0)
    made = [(place, line) for place, line, word in breaks if len(line) + 1 + len(word) > width]
    sure = sum(not line.endswith(_ENDED) for _, line in made)
    if not _NARROWEST <= width <= _WIDEST or sure < max(fewest, len(breaks) / 2):
        return text
    characters = list(text)
    for (start, end), _ in made:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
