"""Plain text: kept to the code point, whatever bytes it came in."""

from __future__ import annotations

import gzip
import io

import pytest

from onrecord.ingest import Item, article_of_text, load
from onrecord.model import article_id
from tests.ingest.conftest import Read, article, failure

WORDS = "Quay is safe\r\n\r\n“It holds,” Ada Lind said – twice.\tCafé 😀\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_text_is_kept_exactly(read: Read, codec: str) -> None:
    found = article(read("a.txt", WORDS.encode(codec)))
    assert found.text == WORDS
    assert found.notices == ()
    assert found.blocks == ()


WRAPPED = """The harbour board said on Monday that the old quay is safe to use
again, and that two cranes go back to work before the end of May.
Ada Lind, its chair, denied that anybody had been told of the
crack in the pier.

- Ada Lind
- Per Holm, who keeps the books of the harbour board, and its minutes
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_breaks_that_only_the_width_made_are_spaces_and_every_offset_stays(end: str) -> None:
    given = WRAPPED.replace("\n", end)
    found = article_of_text(given)
    assert len(found.text) == len(given)
    assert found.text.split() == given.split()
    assert [line.split(maxsplit=1)[0] for line in found.text.splitlines() if line] == ["The", "-", "-"]
    assert found.notices == ("the text was broken to a width; breaks within its paragraphs are read as spaces",)


@pytest.mark.parametrize(
    "given",
    [
        "The old quay in Port Elsin is safe, board says\nBy Ada Lind\n\nThe quay is safe, the board said on Monday.",
        "Mayor Ada Lind said that the bridge is safe.\n“Nobody asked us,” said Piet Romarin, who built it.\nThe bridge is old.\n",
        "I saw the quay in morning light,\nThe gulls were grey, the cranes were white,\nAnd nobody was there at all.",
        "\n".join(f"{number} metres of the quay at Port Elsin are safe{', they said' * (number % 3)}" for number in range(9)),
    ],
    ids=["a headline and a byline", "paragraphs of a sentence each", "verse", "a list of lines"],
)
def test_breaks_that_somebody_made_are_kept(given: str) -> None:
    assert article_of_text(given).text == given


def test_markdown_is_kept_as_it_is_written(read: Read) -> None:
    text = "# Quay\n\nAda Lind *said* [so](https://courier.example).\n"
    assert article(read("a.md", text)).text == text


@pytest.mark.parametrize("codec", ["cp1252", "utf-16-le"])
def test_an_unstated_character_set_is_found_and_told(read: Read, codec: str) -> None:
    text = "“The café by the quay is open,” Ada Lind said on Monday. " * 5
    found = article(read("a.txt", text.encode(codec)))
    assert found.text == text
    assert len(found.notices) == 1
    assert codec in found.notices[0].lower()


def test_a_cyrillic_character_set_is_found(read: Read) -> None:
    text = "Мэр города сообщил в понедельник, что мост безопасен и будет открыт для движения на следующей неделе. " * 5
    found = article(read("a.txt", text.encode("cp1251")))
    assert found.text == text
    assert any("Cyrillic" in notice for notice in found.notices)


def test_nuls_and_lone_surrogates_are_replaced_one_for_one_with_a_notice() -> None:
    given = "a\0b\ud83dc Ada Lind said"
    found = article_of_text(given)
    assert found.text == "a\ufffdb\ufffdc Ada Lind said"
    assert found.notices == ("the text had 2 characters that no text can carry (NUL or half surrogate pairs); they are replaced by U+FFFD",)
    found.text.encode("utf-8")


def test_a_nul_in_a_file_is_replaced(read: Read) -> None:
    found = article(read("a.txt", b"The quay is safe,\0 Ada Lind said on Monday in Port Elsin, and she said it twice."))
    assert "safe,\ufffd Ada" in found.text


def test_direction_controls_stay_in_the_text_and_are_told() -> None:
    given = "Ada \u202eLind\u202c said\u200f so"
    found = article_of_text(given)
    assert found.text == given
    assert found.notices == ("the text has 3 bidirectional control characters; they are shown as symbols",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le maire a dit lundi que le pont est sûr et que les travaux dans le port ne sont pas finis pour la ville.", "French"),
        ("Die Bürgermeisterin sagte am Montag, dass die Brücke sicher ist und der Hafen nicht für den Verkehr geöffnet wird.", "German"),
        (
            "La alcaldesa dijo el lunes que el puente es seguro y que los trabajos en el puerto no se han terminado por la lluvia.",
            "Spanish",
        ),
        (
            "Burmistrz powiedziała w poniedziałek, że most jest bezpieczny i że prace w porcie nie są na razie zakończone przez wodę.",
            "Polish",
        ),
        ("市長は月曜日に、橋は安全であり、港の工事はまだ終わっていないと述べた。市長は月曜日に述べた。", "Japanese"),
        ("قالت رئيسة البلدية يوم الاثنين إن الجسر آمن وإن العمل في الميناء لم ينته بعد", "Arabic"),
    ],
)
def test_another_language_is_told_and_read_on(text: str, language: str) -> None:
    found = article_of_text(text)
    assert found.text == text
    assert len(found.notices) == 1
    assert language in found.notices[0]


def test_english_with_foreign_words_is_english() -> None:
    text = "“C’est la vie,” said the mayor of the city, who was in the port when the news came, and she went back to her work at the quay."
    assert article_of_text(text).notices == ()


def test_fields_are_kept_and_the_id_is_that_of_origin_and_text() -> None:
    found = article_of_text("Ada Lind said so.", "memo", title=" A  memo ", outlet="", byline="Per Holm")
    assert (found.title, found.outlet, found.byline, found.published) == ("A memo", None, "Per Holm", None)
    assert found.id == article_id("memo", "Ada Lind said so.")


def test_standard_input_is_read_as_what_it_is() -> None:
    def kind(data: bytes) -> str:
        return article(list(load(Item("-"), stdin=io.BytesIO(data)))).text

    assert kind(b"The quay is safe, she said.\n") == "The quay is safe, she said.\n"
    assert kind(b'{"text": "one"}\n') == "one"
    assert kind(b'{\n "id": 3,\n "text": "two"\n}\n') == "two"
    assert kind(gzip.compress(b"packed words, she said")) == "packed words, she said"
    assert kind(b"From: Ada <ada@port.example>\nTo: all@port.example\nSubject: Quay\n\nIt is safe.\n") == "Quay\nIt is safe."


def test_a_brace_does_not_make_a_text_json(read: Read) -> None:
    text = "{cue|said} is how the notes mark a cue, the editor told the class."
    assert article(list(load(Item("-"), stdin=io.BytesIO(text.encode())))).text == text


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf\n"])
def test_nothing_is_a_failure(read: Read, content: bytes) -> None:
    failure(read("a.txt", content))


def test_a_binary_file_is_a_failure(read: Read) -> None:
    assert "binary" in failure(read("a.txt", bytes(range(256)) * 40)).what


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 12, 2031", "2031-03-12"),
        ("Tuesday 11 March 2031, 18.40", "2031-03-11"),
        ("Published: Mar. 3, 2031 at 6:30 pm", "2031-03-03"),
        ("Updated 13 March 2031", None),  # another day than that of publication
        ("The quay closed on 13 March 2031", None),
        ("31 June 2031", None),
    ],
)
def test_a_day_that_stands_alone_under_the_headline_is_that_of_publication(read: Read, line: str, day: str | None) -> None:
    published = article(read("a.txt", f"The quay is safe\n\n{line}\n\nIt holds, Ada Lind said.\n")).published
    assert (published and published.value) == day


def test_a_day_further_down_is_not(read: Read) -> None:
    text = "The quay is safe\n" + "It holds, Ada Lind said.\n" * 6 + "12 March 2031\n"
    assert article(read("a.txt", text)).published is None
