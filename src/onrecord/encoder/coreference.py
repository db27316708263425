"""From scores to mentions and the entities that they mean: which stretches refer to something, and which of them to the same.

Mentions are all spans whose first and last piece fit together (a biaffine score, Yu et al. 2020); each is then given its best antecedent
or none (Lee et al. 2017), by the product of two vectors and by tables of distance, kind and shared words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.encoder.tags import FORBIDDEN, Flags, Floats, Ints
from onrecord.encoder.tokens import Tokens
from onrecord.model import Span

WIDEST = 48  # pieces of the longest mention
REACH = 400  # mentions before it in which the antecedent of one is looked for
ANCHORS = 64  # size of the vectors of a mention's first and last piece
PAIRING = 96  # size of the vectors whose product says that two mentions are one
TYPES = ("person", "organization", "place", "object", "abstract", "event", "time", "substance", "animal", "plant")
# What each of a mention's first, last and mean piece gives: types, vectors as anaphor and as antecedent, and how readily it is either.
SHARES = len(TYPES) + 2 * PAIRING + 2

PRONOUN, NAME, NOMINAL = range(3)
KINDS = 3
NOTHING_SHARED, A_WORD, SAME_HEAD, SAME = range(4)
SHARED = 4
DISTANCES = 11

_PRONOUNS = frozenset(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself
    they them their theirs themselves who whom whose which that this these those one ones here there somebody someone
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_TAIL = re.compile(r",|\(|:|\b(?:of|in|for|on|at|from|to|with|by|about|who|that|which|whose|where|when|against|under|over|after)\b")
_EMPTY = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "of",
        "and",
        "mr",
        "mrs",
        "ms",
        "dr",
    )
)


class Tables(NamedTuple):
    """Learned scores that need no text.

    `width` (WIDEST,) of a mention's width, `distance` (KINDS, DISTANCES) of how far an antecedent is by the kind of the mention, and
    `shared` (KINDS, KINDS, SHARED) of what two share by the kinds of both.
    """

    width: Floats
    distance: Floats
    shared: Floats


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of mentions show: each one's kind, its words in lower case, its head, and the whole without an article."""

    kind: Ints
    words: tuple[frozenset[str], ...]
    head: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a text in its order, (N, SHARES) vectors as of `gathered`, their words, and the tables that score their links."""

    spans: tuple[Span, ...]
    vectors: Floats
    words: Words
    tables: Tables

    def entities(self) -> list[int]:
        """The number of what each mention means."""
        return clusters(antecedents(self.vectors, self.words, self._places, self.tables))

    def scores(self) -> Floats:
        """How well each mention (N, N) is the antecedent of each, above 0 well; what cannot be one is forbidden."""
        return link_scores(self.vectors, self.words, self._places, self.tables, first=0, last=len(self.spans), begin=0)

    @property
    def _places(self) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in self.spans]


def words_of(texts: Sequence[str]) -> Words:
    """What the words of mentions show."""
    kinds, sets, heads, wholes = [], [], [], []
    for text in texts:
        low = text.casefold()
        if low in _PRONOUNS:
            kinds.append(PRONOUN)
            sets.append(frozenset([low]))
            heads.append(low)
            wholes.append(low)
            continue
        tail = _TAIL.search(text, 1)
        core = _WORD.findall(text[: tail.start()] if tail else text) or _WORD.findall(text) or [text]
        last = re.sub(r"['’]s?$", "", core[-1])
        kinds.append(NAME if last[:1].isupper() or last[:1].isdigit() else NOMINAL)
        every = [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(low)]
        kept = [word for word in every if word not in _EMPTY]
        sets.append(frozenset(kept))
        heads.append(last.casefold())
        wholes.append(" ".join(kept))
    return Words(np.array(kinds, np.int64), tuple(sets), tuple(heads), tuple(wholes))


def shared(words: Words, first: int, last: int, begin: int) -> Ints:
    """What the mentions `first` to `last` share with those from `begin` on up to `last`: (last - first, last - begin)."""
    out = np.zeros((last - first, last - begin), np.int64)
    by_word: dict[str, list[int]] = {}
    for j in range(begin, last):
        if words.kind[j] != PRONOUN:
            for word in words.words[j]:
                by_word.setdefault(word, []).append(j)
    for i in range(first, last):
        if words.kind[i] == PRONOUN:
            continue
        for word in words.words[i]:
            for j in by_word[word]:
                if j < i:
                    level = A_WORD
                    if words.whole[i] == words.whole[j]:
                        level = SAME
                    elif words.head[i] == words.head[j]:
                        level = SAME_HEAD
                    out[i - first, j - begin] = max(level, out[i - first, j - begin])
    return out


def distances(first: int, last: int, begin: int) -> Ints:
    """The bucket of how many mentions lie between those from `first` to `last` and those from `begin` on; the last one for what follows."""
    away: Ints = np.arange(first, last)[:, None] - np.arange(begin, last)[None]
    out: Ints = np.where(away < 5, np.clip(away, 0, 4), np.clip(np.log2(np.maximum(away, 1)).astype(np.int64) + 3, 5, DISTANCES - 1))
    return out


def edges(tokens: Tokens) -> tuple[Flags, Flags]:
    """Whether each piece opens and whether it closes a word."""
    starts = ~tokens.continues
    ends = np.ones(len(tokens), bool)
    ends[:-1] = starts[1:]
    return starts, ends


def span_scores(opens: Floats, closes: Floats, width: Floats, starts: Flags, ends: Flags) -> Floats:
    """How well the pieces i and i + w are the first and the last of a mention, (T, WIDEST).

    Args:
        opens: (T, ANCHORS + 1), the vector of a first piece, and what it gives by itself.
        closes: the same of a last piece.
        width: (WIDEST,).
        starts: (T,) whether a piece opens a word: no other can be the first of a mention.
        ends: (T,) whether a piece closes one.
    """
    pieces = len(opens)
    product = opens[:, :-1] @ closes[:, :-1].T / np.sqrt(ANCHORS) + opens[:, -1:] + closes[:, -1]
    out = np.full((pieces, WIDEST), FORBIDDEN, np.float32)
    for w in range(min(WIDEST, pieces)):
        out[: pieces - w, w] = np.diagonal(product, w)
        out[: pieces - w, w][~(starts[: pieces - w] & ends[w:])] = FORBIDDEN
    return out + width


def mentions(scores: Floats, least: float = 0.0) -> list[tuple[int, int]]:
    """The spans (begin, end) that score above `least`, in order; of two that cross, the better."""
    begin, width = np.nonzero(scores > least)
    order = np.argsort(-scores[begin, width], kind="stable")
    kept: list[tuple[int, int]] = []
    # How far the kept mention reaches that covers a piece from before, and where the one begins that goes on behind it.
    covers: dict[int, list[tuple[int, int]]] = {}
    for k in order.tolist():
        s, e = int(begin[k]), int(begin[k] + width[k]) + 1
        near = {span for place in (s, e - 1) for span in covers.get(place, ())}
        if any(s < a < e < b or a < s < b < e for a, b in near):
            continue
        kept.append((s, e))
        for place in range(s, e):
            covers.setdefault(place, []).append((s, e))
    return sorted(kept, key=lambda span: (span[0], -span[1]))


def gathered(shares: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
    """Each span's (N, SHARES): the parts of its first, its last and its mean piece added up. `shares` is (T, 3 * SHARES)."""
    sums = np.concatenate([np.zeros((1, SHARES), np.float32), np.cumsum(shares[:, 2 * SHARES :], 0, dtype=np.float64).astype(np.float32)])
    begin, end = np.array([s for s, _ in spans], np.int64), np.array([e for _, e in spans], np.int64)
    mean = (sums[end] - sums[begin]) / (end - begin)[:, None]
    return np.asarray(shares[begin, :SHARES] + shares[end - 1, SHARES : 2 * SHARES] + mean, np.float32)


