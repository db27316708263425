"""The cast of an article: everyone and everything that it names, with all the places of each name."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.english import Name
from onrecord.english.words import BODIES, COUNTRIES, FEMALE, FIRST_NAMES, HONORIFICS, MALE, OFFICES, OUTLETS
from onrecord.model import Span
from onrecord.model.annotation import NameSighting

_ROLE_AFTER = re.compile(r",? (?:\([^)]{1,30}\),? )?(?:an?|the|then|former|who|[A-Za-z’' -]{3,40} (?:of|for|at|in))\b")
_RELATIVES = (
    "lawyer|attorney|wife|husband|son|daughter|spokesman|spokeswoman|spokesperson|campaign|father|mother|team|allies|aides|supporters"
)
_RELATIVE_OF = re.compile(r"\b(?:wife|husband|son|daughter|brother|sister|father|mother|cousin|uncle|aunt|first lady),? $", re.IGNORECASE)
# What shows that a bare name is a person's: somebody or something of hers, "who", a pronoun for a person in the same sentence.
_PERSONAL = (
    re.compile(rf"\b([A-Z][^\W_]*)['’]s (?:\w+ )?(?:{_RELATIVES})\b"),
    re.compile(r"\b([A-Z][^\W_]*), who\b"),
    re.compile(r"\b([A-Z][^\W_]*)(?=\b[^.\n“”\"]{0,50}\b(?:he|she|his|her|himself|herself)\b)"),
)
_ROLE_BEFORE = re.compile(r"\b([a-z]+(?:[ -][a-z]+)?)[,]? $")
_PRONOUN = re.compile(r"\b(he|she|his|her|him)\b")


@dataclass(slots=True)
class Member:
    """One of the cast, with its names in order of the text and their keys.

    `person` is False for bodies and places; `gender` is "m", "f" or "" if nothing shows it; `roles` are the words that the article calls a
    person by, in lower case (the offices in titles, and what stands behind the name); `shown` says that something shows it to be a person;
    a `relative` is introduced as another's wife, son, and so on; `first` is where it is named first.
    """

    person: bool
    names: list[Name] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    shown: bool = False
    relative: bool = False
    first: int = sys.maxsize

    @property
    def fullest(self) -> Name:
        """The fullest of the names; of several, the first."""
        return max(self.names, key=lambda one: (len(one.key), -one.span.start))

    @property
    def name(self) -> str:
        """The fullest name, without initials."""
        best = self.fullest
        if not self.person:
            return best.text
        words = [word for word in best.words if not re.fullmatch(r"[A-Z]\.?", word)] or list(best.words)
        return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in words)


def is_outlet(member: Member) -> bool:
    """Whether a member of the cast is a news outlet, by the words of its names."""
    return not member.person and any(word in OUTLETS for key in member.keys for word in key)


@dataclass(frozen=True, slots=True)
class Cast:
    """The members, and who is named where, in the order of the text."""

    members: tuple[Member, ...]
    named: tuple[tuple[Name, Member], ...]

    def of(self, name: Name) -> Member:
        """The member that a name of the text names."""
        return self.named[bisect_left(self.named, name.span.start, key=_start)][1]

    def before(self, place: int) -> Iterator[tuple[Name, Member]]:
        """The names that end before a place, the last first."""
        for at in range(bisect_left(self.named, place, key=_start) - 1, -1, -1):
            if self.named[at][0].span.end <= place:
                yield self.named[at]

    def surnamed(self, words: Sequence[str]) -> Member | None:
        """The first person whose surname is one of the words, in lower case: "MS. LIND", "LIND CLIP #2"."""
        return next((member for member in self.members if member.person and any(key and key[-1] in words for key in member.keys)), None)

    def within(self, span: Span) -> Sequence[tuple[Name, Member]]:
        """The names that begin inside a span, in order."""
        return self.named[bisect_left(self.named, span.start, key=_start) : bisect_left(self.named, span.end, key=_start)]


def last_outlet(cast: Cast, place: int) -> Member | None:
    """The news outlet named last before a place."""
    return next((member for _, member in cast.before(place) if is_outlet(member)), None)


def _start(pair: tuple[Name, Member]) -> int:
    return pair[0].span.start


def cast(text: str, found: Sequence[Name], sighted: Sequence[NameSighting] = ()) -> Cast:
    """The cast of a text from its names: full names first, then the surnames, initials and short forms that go back to them.

    `sighted` are names as the model sees them, in the order of the text.
    """
    members = _Members()
    named: list[tuple[Name, Member]] = []
    votes = {name.span: vote for name, vote in zip(found, _genders(text, found), strict=True)}
    people = _people(found, sighted)
    personal = {match.group(1) for pattern in _PERSONAL for match in pattern.finditer(text)}
    for name in sorted(found, key=lambda one: (-min(len(one.key), 2), one.span.start)):
        member = members.match(name, votes[name.span])
        if member is None:
            before = text[max(0, name.span.start - 24) : name.span.start]
            member = Member(_is_person(name, personal, people), relative=bool(_RELATIVE_OF.search(before)))
        members.add(member, name)
        named.append((name, member))
        if votes[name.span] and not member.gender and (name.title or len(name.key) > 1):
            member.gender = votes[name.span]
    for member in members.all:
        member.names.sort(key=lambda one: one.span)
        titled = any(name.kind == "person" for name in member.names)
        member.person = titled or (member.person and not _mostly(member.names, "organisation"))
        _describe(text, member, votes)
    return Cast(tuple(members.all), tuple(sorted(named, key=_start)))


def _mostly(names: Sequence[Name], kind: str) -> bool:
    return sum(name.kind == kind for name in names) * 2 > len(names)


class _Members:
    """The members so far, found by the first and last words and the initials of their names."""

    def __init__(self) -> None:
        self.all: list[Member] = []
        self._by_word: dict[str, list[Member]] = {}
        self._by_initials: dict[str, Member] = {}

    def add(self, member: Member, name: Name) -> None:
        """Add a name to a member, and the member if it is new."""
        if not member.names:
            self.all.append(member)
        member.names.append(name)
        member.first = min(member.first, name.span.start)
        if name.key and name.key not in member.keys:
            member.keys.add(name.key)
            for word in {name.key[0], name.key[-1]}:
                self._by_word.setdefault(word, []).append(member)
            if initials := _initials(name):
                self._by_initials.setdefault(initials, member)

    def match(self, name: Name, gender: str) -> Member | None:
        """The member that a name goes back to."""
        key = name.key
        if not key:
            return None
        near = {id(member): member for word in (key[0], key[-1]) for member in self._by_word.get(word, ())}.values()
        same = [member for member in near if any(_same(key, other, person=member.person) for other in member.keys)]
        if len(same) > 1 and gender:
            same = [member for member in same if member.gender in ("", gender)] or same
        if same:
            # Of two people of one surname the bare surname is the one's who was introduced first, not a relative's.
            return min(same, key=lambda member: (member.relative, member.first))
        return self._by_initials.get(key[0]) if len(key) == 1 and key[0].isalpha() and name.words[0].isupper() else None


def _same(key: tuple[str, ...], other: tuple[str, ...], *, person: bool) -> bool:
    """Whether two names may be of one: equal, or one the end of the other (a surname), with first names that agree."""
    if not other or not key:
        return False
    if key == other:
        return True
    short, long = sorted((key, other), key=len)
    if not person:
        # "BuzzFeed" and "BuzzFeed News", "the Times" and "The New York Times", "the Ethics Committee" and "the House Ethics Committee".
        news = len(short) == 1 and len(long) == 2 and long[0] == short[0] and long[1] in OUTLETS
        return news or (long[: len(short)] == short and len(short) > 1) or (long[-len(short) :] == short and short[-1] in OUTLETS | BODIES)
    if len(short) == 1:
        return short[0] == long[-1]
    return short[-1] == long[-1] and _first(short[0]) == _first(long[0])


def _first(name: str) -> str:
    return FIRST_NAMES.get(name, name)


def _initials(name: Name) -> str:
    return "".join(word[0] for word in name.words if word[0].isupper()).casefold() if len(name.words) > 1 else ""


def _people(found: Sequence[Name], sighted: Sequence[NameSighting]) -> dict[tuple[str, ...], bool]:
    """Of the names that the model sees, whether it sees a person in more than half of their places."""
    seen: dict[tuple[str, ...], list[bool]] = {}
    for name in found:
        first = bisect_left(sighted, name.span.start, key=lambda one: one.span.end - 1)
        for one in sighted[first : bisect_left(sighted, name.span.end, key=lambda one: one.span.start)]:
            seen.setdefault(name.key, []).append(one.names == "person")
    return {key: 2 * sum(votes) > len(votes) for key, votes in seen.items()}


def _is_person(name: Name, personal: set[str], people: Mapping[tuple[str, ...], bool]) -> bool:
    """Whether a name is a person's: by its form, else as the model sees it; a bare name also if something in the text is personal to it."""
    if name.kind:
        return name.kind == "person"
    if name.key in people:
        return people[name.key]
    if len(name.key) == 1:
        return name.words[0] in personal
    return not any(word in BODIES or word in OUTLETS or word in COUNTRIES for word in name.key)


