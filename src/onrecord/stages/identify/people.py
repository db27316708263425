"""People: one where surname and first name agree, or a bare surname and something that articles state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.english.people import PersonName, office, person_name
from onrecord.english.relations import owner
from onrecord.english.words import COUNTRIES, DEMONYMS, DETERMINERS, FUNCTION, OFFICES, STOPS, listed
from onrecord.model import Appearance
from onrecord.stages.identify.joined import MOST_UNSETTLED, Joined

_MARKS = ".,;:()'’\"“”"
# What is stated of too many to tell anybody by: with a surname alone it makes nobody the same.
_VAGUE = DETERMINERS | STOPS | COUNTRIES | DEMONYMS | listed("former member head leader chief top senior new own then one longtime other")
Key = tuple[str, str, str]
"""Of a person: first name, suffix, gender."""


@dataclass(frozen=True, slots=True)
class Person:
    """An appearance of a person: the name, and the words that tell the person from others of that name."""

    id: str
    name: PersonName
    stated: frozenset[str]


def person_of(one: Appearance) -> Person | None:
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
    return Person(one.id, full, frozenset(stated))


def _plain_role(words: str) -> bool:
    """Whether a mention is an office alone ("the senator")."""
    parts = words.casefold().split()
    return len(parts) == 2 and parts[0] == "the" and parts[1] in OFFICES


def join_people(people: Sequence[Person], joined: Joined) -> list[tuple[str, str]]:
    """Join those of one surname that are one; gives the pairs of which it is not clear."""
    full: dict[Key, list[Person]] = defaultdict(list)
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
    by_word: dict[str, list[Key]] = defaultdict(list)
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
            if len(fitting) <= MOST_UNSETTLED:
                doubts += [(one.id, heads[key]) for key in fitting]
    return doubts + _bare(left, joined)


def _few(keys: Iterable[Key]) -> list[Key]:
    """The first of the keys, each once: one more than the most that can be unsettled, so that nobody goes through a thousand Smiths."""
    out: dict[Key, None] = {}
    for key in keys:
        out[key] = None
        if len(out) > MOST_UNSETTLED:
            break
    return list(out)


def _fits(name: PersonName, key: Key) -> bool:
    first, suffix, gender = key
    agrees = not (name.gender and gender) or name.gender == gender
    return agrees and (not name.suffix or name.suffix == suffix) and (not name.initial or first.startswith(name.initial))


def _alike(heads: Mapping[Key, str]) -> list[tuple[str, str]]:
    """People of one first name and surname who differ in what stands behind it, or in gender where one shows none."""
    by_first: dict[str, list[Key]] = defaultdict(list)
    for key in heads:
        by_first[key[0]].append(key)
    pairs = ((one, other) for keys in by_first.values() for at, one in enumerate(sorted(keys)) for other in sorted(keys)[at + 1 :])
    return [(heads[one], heads[other]) for one, other in pairs if not (one[2] and other[2] and one[2] != other[2])]


def _bare(left: Sequence[Person], joined: Joined) -> list[tuple[str, str]]:
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
    if len(heads) > MOST_UNSETTLED:
        return []
    return [(one, other) for at, one in enumerate(heads) for other in heads[at + 1 :]]
