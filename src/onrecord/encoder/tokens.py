"""A text as the encoder sees it: word pieces, their places, and what the uncased vocabulary does not show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.model.quotation import quotations

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

# Shape of a piece: the base vocabulary is uncased, and capitals mark names, headlines and sentence starts.
PUNCTUATION, LOWER, INITIAL, UPPER, MIXED, DIGIT = range(6)
# What stands before a piece. Newlines are the only layout that a plain text has.
GLUED, SPACED, LINE, PARAGRAPH = range(4)
# Whether a piece is quoted. Quotations end at their paragraph: a second one opens anew by convention.
UNQUOTED, DOUBLE, SINGLE, OPENING, CLOSING = range(5)

SHAPES, SPACINGS, QUOTATIONS = 6, 4, 5
FEATURES = SHAPES * SPACINGS * QUOTATIONS

_SURROGATE = re.compile("[\ud800-\udfff]")
_KNOWN_LETTERS = 0x2200  # Latin, Greek, Cyrillic and the rest below the symbols: all that have case in news text


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of one text.

    All arrays have length n, the number of pieces. `start` and `end` are half-open code point offsets into the text;
    `features` combines shape, spacing and quotation of each piece into one index below `FEATURES`.
    """

    ids: Ints
    start: Ints
    end: Ints
    features: Ints
    spacing: Bytes
    continues: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@cache
def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer saved as JSON at `path`, without truncation or padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def tokenize(tokenizer: Tokenizer, text: str) -> Tokens:
    """The word pieces of `text` with their offsets and features, special pieces left out."""
    # One replacement character for each lone surrogate: the offsets stay, and the text can be encoded.
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    ids = np.array(encoding.ids, np.int64)
    start, end = offsets[:, 0], offsets[:, 1]
    spacing = _spacing(text, start, end)
    features = (_shapes(text, start, end).astype(np.int64) * SPACINGS + spacing) * QUOTATIONS + _quotations(text)[start]
    words = np.array([-1 if word is None else word for word in encoding.word_ids], np.int64)
    continues = np.zeros(len(ids), bool)
    continues[1:] = words[1:] == words[:-1]
    return Tokens(ids, start, end, features, spacing, continues)


@cache
def _letter_tables() -> tuple[Bytes, Bytes, Bytes]:
    """For each code point below `_KNOWN_LETTERS`: is it upper case, a letter, a digit."""
    characters = [chr(code) for code in range(_KNOWN_LETTERS)]
    return (
        np.array([c.isupper() for c in characters], np.uint8),
        np.array([c.isalpha() for c in characters], np.uint8),
        np.array([c.isdigit() for c in characters], np.uint8),
    )


def _counts(flags: Bytes) -> Ints:
    """Running counts: entry i is the number of flags set before code point i."""
    return np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])


def _shapes(text: str, start: Ints, end: Ints) -> Bytes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    known = np.minimum(codes, _KNOWN_LETTERS - 1)
    upper, alpha, digit = (_counts(table[known]) for table in _letter_tables())
    uppers, letters, digits = upper[end] - upper[start], alpha[end] - alpha[start], digit[end] - digit[start]
    first = (upper[np.minimum(start + 1, len(codes))] - upper[start]).astype(bool)
    shape = np.full(len(start), MIXED, np.uint8)
    shape[(letters == 0) & (digits == 0)] = PUNCTUATION
    shape[(letters > 0) & (uppers == 0)] = LOWER
    shape[(uppers == 1) & first] = INITIAL
    shape[(uppers > 1) & (uppers == letters)] = UPPER
    shape[(digits > 0) & (letters == 0)] = DIGIT
    return shape


def _spacing(text: str, start: Ints, end: Ints) -> Bytes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    newlines = _counts((codes == 10).astype(np.uint8))
    before = np.concatenate([[0], end[:-1]]) if len(end) else end
    lines = newlines[start] - newlines[np.minimum(before, start)]
    spacing = np.where(start > before, SPACED, GLUED).astype(np.uint8)
    spacing[lines == 1] = LINE
    spacing[lines > 1] = PARAGRAPH
    spacing[:1] = PARAGRAPH
    return spacing


def _quotations(text: str) -> Bytes:
    """For each code point of the text: unquoted, inside double or single quotation marks, or itself a mark."""
    state = np.zeros(len(text) + 1, np.uint8)
    for quotation in quotations(text):
        state[quotation.start : quotation.end] = SINGLE if quotation.single else DOUBLE
        state[quotation.start] = OPENING
        if quotation.closed:
            state[quotation.end - 1] = CLOSING
    return state
