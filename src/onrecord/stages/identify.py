"""Identify speakers across articles: one where what articles state of them agrees, apart where they do not say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.english.bodies import acronym, body_key, body_words, is_acronym, trade_name
from onrecord.english.people import PersonName, described, office, person_name
from onrecord.english.relations import owner
from onrecord.english.words import COUNTRIES, DEMONYMS, DETERMINERS, FUNCTION, OFFICES, STOPS, listed
from onrecord.model import Appearance, Decision, Identity, Reading, SpeakerKind, identity_id

_HIDDEN: tuple[SpeakerKind, ...] = ("anonymous", "unstated")
_MARKS = ".,;:()'’\"“”"
_Key = tuple[str, str, str]  # of a person: first name, suffix, gender
_BETWEEN = listed("of for and in on at to de la")
_MOST_UNSETTLED = 12  # a surname that fits more than so many says nothing of any of them
# What is stated of too many to tell anybody by: with a surname alone it makes nobody the same.
_VAGUE = DETERMINERS | STOPS | COUNTRIES | DEMONYMS | listed("former member head leader chief top senior new own then one longtime other")


def appearances(reading: Reading) -> tuple[Appearance, ...]:
    """The speakers of an article as other articles are compared with it."""
    article = reading.article
    out = []
    for one in reading.speakers:
        stated = tuple((name, span.of(article.text)) for name in ("role", "affiliation", "party", "country") for span in getattr(one, name))
        called = tuple(dict.fromkeys(span.of(article.text) for span in one.mentions))
        if one.kind == "person":
            said = (("role", words) for words in (described(mention, one.name) for mention in called) if words)
            stated = tuple(dict.fromkeys((*stated, *said)))
        out.append(Appearance(one.id, article.id, article.outlet or "", one.name, one.kind, called, stated))
    return tuple(out)


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
    joined = _Joined(given)
    doubts: list[tuple[str, str]] = []
    for bucket in _buckets(given.values()).values():
        doubts += _people(bucket, joined) if isinstance(bucket[0], _Person) else _bodies(bucket, joined)
    names = _decide(joined, given, decisions)
    return _identities(joined, given, doubts, names)


@dataclass(frozen=True, slots=True)
class _Person:
    """An appearance of a person: the name, and the words that tell the person from others of that name."""

    id: str
    name: PersonName
    stated: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Body:
    """An appearance of anything else that has a name: the keys of its names, and what it is called for short.

    `short` are the acronyms that the article gives for it, and what a business is called without the words for what it is; `alone` is the
    one word of it, where the article has no other name: it may be short for one that other articles have.
    """

    id: str
    keys: frozenset[tuple[str, ...]]
    short: frozenset[str]
    alone: str = ""


@dataclass(slots=True)
class _Joined:
    """Which appearances are one, by the least of their ids."""

    given: Mapping[str, Appearance]
    leader: dict[str, str] = field(default_factory=dict)

    def led(self, name: str) -> str:
        """The least id of all that are one with it."""
        self.leader.setdefault(name, name)
        while self.leader[name] != name:
            self.leader[name] = self.leader[self.leader[name]]
            name = self.leader[name]
        return name

    def join(self, names: Iterable[str]) -> None:
        """Make them one."""
        led = sorted({self.led(name) for name in names})
        for other in led[1:]:
            self.leader[other] = led[0]

    def groups(self) -> dict[str, list[str]]:
        """All that are one, by the least of their ids, in order."""
        out: dict[str, list[str]] = defaultdict(list)
        for name in self.given:
            out[self.led(name)].append(name)
        return out


def _buckets(speakers: Iterable[Appearance]) -> dict[Hashable, list[_Person | _Body]]:
    """Those that may be one: people by surname, others by the first and last of the words of a name."""
    out: dict[Hashable, list[_Person | _Body]] = defaultdict(list)
    for one in speakers:
        if one.kind in _HIDDEN:
            continue
        if one.kind == "person" and (person := _person(one)):
            whose, what = owner(one.name)
            out["person", person.name.last, what if whose else ""].append(person)
        elif body := _body(one):
            out[one.kind].append(body)
    return out


def _person(one: Appearance) -> _Person | None:
    """A person by name; of "Lind's lawyer" the name is Lind's, and the bucket that of her lawyers."""
    whose, _ = owner(one.name)
    name = person_name(whose or one.name)
    if name is None:
        return None
    called = [found for words in one.names if (found := person_name(words)) and found.last == name.last] if not whose else []
    gender = Counter(found.gender for found in [name, *called] if found.gender)
    titles = {title for found in [name, *called] for title in found.titles}
    initial = name.initial or next((found.initial for found in called if found.initial), "")
    suffix = name.suffix or next((found.suffix for found in called if found.suffix), "")
    told = [words for words in one.names if _plain_role(words)] + [words for key, words in one.stated if key != "country"]
    words = {office(word.strip(_MARKS)) for words in told for word in words.replace("-", " ").split()}
    stated = {word for word in titles | words if len(word) > 1 and word not in _VAGUE and word not in FUNCTION}
    full = PersonName(name.last, name.first, initial, suffix, gender.most_common(1)[0][0] if gender else "")
    return _Person(one.id, full, frozenset(stated))


