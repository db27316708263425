"""What the article has told up to a place: who was named, who spoke, and whom a pronoun there may mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.english import Name, Phrase, names, phrase, singular
from onrecord.english.words import NUMBERS
from onrecord.model import Span
from onrecord.model.quotation import is_quoted
from onrecord.model.segment import sentences
from onrecord.stages.resolve.cast import Cast
from onrecord.stages.resolve.party import Party, of_member

# Salience, in sentences of distance: what a candidate gains or loses. Set by hand on `data/claims` and `data/bounty`.
SUBJECT, POSSESSIVE, QUOTED, SHOWN, NOT_SHOWN, SPOKE, SPOKE_WITHIN, SAME_GENDER = 0.4, -0.35, -0.5, 0.2, -0.3, 0.75, 0.4, 0.15
A_SENTENCE = 0.55
FARTHEST = 12  # sentences that a pronoun may reach back over
_BY = re.compile(r"\b(?:[Bb]riefing|[Rr]emarks|[Ss]tatement|[Ss]peech|[Aa]ddress|[Tt]estimony|[Ll]etter) (?:by|from|of) ")
# What a sentence may begin with before its subject: "In a speech on Monday, …".
_SETTING = re.compile(r"(?:In|On|At|After|Before|During|Earlier|Later|Last)\b[^,.“”\"]{0,60}, ")
_OPENING = 30  # code points from its sentence's start within which a name is its subject


@dataclass(frozen=True, slots=True)
class Said:
    """A source that was resolved: where it stands, who it is, and whether that is within what another says."""

    place: int
    party: Party
    within: bool = False


class Scene:
    """One article as it goes on. `said` grows with every source that is resolved, in the order of the text."""

    def __init__(self, text: str, cast: Cast, names: Sequence[Name], title: str = "") -> None:
        self.text, self.cast, self.names, self.title = text, cast, names, " ".join(title.split())
        self.said: list[Said] = []
        self._sentences = [sentence.start for sentence in sentences(text)]

    @cached_property
    def author(self) -> Party | None:
        """Whose words the title says that the article is ("Remarks by Mayor Lind"), if it names one person alone."""
        behind = _BY.search(self.title)
        named = [name for name in names(self.title) if behind and name.span.end > behind.end() and name.kind != "organisation"]
        if len(named) != 1:
            return None
        known = self.cast.surnamed(named[0].key[-1:])
        return of_member(known) if known else Party("person", named[0].text)

    def phrase(self, span: Span) -> Phrase:
        """The phrase at a span."""
        return phrase(self.text, span, self.names)

    def sentence(self, place: int) -> int:
        """The number of the sentence that holds a place."""
        return bisect_right(self._sentences, place)

    def quoted(self, place: int) -> bool:
        """Whether a place is quoted."""
        return is_quoted(self.text, place)

    def spoke(self, place: int, within: int) -> Iterator[Party]:
        """Who spoke in the last sentences before a place, the last first."""
        here = self.sentence(place)
        for said in reversed(self.said):
            away = here - self.sentence(said.place)
            if said.place < place and away <= within:
                yield said.party
            elif away > FARTHEST:
                return

    def person(self, place: int, gender: str = "") -> Party | None:
        """The person that a pronoun or a short description means: near, a subject, lately speaking, of that gender if one is known."""
        here, quoted = self.sentence(place), self.quoted(place)
        best: tuple[float, Party] | None = None
        for at, bonus, party in self._candidates(place, quoted=quoted):
            away = here - self.sentence(at)
            if away > FARTHEST or (gender and party.gender not in ("", gender)):
                continue
            score = bonus - A_SENTENCE * away + (SAME_GENDER if gender and party.gender == gender else 0.0)
            if best is None or score > best[0]:
                best = score, party
        return best[1] if best else self._ahead(place, gender)

    def _candidates(self, place: int, *, quoted: bool) -> Iterator[tuple[int, float, Party]]:
        here = self.sentence(place)
        for name, member in self.cast.before(place):
            if here - self.sentence(name.span.start) > FARTHEST:
                break
            if member.person:
                bonus = SUBJECT if self._opens(name.span.start) else 0.0
                bonus += (POSSESSIVE if name.possessive else 0.0) + (SHOWN if member.shown else NOT_SHOWN)
                bonus += QUOTED if self.quoted(name.span.start) and not quoted else 0.0
                yield name.span.start, bonus, of_member(member)
        for said in reversed(self.said):
            if here - self.sentence(said.place) > FARTHEST:
                break
            if said.party.kind in ("person", "anonymous") and not said.party.plural and said.place < place:
                yield said.place, SPOKE_WITHIN if said.within else SPOKE, said.party

    def _opens(self, place: int) -> bool:
        start = self._sentences[max(0, self.sentence(place) - 1)]
        opening = _SETTING.match(self.text, start, place)
        return place - (opening.end() if opening else start) <= _OPENING and not self.text[start:place].endswith(", ")

    def _ahead(self, place: int, gender: str) -> Party | None:
        """A person named only further on, as headlines and ledes do."""
        for name in self.names:
            member = self.cast.of(name)
            if name.span.start > place and member.person and member.gender in ("", gender):
                return of_member(member)
        return None

    def thing(self, place: int) -> Party | None:
        """The body or document that "it" means: the last that spoke, or the last named."""
        for party in self.spoke(place, 4):
            if party.kind in ("organisation", "document"):
                return party
        return next((of_member(m) for name, m in self.cast.before(place) if not m.person and self._near(name.span.start, place)), None)

    def several(self, place: int) -> Party | None:
        """Those that "they" means: the last group that spoke, else the last body."""
        group = next((party for party in self.spoke(place, 4) if party.plural), None)
        return group or next((party for party in self.spoke(place, 2) if party.kind == "organisation"), None)

    def before_relative(self, place: int) -> Phrase | None:
        """The phrase that a relative pronoun at a place goes back to."""
        start = max(self.text.rfind("\n", 0, place) + 1, place - 160)
        last = next(((name, self.text[name.span.end : place]) for name, _ in self.cast.before(place)), None)
        if (
            last
            and re.fullmatch(r"[,’'”\") ]*(?:\([^)]*\))?,? ?", last[1])
            and not re.search(r"\b(?:of|in|at|for|from)(?: the)? $", self.text[: last[0].span.start])
        ):
            return self.phrase(last[0].span)
        words = re.search(r"((?:\b[^\W\d_][\w’'-]* ?){1,6})[, ]*$", self.text[start:place])
        if words is None:
            return None
        at, end = start + words.start(1), start + words.start(1) + len(words.group(1).rstrip())
        if (lead := re.compile(r".*\b(?:citing|quoting|by) ").match(self.text, at, end)) and lead.end() < end:
            at = lead.end()
        return self.phrase(Span(at, end))

    def again(self, given: Phrase) -> Party | None:
        """The described speaker of before that a definite phrase goes back to ("the officials", "two of the people")."""
        if not given.definite and not (given.determiner in NUMBERS and given.words[1:3] == ("of", "the")):
            return None
        earlier = [said for said in self.said if said.party.kind in ("anonymous", "group") and said.party.phrase]
        wanted = {singular(word) for word in given.words}
        same = [said for said in earlier if said.party.phrase and singular(said.party.phrase.head) in wanted]
        alone = [said for said in earlier if said.party.kind == "anonymous" and not said.party.plural]
        fitting = same or (alone if given.head in ("official", "source", "person") else [])
        # Who is only spoken of within another's words is not meant where somebody else is.
        return max(fitting, key=lambda said: (not said.within, said.place)).party if fitting else None

    def _near(self, at: int, place: int) -> bool:
        return self.sentence(place) - self.sentence(at) <= 2
