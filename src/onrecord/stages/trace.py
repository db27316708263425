"""Trace a claim: where it enters the record, what goes back to where, which outlets cite each other in a circle."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.english.bodies import body_key, body_words, is_outlet_name, is_press, outlet_words, same_outlet
from onrecord.english.people import office
from onrecord.english.phrases import singular
from onrecord.english.relations import names, owner, speaks_for
from onrecord.english.words import DETERMINERS, NUMBERS, STOPS
from onrecord.model import (
    Backing,
    Claim,
    Edition,
    Identity,
    Lineage,
    Naming,
    Origin,
    OriginKind,
    Position,
    Stance,
    Statement,
    Way,
    identity_id,
)

_ON_RECORD: tuple[OriginKind, ...] = ("named", "document")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_OWN, _UNSTATED, _CIRCLE = "own voice", "unstated", "circle"
_NO_OUTLET = "an outlet that is not named"
Key = tuple[str, ...]
"""What tells one origin from another within a claim; the first part is its kind."""


@dataclass(slots=True)
class _Line:
    """A statement that takes a side. `key` is its origin, empty while it is not known; `cites` is the outlet that it has it from."""

    stance: Stance
    said: Statement
    house: str
    text: str
    cites: str = ""
    key: Key = ()
    name: str = ""
    why: str = ""

    @property
    def position(self) -> Position:
        return self.stance.position


def trace(
    claim: Claim,
    statements: Mapping[str, Statement],
    editions: Mapping[str, Edition] | None = None,
    identities: Mapping[str, Identity] | None = None,
    *,
    outlets: Collection[str] = (),
    namings: Sequence[Naming] = (),
) -> Lineage:
    """Where a claim enters the record.

    Args:
        claim: the claim.
        statements: at least its statements, by id; where those are there that hold them, what is known only through another is told too.
        editions: those of their articles, by the id of the article; an article without one is taken as a text of its own.
        identities: those of their speakers, by the id of the speaker in its article (`Statement.who`); a speaker without one is whoever has
            the same name and kind.
        outlets: names of outlets, where they do not look like one.
        namings: where a source that was anonymous is named later.

    Returns:
        The lineage. Each statement that takes a side goes back to one origin; neutral ones put nothing on record and are left out.
    """
    ground = _Ground(claim, statements, editions or {}, identities or {}, outlets)
    ground.name_the_unnamed(namings)
    ground.follow_citations()
    return ground.lineage()


class _Ground:
    """A claim's lines as they are followed to their origins."""

    def __init__(
        self,
        claim: Claim,
        statements: Mapping[str, Statement],
        editions: Mapping[str, Edition],
        identities: Mapping[str, Identity],
        outlets: Collection[str],
    ) -> None:
        self.claim, self.statements = claim, statements
        taking = [(stance, statements[stance.statement]) for stance in claim.stances if stance.position != "neutral"]
        taking.sort(key=lambda pair: pair[1].order)
        houses = _houses([said for _, said in taking], editions)
        self.agencies = {editions[article].agency for article in houses if article in editions} - {""}
        cited = {name for _, said in taking for name in (*said.via, said.speaker if said.kind == "organisation" else "")}
        own = (*(house for house, _ in houses.values()), *(said.outlet for _, said in taking), *outlets)
        self.known = _Outlets(own, cited)
        self.people = {said.who: identities.get(said.who) or _stand_in(said) for _, said in taking if said.who}
        self.by_id = {one.id: one for one in self.people.values()}
        self.lines = [_Line(stance, said, self.known.one(houses[said.article][0]), houses[said.article][1]) for stance, said in taking]
        self.held: dict[str, list[_Line]] = defaultdict(list)
        self.printed: dict[tuple[str, Position], list[_Line]] = defaultdict(list)
        self.citing: dict[tuple[str, Position], list[_Line]] = defaultdict(list)
        for line in self.lines:
            self._ground(line)
            self.held[line.said.parent or ""].append(line)
            self.printed[line.house, line.position].append(line)
            self.citing[line.cites, line.position].append(line)

    def _ground(self, line: _Line) -> None:
        """The origin of a line that its article has at first hand, or the outlet that the article has it from."""
        said = line.said
        speaks_itself = said.kind == "organisation" and self._is_outlet(said.speaker)
        through = [outlet for name in said.via if (outlet := self.known.one(name)) != line.house]
        if speaks_itself and self.known.one(said.speaker) != line.house:
            through.append(self.known.one(said.speaker))
        line.cites = through[-1] if through else ""
        place = line.cites or line.house or line.text
        body = "" if self._is_press(line.house) else line.house
        if said.voice and body:
            # What a body that is no outlet publishes is its statement.
            who = self._body(body, said)
            line.key, line.name = ("named", who.id), who.name
        elif said.voice or (speaks_itself and not line.cites):
            line.key, line.name = ("unrecorded", place, _OWN), f"{line.house or _NO_OUTLET}, in its own voice"
        elif speaks_itself or (said.kind == "unstated" and line.cites):
            return  # what the cited outlet stands on is found when all lines are known
        elif said.kind == "unstated":
            line.key, line.name = ("unrecorded", place, _UNSTATED), f"{line.house or _NO_OUTLET}, no source stated"
        elif said.kind == "anonymous" or (said.kind == "group" and not _specific(said.speaker)):
            line.key = (said.kind, place, *_description(said.speaker))
            line.name = _by(said.speaker.removeprefix("anonymous "), line.cites or line.house)
        else:
            who = self.people[said.who]
            line.key, line.name = (said.kind if said.kind in ("document", "group") else "named", who.id), who.name

    def _is_outlet(self, name: str) -> bool:
        return is_outlet_name(name) or (self.known.has(name) and self._is_press(self.known.one(name)))

    def _is_press(self, house: str) -> bool:
        return not house or house in self.agencies or is_press(house)

    def _body(self, name: str, said: Statement) -> Identity:
        """Who publishes under that name: one of those who speak, or whoever has the name."""
        key = body_key(name)
        found = (one for one in self.people.values() if one.kind == "organisation" and key in map(body_key, (one.name, *one.names)))
        stand_in = Identity(identity_id(f"organisation|{name.casefold()}"), name, "organisation", (name,), (said.article,))
        who = min(found, key=lambda one: one.id, default=stand_in)
        self.by_id.setdefault(who.id, who)
        return who

    def name_the_unnamed(self, namings: Sequence[Naming]) -> None:
        """Give an anonymous source the name that its outlet gives it later."""
        for naming in namings:
            houses = {self.known.one(name) for name in naming.outlets}
            who = self.people.get(naming.speaker)
            for line in self.lines:
                if who and line.key[:1] == ("anonymous",) and line.key[1] in houses and set(naming.description) & set(line.key[2:]):
                    line.key, line.name, line.why = ("named", who.id), who.name, "its name was withheld then and given later"

    def follow_citations(self) -> None:
        """Lead each line that has it from an outlet, and from nobody named, to what that outlet stands on."""
        self._join_descriptions()
        for line in self.lines:
            if line.key[:1] in (("anonymous",), ("group",)) and line.cites:
                self._join_the_outlet_s_own(line)
        found = [(line, *self._followed(line)) for line in self.lines if not line.key]
        for line, key, name in found:
            line.key, line.name = key, name

    def _join_descriptions(self) -> None:
        """One key for descriptions of one outlet of which the one says more ("two people", "two people familiar with the inspection")."""
        hidden = [line for line in self.lines if line.key[:1] == ("anonymous",)]
        longest: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted({line.key for line in hidden}, key=lambda key: (-len(key), key)):
            longest[key[:2]].append(key)
        for line in hidden:
            line.key = next(key for key in longest[line.key[:2]] if set(line.key[2:]) <= set(key[2:]))

    def _join_the_outlet_s_own(self, line: _Line) -> None:
        """Where the cited outlet's article has one origin of that kind for the claim, that is the one that is cited."""
        own = {other.key: other.name for other in self._first_hand(line.cites, line) if other.key[:2] == line.key[:2]}
        if line.key not in own and len(own) == 1:
            ((line.key, line.name),) = own.items()

    def _first_hand(self, outlet: str, line: _Line) -> list[_Line]:
        """What the articles of an outlet have for the side of a line, themselves and not from others."""
        return [other for other in self.printed[outlet, line.position] if not other.cites]

    def _followed(self, line: _Line) -> tuple[Key, str]:
        """The origin behind a citation: the nearest ground from outlet to outlet, else an outlet that cites nobody, else a circle."""
        if grounds := [other for other in self.held[line.said.id] if other.key and other.position == line.position]:
            return self._best(grounds, line)
        ahead, met, absent = [line.cites], set[str](), ""
        while ahead:
            outlet = ahead.pop(0)
            if outlet in met:
                continue
            met.add(outlet)
            there = self.printed[outlet, line.position]
            told = [other for other in self.citing[outlet, line.position] if other.key[:2] == ("anonymous", outlet)]
            if grounds := self._first_hand(outlet, line) + told + [other for other in there if other.cites and other.key]:
                return self._best(grounds, line)
            absent = absent or ("" if there else outlet)
            ahead += [other.cites for other in there]
        if absent:
            return ("outlet", absent), absent
        rings = _rings([other for other in self.lines if other.position == line.position])
        ring = min(ring for ring in rings if met & set(ring))
        return ("unrecorded", _CIRCLE, *ring), f"none: {_list(ring)} cite each other"

    def _best(self, grounds: Sequence[_Line], line: _Line) -> tuple[Key, str]:
        """Of several grounds one that counts; then the one that says most of the same words; then the first."""
        words = _words(line.said)
        best = max(enumerate(grounds), key=lambda pair: (pair[1].key[0] != "unrecorded", len(words & _words(pair[1].said)), -pair[0]))[1]
        return best.key, best.name

    def lineage(self) -> Lineage:
        """What was found, as a record."""
        grouped: dict[Key, list[_Line]] = defaultdict(list)
        for line in self.lines:
            grouped[line.key].append(line)
        origins = tuple(self._origin(key, lines) for key, lines in grouped.items())
        pairs = _Pairs(self.claim, origins, list(grouped.values()), self.by_id, self.statements)
        return Lineage(origins, tuple(pairs.dependent()), tuple(pairs.independent()), _circles(self.lines))

    def _origin(self, key: Key, lines: list[_Line]) -> Origin:
        kind: OriginKind = key[0]  # type: ignore[assignment]
        named = key[1] if kind in _ON_RECORD or (kind == "group" and len(key) == 2) else ""
        house = "" if named or key[1] == _CIRCLE else key[1]
        return Origin(lines[0].name, kind, house, tuple(_backings(lines)), named if named in self.by_id else "")


