"""Golden cases of the set phrases for silence: who, by which words, on what."""

import pytest

from onrecord.english.silence import silences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The port declined to comment.", [("The port", "declined", "to comment")]),
        (
            "Lind’s office did not immediately respond to a request for comment on Monday.",
            [("Lind’s office", "did not immediately respond", "to a request for comment on Monday")],
        ),
        ("The board has not commented on the sale.", [("The board", "has not commented", "on the sale")]),
        ("Reuel could not be reached for comment.", [("Reuel", "could not be reached", "for comment")]),
        ("Lind denied it, and the port declined to comment.", [("the port", "declined", "to comment")]),
        ("Lind, who sold the pier last year, declined to comment.", [(None, "declined", "to comment")]),
        (
            "Lind, a trustee, didn’t return calls; Marsh refused to comment.",
            [(None, "didn’t return", "calls"), ("Marsh", "refused", "to comment")],
        ),
        # silence about anything else is left to the model
        ("The port declined the offer.", []),
        ("The port did not act on the report.", []),
        ("She did not sleep on the ferry.", []),
    ],
)
def test_a_set_phrase(text: str, found: list[tuple[str | None, str, str]]) -> None:
    assert [(one.source and one.source.of(text), one.cue.of(text), one.content.of(text)) for one in silences(text)] == found
