"""A text as the encoder sees it: places in code points, and what an uncased vocabulary does not show."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.encoder import SHIPPED
from onrecord.encoder.bundle import TOKENIZER
from onrecord.encoder.tokens import (
    CLOSING,
    DIGIT,
    DOUBLE,
    FEATURES,
    GLUED,
    INITIAL,
    LINE,
    LOWER,
    MIXED,
    OPENING,
    PARAGRAPH,
    PUNCTUATION,
    QUOTATIONS,
    SINGLE,
    SPACED,
    SPACINGS,
    UNQUOTED,
    UPPER,
    Tokens,
    load_tokenizer,
    tokenize,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> "Tokenizer":
    return load_tokenizer(SHIPPED / TOKENIZER)


def words(text: str, tokens: Tokens) -> list[str]:
    return [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]


def feature(tokens: Tokens, place: int) -> tuple[int, int, int]:
    """(shape, spacing, quotation) of the piece that begins at a code point."""
    index = int(tokens.features[tokens.start.tolist().index(place)])
    return index // (SPACINGS * QUOTATIONS), index // QUOTATIONS % SPACINGS, index % QUOTATIONS


def test_a_piece_is_found_by_its_place_though_an_emoji_stands_before(tokenizer: "Tokenizer") -> None:
    text = "🌉 Mayor Lind said 𝒩o."
    tokens = tokenize(tokenizer, text)
    assert {"Mayor", "said"} <= set(words(text, tokens))


@pytest.mark.parametrize(
    ("word", "shape"), [("bridge", LOWER), ("Bridge", INITIAL), ("BRIDGE", UPPER), ("A", INITIAL), ("7", DIGIT), (",", PUNCTUATION)]
)
def test_the_shape_of_a_word_shows_its_capitals(tokenizer: "Tokenizer", word: str, shape: int) -> None:
    assert feature(tokenize(tokenizer, f"the {word}"), 4)[0] == shape


def test_a_word_with_a_capital_inside_is_mixed(tokenizer: "Tokenizer") -> None:
    text = "the BRidge"
    tokens = tokenize(tokenizer, text)
    assert words(text, tokens) == ["the", "BRidge"]
    assert feature(tokens, 4)[0] == MIXED


def test_line_ends_are_seen_for_they_are_all_the_layout_of_a_plain_text(tokenizer: "Tokenizer") -> None:
    text = "one two\nthree\n\nfour."
    tokens = tokenize(tokenizer, text)
    assert [feature(tokens, text.index(word))[1] for word in ("one", "two", "three", "four", ".")] == [
        PARAGRAPH,
        SPACED,
        LINE,
        PARAGRAPH,
        GLUED,
    ]


def test_each_mark_and_what_it_encloses_is_told_apart(tokenizer: "Tokenizer") -> None:
    text = "She said “stay off” and left."
    tokens = tokenize(tokenizer, text)
    states = [feature(tokens, text.index(word))[2] for word in ("said", "“", "stay", "off", "”", "and")]
    assert states == [UNQUOTED, OPENING, DOUBLE, DOUBLE, CLOSING, UNQUOTED]


def test_single_marks_quote_and_apostrophes_do_not(tokenizer: "Tokenizer") -> None:
    text = "The city’s engineer called it ‘sound’ today."
    tokens = tokenize(tokenizer, text)
    assert feature(tokens, text.index("sound"))[2] == SINGLE
    assert [feature(tokens, text.index(word))[2] for word in ("engineer", "today")] == [UNQUOTED, UNQUOTED]


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph(tokenizer: "Tokenizer") -> None:
    text = "“We checked it.\n“It holds,” he said.\nRain fell."
    tokens = tokenize(tokenizer, text)
    states = [feature(tokens, text.index(word))[2] for word in ("checked", "holds", "said", "Rain")]
    assert states == [DOUBLE, DOUBLE, UNQUOTED, UNQUOTED]


def test_pieces_of_one_word_continue_it(tokenizer: "Tokenizer") -> None:
    text = "an overquotationally word"
    tokens = tokenize(tokenizer, text)
    begins = [int(start) for start, continues in zip(tokens.start, tokens.continues, strict=True) if not continues]
    assert begins == [0, 3, text.index("word")]
    assert len(tokens) > 3


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"“”'’‘\n «»\ud800\x00")), max_size=60))
@settings(deadline=None)
def test_every_text_has_pieces_in_order_inside_it(text: str) -> None:
    tokens = tokenize(load_tokenizer(SHIPPED / TOKENIZER), text)
    ends = tokens.end.tolist()
    assert all(0 <= start <= end <= len(text) for start, end in zip(tokens.start.tolist(), ends, strict=True))
    assert ends == sorted(ends)
    assert all(0 <= index < FEATURES for index in tokens.features.tolist())