def _backings(lines: Sequence[_Line]) -> Iterator[Backing]:
    """How each line of an origin comes from it."""
    first = next((line for line in lines if not line.cites), None)
    texts: dict[str, _Line] = {}
    for line in lines:
        way: Way = "first"
        why = line.why
        earlier = texts.setdefault(line.text, line)
        if line.cites:
            way, why = "citation", why or f"through {line.cites}"
        elif earlier.said.article != line.said.article:
            way, why = "copy", f"the text of {earlier.said.outlet or earlier.house or 'another article'}"
        elif first and line.said.article != first.said.article:
            way, why = "repeat", why or f"said again in {line.house or 'another article'}"
        yield Backing(line.said.id, line.position, way, why)


@dataclass(slots=True)
class _Pairs:
    """What the record shows of how the origins of a claim hang together."""

    claim: Claim
    origins: tuple[Origin, ...]
    lines: list[list[_Line]]
    by_id: Mapping[str, Identity]
    statements: Mapping[str, Statement]
    shown: dict[tuple[int, int], str] = field(default_factory=dict)

    def dependent(self) -> Iterator[tuple[int, int, str]]:
        """Pairs of which the first rests on the second."""
        meeting = self._meeting()
        for at, origin in enumerate(self.origins):
            for other in meeting[at] if origin.counts else ():
                pair = (min(at, other), max(at, other))
                if self.origins[other].counts and pair not in self.shown and (why := self._rests(at, other)):
                    self.shown[pair] = why
                    yield at, other, why

    def _meeting(self) -> list[list[int]]:
        """Of each origin the others that may be behind it: those whose name it has in its own or in its role, and who holds its words."""
        called: dict[str, set[int]] = defaultdict(set)
        holding: dict[str, int] = {}
        for at, origin in enumerate(self.origins):
            one = self.by_id.get(origin.identity)
            for word in _name_words((origin.name, *one.names) if one else ()):
                called[word].add(at)
            for line in self.lines[at]:
                holding |= {name: at for name in (line.said.id, line.said.who) if name}
        out = []
        for at, origin in enumerate(self.origins):
            me = self.by_id.get(origin.identity)
            told = (origin.name, *(words for _, words in me.stated)) if me else (origin.name,)
            near = {other for word in _name_words(told) for other in called[word]}
            for holder in filter(None, map(self._holder, self.lines[at])):
                near |= {holding[name] for name in (holder.id, holder.who) if name in holding}
            out.append(sorted(near - {at}))
        return out

    def independent(self) -> Iterator[tuple[int, int, str]]:
        """Pairs of which neither rests on the other, as far as that can be shown."""
        on_record = [at for at, one in enumerate(self.origins) if one.kind in _ON_RECORD and self._direct(at)]
        for i, at in enumerate(on_record):
            for other in on_record[i + 1 :]:
                if (at, other) not in self.shown and (why := self._stand_apart(at, other)):
                    yield at, other, why

    def _stand_apart(self, at: int, other: int) -> str:
        """Why two origins on the record are independent: they are on one side of a claim that names both, so each speaks for itself."""
        one, two = self.origins[at], self.origins[other]
        if set(one.positions) & set(two.positions) and self._named(at) and self._named(other):
            return f"the claim is about both {one.name} and {two.name}, and each speaks for itself"
        return ""

    def _named(self, at: int) -> bool:
        """Whether the claim names the origin itself: not only its office, or somebody for whom it speaks."""
        one = self.by_id.get(self.origins[at].identity)
        if one is None:
            return False
        whose, _ = owner(one.name)
        if one.kind == "document":
            return bool(whose) and names(self.claim.text, (whose,), "organisation")
        return not whose and names(self.claim.text, (*one.names, one.name), one.kind)

    def _direct(self, at: int) -> bool:
        """Whether an article has it from the origin, and not only in the words of another speaker."""
        return any(not self._holder(line) for line in self.lines[at])

    def _rests(self, at: int, other: int) -> str:
        """Why the origin `at` rests on the `other`; "" where nothing shows that it does."""
        origin, behind = self.origins[at], self.origins[other]
        holders = [self._holder(line) for line in self.lines[at]]
        ids = set(behind.statements("supports", "denies", "doubts"))
        speakers = {line.said.who for line in self.lines[other]} - {""}
        if all(holder and (holder.id in ids or holder.who in speakers) for holder in holders):
            return f"heard only through {behind.name}"
        if not (one := self.by_id.get(behind.identity)):
            return ""
        me = self.by_id.get(origin.identity)
        way = speaks_for(origin.name, me.stated if me else (), (*one.names, one.name), one.kind)
        if not way:
            return ""
        return (
            f"{origin.name} is a document of {behind.name}"
            if origin.kind == "document"
            else f"{origin.name} speaks for {behind.name}: {way}"
        )

    def _holder(self, line: _Line) -> Statement | None:
        return self.statements.get(line.said.parent) if line.said.parent else None


