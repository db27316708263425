"""Articles without end for `eval.bench_ledger`: stories told anew under other names, by readings that were really made.

A seed is an article that was really read, with the real vectors of its statements: the examples of the package and, where the research
data is present, articles of BASIL (three outlets an event), of `data/bounty` (one long story) and of `data/ner/worldwide` (alone).
A story is an event of the seeds under names and numbers of its own, each word as long as the one whose place it takes, so that every
place stays where it was. Where a story has more articles than its event has texts, the others are copies: another masthead, most of them
cut short, some with other figures.

What is real: texts, attributions, statements, and how those of one story are alike. What is made: the names; that two stories of one
event differ in little but names; and a story's vectors, which are those of its seeds, all mirrored at the same PLANES planes.
"""

from __future__ import annotations

import heapq
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.corpus import SHARED, rows
from eval.gold import pieces
from onrecord.compose import reader
from onrecord.encoder import Judge
from onrecord.english import words as english
from onrecord.english.names import names
from onrecord.ingest import Item, article_of_text, load
from onrecord.model import Article, Moment, Reading, Span, Speaker, Statement, Voicing, article_id
from onrecord.model.move import moved
from onrecord.model.segment import paragraphs
from onrecord.model.speaker import Anonymity
from onrecord.stages.enter import enter
from onrecord.stages.link import VIEWS, views

Floats = npt.NDArray[np.float32]

LARGEST, STEEPNESS = 100, 2.2  # articles of a story: it has n with a chance that goes with n ** -STEEPNESS
COPIES = 8  # articles of a story by each of its texts, at most where there are events with so many texts
A_DAY = 200  # articles; what a desk that takes in a few agencies and the papers of a country keeps
PACE = 25  # articles that come in between two of one story, in the mean
SEASON = 2_000  # articles over which those who are in the news everywhere stay the same
EVERYWHERE = 0.02  # share of seeds with a name, from which its bearer is in the news everywhere
CUT, OTHER_FIGURES = 0.7, 0.1  # shares of copies
MASTHEADS = 300  # under which copies appear
SINGLES = 400  # articles of `data/ner/worldwide`: of more the reading takes long
PLANES = 24  # two stories of one event are then as near each other as real stories of two sets: two articles in a thousand
FIRST_DAY = date(2031, 1, 1)

