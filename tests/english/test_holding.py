"""Golden cases of the set phrase for what somebody holds to be so: who, by which words, what."""

import pytest

from onrecord.english.holding import holdings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The port has reason to believe that it leans.", [("The port", "has reason to believe", "that it leans")]),
        (
            "The Post confirmed it: the police have good reason to suspect arson, Lind said.",
            [("the police", "have good reason to suspect", "arson, Lind said")],
        ),
        # nobody is said to hold it, or it is a reason for something else
        ("There is reason to believe that it leans.", []),
        ("The port has reason to close it.", []),
        ("It had, and has, reason to believe so.", []),
    ],
)
def test_a_set_phrase(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(one.source and one.source.of(text), one.cue.of(text), one.content.of(text)) for one in holdings(text)] == found