def _circles(lines: Sequence[_Line]) -> tuple[tuple[str, ...], ...]:
    """The outlets of each circle, whichever side of the claim they take."""
    sides = dict.fromkeys(line.position for line in lines)
    return tuple(sorted({ring for side in sides for ring in _rings([line for line in lines if line.position == side])}))


def _rings(lines: Sequence[_Line]) -> set[tuple[str, ...]]:
    """The outlets that reach each other by the citations in these lines."""
    cited: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.cites and line.house:
            cited[line.house].add(line.cites)
    reach = {house: _reached(house, cited) for house in cited}
    rings = {tuple(sorted(other for other in reach[house] if house in reach.get(other, ()))) for house in cited}
    return {ring for ring in rings if len(ring) > 1}


def _reached(house: str, cited: Mapping[str, set[str]]) -> set[str]:
    out: set[str] = set()
    ahead = [house]
    while ahead:
        for other in cited.get(ahead.pop(), ()):
            if other not in out:
                out.add(other)
                ahead.append(other)
    return out


class _Outlets:
    """The outlets of a claim under one name each, whatever an article calls them.

    `called` are their own names, `cited` those by which articles call others.
    """

    def __init__(self, called: Iterable[str], cited: Iterable[str]) -> None:
        self._known = sorted({name for name in called if name}, key=lambda name: (-len(outlet_words(name)), name))
        self._cited = sorted({name for name in cited if name}, key=lambda name: (-len(outlet_words(name)), name))
        self._one: dict[str, str] = {}

    def has(self, name: str) -> bool:
        """Whether a name is one of these outlets', or may be one's."""
        return any(same_outlet(name, other) for other in self._known)

    def one(self, name: str) -> str:
        """The outlet that a name means; the name itself where it fits none, or several."""
        if name not in self._one:
            exact = [other for other in self._known if outlet_words(other) == outlet_words(name)]
            fitting = {outlet_words(other): other for other in exact or self._known if same_outlet(name, other)}
            if not fitting:
                # Of an outlet without an article the fullest name that it is called by, where that is one.
                longer = [other for other in self._cited if same_outlet(name, other)]
                most = max((len(outlet_words(other)) for other in longer), default=0)
                fitting = {outlet_words(other): other for other in reversed(longer) if len(outlet_words(other)) == most}
            self._one[name] = next(iter(fitting.values())) if len(fitting) == 1 else name
        return self._one[name]


