"""The names of people: title, first name and surname, and whether two first names may be one person's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.english.words import FEMALE, FIRST_NAMES, HONORIFICS, MALE, OFFICES, STOPS

_WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*[\w.])?")
_SUFFIX = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z]")
_POSSESSIVE = re.compile(r"['’]s?$")
_OFFICE_OF = {
    "sen": "senator", "rep": "representative", "congressman": "representative", "congresswoman": "representative",
    "gov": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "maj": "major",
    "adm": "admiral", "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "spokeswoman": "spokesman",
    "spokesperson": "spokesman", "attorney": "lawyer", "counsel": "lawyer", "solicitor": "lawyer", "prof": "professor",
    "r": "republican", "d": "democrat",
    "gop": "republican", "republicans": "republican", "democrats": "democrat", "democratic": "democrat", "conservatives": "conservative",
    "liberals": "liberal", "greens": "green", "councilman": "councillor", "councilwoman": "councillor", "defence": "defense",
}  # fmt: skip
"""Offices and parties under one of the words for each."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, in lower case and without accents.

    `first` is the first name, a short form under its long one ("jim" as "james"), `initial` its first letter, `last` the surname, `suffix`
    "jr", "sr", "ii" and so on; each is empty where it is not written. `gender` is "m", "f" or "" by honorific or office, `titles` are the
    offices before the name.
    """

    last: str
    first: str = ""
    initial: str = ""
    suffix: str = ""
    gender: str = ""
    titles: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)  # names and titles recur
def plain(word: str) -> str:
    """A word in lower case, without accents, points and a possessive ending."""
    bare = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word)).casefold()
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).replace(".", "").replace("’", "'")


def office(word: str) -> str:
    """An office or a party under one word: "sen" as "senator", "GOP" and the "R" of a seat as "republican"."""
    small = plain(word)
    return _OFFICE_OF.get(small, small)


def person_name(written: str) -> PersonName | None:
    """The name in words like "Sen. Jim Inhofe"; None where they hold no name, as "the senator"."""
    head, _, rest = written.partition(",")
    words = _WORD.findall(head)
    suffix = next((_SUFFIX[plain(word)] for word in [*words[1:], *_WORD.findall(rest)[:1]] if plain(word) in _SUFFIX), "")
    words = [word for at, word in enumerate(words) if not (at and plain(word) in _SUFFIX)]
    titles, gender = set(), ""
    while words:
        small = plain(words[0])
        titled = small in HONORIFICS or small in OFFICES
        if not titled and words[0][0].isupper():
            break
        if titled:
            if len(words) == 1:
                return None
            gender = gender or HONORIFICS.get(small, "") or ("m" if small in MALE else "f" if small in FEMALE else "")
            if small in OFFICES:
                titles.add(office(small))
        words.pop(0)
    if not words or not words[-1][0].isupper():
        return None
    own = [word for word in words if word[0].isupper()]
    first = own[0] if len(own) > 1 else ""
    last = plain(own[-1])
    if not first or _INITIALS.fullmatch(first):
        return PersonName(last, "", plain(first)[:1], suffix, gender, frozenset(titles))
    small = plain(first)
    return PersonName(last, FIRST_NAMES.get(small, small), small[0], suffix, gender, frozenset(titles))


def described(mention: str, name: str) -> str:
    """What a mention says before a person's name: "a lawyer for Mr Lind" of "a lawyer for Mr Lind, Tomas Reuel"; "" where it is no role.

    A title alone ("Senator Reuel") is no description; it is found with the name.
    """
    own = {plain(word) for word in _WORD.findall(name)}
    words = list(_WORD.finditer(mention))
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i].group()[0].isupper() and plain(words[i].group()) in own), 0)
    while at and _of_name(words[at - 1].group(), own):
        at -= 1
    before = words[:at]
    if not before or before[-1].group() in STOPS:
        return ""
    small = {plain(word.group()) for word in before if word.group()[0].islower()}
    return mention[before[0].start() : before[-1].end()] if small & OFFICES else ""


def _of_name(word: str, own: set[str]) -> bool:
    small = plain(word)
    return word[0].isupper() and (small in own or small in OFFICES or small in HONORIFICS)
