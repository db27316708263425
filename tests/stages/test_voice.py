"""Golden cases of `voice`: what stands on nobody's word but the outlet's."""

from dataclasses import replace

from onrecord.model import Span
from onrecord.model.annotation import FurnitureSighting
from onrecord.stages import attribute, set_aside, voice
from tests.stages.seen import seen


def own_words(given: str) -> list[str]:
    article, annotation = seen(given)
    article = set_aside(article, annotation)
    return [span.of(article.text) for span in voice(article, attribute(article, annotation))]


def test_a_sentence_that_nobody_is_said_to_say_is_the_outlets_own() -> None:
    assert own_words("The bridge opened in 2019. {source|Lind} {cue|said} {content|it is safe}.") == ["The bridge opened in 2019."]


def test_a_sentence_of_a_quotation_that_runs_on_is_not() -> None:
    assert own_words("{source|Lind} {cue|said}: {content|“It is safe. It will stay so.”} The bridge is 80 metres long.") == [
        "The bridge is 80 metres long."
    ]


def test_furniture_is_nobodys_voice() -> None:
    assert own_words("{furniture:appeal|Give today and every day.} The bridge opened in 2019.") == ["The bridge opened in 2019."]


def test_a_line_without_words_says_nothing() -> None:
    assert own_words("* * *\nThe bridge opened in 2019.") == ["The bridge opened in 2019."]


def test_a_sentence_that_furniture_interrupts_is_the_outlets_own_in_two_parts() -> None:
    article, annotation = seen("The bridge, which opened in 2019, is long.")
    whole = annotation.furniture[0].span
    cut = [FurnitureSighting(Span(a, b), "related", score) for a, b, score in ((0, 11, 0.1), (12, 33, 0.99), (34, whole.end, 0.1))]
    marked = set_aside(article, replace(annotation, furniture=tuple(cut)))
    assert [span.of(article.text) for span in voice(marked, ())] == ["The bridge,", "is long."]