def antecedents(vectors: Floats, words: Words, places: Sequence[tuple[int, int]], tables: Tables) -> Ints:
    """The best antecedent of each mention, -1 where it has none. Arguments as of `link_scores`."""
    n, out = len(vectors), np.full(len(vectors), -1, np.int64)
    for first in range(0, n, 128):
        last, begin = min(n, first + 128), max(0, first - REACH)
        scores = link_scores(vectors, words, places, tables, first=first, last=last, begin=begin)
        best = scores.argmax(1)
        found = scores[np.arange(last - first), best] > 0
        out[first:last][found] = best[found] + begin
    return out


def link_scores(
    vectors: Floats, words: Words, places: Sequence[tuple[int, int]], tables: Tables, *, first: int, last: int, begin: int
) -> Floats:
    """How well each mention from `begin` on is the antecedent of each from `first` on, (last - first, last - begin): above 0 well.

    Args:
        vectors: (N, SHARES), as of `gathered`, in the order of `places`.
        words: of the same mentions.
        places: their places in the text, by which one that lies in another is never its antecedent.
        tables: the learned scores.
        first: the mentions that look for one begin here.
        last: and end before this one.
        begin: where those that may be one begin.
    """
    types, kinds = len(TYPES), words.kind[first:last]
    as_anaphor, as_antecedent = vectors[:, types : types + PAIRING], vectors[:, types + PAIRING : types + 2 * PAIRING]
    ready, fit = vectors[first:last, -2], vectors[begin:last, -1]
    begins, ends = np.array([s for s, _ in places], np.int64), np.array([e for _, e in places], np.int64)
    scores: Floats = as_anaphor[first:last] @ as_antecedent[begin:last].T / np.float32(np.sqrt(PAIRING)) + ready[:, None] + fit
    scores += tables.distance[kinds[:, None], distances(first, last, begin)]
    scores += tables.shared[kinds[:, None], words.kind[None, begin:last], shared(words, first, last, begin)]
    later = np.arange(begin, last)[None] >= np.arange(first, last)[:, None]
    within = (begins[None, begin:last] < ends[first:last, None]) & (begins[first:last, None] < ends[None, begin:last])
    scores[later | within] = FORBIDDEN
    return scores


def clusters(links: Ints) -> list[int]:
    """The number of each mention's entity, by the links to antecedents; entities are counted in the order of their first mentions."""
    out: list[int] = []
    count = 0
    for link in links.tolist():
        if link < 0:
            out.append(count)
            count += 1
        else:
            out.append(out[link])
    return out
