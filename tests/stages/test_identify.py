"""Golden cases of `identify`: who is one across articles, and who is not. Everybody is invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Appearance, Decision, Identity, SpeakerKind, Verdict, identity_id
from onrecord.stages import appearances, identify
from tests.stages.whole import whole

_numbers = count()


def seen(words: str, kind: SpeakerKind = "person", *, also: tuple[str, ...] = (), **stated: str) -> Appearance:
    """A speaker of an article of its own, by the name that it has there and what is stated of it."""
    number = next(_numbers)
    names = (words, *also)
    return Appearance(f"spk_{number:06}", f"art_{number}", "The Velden Post", words, kind, names, tuple(stated.items()))


def decided(number: int, verdict: Verdict, a: str, b: str) -> Decision:
    return Decision(number, verdict, a, b, "ed", "2031-03-14")


def groups(*speakers: Appearance, decisions: tuple[Decision, ...] = ()) -> set[frozenset[int]]:
    """Who is one, by their places among the speakers."""
    places = {one.id: at for at, one in enumerate(speakers)}
    return {frozenset(places[name] for name in one.speakers) for one in identify(speakers, decisions)}


def one_of(*speakers: Appearance) -> bool:
    return len(identify(speakers)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seen("Jim Halvard"), seen("James Halvard", also=("Sen. James Halvard",))),
        (seen("Tom Reuel"), seen("Thomas Reuel")),
        (seen("Thomas Edwin Reuel"), seen("Tom Reuel")),
        (seen("Ada Lind", also=("Mayor Ada Lind",)), seen("Lind", also=("Mayor Lind",))),
        (seen("Ada Lind", role="the mayor of Velden"), seen("Lind", role="mayor")),
        (seen("Ada Lind", party="a Republican"), seen("Lind", party="Republican")),
        (seen("Jim Halvard", also=("Rep. Jim Halvard",)), seen("Halvard", also=("Congressman Halvard",))),
        (seen("Halvard", also=("Senator Halvard",)), seen("Halvard", also=("Sen. Halvard",))),
        (seen("José Marín", role="engineer"), seen("Jose Marin", role="builder")),
        (seen("Ada Lind’s lawyer"), seen("Ada Lind's lawyer")),
    ],
)
def test_one_person_under_two_names(one: Appearance, other: Appearance) -> None:
    assert one_of(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (seen("Edda Marsh"), seen("Theo Marsh")),
        (seen("Ada Lind", also=("Mayor Ada Lind",)), seen("Lind", also=("the baker",))),
        (seen("Ada Lind"), seen("Lind")),
        (seen("Marsh", role="baker"), seen("Marsh", role="judge")),
        (seen("Robin Lind", also=("Mr Robin Lind",)), seen("Robin Lind", also=("Ms Robin Lind",))),
        (seen("Ivo Reuel Jr."), seen("Ivo Reuel")),
        (seen("Ada Lind"), seen("Lind’s lawyer")),
        (seen("Lind’s lawyer"), seen("Lind’s spokesman")),
        (seen("the mayor"), seen("the mayor")),
        # a first name and a country are no evidence
        (seen("Ada Lind", country="Swedish"), seen("Lind", country="Swedish")),
    ],
)
def test_two_people(one: Appearance, other: Appearance) -> None:
    assert not one_of(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Harbour Board", "Harbour Board"),
        ("Department of Harbours", "Harbours Department"),
        ("the Defence Ministry", "Ministry of Defense"),
        ("U.S. Tidal Survey", "United States Tidal Survey"),
        ("Transit Workers’ Union", "Transit Workers Union"),
        ("Lode Shipping Inc.", "Lode Shipping"),
        ("Corvane Works", "Corvane"),
    ],
)
def test_one_body_under_two_names(one: str, other: str) -> None:
    assert one_of(seen(one, "organisation"), seen(other, "organisation"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Board", "River Board"),
        ("the company", "the company"),
        ("It", "It"),
        ("the Department", "the Department"),
        ("Ministry of Defence", "Ministry of Health"),
        ("Vantry Police", "Police"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert not one_of(seen(one, "organisation"), seen(other, "organisation"))


def test_an_acronym_is_the_body_for_which_an_article_gives_it() -> None:
    defines = seen("Tidal Research Institute", "organisation", also=("TRI",))
    assert one_of(defines, seen("TRI", "organisation"))
    assert not one_of(seen("Tidal Research Institute", "organisation"), seen("TRI", "organisation"))


def test_an_acronym_that_two_bodies_share_is_unsettled() -> None:
    one = seen("Tidal Research Institute", "organisation", also=("TRI",))
    other = seen("Toll Review Inspectorate", "organisation", also=("TRI",))
    short = seen("TRI", "organisation")
    found = identify([one, other, short])
    assert len(found) == 3
    assert next(who for who in found if who.speakers == (short.id,)).unsettled


def test_a_short_form_that_two_businesses_share_is_unsettled() -> None:
    found = identify([seen("Corvane Works", "organisation"), seen("Corvane Bank", "organisation"), seen("Corvane", "organisation")])
    assert len(found) == 3
    assert next(who for who in found if who.name == "Corvane").unsettled == tuple(sorted(who.id for who in found if who.name != "Corvane"))


@pytest.mark.parametrize("kind", ["anonymous", "unstated"])
def test_who_is_not_named_is_never_one_with_another(kind: SpeakerKind) -> None:
    assert not one_of(seen("officials familiar with the matter", kind), seen("officials familiar with the matter", kind))


def test_a_bare_surname_that_fits_two_stays_by_itself_and_names_both() -> None:
    edda, theo, bare = seen("Edda Marsh"), seen("Theo Marsh"), seen("Marsh")
    found = {who.name: who for who in identify([edda, theo, bare])}
    assert len(found) == 3
    assert set(found["Marsh"].unsettled) == {found["Edda Marsh"].id, found["Theo Marsh"].id}
    assert found["Marsh"].id in found["Edda Marsh"].unsettled


def test_of_two_a_bare_surname_is_the_one_with_whom_it_agrees() -> None:
    edda, theo = seen("Edda Marsh", role="opposition leader on the council"), seen("Theo Marsh", role="a baker")
    assert groups(edda, theo, seen("Marsh", role="the baker")) == {frozenset([0]), frozenset([1, 2])}


def test_a_bare_surname_that_agrees_with_both_is_neither() -> None:
    edda, theo = seen("Edda Marsh", role="a senator"), seen("Theo Marsh", role="a senator")
    assert len(identify([edda, theo, seen("Marsh", also=("Sen. Marsh",))])) == 3


def test_an_honorific_parts_a_surname() -> None:
    ada = seen("Ada Lind", also=("Ms Ada Lind",), role="councillor")
    assert not one_of(ada, seen("Lind", also=("Mr Lind",), role="councillor"))


def test_the_name_is_the_fullest() -> None:
    (who,) = identify([seen("Lind", role="mayor"), seen("Ada Lind", role="mayor"), seen("Ada Lind")])
    assert who.name == "Ada Lind"
    assert who.names == ("Ada Lind", "Lind")
    assert ("role", "mayor") in who.stated


def test_the_id_is_that_of_the_first_speaker_and_each_speaker_has_one_identity() -> None:
    speakers = [seen("Ada Lind"), seen("Ada Lind"), seen("Theo Marsh"), seen("a source", "anonymous")]
    found = identify(speakers)
    assert [who.id for who in found] == sorted(identity_id(who.speakers[0]) for who in found)
    assert sorted(name for who in found for name in who.speakers) == sorted(one.id for one in speakers)


# -- what a person decided


def test_a_person_joins_whom_the_rules_keep_apart() -> None:
    one, other = seen("Ada Lind"), seen("A. Reuel-Lind")
    assert groups(one, other, decisions=(decided(1, "same speaker", one.id, other.id),)) == {frozenset([0, 1])}


def test_a_person_parts_whom_the_rules_join_and_the_first_keeps_the_rest() -> None:
    one, other, third = seen("Ada Lind"), seen("Ada Lind"), seen("Ada Lind")
    apart = decided(1, "not the same speaker", one.id, other.id)
    assert groups(one, other, third, decisions=(apart,)) == {frozenset([0, 2]), frozenset([1])}


def test_two_who_leave_one_speaker_stay_one() -> None:
    one, other, third = seen("Ada Lind"), seen("Ada Lind"), seen("Ada Lind")
    apart = (decided(1, "not the same speaker", one.id, other.id), decided(2, "not the same speaker", one.id, third.id))
    assert groups(one, other, third, decisions=apart) == {frozenset([0]), frozenset([1, 2])}
    between = decided(3, "not the same speaker", other.id, third.id)
    assert groups(one, other, third, decisions=(*apart, between)) == {frozenset([0]), frozenset([1]), frozenset([2])}


def test_the_later_decision_on_a_pair_holds() -> None:
    one, other = seen("Ada Lind"), seen("Ada Lind")
    apart, again = decided(1, "not the same speaker", one.id, other.id), decided(2, "same speaker", other.id, one.id)
    assert groups(one, other, decisions=(apart, again)) == {frozenset([0, 1])}
    assert groups(one, other, decisions=(again, decided(3, "not the same speaker", one.id, other.id))) == {frozenset([0]), frozenset([1])}


def test_a_decision_wins_over_what_would_join_two_by_way_of_a_third() -> None:
    one, other, third = seen("Ada Lind"), seen("Ada Reuel"), seen("Ada Marsh")
    same = (decided(1, "same speaker", one.id, other.id), decided(3, "same speaker", other.id, third.id))
    apart = decided(2, "not the same speaker", one.id, third.id)
    # the latest decision is kept, then the one before it; the first no longer fits
    assert groups(one, other, third, decisions=(*same, apart)) == {frozenset([0]), frozenset([1, 2])}


def test_a_name_that_a_person_gives_holds_and_the_articles_names_stay() -> None:
    one, other = seen("Ada Lind"), seen("Ada Lind")
    named = (decided(1, "name", other.id, "Adelaide Lind"), decided(2, "name", one.id, "Mayor Lind"))
    (who,) = identify([one, other], named)
    assert (who.name, who.names) == ("Mayor Lind", ("Mayor Lind", "Ada Lind"))


def test_decisions_on_what_is_not_there_are_passed_over() -> None:
    one = seen("Ada Lind")
    assert len(identify([one], [decided(1, "same speaker", one.id, "spk_gone"), decided(2, "same claim", "att_1", "att_2")])) == 1


def test_a_decision_holds_when_more_is_added() -> None:
    one, other = seen("Ada Lind"), seen("Ada Lind")
    apart = (decided(1, "not the same speaker", one.id, other.id),)
    more = [seen("Ada Lind", role="mayor"), seen("Lind", role="mayor")]
    who = {name: found.id for found in identify([one, other, *more], apart) for name in found.speakers}
    assert who[one.id] != who[other.id]


# -- for any speakers


NAMES = [
    "Ada Lind",
    "Lind",
    "Adam Lind",
    "Jim Marsh",
    "James Marsh",
    "Marsh",
    "A. Marsh",
    "Harbour Board",
    "the Harbour Board",
    "HB",
    "Lind Works",
]
ROLES = ["", "mayor", "senator", "the baker", "Republican"]
appearance = st.builds(
    lambda at, name, kind, role: Appearance(f"spk_{at}", f"art_{at}", "", name, kind, (name,), (("role", role),) if role else ()),
    st.integers(0, 40),
    st.sampled_from(NAMES),
    st.sampled_from(["person", "organisation", "anonymous", "group"]),
    st.sampled_from(ROLES),
)


@given(st.lists(appearance, unique_by=lambda one: one.id, min_size=1, max_size=16), st.randoms(), st.data())
def test_the_order_of_speakers_and_decisions_changes_nothing(speakers: list[Appearance], random: object, data: st.DataObject) -> None:
    ids = [one.id for one in speakers]
    pairs = st.tuples(st.sampled_from(["same speaker", "not the same speaker"]), st.sampled_from(ids), st.sampled_from(ids))
    made = data.draw(st.lists(pairs, max_size=6))
    decisions = [decided(at, verdict, a, b) for at, (verdict, a, b) in enumerate(made) if a != b]  # type: ignore[arg-type]
    found = identify(speakers, decisions)
    shuffled, turned = list(speakers), list(decisions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert identify(shuffled, turned) == found
    assert sorted(name for who in found for name in who.speakers) == sorted(ids)
    who = {name: one.id for one in found for name in one.speakers}
    last = {frozenset((one.a, one.b)): one for one in decisions}
    if decisions:
        newest = max(last.values(), key=lambda one: one.number)
        assert (who[newest.a] == who[newest.b]) == (newest.verdict == "same speaker")


def test_a_hundred_thousand_speakers_are_not_compared_one_with_all() -> None:
    speakers = [Appearance(f"spk_{at:06}", f"art_{at}", "", f"Ada Name{at % 2_000}", "person") for at in range(20_000)]
    assert len(identify(speakers)) == 2_000


# -- from a reading


def test_a_reading_gives_what_it_states_of_its_speakers() -> None:
    reading = whole("{source|A lawyer for Ms Lind, Tomas Reuel,} {cue|said} {content|it was late}.")
    (one,) = appearances(reading)
    assert (one.name, one.kind) == ("Tomas Reuel", "person")
    assert ("role", "A lawyer for Ms Lind") in one.stated


def test_two_speakers_of_one_name_in_one_article_are_entered_once() -> None:
    reading = whole("{source|Z.} {cue|said} {content|it was late}. {source:2|Z.} {cue:2|denied} {content:2|it}.")
    twice = replace(reading, speakers=(*reading.speakers, *(replace(one, mentions=()) for one in reading.speakers)))
    assert appearances(twice) == appearances(reading)


def names_of(found: tuple[Identity, ...]) -> list[str]:
    return sorted(who.name for who in found)


def test_two_articles_that_are_read_have_one_mayor() -> None:
    one = whole("{source|Mayor Ada Lind} {cue|said} {content|the bridge is safe}.")
    other = whole(
        "{source|Ada Lind} {cue|denied} {content|that the bridge leans}, and {source:2|an engineer} {cue:2|doubted} {content:2|it}."
    )
    found = identify([*appearances(one), *appearances(other)])
    assert names_of(found).count("Ada Lind") == 1
