"""What the scorer of ledgers is given."""

from eval.ledger import lines

from onrecord.model.annotation import Annotation
from onrecord.pipeline import understood
from tests.marked import read


def test_what_an_outlet_publishes_in_its_own_voice_is_on_its_own_word() -> None:
    given = read("{body|The bridge is open again today.}", outlet="The Harbour Board")
    reading = understood(given.article, (), Annotation(given.article.id, (), (), by="marked/1"))
    assert [(line["speaker"], line["speaker_kind"], line["voice"]) for line in lines(reading)] == [
        ("The Harbour Board", "organisation", True)
    ]
