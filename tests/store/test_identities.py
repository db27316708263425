"""Who is one across articles is made anew around what changed, and comes out as if all were made anew. On each database."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.stages import identify
from onrecord.store import Store, address
from tests.cli.desk import WordJudge
from tests.store.conftest import NOW, entry

SPEAKERS = (
    "Mayor Ada Lind",
    "Lind",
    "Ms Lind",
    "Senator Lind",
    "Per Lind",
    "the Harbour Board",
    "The Federal Bureau of Investigation",
    "the FBI",
    "Corvane Holdings",
    "Corvane",
    "the Ministry of Works",
    "Tom Orr",
    "Thomas Orr",
    "an engineer",
    "officials",
)


@pytest.fixture
def ledger(new_ledger: Callable[[], str]) -> Iterator[Ledger]:
    """An empty ledger."""
    store = Store(address(new_ledger()), create=True)
    yield Ledger(store, WordJudge, lambda: NOW)
    store.close()


def as_if_all_anew(ledger: Ledger) -> None:
    """Compare the speakers on record with those that all articles and decisions give at once."""
    with ledger._store.look() as look:
        assert look.unsettled() == []
        wanted = {one.id: one for one in identify(look.appearances(), look.decisions())}
        assert {one.id: one for one in look.identities()} == wanted
        bearers = {speaker: one.id for one in wanted.values() for speaker in one.speakers}
        assert look.identities_of(speaker.id for speaker in look.appearances()) == bearers


@pytest.mark.parametrize(("seed", "at_once"), [(0, 20_000), (1, 20_000), (2, 2)])
def test_after_any_changes_speakers_are_those_that_all_articles_give_at_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, seed: int, at_once: int
) -> None:
    monkeypatch.setattr("onrecord.ledger._AT_ONCE", at_once)
    chance = random.Random(seed)
    origins = [f"{number}.txt" for number in range(6)]
    for step in range(14):
        held = [one.origin for one in ledger.articles()]
        does = chance.choice(["add", "add", "remove", "decide", "undo"])
        if does == "remove" and held:
            ledger.remove(chance.choice(held))
        elif does == "decide" and len(found := [one for one, *_ in ledger.speakers()]) > 1:
            one, other = chance.sample(found, 2)
            ledger.decide(chance.choice(["same speaker", "not the same speaker"]), one.speakers[0], other.speakers[-1], by="Ida")
        elif does == "undo" and (decided := ledger.decisions()):
            ledger.undo(chance.choice(decided).number)
        else:
            who = chance.sample(SPEAKERS, 3)
            said = " ".join(f"{{source:{at}|{name}}} {{cue:{at}|said}} {{content:{at}|it was {step}}}." for at, name in enumerate(who, 1))
            # An origin that is there already is revised.
            ledger.add(entry(said, origin=chance.choice(origins)).reading)
            ledger.settle()
        as_if_all_anew(ledger)


def test_claims_made_a_few_at_a_time_are_those_made_at_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = Store(address(str(tmp_path / "other.db")), create=True)
    whole = Ledger(other, WordJudge, lambda: NOW)
    for number, name in enumerate(SPEAKERS):
        said = "the quay at Velden is safe" if number % 3 else "the mole is closed until spring"
        reading = entry(f"{{source|{name}}} {{cue|said}} {{content|{said}}}.", origin=f"{number}.txt").reading
        for one in (ledger, whole):
            one.add(reading)
    whole.settle()
    monkeypatch.setattr("onrecord.ledger._AT_ONCE", 2)
    ledger.settle()
    assert ledger.claims(own_voice=True) == whole.claims(own_voice=True)
    assert max(len(one.claim.stances) for one in ledger.claims()) > 2
    other.close()


def test_only_speakers_who_share_a_name_are_made_anew(ledger: Ledger) -> None:
    for number, name in enumerate(("Ada Lind", "Tom Orr", "the Harbour Board")):
        ledger.add(entry(f"{{source|{name}}} {{cue|said}} {{content|it is late}}.", origin=f"{number}.txt").reading)
    ledger.settle()
    ledger.add(entry("{source|Mayor Lind} {cue|said} {content|it is early}.", origin="late.txt").reading)
    with ledger._store.look() as look:
        (fresh,) = look.unsettled()
        assert "Lind" in fresh.name
        assert look.alike([fresh.id]) == {fresh.id}
    ledger.settle()
    with ledger._store.look() as look:
        assert len(look.alike([fresh.id])) == 2
