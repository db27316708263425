"""How alike two statements are, as numbers: one row for each pair, the same whichever of the two comes first.

Every number is about the two and their articles alone, never about what else is on record, so that a pair is judged the same whatever was
added before. What all of an article is about tells its statements not apart: it is taken off the vectors, and weighs little in the words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

from onrecord.stages.link.sketch import Floats, Sketch

Ints = npt.NDArray[np.int64]

ACTS = ("deny", "decline", "urge", "intend", "evaluate", "believe")
PLAIN = (
    "alone",  # cosine of the texts
    "setting",  # of their sentences
    "within",  # of the texts, each within its article
    "across",  # of one's text and the other's sentence, the better way round
    "across least",  # and the worse
    "beyond",  # of one's text and the other's within its article
    "beyond least",
    "own alone",  # the same of what is the statement's own, what its article is about taken off
    "own setting",
    "own within",
    "own across",
    "own across least",
    "between",  # the same within their articles, what both articles together are about taken off
    "rare words",  # shared words of the texts, each by how rare it is in its article, as a cosine
    "rare words across",  # of one's text and the other's sentence, the better way round
    "rare words across least",
    "rare sentence words",
    "words",  # shared words of all words of the texts
    "words within",  # of the words of the shorter
    "sentence words",  # of the sentences
    "words across",  # words of one's text in the other's sentence, the better way round
    "words across least",
    "names",  # shared names of all names in the texts
    "sentence names",
    "names apart",  # both have names, and none in common
    "numbers",  # a number in common
    "numbers apart",  # both have numbers, and none in common
    "speaker",  # one speaker, by the last word of the name
    "article",  # one article
    "near",  # in one article, 1 at one place and less with the distance
    "sentence",  # one sentence
    "answers",  # one denies what the other says, by the words of the article
    *(f"both {act}" for act in ACTS),  # both do it, by how near they are: two denials are of one claim only where they deny the like
    "voice",  # an outlet's own voice
    "short",  # logarithm of the words of the shorter
    "long",
)
_TOLD = PLAIN.index("rare words")  # the first that `_told` tells
_BOTH = slice(PLAIN.index(f"both {ACTS[0]}") - _TOLD, PLAIN.index(f"both {ACTS[-1]}") - _TOLD + 1)
JUDGED = ("entails", "contradicts", "neutral")
_AT_A_TIME = 4096  # pairs whose vectors are in memory at once
_DOUBT = 4.0  # statements that the mean of two articles is worth less
NEAR = 300.0  # code points over which nearness in an article falls to a third


def likeness(a: Sequence[Sketch], b: Sequence[Sketch]) -> Floats:
    """How alike the statements of each pair (a[n], b[n]) are, float32 (pairs, PLAIN)."""
    out = np.zeros((len(a), len(PLAIN)), np.float32)
    for first in range(0, len(a), _AT_A_TIME):
        some = slice(first, first + _AT_A_TIME)
        out[some] = _likeness(a[some], b[some])
    return out


def _likeness(a: Sequence[Sketch], b: Sequence[Sketch]) -> Floats:
    cosines = _cosines(np.stack([one.vectors for one in a]), np.stack([one.vectors for one in b]))
    own = _cosines(np.stack([one.own for one in a]), np.stack([one.own for one in b]))
    between = np.array([_between(x, y) for x, y in zip(a, b, strict=True)], np.float32)[:, None]
    told = np.array([_told(x, y) for x, y in zip(a, b, strict=True)], np.float32)
    told[:, _BOTH] *= np.clip(between, 0, 1)
    numbers: Floats = np.concatenate([cosines, own[:, :5], between, told], 1).astype(np.float32)
    return numbers


def _cosines(first: Floats, second: Floats) -> Floats:
    """Cosines of the views of pairs (pairs, views, width): alone, setting, within, across and least, beyond and least."""
    found = np.einsum("pvd,pwd->pvw", first, second)
    across = np.sort(np.stack([found[:, 0, 1], found[:, 1, 0]]), 0)
    beyond = np.sort(np.stack([found[:, 0, 2], found[:, 2, 0]]), 0)
    views = [found[:, view, view] for view in range(3)]
    cosines: Floats = np.stack([*views, across[1], across[0], beyond[1], beyond[0]], 1)
    return cosines


def _between(x: Sketch, y: Sketch) -> float:
    """The cosine of two statements within their articles, less the mean over the statements of both, which few of them do not show well."""
    one = x.statement.article == y.statement.article
    mean = x.about / (x.told + _DOUBT / 2) if one else (x.about + y.about) / (x.told + y.told + _DOUBT)
    a, b = x.vectors[2] - mean, y.vectors[2] - mean
    return float(a @ b / max(1e-6, float(np.linalg.norm(a)) * float(np.linalg.norm(b))))


def _told(x: Sketch, y: Sketch) -> list[float]:
    """What words, names, numbers, places and acts tell of a pair, in the order of PLAIN behind the cosines."""
    one, other = x.statement, y.statement
    across = sorted((_share(x.words, y.around), _share(y.words, x.around)))
    rare = sorted((_rare(x.words, y.around), _rare(y.words, x.around)))
    article = one.article == other.article
    apart = abs(one.evidence[0].start - other.evidence[0].start)
    sizes = sorted((np.log1p(len(x.words)), np.log1p(len(y.words))))
    return [
        _rare(x.words, y.words),
        rare[1],
        rare[0],
        _rare(x.around, y.around),
        _jaccard(x.words.keys(), y.words.keys()),
        len(x.words.keys() & y.words.keys()) / max(1, min(len(x.words), len(y.words))),
        _jaccard(x.around.keys(), y.around.keys()),
        across[1],
        across[0],
        _jaccard(x.named, y.named),
        _jaccard(x.named_around, y.named_around),
        float(bool(x.named and y.named) and not x.named & y.named),
        float(bool(x.numbers & y.numbers)),
        float(bool(x.numbers and y.numbers) and not x.numbers & y.numbers),
        float(bool(one.speaker) and _last(one.speaker) == _last(other.speaker)),
        float(article),
        float(np.exp(-apart / NEAR)) if article else 0.0,
        float(article and one.setting == other.setting),
        float(one.answers == other.id or other.answers == one.id),
        *(float(one.act == act and other.act == act) for act in ACTS),
        float(one.voice or other.voice),
        sizes[0],
        sizes[1],
    ]


def asked(x: Sketch, y: Sketch) -> tuple[str, str]:
    """The pair as the judge is asked about it: the longer wording first, since more words say more."""
    one, other = sorted((x.wording, y.wording), key=lambda words: (-len(words), words))
    return one, other


def _share(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    return len(part.keys() & whole.keys()) / max(1, len(part))


def _rare(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two bags of words weighted by rarity; the words are gone through in order, so that sums come out the same."""
    both = sum(weight * other[word] for word, weight in one.items() if word in other)
    return both / max(1e-6, math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values())))


def _jaccard(one: Set[str], other: Set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _last(name: str) -> str:
    return name.casefold().rpartition(" ")[2]
