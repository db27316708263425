"""Who a phrase describes: rules in order, the first that knows an answer gives it."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.english import Phrase, singular
from onrecord.english.descriptions import is_press_at_large
from onrecord.english.words import (
    ANONYMOUS,
    BODIES,
    DOCUMENTS,
    FEMALE,
    FIRMS,
    MALE,
    NUMBERS,
    OFFICES,
    OUTLET_NOUNS,
    PIECES,
    PRESS,
    SPOKESPEOPLE,
    SYNONYMS,
    UTTERANCES,
    WITHHELD,
)
from onrecord.stages.resolve.cast import Member, is_outlet, last_outlet
from onrecord.stages.resolve.party import Party, described, is_plural, nameless, of_member
from onrecord.stages.resolve.scene import Scene

Rule = Callable[[Scene, Phrase], Party | None]

_PEOPLE = OFFICES | frozenset(
    ["man", "woman", "suspect", "defendant", "victim", "founder", "mogul", "celebrity", "star", "pastor", "widow", "parent"]
)
_ALWAYS_NAMELESS = frozenset(["source", "sources", "someone", "insider", "insiders"])
_RETINUE = frozenset(["team", "office", "camp", "lawyers", "aides", "allies", "side"])
_CROWDS = frozenset(["people", "public", "many", "some", "others", "most", "few", "all"])
_COUNTING = NUMBERS - {"a", "an", "at", "least"} | frozenset(["the", "all", "of", "them", "these", "those", "other", "others", "each"])
_FIRMS = frozenset(["company", "firm", "corporation"])  # words that firms are called by, and no other body
_FEW_SENTENCES = 6
_HIS = frozenset(["his", "her", "their", "its"])
_ISSUED = r" (?:has |had )?(?:released|published|issued|put out|unveiled|presented|filed|sent|wrote)[^.\n]{0,30} "


def describe(scene: Scene, given: Phrase) -> Party:
    """The speaker that a phrase names or describes."""
    for rule in RULES:
        if party := rule(scene, given):
            return party
    return described(scene.text, given, "organisation" if given.definite else "group")


def _named(scene: Scene, given: Phrase) -> Party | None:
    """A name, or two that speak together."""
    if given.name is None:
        return None
    member, rest = scene.cast.of(given.name), scene.text[given.name.span.end : given.span.end]
    if joined := re.match(r" n?or (?:the )?| and (?:his |her |the )?", rest):
        at = given.name.span.end + joined.end()
        second = next((name for name in scene.names if at <= name.span.start <= at + 30 and name.span.end <= given.span.end), None)
        if second:
            other = scene.cast.of(second)
            bodies = not member.person and not other.person
            return Party("organisation" if bodies else "group", f"{member.name} and {other.name}", phrase=given, plural=True)
    return of_member(member, given)


def _outlet(scene: Scene, given: Phrase) -> Party | None:
    """The outlet named last, for "the publication" and the like."""
    outlet = last_outlet(scene.cast, given.span.start) if given.head in OUTLET_NOUNS and given.definite else None
    return of_member(outlet, given) if outlet else None


def _document(scene: Scene, given: Phrase) -> Party | None:
    """A document speaks for itself; a statement, a letter or a post is its author speaking, and an outlet's report the outlet."""
    if given.head not in DOCUMENTS and singular(given.head) not in DOCUMENTS:
        return None
    owner = scene.cast.of(given.owner) if given.owner else None
    if owner and given.head in UTTERANCES:
        author = next((name for name in scene.names if given.span.covers(name.span) and not name.possessive), given.owner)
        return of_member(scene.cast.of(author) if author else owner, given)
    if owner:
        return of_member(owner, given) if is_outlet(owner) else Party("document", f"{owner.name} {given.head}", phrase=given)
    known = _known_document(scene, given) if given.definite or given.determiner in _HIS else None
    return known or described(scene.text, given, "document")


def _known_document(scene: Scene, given: Phrase) -> Party | None:
    last = scene.said[-1].party if scene.said else None
    if given.head in UTTERANCES and last and last.kind in ("person", "organisation"):
        return last
    for said in reversed(scene.said):
        if said.party.kind == "document" and said.party.phrase and said.party.phrase.head == given.head:
            return said.party
    if given.head in PIECES and (outlet := last_outlet(scene.cast, given.span.start)):
        return of_member(outlet, given)
    return _introduced(scene, given)


def _introduced(scene: Scene, given: Phrase) -> Party | None:
    """What a document was brought in as: "the Pentagon report", or one that somebody released."""
    head = re.escape(given.head)
    brought = re.compile(rf"(?:['’]s?)? (?:[a-z-]+ )?{head}\b|{_ISSUED}{head}\b")
    for name, member in scene.cast.before(given.span.start):
        if brought.match(scene.text[name.span.end : min(given.span.start, name.span.end + 60)]):
            return of_member(member, given) if is_outlet(member) else Party("document", f"{member.name} {given.head}", phrase=given)
    return None


def _withheld(scene: Scene, given: Phrase) -> Party | None:
    """Somebody of whom the article says how he knows, or why he is not named."""
    text = given.span.of(scene.text).casefold()
    return scene.again(given) or nameless(scene.text, given) if any(sign in text for sign in WITHHELD) else None


