"""Sentences, paragraphs and words: a wrong boundary cuts a quote in two or glues an appeal to the news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Spans
from onrecord.model.segment import paragraphs, sentences, words

# Where a sentence ends is marked with ‖.
GOLDEN = """
The council met on Monday.‖ It voted to close the bridge.
Mr. Lee met Sen. Ruth Vale and Gov. A. J. Brandt in Corlin.‖ They agreed.
The U.S. Harbour Board moved to Washington, D.C. in 2031.‖ It has 40 staff.
She spoke at 9 a.m. on Tuesday.‖ The hearing began at 10 a.m.‖ The hall was full.
Shares of Marl Inc. fell 3.5 percent.‖ Those of Vane Ltd. Holdings rose.
Item No. 4 was read on Jan. 6.‖ The answer was no.‖ Nobody sat.‖ Then they left.
“The bridge is safe.”‖ “It is not,” said Ms. Orr.‖ “Look at it.”‖ He left.
“Why now?” Mayor Lee asked.‖ “Is it the cracks?” he said.‖ “Yes!” the engineers replied.‖ Nobody laughed.
She said “we … hope so” and left.‖ He waited …‖ Then he spoke.
The vote (all were present.) was clear.‖ (It was late.)‖ The mayor (who knew?) smiled.
We do know [Mr. Lee] was told.‖ [The editor added this.]‖ It is in the file.
Your gift makes all the difference.‖The ministry released a report.‖“It is long,” an aide said.
Support us today!‖The council met.‖ Prices rose 22%.‖The bank said so in 2030.‖It is true.
She called it "a lie."‖The room fell silent.‖"Not so," said Orr.
It held so long ... ”
“We knew.”‖ “Did you?” Orr continued.‖ We did. [...]
The U.S.A and No.4 and Node.js and example.com and a.B and Mr.Lee stay whole.
Write to Ann.Lee@harbour.example or see www.harbour.example/Report.Final for more.
It happened in the U.S.‖The ministry knew.
1. Close the bridge.‖ 2. Mend it.
Is it safe?‖ No.‖ Will it be?!‖ Perhaps.
Das Werk steht.‖ Čapek kam später.‖ Élodie aussi.‖Émile est là.
橋は安全だ。‖市長は言った。
Bridge closes after cracks found
"""


@pytest.mark.parametrize("line", GOLDEN.strip().splitlines())
def test_sentences_end_where_an_editor_would_end_them(line: str) -> None:
    text = line.replace("‖", "")
    assert [span.of(text) for span in sentences(text)] == [sentence.strip() for sentence in line.split("‖")]


def test_a_line_break_of_any_kind_ends_a_sentence() -> None:
    text = "Bridge closes\nThe council\r\nmet today\x0cpage two\u2028and on\n \n\nThe end"
    assert [span.of(text) for span in sentences(text)] == ["Bridge closes", "The council", "met today", "page two", "and on", "The end"]
    assert sentences(text) == paragraphs(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ms Orr's co-author didn’t pay $3.5m (20%).",
            ["Ms", "Orr's", "co-author", "didn’t", "pay", "$", "3.5m", "(", "20", "%", ")", "."],
        ),
        ("The U.S. board, at 9 a.m., met.The end", ["The", "U.S.", "board", ",", "at", "9", "a.m.", ",", "met", ".", "The", "end"]),
        ("“Yes” — see example.com…", ["“", "Yes", "”", "—", "see", "example.com", "…"]),
        ("cafe\u0301s", ["cafe\u0301s"]),
    ],
)
def test_words_and_marks_are_told_apart(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text)] == expected


# News is made of these; drawn at random they meet in every wrong order.
pieces = st.sampled_from(
    ["Lee", "said", "U.S.", "a.m.", "3.5", "No.", "Mr.", "The", ".", "…", "?", "!", "“", "”", '"', "(", ")", "\n", " ", "\u00a0", "»", "。"]
)
texts = st.one_of(st.text(), st.lists(pieces).map("".join), st.lists(pieces).map(" ".join))


def _covers_all_words(text: str, spans: Spans) -> None:
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        at = span.end
    assert not text[at:].strip()


@given(texts)
def test_spans_are_in_order_and_lose_nothing_but_space(text: str) -> None:
    for segment in (paragraphs, sentences, words):
        _covers_all_words(text, segment(text))


@given(texts)
def test_sentences_lie_within_paragraphs(text: str) -> None:
    whole = paragraphs(text)
    assert all(any(paragraph.covers(sentence) for paragraph in whole) for sentence in sentences(text))


def test_a_long_line_of_stops_is_no_trap() -> None:
    text = "a.)” (" * 20_000 + ". . " * 20_000
    _covers_all_words(text, sentences(text))
