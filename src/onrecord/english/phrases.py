"""The shape of a phrase that names who speaks: its head, what it says of it, and the names in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.english.names import Name
from onrecord.english.words import DETERMINERS, NUMBERS, REFLEXIVES, SHARES, STOPS
from onrecord.model import Span

_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*")
_OWN = ("", "’s", "'s", "’", "'")  # behind a possessive name that is all of the phrase: "Lind’s" in "Lind’s claim that …"
_GOING_ON = REFLEXIVES | {"and", "or", "nor"}
_IRREGULAR = {"people": "person", "men": "man", "women": "woman"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the text.

    `head` is the last word of its core in lower case ("spokesman" in "a spokesman for the port"), `words` all words in lower case,
    `determiner` its first word if that is one or a number, `name` the name that it names the speaker by, if any, and `owner` a name that
    only tells whose or of what ("the port's spokesman", "a spokesman for the port").
    """

    span: Span
    head: str
    words: tuple[str, ...]
    determiner: str
    name: Name | None
    owner: Name | None

    @property
    def definite(self) -> bool:
        """Whether the phrase points back to what is known."""
        return self.determiner in ("the", "this", "that", "these", "those")


def phrase(text: str, span: Span, known: Sequence[Name]) -> Phrase:
    """The phrase at `span`; `known` are the names of the text."""
    inside = [name for name in known if span.start <= name.span.start and name.span.end <= span.end]
    tokens = [(match.group(), span.start + match.start()) for match in _WORD.finditer(span.of(text))]
    name = next((one for one in inside if _names_the_speaker(text, span, one)), None)
    owner = _owner(text, span, [one for one in inside if one is not name])
    head, low = "", [word.casefold() for word, _ in tokens]
    for word, at in tokens:
        small = word.casefold()
        if small == "of" and head in NUMBERS | SHARES:
            # "Two of the officials", "members of the panel": who speaks is behind the "of".
            head = ""
            continue
        if (small in STOPS and head) or ("," in text[span.start : at] and head):
            break
        if small not in DETERMINERS and small not in REFLEXIVES:
            head = re.sub(r"['’]s?$", "", small)
    determiner = low[0] if low and (low[0] in DETERMINERS or low[0] in NUMBERS) else ""
    return Phrase(span, head, tuple(low), determiner, name, owner)


def _owner(text: str, span: Span, others: Sequence[Name]) -> Name | None:
    """The name behind the first preposition ("a spokesman for the port"), else whose it is ("the port's spokesman"), else the first."""
    behind = next((one for one in others if _last_word(text[span.start : one.span.start]) in ("for", "of", "from", "at")), None)
    return behind or next((one for one in others if one.possessive), None) or next(iter(others), None)


def _last_word(before: str) -> str:
    """The last word before a name in lower case, an article left out."""
    words = [word for word in before.casefold().replace("“", " ").replace('"', " ").split() if word != "the"]
    return words[-1] if words else ""


def _names_the_speaker(text: str, span: Span, name: Name) -> bool:
    """Whether a name inside the phrase is who speaks: neither whose, nor of what, nor a modifier of a noun that follows."""
    if name.possessive and text[name.span.end : span.end] not in _OWN:
        return False
    if _last_word(text[span.start : name.span.start]) in STOPS:
        return False
    # "Pentagon officials", "Trump spokeswoman Katrina Pierson": a noun follows at once.
    follows = re.match(r" ([^\W\d_][\w’'-]*)", text[name.span.end : span.end])
    return not (follows and follows.group(1)[0].islower() and follows.group(1) not in STOPS and follows.group(1) not in _GOING_ON)


def singular(noun: str) -> str:
    """The singular of a noun in lower case; the noun itself where it is no plural."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
