"""What the scorer of ledgers is given."""

import pytest
from eval.ledger import lines

from onrecord.model.annotation import Annotation
from onrecord.pipeline import understood
from tests.marked import read


@pytest.mark.parametrize(
    ("outlet", "speakers"),
    [("The Harbour Board", [("The Harbour Board", "organisation")]), ("The Harbour Post", [])],
)
def test_what_a_body_publishes_in_its_own_voice_is_its_statement_and_a_paper_s_own_voice_is_none(
    outlet: str, speakers: list[tuple[str, str]]
) -> None:
    given = read("{body|The bridge is open again today.}", outlet=outlet)
    reading = understood(given.article, (), Annotation(given.article.id, (), (), by="marked/1"))
    assert [(line["speaker"], line["speaker_kind"]) for line in lines(reading)] == speakers
