"""What is entered comes back as it was: readings, statements, speakers, links, decisions. On a real SQLite."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.model import Claim, Lineage, Link, Reason, Stance, Standing, UnprovenQuoteError, Weighed, claim_id, identity_id
from onrecord.stages import identify
from onrecord.store import Store
from tests.store.conftest import NOW, entry

SAFE = "{source:1|Mayor Ada Lind} {cue:1|said} {content:1|the quay is safe}. {source:2|Tom Orr} {cue:2|denied} {content:2|any crack}."
MENDED = "{source:1|Mayor Ada Lind} {cue:1|said} {content:1|the quay is closed}."


def weighed(*statements: str) -> Weighed:
    """A claim of these statements, all for it."""
    claim = Claim(claim_id(statements[0]), "the quay is safe", statements[0], tuple(Stance(one, "supports", "act") for one in statements))
    return Weighed(claim, Lineage(()), Standing(claim.id, (Reason("uncontested", "nobody denies it", statements),)))


def test_an_article_comes_back_as_it_was_entered(store: Store) -> None:
    one = entry(SAFE, title="Quay “safe”")
    with store.write() as write:
        assert write.add(one, at=NOW) is None
    with store.look() as look:
        assert look.reading(one.reading.article.id) == one.reading
        assert tuple(look.statements_in([one.reading.article.id])) == one.statements
        assert sorted(look.appearances(), key=lambda each: each.id) == sorted(one.appearances, key=lambda each: each.id)
        known = look.vectors([one.reading.article.id])
    assert list(known.ids) == [each.id for each in one.statements]
    assert np.allclose(known.matrix, one.vectors, rtol=1e-3)


def test_what_no_database_can_hold_is_replaced_in_columns_and_kept_in_the_reading(store: Store) -> None:
    one = entry("{source|Ada \ud800 Lind} {cue|said} {content|the \0 quay is safe}.", title="Quay \0 \udfff")
    with store.write() as write:
        write.add(one, at=NOW)
    with store.look() as look:
        assert look.reading(one.reading.article.id) == one.reading
        assert look.articles()[0].title == "Quay \ufffd \ufffd"


def test_an_altered_text_is_noticed(store: Store) -> None:
    one = entry(SAFE)
    with store.write() as write:
        write.add(one, at=NOW)
        altered = one.reading.to_json().replace("the quay is safe", "the quay is sane")
        from sqlalchemy import update

        from onrecord.store.schema import articles

        write._ask.execute(update(articles).values(reading=altered))
    with store.look() as look, pytest.raises(UnprovenQuoteError):
        look.reading(one.reading.article.id)


def test_a_revision_keeps_both_texts_and_takes_the_place_of_the_first(store: Store) -> None:
    first, second = entry(SAFE), entry(MENDED)
    with store.write() as write:
        write.add(first, at=NOW)
        assert write.add(second, at=NOW) == first.reading.article.id
    with store.look() as look:
        assert look.reading(first.reading.article.id) == first.reading
        held = {one.id: one.superseded for one in look.articles()}
        assert held == {first.reading.article.id: second.reading.article.id, second.reading.article.id: None}
        assert set(look.numbered(look.outlines().numbers.tolist()).ids) == {one.id for one in second.statements}
        assert look.stale() == {one.id for one in second.statements}


def test_without_its_revision_an_article_is_current_again(store: Store) -> None:
    first, second = entry(SAFE), entry(MENDED)
    with store.write() as write:
        write.add(first, at=NOW)
        write.add(second, at=NOW)
        write.remove(second.reading.article.id)
    with store.look() as look:
        assert [one.superseded for one in look.articles()] == [None]
        assert set(look.numbered(look.outlines().numbers.tolist()).ids) == look.stale() == {one.id for one in first.statements}


def test_removing_an_article_leaves_nothing_of_it(store: Store) -> None:
    one = entry(SAFE)
    with store.write() as write:
        write.add(one, at=NOW)
        write.name(identify(write.appearances()))
        write.weighed(
            [each.id for each in one.statements], [weighed(*(each.id for each in one.statements))], {s.id: s for s in one.statements}
        )
        write.remove(one.reading.article.id)
        write.name(identify(write.appearances()))
    with store.look() as look:
        assert set(look.counts().values()) == {0}
    assert store.find("quay", 5) == []


def test_of_claims_asked_for_in_several_parts_those_come_first_that_most_articles_carry(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [entry(MENDED, origin=f"{number}.txt") for number in range(5)]
    ids = [one.statements[0].id for one in given]
    claims = [weighed(ids[0]), weighed(ids[1], ids[2]), weighed(ids[3]), weighed(ids[4])]
    with store.write() as write:
        for one in given:
            write.add(one, at=NOW)
        write.weighed(ids, claims, {one.statements[0].id: one.statements[0] for one in given})
    monkeypatch.setattr("onrecord.store.looks._AT_A_TIME", 1)
    with store.look() as look:
        found = look.claims(among=[one.claim.id for one in claims], limit=3)
        assert found[0] == claims[1]
        assert found == look.claims(limit=3)


def test_a_claim_is_found_by_the_id_that_any_of_its_statements_would_give_it(store: Store) -> None:
    one = entry(SAFE)
    ids = [each.id for each in one.statements]
    with store.write() as write:
        write.add(one, at=NOW)
        write.weighed(ids, [weighed(*ids)], {each.id: each for each in one.statements})
        assert write.stale() == set()
    with store.look() as look:
        expected = [weighed(*ids)]
        for given in (*ids, *map(claim_id, ids), claim_id(ids[1])[:9]):
            assert look.claim(given) == expected
        assert look.claim("clm_000000000000") == []


def test_statements_that_hang_together_are_found_over_any_number_of_links(store: Store) -> None:
    entries = [entry(SAFE.replace("quay", name), origin=f"{name}.txt") for name in ("quay", "pier", "dock", "lock")]
    ids = [one.statements[0].id for one in entries]
    with store.write() as write:
        for one in entries:
            write.add(one, at=NOW)
        pairs = [sorted(pair) for pair in (ids[0:2], ids[1:3])]
        write.link(Link(a, b, "same", 0.9, "model") for a, b in pairs)
        low, high = sorted(ids[2:4])
        write.link([Link(low, high, "narrows", 0.9, "model")])
        assert write.together(ids[:1]) == set(ids[:3])
        write.decide("same claim", ids[2], ids[3], by="Ida", at=NOW)
        assert write.together(ids[:1]) == set(ids)


def test_a_later_decision_on_the_same_two_undoes_the_earlier(store: Store) -> None:
    with store.write() as write:
        write.decide("same claim", "att_1", "att_2", by="Ida", at=NOW)
        write.decide("not the same claim", "att_2", "att_1", by="Per", at=NOW)
        write.decide("same claim", "att_1", "att_3", by="Per", at=NOW)
        write.decide("name", "spk_1", "Ada Lind", by="Per", at=NOW)
        write.decide("name", "spk_1", "Ada B. Lind", by="Per", at=NOW)
    with store.look() as look:
        assert [(one.number, one.verdict) for one in look.decisions()] == [(2, "not the same claim"), (3, "same claim"), (5, "name")]
        assert len(look.decisions(undone=True)) == 5
    with store.write() as write:
        assert write.undo(2) is not None
        assert write.undo(2) is None


def test_identities_are_found_by_id_by_name_and_by_part_of_a_name(store: Store) -> None:
    one = entry(SAFE)
    with store.write() as write:
        write.add(one, at=NOW)
        moved = write.name(identify(write.appearances()))
        assert moved == {each.id for each in one.appearances}
        assert write.name(identify(write.appearances())) == set()
    with store.look() as look:
        (lind,) = look.identity("ada lind")
        assert lind.name == "Ada Lind"
        assert look.identity("Lind") == look.identity(lind.id) == look.identity(identity_id(lind.speakers[0])) == [lind]
        assert look.identity("Nobody") == []


def test_nothing_is_kept_of_a_change_that_fails_halfway(store: Store) -> None:
    with pytest.raises(RuntimeError, match="halfway"), store.write() as write:
        write.add(entry(SAFE), at=NOW)
        raise RuntimeError("halfway")
    with store.look() as look:
        assert look.articles() == []


def test_texts_with_one_proverb_in_common_are_no_copies_to_look_at(store: Store) -> None:
    entries = [
        replace(entry(SAFE, origin=f"{number}.txt"), bands=bands) for number, bands in enumerate([(1, 2, 3), (3, 4, 5), (3,), (6, 7)])
    ]
    ids = [one.reading.article.id for one in entries]
    with store.write() as write:
        for one in entries:
            write.add(one, at=NOW)
        assert write.banded((1, 2, 3, 9), 2) == sorted([ids[0], ids[2]])
        assert write.banded((3, 4, 6), 2) == sorted([ids[1], ids[2]])
        assert write.banded((3,), 2) == sorted(ids[:3])
        assert write.banded((), 2) == []