def _press(scene: Scene, given: Phrase) -> Party | None:
    """Reporters, and press reports without saying whose."""
    at_large = is_press_at_large(given.span.of(scene.text)) and is_plural(given)
    return described(scene.text, given, "group", plural=True) if given.head in PRESS or at_large else None


def _role(scene: Scene, given: Phrase) -> Party | None:
    """A person by what he is: one who was so described, "X's lawyer", or nobody named."""
    if given.head not in _PEOPLE or is_plural(given):
        return None
    owner = scene.cast.of(given.owner) if given.owner else None
    pointed_to = given.determiner not in ("a", "an") and (given.definite or owner or given.determiner in _HIS)
    if pointed_to and (known := _so_described(scene, given, owner)):
        return of_member(known, given)
    # "A former port authority engineer" is one of several, and nobody's in particular; "an engineer for the authority" is the authority's.
    if owner and (given.determiner not in ("a", "an") or "for" in given.words or given.head in SPOKESPEOPLE):
        return (
            of_member(owner, given)
            if given.head in SPOKESPEOPLE and not owner.person
            else Party("person", f"{owner.name}’s {given.head}", phrase=given)
        )
    if whose := _whose(scene, given):
        return Party("person", f"{whose.name}’s {given.head}", phrase=given)
    if given.head in SPOKESPEOPLE:
        return scene.thing(given.span.start) or described(scene.text, given, "organisation")
    gender = "m" if given.head in MALE else "f" if given.head in FEMALE else ""
    known_party = scene.again(given) or scene.person(given.span.start, gender) if given.definite else None
    return known_party or nameless(scene.text, given)


def _whose(scene: Scene, given: Phrase) -> Party | None:
    """The person of the cast whom a pronoun in a description means: "her lawyer", "a spokesman for him"."""
    pronoun = given.determiner if given.determiner in ("his", "her") else given.words[-1] if given.words[-2:-1] == ("for",) else ""
    gender = "m" if pronoun in ("his", "him") else "f" if pronoun == "her" else ""
    meant = scene.person(given.span.start, gender) if gender else None
    return meant if meant and meant.member else None


def _so_described(scene: Scene, given: Phrase, owner: Member | None) -> Member | None:
    wanted = SYNONYMS.get(given.head, frozenset()) | {given.head}
    other = "f" if given.head in MALE else "m" if given.head in FEMALE else "-"
    fitting = [one for one in scene.cast.members if one.person and one is not owner and wanted & one.roles and one.gender != other]
    known = next((member for _, member in scene.cast.before(given.span.start) if member in fitting), None)
    if known is None and len(fitting) == 1 and given.head not in ("official", "aide", "member", "officer"):
        return fitting[0]
    return known


def _counted(scene: Scene, given: Phrase) -> Party | None:
    """No more than a number ("the two", "all three", "one of them", "the other"): those who last spoke together, or one of them."""
    if not given.words or not set(given.words) <= _COUNTING:
        return None
    several = scene.several(given.span.start)
    if several is None:
        return described(scene.text, given, "group", plural=True)
    one = given.words[0] == "one" or given.words[-1] == "other"
    return nameless(scene.text, given) if one and several.kind == "anonymous" else several


def _anonymous(scene: Scene, given: Phrase) -> Party | None:
    """Sources, officials, insiders: those of before, or nobody named."""
    if singular(given.head) not in ANONYMOUS:
        return None
    plural = is_plural(given)
    if given.head in _ALWAYS_NAMELESS or given.determiner in NUMBERS or not plural:
        return scene.again(given) or nameless(scene.text, given)
    return scene.again(given) or (nameless(scene.text, given) if given.head == "people" and given.definite else None)


def _body(scene: Scene, given: Phrase) -> Party | None:
    """A body ("the committee") by its full name where one was given."""
    if given.head not in BODIES or is_plural(given):
        return None
    if given.definite and len(given.words) <= 3:
        for _, member in scene.cast.before(given.span.start):
            if not member.person and any(given.head in key for key in member.keys):
                return of_member(member, given)
        if given.head in _FIRMS and (firm := _firm(scene, given.span.start)):
            return of_member(firm, given)
    return described(scene.text, given, "organisation")


def _firm(scene: Scene, place: int) -> Member | None:
    """The firm named last: a name like a firm's, or one of no other kind of body that has spoken."""
    spoke = {id(said.party.member) for said in scene.said if said.party.member}
    for name, member in scene.cast.before(place):
        if scene.sentence(place) - scene.sentence(name.span.start) > _FEW_SENTENCES:
            return None
        bodies = {word for key in member.keys for word in key} & BODIES
        if not member.person and not is_outlet(member) and bodies <= FIRMS and (bodies or id(member) in spoke):
            return member
    return None


def _group(scene: Scene, given: Phrase) -> Party | None:
    if given.owner and given.head in _RETINUE:
        body = given.head in ("office", "camp")
        return described(scene.text, given, "organisation" if body else "group", plural=not body)
    return described(scene.text, given, "group", plural=True) if is_plural(given) or given.head in _CROWDS else None


RULES: tuple[Rule, ...] = (_named, _counted, _outlet, _press, _document, _withheld, _role, _anonymous, _body, _group)
