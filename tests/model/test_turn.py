"""Turns of a transcript, and what is none."""

from onrecord.model.turn import turns

BRIEFING = """Good morning, everybody.

Q    Is the bridge safe?

MS. LIND:  It is.
We looked at it twice.

And it will hold.

Q    Who looked?
"""


def said(text: str) -> list[tuple[str, list[str]]]:
    return [(turn.label.of(text), [span.of(text) for span in turn.content]) for turn in turns(text)]


def test_labels_part_a_transcript() -> None:
    assert said(BRIEFING) == [
        ("Q", ["Is the bridge safe?"]),
        ("MS. LIND", ["It is.\nWe looked at it twice.", "And it will hold."]),
        ("Q", ["Who looked?"]),
    ]


def test_the_colon_is_the_cue_and_without_one_the_label() -> None:
    assert [turn.cue.of(BRIEFING) for turn in turns(BRIEFING)] == ["Q", ":", "Q"]


def test_an_article_with_a_heading_in_capitals_is_no_transcript() -> None:
    assert said("VELDEN: The bridge leans.\n\nIt was built in 2019.\n\nQ and A follow.") == []
    assert said("NOTE: one.\nNOTE: two.\n") == []


def test_a_label_with_nothing_behind_it_has_no_turn() -> None:
    assert said("LIND:\n\nREUEL: Yes.\n") == [("REUEL", ["Yes."])]


EXCERPT = """PORT BRIEFING, HARBOUR HALL

The bridge is open again.

Q    Who looked?

MS. LIND:  We did.

Q    When?

MS. LIND:  Today.
"""


def test_what_stands_before_the_first_question_is_the_answering_one_s_where_a_body_publishes_it() -> None:
    first, *others = [(turn.label.of(EXCERPT), [span.of(EXCERPT) for span in turn.content]) for turn in turns(EXCERPT, opens=True)]
    assert first == ("Q", ["Who looked?"])
    assert others[0] == ("MS. LIND", ["The bridge is open again.", "We did."])
    assert others[2] == ("MS. LIND", ["Today."])
    assert said(EXCERPT)[1] == ("MS. LIND", ["We did."])


def test_where_two_answer_nobody_is_said_to_have_begun() -> None:
    text = EXCERPT.replace("MS. LIND:  Today.", "MR. REUEL:  Today.")
    assert [turn.content[0].of(text) for turn in turns(text, opens=True)] == ["Who looked?", "We did.", "When?", "Today."]
