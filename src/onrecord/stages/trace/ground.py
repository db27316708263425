"""The ground on which each line of a claim stands: what its article has at first hand, and whom it has the rest from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.english.bodies import body_key
from onrecord.english.descriptions import description, has_a_name, is_press_at_large
from onrecord.english.phrases import singular
from onrecord.model import Identity, Naming, Position, Statement, identity_id
from onrecord.stages.trace.line import Key, Line
from onrecord.stages.trace.outlets import Outlets
from onrecord.stages.trace.rings import rings

_OWN, _UNSTATED, _AT_LARGE = "own voice", "unstated", "press at large"
CIRCLE = "circle"
_NO_OUTLET = "an outlet that is not named"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


class Ground:
    """The lines of a claim, led to their origins step by step.

    `people` are the identities of their speakers, by the id of the speaker in its article; `by_id` all that are origins, by their ids.
    """

    def __init__(self, lines: Sequence[Line], known: Outlets, people: Mapping[str, Identity]) -> None:
        self.lines, self.known, self.people = lines, known, people
        self.by_id = {one.id: one for one in people.values()}
        self.held: dict[str, list[Line]] = defaultdict(list)
        self.printed: dict[tuple[str, Position], list[Line]] = defaultdict(list)
        self.citing: dict[tuple[str, Position], list[Line]] = defaultdict(list)
        for line in lines:
            line.house = known.one(line.house)
            self._ground(line)
            self.held[line.said.parent or ""].append(line)
            self.printed[line.house, line.position].append(line)
            self.citing[line.cites, line.position].append(line)

    def _ground(self, line: Line) -> None:
        """The origin of a line that its article has at first hand, or the outlet that the article has it from."""
        said = line.said
        speaks_itself = self.known.speaks(said)
        through = [outlet for name in said.via if (outlet := self.known.one(name)) != line.house]
        if speaks_itself and self.known.one(said.speaker) != line.house:
            through.append(self.known.one(said.speaker))
        line.cites = through[-1] if through else ""
        place = line.cites or line.house or line.text
        body = "" if self.known.is_press(line.house) else line.house
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
        elif said.kind in ("group", "organisation", "document") and is_press_at_large(said.speaker):
            line.key, line.name = ("unrecorded", place, _AT_LARGE), _by(said.speaker, line.cites or line.house)
        elif said.kind == "anonymous" or (said.kind == "group" and not has_a_name(said.speaker)):
            line.key = (said.kind, place, *description(said.speaker))
            line.name = _by(said.speaker.removeprefix("anonymous "), line.cites or line.house)
        else:
            who = self.people[said.who]
            line.key, line.name = (said.kind if said.kind in ("document", "group") else "named", who.id), who.name

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
        described = [line for line in self.lines if line.key[:1] in (("anonymous",), ("group",)) and line.key[1] not in self.by_id]
        longest: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted({line.key for line in described}, key=lambda key: (-len(key), key)):
            longest[key[:2]].append(key)
        for line in described:
            line.key = next(key for key in longest[line.key[:2]] if set(line.key[2:]) <= set(key[2:]))

    def _join_the_outlet_s_own(self, line: Line) -> None:
        """Where the cited outlet's article has one origin of that kind for the claim, that is the one that is cited."""
        own = {other.key: other.name for other in self._first_hand(line.cites, line) if other.key[:2] == line.key[:2]}
        if line.key not in own and len(own) == 1:
            ((line.key, line.name),) = own.items()

    def _first_hand(self, outlet: str, line: Line) -> list[Line]:
        """What the articles of an outlet have for the side of a line, themselves and not from others."""
        return [other for other in self.printed[outlet, line.position] if not other.cites]

    def _followed(self, line: Line) -> tuple[Key, str]:
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
        side = [other for other in self.lines if other.position == line.position]
        ring = min(ring for ring in rings(side) if met & set(ring))
        return ("unrecorded", CIRCLE, *ring), f"none: {_list(ring)} cite each other"

    def _best(self, grounds: Sequence[Line], line: Line) -> tuple[Key, str]:
        """Of several grounds one that counts; then the one that says most of the same words; then the first."""
        words = _words(line.said)
        best = max(enumerate(grounds), key=lambda pair: (pair[1].key[0] != "unrecorded", len(words & _words(pair[1].said)), -pair[0]))[1]
        return best.key, best.name


def _words(said: Statement) -> set[str]:
    return {singular(word.casefold()) for word in _WORD.findall(said.text)}


def _by(description: str, house: str) -> str:
    return f"{description}, by {house}" if house else description


def _list(called: Sequence[str]) -> str:
    return f"{', '.join(called[:-1])} and {called[-1]}" if len(called) > 1 else "".join(called)
