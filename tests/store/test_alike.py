"""What a question finds does not hang on the database: the case of letters, the order of names."""

from __future__ import annotations

import pytest

from onrecord.stages import identify
from onrecord.store import Store
from tests.store.conftest import NOW, entry

PROSE = (
    "{source:1|Ödön Élő} {cue:1|said} {content:1|the quay is safe}. {source:2|Zora Ek} {cue:2|said} {content:2|it leans}.\n"
    "{source:3|Tom Orr} {cue:3|said} {content:3|it stands}. {source:4|the harbour union} {cue:4|said} {content:4|no}."
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as write:
        write.add(entry(PROSE, origin="News/Quay.txt"), at=NOW)
        write.name(identify(write.appearances(), []))
    return store


@pytest.mark.parametrize("given", ["Ödön Élő", "ödön élő", "ÖDÖN ÉLŐ", "élő", "ÉL"])
def test_a_name_is_found_in_any_case(filled: Store, given: str) -> None:
    with filled.look() as look:
        assert [one.name for one in look.identity(given)] == ["Ödön Élő"]


def test_names_are_in_the_order_of_their_code_points(filled: Store) -> None:
    with filled.look() as look:
        assert [one.name for one in look.identities()] == ["Tom Orr", "Zora Ek", "harbour union", "Ödön Élő"]


@pytest.mark.parametrize(("given", "found"), [("Quay.txt", 1), ("quay.txt", 0), ("%", 0), ("Qua_.txt", 0)])
def test_the_end_of_an_origin_is_meant_to_the_letter(filled: Store, given: str, found: int) -> None:
    with filled.look() as look:
        assert len(look.article(given)) == found
