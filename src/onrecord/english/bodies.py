"""The names of organisations and outlets: what of a name tells one from another, and whether two names may be one body's."""

from __future__ import annotations

import re

from onrecord.english.people import plain
from onrecord.english.words import BODIES, COUNTRIES, OFFICES, OUTLET_NOUNS, OUTLETS, listed

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w&]+(?:['’-][\w&]+)*")
_EMPTY = listed("the a an of for and in on at to & its their his her our")
_LEGAL = listed("inc corp corporation ltd llc plc co gmbh limited incorporated")
_SPELLING = {
    "defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor", "programme": "program",
    "dept": "department", "govt": "government", "univ": "university", "natl": "national", "assn": "association", "intl": "international",
}  # fmt: skip
_LONG = {
    "us": ("united", "states"), "usa": ("united", "states"), "uk": ("united", "kingdom"), "un": ("united", "nations"),
    "eu": ("european", "union"),
}  # fmt: skip
_PLURAL = re.compile(r"(?<=[^\Ws_])s['’]$")
_NEWS = listed("news newspaper newspapers online com website agency magazine newswire")
# What stands behind the name of a business, and is left out where it is named again; not "the Lind campaign", which is no Lind.
_TRADE = listed("works company group holdings industries partners airlines railway railways bank utility systems services")
# Bodies of which there is one, so that the word alone is a name.
_ALONE = listed("pentagon kremlin congress")


def body_words(name: str) -> tuple[str, ...]:
    """The words of a body's name that tell it from others, in their order: no "the" and "of", one spelling, "US" in full."""
    out: list[str] = []
    for word in _WORD.findall(name):
        capitals = word.replace(".", "").isupper()
        small = plain(_PLURAL.sub("s", word))
        if small in _EMPTY and not capitals:
            continue
        out += _LONG[small] if capitals and small in _LONG else (_SPELLING.get(small, small),)
    while len(out) > 1 and out[-1] in _LEGAL:
        out.pop()
    return tuple(out)


def body_key(name: str) -> tuple[str, ...]:
    """What two names of one body share: "the Department of Defense" and "Defense Department" have one key.

    Empty where the name only says what kind of body it is ("the department", "the company").
    """
    words = body_words(name)
    if not words or (len(words) == 1 and is_kind(words[0])):
        return ()
    return tuple(sorted(words))


def is_kind(word: str) -> bool:
    """Whether a word in lower case says what kind of body something is, and not which."""
    return (word in BODIES and word not in _ALONE) or word in OUTLET_NOUNS or word in OFFICES or word in _LEGAL or word == "company"


def is_press(name: str) -> bool:
    """Whether an outlet of an article is a news outlet, by its name: a body of another kind publishes its own statements."""
    return is_outlet_name(name) or not any(word in BODIES for word in body_words(name))


def trade_name(name: str) -> str:
    """What a business is called for short, in lower case ("corvane" of "Corvane Works"); "" where the name has no such short form."""
    words = body_words(name)
    short = len(words) > 1 and set(words[1:]) <= _TRADE and not is_kind(words[0]) and words[0] not in COUNTRIES
    return words[0] if short else ""


def acronym(name: str) -> str:
    """The initials of a name of several capitalised words, in lower case ("Transit Workers’ Union": "twu"); "" where it has fewer."""
    capitals = [word for word in _WORD.findall(name) if word[0].isupper() and plain(word) not in _EMPTY]
    return "".join(word[0] for word in capitals).casefold() if len(capitals) > 1 else ""


def is_acronym(name: str) -> bool:
    """Whether a name is a word of two to six capitals ("FBI", "F.B.I.")."""
    bare = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return 1 < len(bare) <= 6 and bare.isalpha() and bare.isupper()


def outlet_words(name: str) -> tuple[str, ...]:
    """The words of an outlet's name for comparison: without "the", and without "News" behind a name ("BuzzFeed News")."""
    words = list(body_words(name))
    while len(words) > 1 and words[-1] in _NEWS and words != ["daily", "news"]:
        words.pop()
    return tuple(words)


def same_outlet(one: str, other: str) -> bool:
    """Whether two names may be one outlet's: equal, or the one the end of the other ("the Times" and "The New York Times").

    A name that is the beginning of the other is not enough, but for one word before "News": "New York" is no outlet.
    """
    short, long = sorted((outlet_words(one), outlet_words(other)), key=len)
    if not short or (len(short) == 1 and short[0] in OUTLET_NOUNS):
        return False
    return short == long or (long[-len(short) :] == short)


def is_outlet_name(name: str) -> bool:
    """Whether a word of the name shows that it is a news outlet's ("The Velden Post")."""
    words = body_words(name)
    return bool(words) and not (len(words) == 1 and words[0] in OUTLET_NOUNS | BODIES) and words[-1] in OUTLETS
