"""Windows over a text: as few as fit the encoder, cut between paragraphs. Training and serving share this code."""

from __future__ import annotations

from onrecord.encoder.tokens import LINE, Tokens

WINDOW = 382  # word pieces; with the two special pieces 384. Longer ones cost more in attention than they bring.


def windows(tokens: Tokens, size: int = WINDOW) -> list[tuple[int, int]]:
    """Half-open ranges of pieces that cover the text in order, each of at most `size` pieces.

    A window ends where a line ends if one ends in its second half, else after a sentence's end there, else between two
    words, and only then inside a word. Nothing is read twice.
    """
    out: list[tuple[int, int]] = []
    begin, n = 0, len(tokens)
    while n - begin > size:
        end = _cut(tokens, begin, begin + size)
        out.append((begin, end))
        begin = end
    if begin < n:
        out.append((begin, n))
    return out


def _cut(tokens: Tokens, begin: int, limit: int) -> int:
    """Where a window that starts at `begin` and may reach `limit` ends."""
    middle = begin + (limit - begin) // 2
    spacing = tokens.spacing
    for wanted in (lambda i: spacing[i] >= LINE, lambda i: spacing[i] > 0, lambda i: not tokens.continues[i]):
        for i in range(limit, middle, -1):
            if wanted(i):
                return i
    return limit