def _genders(text: str, found: Sequence[Name]) -> Iterator[str]:
    """What shows a person's gender at each of the names: an honorific, a gendered title, or pronouns before anybody else is named."""
    nearest = len(text)
    out = []
    for name in reversed(found):
        out.append(_gender(text, name, nearest))
        if name.kind != "organisation":
            nearest = name.span.start
    return reversed(out)


def _gender(text: str, name: Name, nearest: int) -> str:
    for word in name.title:
        plain = word.rstrip(".").casefold()
        if HONORIFICS.get(plain):
            return HONORIFICS[plain]
        if plain in MALE or plain in FEMALE:
            return "m" if plain in MALE else "f"
    stop = min(nearest, name.span.end + 160)
    line = text.find("\n", name.span.end, stop)
    match = _PRONOUN.search(text, name.span.end, line if line >= 0 else stop)
    return ("f" if match.group() in ("she", "her") else "m") if match else ""


def _describe(text: str, member: Member, votes: dict[Span, str]) -> None:
    if not member.person:
        return
    strong = [votes[name.span] for name in member.names if any(HONORIFICS.get(word.rstrip(".").casefold()) for word in name.title)]
    counted = Counter(filter(None, strong or [votes[name.span] for name in member.names]))
    if counted:
        member.gender = counted.most_common(1)[0][0]
    for name in member.names:
        member.roles |= {plain for word in name.title if (plain := word.rstrip(".").casefold()) in OFFICES}
        before = _ROLE_BEFORE.search(text[max(0, name.span.start - 40) : name.span.start])
        called = {word for word in re.split("[ -]", before.group(1)) if word in OFFICES} if before else set()
        member.roles |= called
        after = re.match(r",? ?(?:\([^)]{1,30}\))?, ([^,.;\n]{3,90})", text[name.span.end : name.span.end + 120])
        if after and _ROLE_AFTER.match(text[name.span.end : name.span.end + 60]):
            member.roles |= {word for word in re.findall(r"[a-z-]+", after.group(1).casefold()) if word in OFFICES}
        member.shown = member.shown or bool(name.title or called or (after and member.roles))
    member.shown = member.shown or (len({len(name.key) for name in member.names}) > 1)
