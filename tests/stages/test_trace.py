"""Golden cases of `trace`: what goes back to where. Everybody is invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Claim, Lineage, Origin
from onrecord.stages import trace
from tests.stages.record import Record, told


def test_one_text_under_two_mastheads_is_one_origin_also_where_nobody_is_named() -> None:
    record = Record()
    for outlet in ("The Velden Post", "The Lode Courier"):
        record.line(outlet, "anonymous: two officials", text="wire", published="2031-03-11")
        record.line(outlet, "", text="wire", published="2031-03-11")
        record.line(outlet, "unstated: unstated", text="wire", published="2031-03-11")
    lineage = record.traced()
    assert told(lineage) == {
        "two officials, by The Lode Courier": ["first", "copy"],
        "The Lode Courier, in its own voice": ["first", "copy"],
        "The Lode Courier, no source stated": ["first", "copy"],
    }


def test_a_copy_goes_back_to_the_agency_that_it_names() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: two officials", text="wire", agency="Halcyon")
    record.line("The Lode Courier", "anonymous: two officials", text="wire", agency="Halcyon")
    record.line("The Sluice", "organisation: Halcyon")
    assert told(record.traced()) == {"two officials, by Halcyon": ["first", "copy", "citation"]}


def test_a_citation_is_the_cited_outlets_origin() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: two officials familiar with the sale")
    record.line("The Lode Courier", "organisation: Velden Post")
    record.line("The Sluice", "anonymous: officials", via=("the Velden Post",))
    record.line("The Evening Lamp", "unstated: unstated", via=("The Velden Post",))
    assert told(record.traced()) == {"two officials familiar with the sale, by The Velden Post": ["first"] + ["citation"] * 3}


def test_an_outlet_whose_article_is_absent_is_an_origin_of_its_own() -> None:
    record = Record()
    record.line("The Lode Courier", "organisation: The Velden Post")
    record.line("The Sluice", "organisation: Velden Post")
    lineage = record.traced()
    assert told(lineage) == {"The Velden Post": ["citation", "citation"]}
    assert lineage.origins[0].kind == "outlet"


def test_what_is_known_of_an_absent_outlets_sources_is_kept() -> None:
    record = Record()
    record.line("The Lode Courier", "organisation: The Velden Post")
    record.line("The Sluice", "anonymous: two officials", via=("The Velden Post",))
    assert told(record.traced()) == {"two officials, by The Velden Post": ["citation", "citation"]}


def test_a_citation_of_a_citation_goes_back_to_the_first() -> None:
    record = Record()
    record.line("The Sluice", "organisation: The Lode Courier")
    record.line("The Lode Courier", "organisation: The Velden Post")
    record.line("The Velden Post", "document: the harbour board's minutes")
    assert told(record.traced()) == {"the harbour board's minutes": ["citation", "citation", "first"]}


def test_a_named_person_repeated_by_ten_outlets_is_one_origin() -> None:
    record = Record()
    for at in range(10):
        record.line(f"Paper {at}", "Ada Lind", published=f"2031-03-{at + 10}")
    assert told(record.traced()) == {"Ada Lind": ["first"] + ["repeat"] * 9}


def test_a_person_under_two_names_is_one_origin() -> None:
    record = Record()
    record.line("The Velden Post", "Jim Halvard")
    record.line("The Lode Courier", "James Halvard")
    assert len(record.traced().origins) == 1


def test_two_outlets_with_unnamed_sources_are_two_origins_of_which_independence_is_not_established() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: two officials")
    record.line("The Lode Courier", "anonymous: two officials")
    lineage = record.traced()
    assert len(lineage.origins) == 2
    assert not lineage.dependent
    assert not lineage.independent


def test_two_unnamed_sources_of_one_outlet_are_two_where_their_descriptions_differ() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: two people familiar with the inspection")
    record.line("The Velden Post", "anonymous: a clerk at City Hall")
    record.line("The Velden Post", "anonymous: people familiar with the inspection", article="art_later")
    record.line("The Velden Post", "anonymous: the two people", article="art_later")
    assert [len(origin.backings) for origin in record.traced().origins] == [3, 1]


def test_critics_of_two_outlets_are_two_groups_and_a_named_group_is_one() -> None:
    record = Record()
    for outlet in ("The Velden Post", "The Lode Courier"):
        record.line(outlet, "group: critics")
        record.line(outlet, "group: members of the Civic Union")
    assert [len(origin.backings) for origin in record.traced().origins] == [1, 2, 1]


def test_own_voice_and_the_unstated_count_as_none() -> None:
    record = Record()
    record.line("The Velden Post")
    record.line("The Velden Post", "unstated: unstated")
    record.line("The Lode Courier", "organisation: The Lode Courier")
    assert [origin.counts for origin in record.traced().origins] == [False, False, False]


def test_what_a_body_publishes_itself_is_its_statement() -> None:
    record = Record()
    record.line("Transit Workers’ Union")
    record.line("The Velden Post", "organisation: Transit Workers’ Union")
    lineage = record.traced()
    assert [(origin.name, origin.kind) for origin in lineage.origins] == [("Transit Workers’ Union", "named")]


def test_a_neutral_line_puts_nothing_on_record() -> None:
    record = Record()
    record.line("The Velden Post", "Ada Lind")
    record.line("The Velden Post", "Theo Marsh", "neutral")
    assert told(record.traced()) == {"Ada Lind": ["first"]}


def test_both_sides_of_one_speaker_are_one_origin_that_shows_both() -> None:
    record = Record()
    yes = record.line("The Velden Post", "Ada Lind", published="2031-03-11")
    no = record.line("The Lode Courier", "Ada Lind", "denies", published="2031-03-12")
    (origin,) = record.traced().origins
    assert origin.positions == ("supports", "denies")
    assert (origin.statements("supports"), origin.statements("denies", "doubts")) == ((yes,), (no,))


def test_a_denial_that_an_outlet_carries_is_not_led_to_the_other_side() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: two officials")
    record.line("The Lode Courier", "organisation: The Velden Post", "denies")
    assert told(record.traced()) == {"two officials, by The Velden Post": ["first"], "The Velden Post": ["citation"]}


# -- circles


def test_two_outlets_that_cite_each_other_are_a_circle_and_no_origin() -> None:
    record = Record()
    record.line("The Harbour Mercury", "organisation: Vantry Live")
    record.line("Vantry Live", "organisation: Harbour Mercury")
    lineage = record.traced()
    assert lineage.circles == (("The Harbour Mercury", "Vantry Live"),)
    (origin,) = lineage.origins
    assert (origin.kind, origin.counts) == ("unrecorded", False)
    assert [backing.way for backing in origin.backings] == ["citation", "citation"]


def test_a_circle_of_three_and_who_cites_it_from_outside() -> None:
    record = Record()
    record.line("The Harbour Mercury", "organisation: The Sluice")
    record.line("The Sluice", "organisation: The Lode Courier")
    record.line("The Lode Courier", "organisation: The Harbour Mercury")
    record.line("The Evening Lamp", "organisation: The Sluice")
    lineage = record.traced()
    assert lineage.circles == (("The Harbour Mercury", "The Lode Courier", "The Sluice"),)
    assert len(lineage.origins) == 1


def test_a_circle_with_a_source_in_it_is_flagged_and_goes_back_to_the_source() -> None:
    record = Record()
    record.line("The Harbour Mercury", "anonymous: an official")
    record.line("The Harbour Mercury", "organisation: Vantry Live")
    record.line("Vantry Live", "organisation: Harbour Mercury")
    lineage = record.traced()
    assert lineage.circles
    assert told(lineage) == {"an official, by The Harbour Mercury": ["first", "citation", "citation"]}


def test_an_outlet_that_cites_itself_is_no_circle() -> None:
    record = Record()
    record.line("The Harbour Mercury", "Ada Lind", via=("the Mercury",))
    lineage = record.traced()
    assert not lineage.circles
    assert told(lineage) == {"Ada Lind": ["first"]}


# -- a source that is named later


LATER = "Hanne Torvik was the unnamed engineer in our report on Wednesday"


def test_a_source_that_its_outlet_names_later_is_that_person() -> None:
    record = Record()
    record.line("The Velden Post", "anonymous: a former engineer", article="art_wed", published="2031-03-12")
    record.line("The Velden Post", "anonymous: a clerk", article="art_wed", published="2031-03-12")
    record.line("The Velden Post", "Hanne Torvik", article="art_fri", setting=LATER, published="2031-03-14")
    lineage = record.traced()
    assert told(lineage) == {"Hanne Torvik": ["first", "repeat"], "a clerk, by The Velden Post": ["first"]}
    assert lineage.origins[0].backings[0].why == "its name was withheld then and given later"


def test_another_outlets_unnamed_engineer_stays_unnamed() -> None:
    record = Record()
    record.line("The Sluice", "anonymous: a former engineer", published="2031-03-12")
    record.line("The Velden Post", "Hanne Torvik", setting=LATER, published="2031-03-14")
    assert len(record.traced().origins) == 2


# -- who rests on whom


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ada Lind's lawyer", "Ada Lind", "speaks as lawyer"),
        ("organisation: Ada Lind's office", "Ada Lind", "speaks as office"),
        ("document: the Harbour Board's minutes", "organisation: Harbour Board", "a document of"),
    ],
)
def test_who_speaks_for_another_rests_on_him(one: str, other: str, why: str) -> None:
    record = Record()
    record.line("The Velden Post", one)
    record.line("The Lode Courier", other)
    ((a, b, reason),) = record.traced().dependent
    assert (a, b) == (0, 1)
    assert why in reason


@pytest.mark.parametrize(
    ("stated", "other"),
    [
        ({"role": "a lawyer for Ms Lind"}, "Ada Lind"),
        ({"role": "a spokesman for the Harbour Board"}, "organisation: Harbour Board"),
        ({"role": "the Harbour Board’s engineer"}, "organisation: Harbour Board"),
        ({"affiliation": "Harbour Board"}, "organisation: the Harbour Board"),
        ({"role": "navigation committee chairman"}, "organisation: Aldermark Navigation Committee"),
        ({"party": "R-Velden"}, "group: Republicans"),
    ],
)
def test_what_is_stated_of_a_person_shows_for_whom_she_speaks(stated: dict[str, str], other: str) -> None:
    record = Record()
    record.line("The Velden Post", "Jo Brill", stated=stated)
    record.line("The Lode Courier", other)
    assert [(a, b) for a, b, _ in record.traced().dependent] == [(0, 1)]


def test_a_former_officer_of_a_body_does_not_speak_for_it() -> None:
    record = Record()
    record.line("The Velden Post", "Jo Brill", stated={"role": "a former engineer of the Harbour Board"})
    record.line("The Lode Courier", "organisation: Harbour Board")
    assert not record.traced().dependent


def test_who_is_heard_only_through_another_rests_on_him() -> None:
    record = Record()
    holder = record.line("The Velden Post", "group: opposition councillors")
    record.line("The Velden Post", "group: inspectors", parent=holder)
    assert [(a, b) for a, b, _ in record.traced().dependent] == [(1, 0)]


def test_two_whom_the_claim_names_are_independent_on_one_side_of_it() -> None:
    record = Record()
    record.line("The Velden Post", "organisation: Harbour Board")
    record.line("The Lode Courier", "Tomas Reuel")
    record.line("The Sluice", "Ada Lind")
    assert [(a, b) for a, b, _ in record.traced().independent] == [(0, 1)]
    record = Record()
    record.line("The Velden Post", "organisation: Harbour Board")
    record.line("The Lode Courier", "Tomas Reuel", "denies")
    assert not record.traced().independent


def test_a_spokesman_is_not_independent_of_another_spokesman() -> None:
    record = Record()
    record.line("The Velden Post", "Tomas Reuel's lawyer")
    record.line("The Lode Courier", "organisation: Tomas Reuel's office")
    assert not record.traced().independent


# -- for any record


LINES = st.lists(
    st.tuples(
        st.sampled_from(["The Velden Post", "The Lode Courier", "Vantry Live", "Corvane Works", ""]),
        st.sampled_from(
            [
                "",
                "Ada Lind",
                "Lind",
                "anonymous: two officials",
                "anonymous: an official",
                "unstated: unstated",
                "group: critics",
                "organisation: Velden Post",
                "organisation: Vantry Live",
                "organisation: The Lode Courier",
                "organisation: Corvane Works",
                "document: the report",
            ]
        ),
        st.sampled_from(["supports", "denies", "doubts", "neutral"]),
        st.sampled_from([(), ("The Velden Post",), ("Vantry Live",), ("The Lode Courier", "Vantry Live")]),
        st.sampled_from(["", "wire"]),
        st.sampled_from(["", "2031-03-11", "2031-03-12"]),
    ),
    min_size=1,
    max_size=12,
)


def recorded(lines: list[tuple[Any, ...]]) -> Record:
    record = Record()
    dates: dict[str, str] = {}
    for outlet, speaker, position, via, text, published in lines:
        article = f"art_{outlet}_{text}"
        date = dates.setdefault(article, published)
        record.line(outlet, speaker, position, via=via if speaker else (), article=article, text=text or article, published=date)
    return record


@given(LINES, st.randoms())
def test_every_line_that_takes_a_side_goes_back_to_one_origin_in_any_order(lines: list[tuple[Any, ...]], random: Any) -> None:
    record = recorded(lines)
    lineage = record.traced()
    backed = sorted(backing.statement for origin in lineage.origins for backing in origin.backings)
    assert backed == sorted(one.id for one, position in record.said if position != "neutral")
    statements, stances = list(record.statements.items()), list(record.given.stances)
    random.shuffle(statements)
    random.shuffle(stances)
    shuffled = Claim(record.given.id, record.claim, record.given.wording, tuple(stances))
    assert trace(shuffled, dict(statements), record.editions, record.identities) == trace(
        record.given, record.statements, record.editions, record.identities
    )


@given(LINES)
def test_a_line_is_on_the_side_that_it_takes(lines: list[tuple[Any, ...]]) -> None:
    record = recorded(lines)
    sides = {stance.statement: stance.position for stance in record.given.stances}
    assert all(sides[backing.statement] == backing.position for origin in record.traced().origins for backing in origin.backings)


def test_a_thing_that_nobody_compared_is_whoever_has_its_name() -> None:
    record = Record()
    record.line("The Velden Post", "Ada Lind")
    record.line("The Lode Courier", "Ada Lind")
    lineage = trace(record.given, record.statements)
    assert told(lineage) == {"Ada Lind": ["first", "repeat"]}


def test_a_lineage_refuses_what_cannot_be() -> None:
    record = Record()
    record.line("The Velden Post", "Ada Lind")
    (origin,) = record.traced().origins
    with pytest.raises(ValueError, match="one origin"):
        Lineage((origin, Origin("another", "named", "", origin.backings)))
    with pytest.raises(ValueError, match="two of the origins"):
        Lineage((origin,), dependent=((0, 1, "absent"),))
