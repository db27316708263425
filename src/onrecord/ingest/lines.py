"""Lines of an article put together, with the block that each is."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Block, BlockKind, FurnitureReason, Span


class Text:
    """A text that grows line by line; `blocks` says what each line is. Empty lines are passed over."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []

    def __str__(self) -> str:
        return "".join(self._parts)

    def write(self, piece: str) -> None:
        """Add to the text as it stands, outside any block."""
        self._parts.append(piece)
        self.length += len(piece)

    def line(self, words: str, kind: BlockKind = "body", reason: FurnitureReason | None = None) -> None:
        """Add a line of its own as one block."""
        words = words.strip()
        if not words:
            return
        if self.length:
            self.write("\n")
        self.blocks.append(Block(Span(self.length, self.length + len(words)), kind, reason))
        self.write(words)

    def extend(self, glue: str, words: str) -> None:
        """Go on with the last line and its block: `glue` and then `words`."""
        self.write(glue + words)
        last = self.blocks.pop()
        self.blocks.append(Block(Span(last.span.start, self.length), last.kind, last.reason))


def text_of(lines: Iterable[tuple[str, BlockKind]]) -> Text:
    """Lines with their kinds as one text."""
    text = Text()
    for words, kind in lines:
        text.line(words, kind)
    return text
