"""What is handed to the scorer: attributions of a reading, nested ones left out where the gold has none."""

from pathlib import Path

from eval import attributions
from onrecord.model import Article, Attribution, Reading, Span

TEXT = "The harbour office said that the ferry captain believes the tide will hold."


def attribution(name: str, source: str, cue: str, content: str, parent: str | None = None) -> Attribution:
    def place(words: str) -> tuple[Span, ...]:
        return (Span(TEXT.index(words), TEXT.index(words) + len(words)),)

    return Attribution(name, "a1", place(source), place(cue), place(content), "indirect", parent, 0.9, "test")


OUTER = attribution("outer", "The harbour office", "said", "that the ferry captain believes the tide will hold")
INNER = attribution("inner", "the ferry captain", "believes", "the tide will hold", parent="outer")
READING = Reading(Article("a1", "a1.txt", TEXT), (OUTER, INNER))


def test_what_is_nested_is_handed_over_only_on_request() -> None:
    assert len(attributions.predicted(READING)["attributions"]) == 1
    assert len(attributions.predicted(READING, nested=True)["attributions"]) == 2


def test_the_outermost_is_kept_with_its_places() -> None:
    (only,) = attributions.predicted(READING)["attributions"]
    assert [TEXT[start:end] for start, end in only["cue"]] == ["said"]


def test_a_reading_scored_against_itself_is_perfect_and_nothing_scores_zero(shared: Path) -> None:
    gold = [{**attributions.predicted(READING), "text": TEXT}]
    assert attributions.score(gold, [attributions.predicted(READING)])["attribution"]["f1"] == 100
    assert attributions.score(gold, [])["attribution"]["f1"] == 0


def test_figures_stand_in_lines_of_their_own() -> None:
    figures = {"attribution": {"precision": 80.0, "recall": 70.0, "f1": 74.67}}
    assert "74.67" in attributions.table(figures)
    worse = {"attribution": {"precision": 80.0, "recall": 69.0, "f1": 74.09}}
    assert "-0.58" in attributions.beside(worse, figures)
