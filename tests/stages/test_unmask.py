"""Golden cases of `unmask`: where an outlet names a source that it had withheld. Everybody is invented."""

from __future__ import annotations

import pytest

from onrecord.stages import unmask
from tests.stages.record import Record


@pytest.mark.parametrize(
    "setting",
    [
        "Hanne Torvik was the unnamed engineer in our report on Wednesday.",
        "The former engineer has agreed to be named: she is Hanne Torvik.",
        "The anonymous engineer quoted on Wednesday is Hanne Torvik.",
        "The engineer, now identified as Hanne Torvik, left in May.",
    ],
)
def test_a_sentence_that_names_the_source(setting: str) -> None:
    record = Record()
    record.line("The Velden Post", "Hanne Torvik")
    said = record.line("The Velden Post", setting=setting)
    (naming,) = unmask(record.statements.values())
    assert (naming.statement, naming.outlets) == (said, ("The Velden Post",))
    assert naming.speaker == record.said[0][0].who
    assert "engineer" in naming.description


def test_the_next_sentence_says_who_she_is() -> None:
    record = Record()
    record.line("The Velden Post", setting="The engineer whose account we published has agreed to be named.")
    record.line("The Velden Post", "Hanne Torvik", setting="She is Hanne Torvik, 41, and she says that she was there.")
    assert len(unmask(record.statements.values())) == 1


def test_another_outlet_says_whose_source_she_was() -> None:
    record = Record()
    record.line("The Lode Courier", "Hanne Torvik")
    record.line("The Lode Courier", "organisation: The Velden Post", setting="The Post said Hanne Torvik was the unnamed engineer.")
    (naming,) = unmask(record.statements.values())
    assert naming.outlets == ("The Lode Courier", "The Velden Post")


@pytest.mark.parametrize(
    "setting",
    [
        "The engineer has agreed to be named.",
        "Hanne Torvik and Theo Marsh met the unnamed engineer.",
        "Hanne Torvik is an engineer.",
        "Either Hanne Torvik or Theo Marsh was the unnamed engineer.",
        "Hanne Torvik was the unnamed one.",
    ],
)
def test_it_stays_open_who_is_meant(setting: str) -> None:
    record = Record()
    record.line("The Velden Post", "Hanne Torvik")
    record.line("The Velden Post", "Theo Marsh")
    record.line("The Velden Post", setting=setting)
    assert not unmask(record.statements.values())