# Words that say what is named, not who: the rules of English need them, and every archive has them in every story.
_KEPT = frozenset().union(
    english.OFFICES,
    english.BODIES,
    english.COUNTRIES,
    english.DEMONYMS,
    english.FUNCTION,
    english.STOPS,
    english.PARTIES,
    english.HONORIFICS,
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Seed:
    """A reading that was really made, its event, and the vectors of its statements, [statements, VIEWS, width]."""

    event: str
    reading: Reading
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Grown:
    """An article of a made archive: its reading, and the vectors of its statements' views, [statements * VIEWS, width]."""

    reading: Reading
    vectors: Floats


# -- seeds


def seeds(cache: Path, *, shared: Path = SHARED) -> list[Seed]:
    """All seeds; they are read once and kept in a folder, which must be no part of a repository: it holds texts that are others'."""
    kept = cache / ("seeds.npz" if shared.is_dir() else "seeds-examples.npz")
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        _read(kept, shared)
    found = _kept(kept)
    if any(len(enter(one.reading)) != len(one.vectors) for one in found):
        # They were read by a version of the program that makes other statements.
        _read(kept, shared)
        found = _kept(kept)
    return found


def _kept(kept: Path) -> list[Seed]:
    with np.load(kept) as arrays:
        lines = arrays["readings"].tobytes().decode().splitlines()
        vectors, ends = arrays["vectors"].astype(np.float32), np.cumsum(arrays["counts"])
    out = []
    for line, some in zip(lines, np.split(vectors, ends[:-1]), strict=True):
        row = json.loads(line)
        out.append(Seed(row["event"], Reading.from_dict(row["reading"]), some))
    return out


def _read(kept: Path, shared: Path) -> None:
    judge = Judge(threads=2)
    events, given = zip(*_articles(shared), strict=True)
    lines, counts, vectors = [], [], []
    for event, reading in zip(events, reader().read_many(given), strict=True):
        if isinstance(reading, Reading) and (said := enter(reading)):
            lines.append(json.dumps({"event": event, "reading": reading.to_dict()}))
            counts.append(len(said))
            made = judge.vectors(views(said))
            vectors.append(made.reshape(len(said), VIEWS, -1).astype(np.float16))
    readings = np.frombuffer("\n".join(lines).encode(), np.uint8)
    half = kept.with_suffix(".part.npz")
    np.savez_compressed(half, readings=readings, counts=np.array(counts), vectors=np.concatenate(vectors))
    half.replace(kept)


def _articles(shared: Path) -> Iterator[tuple[str, Article]]:
    """The articles behind the seeds, each with its event."""
    for piece in pieces():
        for found in load(Item(origin=str(piece))):
            if isinstance(found, Article):
                yield "examples", replace(found, origin=piece.name, id=article_id(piece.name, found.text))
    if not shared.is_dir():
        return
    data = shared / "data"
    for row in rows(data / "basil" / "articles.jsonl"):
        yield f"basil {row['event']}", _article(row)
    for row in rows(data / "bounty" / "articles.jsonl"):
        yield "bounty", _article(row)
    for row in rows(data / "ner" / "worldwide.jsonl")[:SINGLES]:
        yield row["id"], _article(row)


def _article(row: Mapping[str, Any]) -> Article:
    return article_of_text(row["text"], row["id"], title=row.get("title"), outlet=row.get("outlet"))


# -- stories


def archive(given: Sequence[Seed], *, after: int = 0) -> Iterator[Grown]:
    """The articles of a made archive in the order in which they come, without end; the same seeds give the same.

    Args:
        given: the seeds.
        after: so many articles are passed over.
    """
    events: dict[str, list[Seed]] = defaultdict(list)
    for one in given:
        events[one.event].append(one)
    by_size = sorted(events.values(), key=lambda some: (len(some), some[0].event))
    named = _Named(given)
    sizes = range(1, LARGEST + 1)
    weights = [size**-STEEPNESS for size in sizes]
    a_story = sum(size * weight for size, weight in zip(sizes, weights, strict=True)) / sum(weights)
    due: list[tuple[float, int, int]] = []  # when, in articles since the first; the number of the story; the place in it
    stories: dict[int, _Story] = {}
    begins, told = 0.0, 0
    for number in count():
        chance = random.Random(number)
        size = chance.choices(sizes, weights)[0]
        # A long story has more texts than a short one: few copies are made of each.
        fitting = [some for some in by_size if len(some) * COPIES >= size] or by_size[-1:]
        stories[number] = _Story(number, chance.choice(fitting), size, int(begins) // SEASON, named)
        heapq.heappush(due, (begins, number, 0))
        begins += chance.expovariate(1 / a_story)
        while due and due[0][0] < begins:
            time, at, place = heapq.heappop(due)
            told += 1
            if told > after:
                yield stories[at].article(place, FIRST_DAY + timedelta(days=int(time / A_DAY)))
            if place + 1 < stories[at].size:
                heapq.heappush(due, (time + random.Random(f"{at} {place}").expovariate(1 / PACE), at, place + 1))
            else:
                del stories[at]


class _Named:
    """The words of names in seeds, and which of them many events have."""

    def __init__(self, given: Sequence[Seed]) -> None:
        self.of = {one.reading.article.id: self._words(one.reading) for one in given}
        self.written = frozenset(word.casefold() for one in given for word in _WORD.findall(one.reading.article.text))
        bearers: dict[str, set[str]] = defaultdict(set)
        for one in given:
            for word in self.of[one.reading.article.id]:
                bearers[word].add(one.event)
        most = EVERYWHERE * len({one.event for one in given})
        self.everywhere = frozenset(word for word, events in bearers.items() if len(events) > max(1, most))

    @staticmethod
    def _words(reading: Reading) -> frozenset[str]:
        written = (words for name in names(reading.article.text) for words in (*name.title, *name.words))
        found = (word for words in written for word in _WORD.findall(words))
        return frozenset(word for word in found if len(word) > 2 and word[0].isupper() and word.casefold() not in _KEPT)


class _Story:
    """One event under names of its own."""

    def __init__(self, number: int, given: Sequence[Seed], size: int, season: int, named: _Named) -> None:
        self._number, self.size, self._season, self._named = number, size, season, named
        self._seeds = random.Random(f"seeds {number}").sample(given, min(size, len(given)))
        self._words = self._other_words()
        planes = np.random.default_rng(number).standard_normal((PLANES, given[0].vectors.shape[2])).astype(np.float32)
        self._planes = planes / np.linalg.norm(planes, axis=1, keepdims=True)

    def article(self, place: int, day: date) -> Grown:
        """The article at a place of the story."""
        chance = random.Random(f"article {self._number} {place}")
        round_, which = divmod(place, len(self._seeds))
        one, figures = self._seeds[which], self._number
        reading, vectors, masthead = one.reading, one.vectors, f"{one.event} {which}"
        if round_:
            masthead = str(chance.randrange(MASTHEADS))
            if chance.random() < CUT:
                reading, vectors = shortened(one, chance.uniform(0.4, 0.95))
            if chance.random() < OTHER_FIGURES:
                figures += place
        outlet = f"{_invented(f'masthead {masthead}', 'Daystar')} Post"
        later = 4 * (1 + self._number % 3)

        def other(word: str) -> str:
            return _number(word, figures, later) if word[0].isdigit() else self._words.get(word, word)

        made = renamed(reading, other, f"https://{outlet.split(maxsplit=1)[0].casefold()}.example/{self._number}/{place}")
        article = replace(made.article, outlet=outlet, published=Moment(day.isoformat(), "day"))
        return Grown(replace(made, article=article), self._mirrored(vectors))

    def _other_words(self) -> dict[str, str]:
        """The other word for each word of a name; no two have one, and none is a word of a seed."""
        out: dict[str, str] = {}
        taken: set[str] = set()
        for word in sorted(frozenset().union(*(self._named.of[one.reading.article.id] for one in self._seeds))):
            whose = f"season {self._season}" if word in self._named.everywhere else f"story {self._number}"
            tries = (_invented(f"{whose} {word.casefold()} {at}", word) for at in count())
            out[word] = next(found for found in tries if found.casefold() not in taken and found.casefold() not in self._named.written)
            taken.add(out[word].casefold())
        return {**{word.upper(): found.upper() for word, found in out.items()}, **out}

    def _mirrored(self, vectors: Floats) -> Floats:
        out = vectors.reshape(-1, vectors.shape[2]).copy()
        for plane in self._planes:
            out -= 2 * np.outer(out @ plane, plane)
        return out


_SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in "aeiou"]


def _invented(key: str, like: str) -> str:
    """An invented word, as long as another and written with a capital as it is; one key gives one word."""
    chance = random.Random(key)
    out = "".join(chance.choices(_SYLLABLES, k=len(like) // 2 + 1))[: len(like)]
    return out.upper() if like.isupper() else out.capitalize()


def _number(word: str, figures: int, later: int) -> str:
    """Another number of as many digits; a year is so many years later, small numbers stay."""
    if _YEAR.fullmatch(word):
        return str(int(word) + later)
    if len(word) < 2 or word[0] == "0":
        return word
    turn = figures % 7
    return "".join(str((int(digit) - 3 + turn) % 7 + 3) if digit > "2" else digit for digit in word)


# -- readings under other names


def renamed(reading: Reading, other: Callable[[str], str], origin: str) -> Reading:
    """The reading of the same article from another origin with other words, each as long as the one whose place it takes.

    Args:
        reading: of an article.
        other: the word for a run of letters or of digits; of the same length.
        origin: where the article is said to come from.

    Raises:
        ValueError: a word is longer or shorter than the one whose place it takes.
    """
    old = reading.article
    memory: dict[str, str] = {}

    def word(match: re.Match[str]) -> str:
        given = match.group()
        if given not in memory:
            memory[given] = other(given)
            if len(memory[given]) != len(given):
                raise ValueError(f"{memory[given]!r} does not fit into the place of {given!r}")
        return memory[given]

    def said(words: str) -> str:
        return _WORD.sub(word, words)

    other_words = replace(
        reading,
        article=replace(old, text=said(old.text), title=old.title and said(old.title)),
        speakers=tuple(replace(one, name=said(one.name)) for one in reading.speakers),
        voicings=tuple(replace(one, chain=tuple(replace(hop, name=said(hop.name)) for hop in one.chain)) for one in reading.voicings),
        propositions=tuple(
            replace(
                one,
                text=said(one.text),
                references=tuple(replace(each, name=said(each.name)) for each in one.references),
                parts=tuple(replace(part, text=said(part.text)) for part in one.parts),
            )
            for one in reading.propositions
        ),
    )
    return moved(other_words, origin)


def shortened(seed: Seed, share: float) -> tuple[Reading, Floats]:
    """A seed's reading cut after the paragraph that this share of the text ends in, and the vectors of the statements that are left."""
    old = seed.reading
    ends = [span.end for span in paragraphs(old.article.text) if span.end >= share * len(old.article.text)]
    end = ends[0]
    article = old.article
    blocks = tuple(block for block in article.blocks if block.span.end <= end)
    article = replace(article, text=article.text[:end], blocks=blocks, pages=())
    kept = [at for at, one in enumerate(old.attributions) if _within((*one.source, *one.cue, *one.content), end)]
    ids = {old.attributions[at].id for at in kept}
    while lost := [at for at in kept if (parent := old.attributions[at].parent) and parent not in ids]:
        kept = [at for at in kept if at not in lost]
        ids = {old.attributions[at].id for at in kept}
    voicings = tuple(_short_voicing(old.voicings[at], end) for at in kept)
    speaking = {one.speaker for one in voicings}
    reading = Reading(
        article,
        tuple(old.attributions[at] for at in kept),
        tuple(span for span in old.voice if span.end <= end),
        tuple(_short_speaker(one, end) for one in old.speakers if one.id in speaking),
        voicings,
        tuple(replace(old.qualifications[at], said=None) for at in kept),
        tuple(
            replace(one, answers=one.answers if one.answers in ids else None, antecedent=_short(one.antecedent, end))
            for one in old.denials
            if one.attribution in ids and _within(one.scope, end)
        ),
        tuple(
            replace(one, references=tuple(each for each in one.references if each.antecedent.end <= end))
            for one in (old.propositions[at] for at in kept)
        ),
    )
    places = {_place(one): at for at, one in enumerate(enter(old))}
    rows_left = [places.get(_place(one)) for one in enter(reading)]
    left = [at for at in rows_left if at is not None]
    # A few statements are another once the rest of the article is gone: then it is left whole.
    return (reading, seed.vectors[left]) if left and len(left) == len(rows_left) else (old, seed.vectors)


def _place(one: Statement) -> tuple[Any, ...]:
    return one.voice, one.evidence, one.source, one.cue


def _within(spans: Sequence[Span], end: int) -> bool:
    return all(span.end <= end for span in spans)


def _short(span: Span | None, end: int) -> Span | None:
    return span if span and span.end <= end else None


def _short_voicing(one: Voicing, end: int) -> Voicing:
    return replace(one, chain=tuple(replace(hop, span=_short(hop.span, end)) for hop in one.chain))


def _short_speaker(one: Speaker, end: int) -> Speaker:
    hidden = one.anonymity
    told = hidden and Anonymity(*(_short(span, end) for span in (hidden.number, hidden.role, hidden.knowledge, hidden.reason)))
    mentions, role, affiliation, party, country = (
        tuple(span for span in spans if span.end <= end) for spans in (one.mentions, one.role, one.affiliation, one.party, one.country)
    )
    return replace(one, mentions=mentions, role=role, affiliation=affiliation, party=party, country=country, anonymity=told)
