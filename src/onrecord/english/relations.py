"""Who speaks for whom, or belongs to whom, by the words that an article has for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.english.bodies import body_words, is_kind, trade_name
from onrecord.english.people import office, person_name, plain
from onrecord.english.words import FIRST_NAMES, FUNCTION, HONORIFICS, OFFICES, SPOKESPEOPLE, listed
from onrecord.model import Identity

# "Lind's lawyer", "the port's spokesman": whose, and what of hers.
_WHOSE = re.compile(r"^(?:the |an? )?(?P<owner>.+?)(?:['’]s|(?<=s)['’]) (?P<what>[^’']+)$")
# "A spokesman for the port", "officials of the port".
_FOR = re.compile(r"^(?:the |an? )?(?P<what>[\w -]+?) (?:for|of|to|at) (?:the )?(?P<owner>[^,]+)$")
_RUN = re.compile(r"[A-Z][\w’'-]*(?:(?: of| for)? [A-Z][\w’'-]*)*")
_PLACES = listed("city town county state province island village district")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SPEAKS_FOR = SPOKESPEOPLE | listed(
    "lawyer lawyers attorney attorneys counsel office team campaign representative representatives aide aides staff agent solicitor press"
)
# "The mayor", "the transport minister’s".
_THE = re.compile(r"\b[Tt]he ([a-z]+)(?: ([a-z]+))?(?=[’'\s,.;\])]|$)")
# Who was in an office, or stands in for its holder, is not the holder.
_BESIDE = listed("former ex deputy vice assistant acting spokesman spokeswoman spokesperson")


def owner(name: str) -> tuple[str, str]:
    """Whose somebody is, and what: "Lind's lawyer" is ("Lind", "lawyer"). Two empty strings where the name does not say."""
    if match := _WHOSE.match(name) or _FOR.match(name):
        return match["owner"], match["what"].casefold()
    return "", ""


def names(written: str, called: Iterable[str], kind: str) -> bool:
    """Whether a text names somebody who is `called` so: a person by surname, a body by all words of a name or those that are its own.

    Two people of one surname are told apart where the text gives a first name.
    """
    return any(_person(written, one) if kind == "person" else _body(written, one) for one in called)


def speaks_for(name: str, stated: Iterable[tuple[str, str]], called: Iterable[str], kind: str) -> str:
    """In what way somebody speaks for, or belongs to, another who is `called` so; "" where nothing says that he does.

    `stated` are what articles say of him, each with its field ("role", "affiliation", "party", "country").
    """
    whose, what = owner(name)
    others = tuple(called)
    if whose and names(whose, others, kind):
        return f"its {what}" if kind != "person" else f"speaks as {what}" if set(what.split()) & _SPEAKS_FOR else what
    group = {office(word) for word in _WORD.findall(" ".join(others))} if kind == "group" else set()
    for field, words in stated:
        if field == "party" and group & {office(word.split("-")[0]) for word in _WORD.findall(words)}:
            return "a member"
        if field == "role" and not _was(words) and (_acts(words) if kind == "person" else _titled(words)):
            if names(words, others, kind) or (kind == "organisation" and _within(words, others)):
                return words
        elif field == "affiliation" and kind == "organisation" and names(words, others, kind):
            return words
    return ""


def _was(words: str) -> bool:
    """Whether a role is one of the past."""
    return bool(set(words.casefold().split()) & {"former", "ex", "then", "first", "fired"})


def _acts(words: str) -> bool:
    """Whether a role is that of somebody who speaks for another ("Lind's lawyer"), and not only works for her."""
    return bool({plain(word) for word in _WORD.findall(words)} & _SPEAKS_FOR)


def _within(role: str, called: Iterable[str]) -> bool:
    """Whether a role names a body by some of its words ("intelligence committee chairman", of the Senate Intelligence Committee)."""
    said = [word for word in body_words(role) if word not in OFFICES and word not in HONORIFICS]
    return len(said) > 1 and any(set(said) <= set(body_words(name)) for name in called)


def _titled(words: str) -> bool:
    return words[:1].isupper() or any(word in OFFICES or word in _SPEAKS_FOR for word in re.findall(r"[a-z-]+", words.casefold()))


def _person(written: str, name: str) -> bool:
    wanted = person_name(name)
    if wanted is None or owner(name)[0]:
        return False
    surname = name.split(",", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    for match in re.finditer(rf"(?:\b([A-Z][\w.’'-]*) )?\b{re.escape(surname)}\b(?!-)", written):
        first = plain(match.group(1) or "")
        called = FIRST_NAMES.get(first, first)
        titled = called in OFFICES or called in HONORIFICS or called in FUNCTION
        if not called or not wanted.first or called == wanted.first or titled:
            return True
    return False


def _body(written: str, name: str) -> bool:
    wanted = body_words(name)
    if not wanted or (len(wanted) == 1 and is_kind(wanted[0])):
        return False
    if f" {' '.join(wanted)} " in f" {' '.join(body_words(written))} ":
        return True
    short = trade_name(name)
    return bool(short) and any(word[0].isupper() and plain(word) == short for word in _WORD.findall(written))


def concerns(written: str, name: str, one: Identity | None = None) -> bool:
    """Whether a text is about somebody: it names him, whose he is ("Lind's lawyer"), the body that he belongs to, or his office.

    `name` is what he is called where nobody has compared him with others, and `one` who he is.
    """
    whose, _ = owner(name)
    if whose and (names(written, (whose,), "person") or names(written, (whose,), "organisation")):
        return True
    kind = one.kind if one else "organisation"
    called = (*one.names, one.name) if one else (name,)
    if names(written, called, kind) or (kind != "person" and any(_is_the_body(written, each) for each in called)):
        return True
    stated = [(field, words) for field, words in (one.stated if one else ()) if not _was(words)]
    return any(
        is_the_office(written, words) or names(written, _named_in(words), "organisation")
        for field, words in stated
        if field in ("role", "affiliation")
    )


def _named_in(role: str) -> tuple[str, ...]:
    """The runs of capitals in the words for a role: "Corvane Works" of "the chief executive of Corvane Works"."""
    return tuple(match.group() for match in _RUN.finditer(role))


def _is_the_body(written: str, name: str) -> bool:
    """Whether a text speaks of a body by what it is ("the city", of the City of Vantry)."""
    kinds = {word for word in body_words(name) if is_kind(word) or word in _PLACES}
    return any(match.group(1) in kinds for match in _THE.finditer(written))


def is_the_office(written: str, role: str) -> bool:
    """Whether a text speaks of the holder of an office ("the mayor was warned", "Minister Asch"), by an office that `role` states."""
    offices = {office(word) for word in _WORD.findall(role)} & {office(word) for word in OFFICES - SPOKESPEOPLE}
    if any(word in _BESIDE for word in role.casefold().split()):
        return False
    return any(office(word) in offices for match in _THE.finditer(written) for word in match.groups() if word)
