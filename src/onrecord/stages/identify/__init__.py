"""Identify speakers across articles: one where what articles state of them agrees, apart where they do not say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.english.bodies import is_acronym
from onrecord.english.people import described
from onrecord.english.relations import owner
from onrecord.english.words import DETERMINERS
from onrecord.model import Appearance, Decision, Identity, Reading, SpeakerKind, identity_id
from onrecord.stages.identify.bodies import Body, body_of, join_bodies
from onrecord.stages.identify.decide import decide
from onrecord.stages.identify.joined import Joined
from onrecord.stages.identify.people import Person, join_people, person_of

_HIDDEN: tuple[SpeakerKind, ...] = ("anonymous", "unstated")


def appearances(reading: Reading) -> tuple[Appearance, ...]:
    """The speakers of an article as other articles are compared with it, each id once: two of one name and kind are one."""
    article = reading.article
    out: dict[str, Appearance] = {}
    for one in reading.speakers:
        stated = tuple((name, span.of(article.text)) for name in ("role", "affiliation", "party", "country") for span in getattr(one, name))
        called = tuple(dict.fromkeys(span.of(article.text) for span in one.mentions))
        if one.kind == "person":
            said = (("role", words) for words in (described(mention, one.name) for mention in called) if words)
            stated = tuple(dict.fromkeys((*stated, *said)))
        if before := out.get(one.id):
            called, stated = tuple(dict.fromkeys((*before.names, *called))), tuple(dict.fromkeys((*before.stated, *stated)))
        out[one.id] = Appearance(one.id, article.id, article.outlet or "", one.name, one.kind, called, stated)
    return tuple(out.values())


def handles(one: Appearance) -> frozenset[str]:
    """The words by which a speaker is compared with others: of two who share none, over others too, `identify` says the same apart."""
    if one.kind in _HIDDEN:
        return frozenset()
    if one.kind == "person":
        person = person_of(one)
        return frozenset({f"person|{person.name.last}|{owner(one.name)[1]}"} if person else ())
    body = body_of(one)
    if body is None:
        return frozenset()
    short = body.short | ({body.alone} - {""})
    return frozenset({f"{one.kind}|{' '.join(key)}" for key in body.keys} | {f"{one.kind}|short|{word}" for word in short})


def identify(speakers: Iterable[Appearance], decisions: Iterable[Decision] = ()) -> tuple[Identity, ...]:
    """The speakers of a ledger, each once, in the order of their ids.

    People are one where surname and first name agree, short forms of a first name included; a bare surname joins the one person of that
    surname with whom an office, a role, an affiliation or a party agrees. Where it agrees with none or with several, it stays by itself,
    and names whom it fits. Organisations, documents and groups are one where their names have the same words. Nobody who is anonymous or
    unstated is ever joined with another. What a person decided holds over all of this. The outcome does not depend on the order of the
    speakers, and only those that share a name are compared.

    Args:
        speakers: the speakers of the articles, each id once.
        decisions: what was decided of them; decisions on claims, and on speakers that are not there, are passed over.
    """
    given = {one.id: one for one in sorted(speakers, key=lambda one: one.id)}
    joined = Joined(given)
    people, bodies = _buckets(given.values())
    doubts = [doubt for some in people for doubt in join_people(some, joined)]
    doubts += [doubt for some in bodies for doubt in join_bodies(some, joined)]
    names = decide(joined, given, decisions)
    return _identities(joined, given, doubts, names)


def _buckets(speakers: Iterable[Appearance]) -> tuple[list[list[Person]], list[list[Body]]]:
    """Those that may be one: people by surname, and whose lawyers or spokesmen they are; others by kind."""
    people: dict[tuple[str, str], list[Person]] = defaultdict(list)
    bodies: dict[SpeakerKind, list[Body]] = defaultdict(list)
    for one in speakers:
        if one.kind in _HIDDEN:
            continue
        if one.kind == "person":
            if person := person_of(one):
                people[person.name.last, owner(one.name)[1]].append(person)
        elif body := body_of(one):
            bodies[one.kind].append(body)
    return list(people.values()), list(bodies.values())


def _identities(
    joined: Joined, given: Mapping[str, Appearance], doubts: Iterable[tuple[str, str]], names: Mapping[str, str]
) -> tuple[Identity, ...]:
    unsettled: dict[str, set[str]] = defaultdict(set)
    for a, b in doubts:
        one, other = joined.led(a), joined.led(b)
        if one != other:
            unsettled[one].add(identity_id(other))
            unsettled[other].add(identity_id(one))
    decided: dict[str, str] = {}
    for speaker, name in names.items():
        decided.setdefault(joined.led(speaker), name)
    out = []
    for head, members in joined.groups().items():
        some = [given[name] for name in members]
        called = _called(some)
        kinds = Counter(one.kind for one in some)
        kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
        stated = tuple(dict.fromkeys(pair for one in some for pair in one.stated))
        name = decided.get(head, called[0])
        all_names = tuple(dict.fromkeys((name, *called)))
        out.append(Identity(identity_id(head), name, kind, all_names, tuple(members), stated, tuple(sorted(unsettled[head]))))
    return tuple(sorted(out, key=lambda one: one.id))


def _called(some: Sequence[Appearance]) -> tuple[str, ...]:
    """The names that articles have for one speaker, the fullest first: of those of most words the one that most articles have."""
    counted = Counter(one.name for one in some)
    return tuple(sorted(counted, key=lambda name: (-_fullness(name), -counted[name], name)))


def _fullness(name: str) -> int:
    return 0 if is_acronym(name) else len(name.split()) - (name.split(maxsplit=1)[0].casefold() in DETERMINERS)