def _plain_role(words: str) -> bool:
    """Whether a mention is an office alone ("the senator")."""
    parts = words.casefold().split()
    return len(parts) == 2 and parts[0] == "the" and parts[1] in OFFICES


def _people(bucket: Sequence[_Person | _Body], joined: _Joined) -> list[tuple[str, str]]:
    """Join those of one surname that are one; gives the pairs of which it is not clear."""
    people = [one for one in bucket if isinstance(one, _Person)]
    full: dict[_Key, list[_Person]] = defaultdict(list)
    genders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in people:
        if one.name.first:
            genders[one.name.first, one.name.suffix].add(one.name.gender)
    for one in people:
        if one.name.first:
            # A Mr and a Ms of one name are two; somebody without either may be each, unless there is only the one.
            shown = genders[one.name.first, one.name.suffix] - {""}
            gender = one.name.gender if len(shown) > 1 else next(iter(shown), "")
            full[one.name.first, one.name.suffix, gender].append(one)
    for same in full.values():
        joined.join(one.id for one in same)
    heads = {key: min(one.id for one in same) for key, same in full.items()}
    by_word: dict[str, list[_Key]] = defaultdict(list)
    for key, same in full.items():
        for word in frozenset().union(*(one.stated for one in same)):
            by_word[word].append(key)
    doubts = _alike(heads)
    left = []
    for one in (one for one in people if not one.name.first):
        agreeing = _few(key for word in sorted(one.stated) for key in by_word.get(word, ()) if _fits(one.name, key))
        if len(agreeing) == 1:
            joined.join((one.id, heads[agreeing[0]]))
        else:
            left.append(one)
            fitting = agreeing or _few(key for key in full if _fits(one.name, key))
            if len(fitting) <= _MOST_UNSETTLED:
                doubts += [(one.id, heads[key]) for key in fitting]
    return doubts + _bare(left, joined)


def _few(keys: Iterable[_Key]) -> list[_Key]:
    """The first of the keys, each once: one more than the most that can be unsettled, so that nobody goes through a thousand Smiths."""
    out: dict[_Key, None] = {}
    for key in keys:
        out[key] = None
        if len(out) > _MOST_UNSETTLED:
            break
    return list(out)


def _fits(name: PersonName, key: _Key) -> bool:
    first, suffix, gender = key
    agrees = not (name.gender and gender) or name.gender == gender
    return agrees and (not name.suffix or name.suffix == suffix) and (not name.initial or first.startswith(name.initial))


def _alike(heads: Mapping[_Key, str]) -> list[tuple[str, str]]:
    """People of one first name and surname who differ in what stands behind it, or in gender where one shows none."""
    by_first: dict[str, list[_Key]] = defaultdict(list)
    for key in heads:
        by_first[key[0]].append(key)
    pairs = ((one, other) for keys in by_first.values() for at, one in enumerate(sorted(keys)) for other in sorted(keys)[at + 1 :])
    return [(heads[one], heads[other]) for one, other in pairs if not (one[2] and other[2] and one[2] != other[2])]


def _bare(left: Sequence[_Person], joined: _Joined) -> list[tuple[str, str]]:
    """Join bare surnames among themselves where what is stated agrees, and nothing speaks against it."""
    by_word: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    shown = {one.name.gender for one in left} - {""}
    for one in left:
        gender = one.name.gender if len(shown) > 1 else ""
        for word in one.stated:
            by_word[word, gender, one.name.initial].append(one.id)
    for same in by_word.values():
        joined.join(same)
    heads = sorted({joined.led(one.id) for one in left})
    if len(heads) > _MOST_UNSETTLED:
        return []
    return [(one, other) for at, one in enumerate(heads) for other in heads[at + 1 :]]


def _body(one: Appearance) -> _Body | None:
    """An organisation, document or group by the words of its names; one whose name only says what it is stays by itself."""
    called = [words for words in (one.name, *one.names) if _is_name(words)]
    keys = {key for words in called if (key := body_key(words))}
    long = {acronym(words) for words in called if not is_acronym(words)}
    acronyms = {acronym_of(words) for words in called if is_acronym(words)} & long
    short = acronyms | {found for words in called if (found := trade_name(words))}
    alone = next((key[0] for key in keys if len(key) == 1), "") if len(keys) == 1 else ""
    return (
        _Body(one.id, frozenset(key for key in keys if not (len(key) == 1 and key[0] in acronyms)), frozenset(short), alone)
        if keys
        else None
    )


