"""Who speaks, before it becomes a record."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.english import Phrase, singular
from onrecord.english.words import COUNTRIES, DEMONYMS, FEMALE, MALE, NUMBERS
from onrecord.model import SpeakerKind
from onrecord.stages.resolve.cast import Member

_GOES_ON = re.compile(r"[,;][“\"' ]*$")
_WHOSE = re.compile(r"[’']s?$")  # "the company’s denial": the company
_UNNAMED = re.compile(r"^(?:anonymous|unnamed|unidentified) ")
_ARTICLES = re.compile(r"^(?:the|a|an|some|these|those|this|that)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """A member of the cast, or a description of somebody; `phrase` is the one it was resolved from, `plural` whether it is several.

    `through` is the outlet that cites whoever speaks ("the Post, citing two officials, said").
    """

    kind: SpeakerKind
    name: str
    member: Member | None = None
    phrase: Phrase | None = None
    plural: bool = False
    through: Member | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same speaker."""
        return (id(self.member),) if self.member else (self.kind, self.name.casefold())

    @property
    def gender(self) -> str:
        """Of a person, "m", "f" or "" where neither the article nor a description ("the spokesman", "the woman") shows it."""
        if self.member:
            return self.member.gender
        head = self.phrase.head if self.phrase else ""
        return "m" if head in MALE else "f" if head in FEMALE else ""


def of_member(member: Member, phrase: Phrase | None = None) -> Party:
    """Somebody or something that the article names."""
    return Party("person" if member.person else "organisation", member.name, member, phrase)


def described(text: str, phrase: Phrase, kind: SpeakerKind, *, plural: bool = False) -> Party:
    """Somebody known only by a description."""
    return Party(kind, words_of(text, phrase), phrase=phrase, plural=plural)


def nameless(text: str, phrase: Phrase) -> Party:
    """Somebody whose name is withheld."""
    words = words_of(text, phrase)
    first, space, rest = words.partition(" ")
    # A capital that only opens the sentence is no part of a description.
    if (
        first.istitle()
        and first.casefold() not in DEMONYMS | COUNTRIES
        and not _GOES_ON.search(text, max(0, phrase.span.start - 8), phrase.span.start)
    ):
        words = f"{first.casefold()}{space}{rest}"
    return Party("anonymous", f"anonymous {_UNNAMED.sub('', words)}", phrase=phrase, plural=is_plural(phrase))


def is_plural(phrase: Phrase) -> bool:
    """Whether a phrase means several."""
    return singular(phrase.head) != phrase.head or phrase.determiner in NUMBERS - {"a", "an", "another", "one"}


def words_of(text: str, phrase: Phrase) -> str:
    """The words of a phrase as a name: without its article, on one line."""
    words = phrase.span.of(text)
    name = _WHOSE.sub("", re.sub(r"\s+", " ", _ARTICLES.sub("", words.strip(" ,;:")))) or words
    first, *rest = name.split(" ")
    return " ".join([first.casefold() if first.casefold() in NUMBERS else first, *rest])