def _houses(said: Sequence[Statement], editions: Mapping[str, Edition]) -> dict[str, tuple[str, str]]:
    """Whose reporting each article is, and which text it carries: the agency's that is named, else the first outlet's that printed it."""
    own = {one.article: editions.get(one.article) or Edition(one.article, one.outlet, one.published, one.article) for one in said}
    house: dict[str, str] = {}
    for edition in sorted(own.values(), key=lambda one: (one.published or "9999", one.outlet, one.article)):
        house.setdefault(edition.text, edition.house)
    return {article: (house[edition.text], edition.text) for article, edition in own.items()}


def _stand_in(said: Statement) -> Identity:
    """Who a speaker is where nobody has compared it with others: whoever has its name and kind."""
    return Identity(identity_id(f"{said.kind}|{said.speaker.casefold()}"), said.speaker, said.kind, (said.speaker,), (said.who,))


def _description(speaker: str) -> Key:
    """The words of a description that tell one unnamed source from another, in order: not how many they are."""
    words = [singular(word.casefold()) for word in _WORD.findall(speaker)]
    return tuple(
        sorted({word for word in words if word not in DETERMINERS | NUMBERS | STOPS and word not in ("anonymous", "unnamed", "a")})
    )


def _specific(name: str) -> bool:
    """Whether the words for a group have a name in them ("members of the Civic Union"), so that it is one group wherever it is named."""
    return any(word[0].isupper() and word.casefold() not in DETERMINERS for word in _WORD.findall(name))


def _words(said: Statement) -> set[str]:
    return {singular(word.casefold()) for word in _WORD.findall(said.text)}


def _by(description: str, house: str) -> str:
    return f"{description}, by {house}" if house else description


def _list(called: Sequence[str]) -> str:
    return f"{', '.join(called[:-1])} and {called[-1]}" if len(called) > 1 else "".join(called)


def _name_words(called: Iterable[str]) -> set[str]:
    """The words by which names may meet, a party's or a group's plural under its singular."""
    return {singular(office(word)) for name in called for part in (name, name.split("-")[0]) for word in body_words(part)}
