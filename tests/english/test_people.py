"""Names of people, bodies and outlets, and what the words for somebody say of whom he speaks for. Everybody is invented."""

from __future__ import annotations

import pytest

from onrecord.english.amends import names_a_source, withdraws
from onrecord.english.bodies import body_key, is_press, same_outlet, trade_name
from onrecord.english.people import described, office, person_name
from onrecord.english.relations import concerns, is_the_office, names, owner, speaks_for


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Jim Halvard", "james", "halvard"),
        ("Sen. James M. Halvard", "james", "halvard"),
        ("Mr Reuel", "", "reuel"),
        ("the transport minister, Ada Lind", None, None),
        ("transport minister Ada Lind", "ada", "lind"),
        ("T. Reuel", "", "reuel"),
        ("Ursula von der Leyden", "ursula", "leyden"),
        ("Ivo Reuel, Jr.", "ivo", "reuel"),
        ("the senator", None, None),
        ("Senator", None, None),
        ("she", None, None),
        ("", None, None),
    ],
)
def test_a_persons_name(written: str, first: str | None, last: str | None) -> None:
    name = person_name(written)
    assert (name and name.first, name and name.last) == (first, last)


def test_an_initial_a_suffix_and_a_gender_are_kept() -> None:
    name = person_name("Ms T. Reuel Sr.")
    assert name
    assert (name.initial, name.suffix, name.gender) == ("t", "sr", "f")


def test_offices_and_parties_have_one_word() -> None:
    assert [office(word) for word in ("Sen.", "congresswoman", "spokeswoman", "GOP", "R", "Mayor")] == [
        "senator",
        "representative",
        "spokesman",
        "republican",
        "republican",
        "mayor",
    ]


@pytest.mark.parametrize(
    ("mention", "name", "words"),
    [
        ("A lawyer for Mr Lind, Tomas Reuel of Marsh & Co", "Tomas Reuel", "A lawyer for Mr Lind"),
        ("Lind’s lawyer, Tomas Reuel,", "Tomas Reuel", "Lind’s lawyer"),
        ("the harbour board’s chairman, Rep. Tomas Reuel", "Tomas Reuel", "the harbour board’s chairman"),
        ("Lind spokesman Tomas Reuel", "Tomas Reuel", "Lind spokesman"),
        ("Senator Tomas Reuel", "Tomas Reuel", ""),
        ("Tomas Reuel", "Tomas Reuel", ""),
        ("a lawyer for Tomas Reuel", "Tomas Reuel", ""),
        ("she", "Ada Lind", ""),
    ],
)
def test_what_a_mention_says_before_the_name(mention: str, name: str, words: str) -> None:
    assert described(mention, name) == words


def test_names_of_bodies_are_compared_by_their_words() -> None:
    assert body_key("the Department of Harbours") == body_key("Harbours Department")
    assert body_key("U.S. Tidal Survey") == body_key("United States Tidal Survey")
    assert body_key("the company") == ()
    assert (trade_name("Corvane Works"), trade_name("Lind campaign"), trade_name("Harbour Board")) == ("corvane", "", "")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Post", "The Velden Post", True),
        ("Mercury", "The Harbour Mercury", True),
        ("Velden", "The Velden Post", False),
        ("Gazette News", "Gazette", True),
        ("the paper", "The Velden Paper", False),
        ("The Velden Post", "The Lode Post", False),
    ],
)
def test_an_outlet_under_two_names(one: str, other: str, *, same: bool) -> None:
    assert same_outlet(one, other) is same
    assert same_outlet(other, one) is same


def test_who_publishes_its_own_statements_is_no_news_outlet() -> None:
    assert [is_press(name) for name in ("The Velden Post", "Vantry Live", "The Sluice", "Transit Workers’ Union", "Corvane Works")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_whose_somebody_is() -> None:
    assert owner("Ada Lind's lawyer") == ("Ada Lind", "lawyer")
    assert owner("a spokesman for the port") == ("port", "spokesman")
    assert owner("Ada Lind") == ("", "")


@pytest.mark.parametrize(
    ("text", "name", "kind", "found"),
    [
        ("Reuel bought the pier", "Tomas Reuel", "person", True),
        ("Tom Reuel bought the pier", "Thomas Reuel", "person", True),
        ("Anna Reuel bought the pier", "Tomas Reuel", "person", False),
        ("Minister Reuel bought the pier", "Tomas Reuel", "person", True),
        ("Did Reuel buy the pier", "Tomas Reuel", "person", True),
        ("the Reuel-Marsh line", "Tomas Reuel", "person", False),
        ("Corvane's records", "Corvane Works", "organisation", True),
        ("the harbour board sold it", "the Harbour Board", "organisation", True),
        ("the river board sold it", "the Harbour Board", "organisation", False),
        ("the Lind campaign", "Lind campaign", "organisation", True),
        ("the board sold it", "board", "organisation", False),
    ],
)
def test_whom_a_text_names(text: str, name: str, kind: str, *, found: bool) -> None:
    assert names(text, (name,), kind) is found


def test_a_text_is_about_the_holder_of_an_office_and_a_body_by_what_it_is() -> None:
    assert is_the_office("the mayor was warned", "mayor of Velden")
    assert is_the_office("the transport minister’s offer", "transport minister")
    assert not is_the_office("a mayor was warned", "mayor of Velden")
    assert not is_the_office("the mayor was warned", "deputy mayor")
    assert not is_the_office("the mayor was warned", "former mayor")
    assert concerns("the city broke the contract", "City of Vantry")
    assert not concerns("the council broke the contract", "City of Vantry")


def test_who_only_worked_for_another_does_not_speak_for_her() -> None:
    assert speaks_for("Jo Brill", [("role", "Ada Lind’s lawyer")], ("Ada Lind",), "person")
    assert not speaks_for("Jo Brill", [("role", "Ada Lind’s adviser")], ("Ada Lind",), "person")
    assert not speaks_for("Jo Brill", [("role", "Ada Lind’s former lawyer")], ("Ada Lind",), "person")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We withdraw that report in full.", True),
        ("The agency withdrew its own figure.", True),
        ("The pier: we got it wrong", True),
        ("We stand corrected.", True),
        ("He said the report was false.", False),
        ("The corrected route runs past the pier.", False),
    ],
)
def test_words_that_take_something_back(words: str, *, found: bool) -> None:
    assert withdraws(words) is found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("She was the unnamed engineer in our report.", True),
        ("The engineer has agreed to be named.", True),
        ("The engineer asked not to be named.", False),
        ("An unnamed engineer said so.", False),
    ],
)
def test_words_that_name_a_source(words: str, *, found: bool) -> None:
    assert names_a_source(words) is found
