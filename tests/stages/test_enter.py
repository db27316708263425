"""What an article puts on record: statement by statement. Everybody is invented."""

from __future__ import annotations

from onrecord.model import Statement
from onrecord.stages import enter
from tests.stages.whole import whole


def entered(prose: str) -> list[tuple[str, str]]:
    """The act and the words of each statement."""
    return [(one.act, one.text) for one in _statements(prose)]


def _statements(prose: str) -> tuple[Statement, ...]:
    return enter(whole(prose))


def test_an_attribution_that_says_several_things_makes_a_statement_of_each() -> None:
    first, second = _statements("{source|Lind} {cue|said} {content|that the pier was sold and that the mayor had signed}.")
    assert (first.text, second.text) == ("the pier was sold", "the mayor had signed")
    assert second.id == f"{first.id}.2"
    assert (second.speaker, second.cue) == (first.speaker, first.cue)


def test_only_what_is_denied_is_a_denial() -> None:
    prose = "{source|Lind} {cue|denied} {content|that she had sold the pier; the mayor signed the papers himself}."
    assert [act for act, _ in entered(prose)] == ["deny", "deny"]
    prose = "{content|“I did not sell the pier. The mayor signed the papers himself,”} {cue|said} {source|Lind}."
    assert entered(prose) == [("deny", "[Lind] did not sell the pier"), ("assert", "The mayor signed the papers himself")]


def test_what_somebody_denies_of_himself_is_his_denial() -> None:
    prose = "{source:1|Lind} {cue:1|denied} {content:1|that {source:2|she} {cue:2|asked} {content:2|the board to sell}}."
    assert [act for act, _ in entered(prose)] == ["deny", "urge"]
