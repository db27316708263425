"""Descriptions of those who are not named: what in them tells one from another, and whether there is a name in them after all."""

from __future__ import annotations

import re

from onrecord.english.phrases import singular
from onrecord.english.words import DEMONYMS, DETERMINERS, FUNCTION, NUMBERS, PARTIES, SHARES, STOPS, listed

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Singulars, as `singular` makes them: "new" is news.
_PRESS = listed("new media press report reporting coverage outlet newspaper story account agency copy earlier recent several")
_EMPTY = DETERMINERS | NUMBERS | STOPS | SHARES | listed("anonymous unnamed them those us others other third fourth both")


def description(words: str) -> tuple[str, ...]:
    """The words of a description that tell one from another, in order: not how many they are, and no pronoun.

    "Two people familiar with the inspection" and "the two people": the second has a part of the words of the first.
    """
    said = (singular(word.casefold()) for word in _WORD.findall(words))
    return tuple(sorted({word for word in said if word not in _EMPTY}))


def is_press_at_large(words: str) -> bool:
    """Whether the words mean press reports without saying whose ("news reports", "media reports")."""
    said = description(words)
    return bool(said) and set(said) <= _PRESS and said != ("report",)


def has_a_name(words: str) -> bool:
    """Whether the words for a group have a name in them ("members of the Civic Union", "Republicans"), so that they mean one anywhere.

    A capital with which a sentence begins is none, nor that of a day or a month.
    """
    first, *others = _WORD.findall(words) or [""]
    named = first.casefold() in PARTIES or first.casefold() in DEMONYMS
    return named or any(word[0].isupper() and word.casefold() not in FUNCTION for word in others)