def acronym_of(words: str) -> str:
    """An acronym as it is compared: "the F.B.I." as "fbi"."""
    return "".join(body_words(words)).replace(".", "") if len(words) > 1 else ""


def _is_name(words: str) -> bool:
    """Whether words are a name and no description or pronoun: a capital in them, and little beside it that has none."""
    parts = [part for part in words.split() if part.casefold() not in DETERMINERS]
    if not parts or all(part.casefold() in FUNCTION for part in parts):
        return False
    small = [part for part in parts if part[0].islower() and part not in _BETWEEN]
    return any(part[0].isupper() for part in parts) and not (len(small) > 2 and parts[-1][0].islower())


def _bodies(bucket: Sequence[_Person | _Body], joined: _Joined) -> list[tuple[str, str]]:
    """Join those that share a name; an acronym joins the one name that an article gives for it."""
    bodies = [one for one in bucket if isinstance(one, _Body)]
    by_key: dict[Hashable, list[str]] = defaultdict(list)
    for one in bodies:
        for key in one.keys:
            by_key[key].append(one.id)
    for same in by_key.values():
        joined.join(same)
    meant: dict[str, set[str]] = defaultdict(set)
    for one in bodies:
        for short in one.short:
            meant[short].add(joined.led(one.id))
    doubts = []
    alone = {one.alone: one.id for one in bodies if one.alone in meant}
    for short, name in alone.items():
        # The short form alone may have been joined with a full name already, where an article has both.
        others = {joined.led(other) for other in meant[short]} - {joined.led(name)}
        if len(others) == 1 and joined.led(name) not in {joined.led(other) for other in meant[short]}:
            joined.join((name, *others))
        else:
            doubts += [(name, other) for other in sorted(others)[:_MOST_UNSETTLED]]
    return doubts


def _decide(joined: _Joined, given: Mapping[str, Appearance], decisions: Iterable[Decision]) -> dict[str, str]:
    """Let a person's decisions hold; gives the names decided, by the id of the speaker, the latest first.

    The later of two that do not go together holds. Where two are not one whom the rules had joined, the second leaves, and whoever a
    person joined with it goes along; the first keeps the rest.
    """
    there = [one for one in decisions if one.a in given and (one.verdict == "name" or one.b in given)]
    there.sort(key=lambda one: one.number, reverse=True)
    names: dict[str, str] = {}
    together = _Joined(given)
    apart: list[tuple[str, str]] = []
    for one in there:
        if one.verdict == "name":
            names.setdefault(one.a, one.b)
        elif one.verdict == "same speaker":
            sides = {together.led(one.a), together.led(one.b)}
            if not any({together.led(a), together.led(b)} == sides for a, b in apart):
                together.join((one.a, one.b))
        elif one.verdict == "not the same speaker" and together.led(one.a) != together.led(one.b):
            apart.append((one.a, one.b))
    for same in together.groups().values():
        if len(same) > 1:
            joined.join(same)
    _part(joined, together, apart[::-1])
    return names


def _part(joined: _Joined, together: _Joined, apart: Sequence[tuple[str, str]]) -> None:
    """Take the second of each pair out of the group of the first, in the order of deciding; those who leave stay one if they may."""
    bars = {frozenset((together.led(a), together.led(b))) for a, b in apart}
    groups = joined.groups()
    of = {name: (head, 0) for head, members in groups.items() for name in members}
    parts: dict[tuple[str, int], set[str]] = {(head, 0): set(members) for head, members in groups.items()}
    for a, b in apart:
        if of[a] != of[b]:
            continue
        head = of[b][0]
        leaving = {name for name in parts[of[b]] if together.led(name) == together.led(b)}
        parts[of[b]] -= leaving
        at = 1
        while any(frozenset((together.led(name), together.led(b))) in bars for name in parts.get((head, at), ())):
            at += 1
        parts.setdefault((head, at), set()).update(leaving)
        of |= dict.fromkeys(leaving, (head, at))
    if apart:
        joined.leader.clear()
        for members in parts.values():
            joined.join(members)


def _identities(
    joined: _Joined, given: Mapping[str, Appearance], doubts: Iterable[tuple[str, str]], names: Mapping[str, str]
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


def by_speaker(identities: Iterable[Identity]) -> Iterator[tuple[str, Identity]]:
    """Each speaker of an article with its identity, as `dict` takes them."""
    return ((speaker, one) for one in identities for speaker in one.speakers)
