"""What the judge learns from: pairs of texts with what is known of them, and their splits.

Every set is cut by its groups, so that no claim, rumour, body or topic lies on both sides. A pair may be known to one head and not to
another: what an entailment set says of a pair is no answer to "the same event?".
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from onrecord.encoder.tags import Floats
from training.corpus import read_rows

RELATIONS = ("entailment", "contradiction", "neutral")
NOT_ENTAILED = 3  # contradiction or neutral, it is not known which
UNKNOWN = -1
ECB_DEV = frozenset((2, 5, 12, 18, 21, 23, 34, 35))  # the usual development topics
PREMISE_WORDS = 42
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s+")
# How many pairs of a set an epoch draws, where it is not all of them. Descriptions of photographs are few: news has none.
DRAWN = {
    "mnli_dev": 13000,
    "cad_train": 4500,
    "snli": 1000,
    "climate_fever": 2400,
    "fnc1_train": 2200,
    "rumours": 4500,
    "events": 5000,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts: `relation` indexes RELATIONS, or is NOT_ENTAILED; `same` (one rumour) and `event` (one event) are 0 or 1. -1: unknown."""

    a: str
    b: str
    relation: int = UNKNOWN
    same: int = UNKNOWN
    event: int = UNKNOWN


def held_out(group: str, share: float = 0.12) -> bool:
    """Whether a group is of the dev part, by its digest."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") < share * 2**32


def cut(text: str, words: int = PREMISE_WORDS) -> str:
    """The first words of a text."""
    parts = text.split()
    return " ".join(parts[:words])


def relation_rows(data: Path, name: str, *, dev: bool) -> list[Pair]:
    """The pairs of an entailment set; those whose stance is a mere report are left to `rumours`."""
    out = []
    for row in read_rows(data / "nli" / f"{name}.jsonl"):
        # Without a group, a premise is one: SNLI, MNLI and CAD ask several things of one premise.
        if held_out(f"{name}/{row.get('group') or row['premise']}") != dev:
            continue
        if row.get("stance") in ("discuss", "observing"):
            continue
        if row["label"] is None and row["stance"] != "not_entailment":
            continue
        relation = NOT_ENTAILED if row["label"] is None else RELATIONS.index(row["label"])
        out.append(Pair(cut(row["premise"]), row["hypothesis"], relation=relation))
    return out


def rumours(data: Path, *, dev: bool) -> dict[str, list[str]]:
    """Headlines, openings of articles and wordings of a rumour, by rumour (FNC-1 and Emergent), each with what others say of it.

    FNC-1 gives no rumours: headlines and bodies that share a pair are taken together. Emergent joins where its headlines are FNC-1's, so
    that both are cut as one.
    """
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    texts: dict[str, set[str]] = defaultdict(set)
    for name in ("fnc1_train", "emergent"):
        for row in read_rows(data / "nli" / f"{name}.jsonl"):
            group, headline = f"{name}/{row['group']}", row["hypothesis"] if name == "fnc1_train" else row["premise"]
            # FNC-1 pairs a body with many headlines of its rumour; a headline with many bodies.
            parent[root(group)] = root(f"headline/{headline.casefold()}")
            texts[group].add(headline)
            texts[group].add(cut(row["premise"], 34) if name == "fnc1_train" else row["hypothesis"])
    out: dict[str, list[str]] = defaultdict(list)
    for group, found in texts.items():
        out[root(group)] += found
    return {name: sorted(set(found)) for name, found in sorted(out.items()) if held_out(name) == dev}


def rumour_pairs(groups: dict[str, list[str]], vectors: dict[str, Floats], rng: random.Random, count: int) -> list[Pair]:
    """Pairs within a rumour, and as many between rumours that are alike by the base's vectors."""
    names = [name for name, texts in groups.items() if len(texts) > 1]
    texts = [(name, text) for name, found in groups.items() for text in found]
    matrix = np.stack([vectors[text] for _, text in texts])
    out = []
    for _ in range(count // 2):
        # Rumours are drawn evenly, else a few would teach all.
        first, second = rng.sample(groups[rng.choice(names)], 2)
        out.append(Pair(first, second, same=1))
    for at in rng.sample(range(len(texts)), min(count - len(out), len(texts))):
        near = np.argsort(-(matrix @ matrix[at]))[:60]
        others = [int(i) for i in near if texts[i][0] != texts[at][0]][:12]
        if others:
            out.append(Pair(texts[at][1], texts[rng.choice(others)][1], same=0))
    return out


def event_sentences(data: Path, *, dev: bool) -> dict[int, list[tuple[str, str, frozenset[str]]]]:
    """The annotated sentences of ECB+ by topic: (article, sentence, chains of its events)."""
    out: dict[int, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
    for row in read_rows(data / "ecb" / "train.jsonl"):
        if (row["topic"] in ECB_DEV) != dev:
            continue
        for at in row["annotated_sentences"]:
            start, end = row["sentences"][at]
            chains = frozenset(
                mention["chain"]
                for mention in row["mentions"]
                if start <= mention["start"] < end
                and "ACTION" in mention["class"]
                and "REPORTING" not in mention["class"]
                and mention["chain"]
                and "#" not in mention["chain"]
            )
            sentence = row["text"][start:end].strip()
            if len(sentence.split()) > 3:
                out[row["topic"]].append((row["id"], sentence, chains))
    return out


def event_pairs(topics: dict[int, list[tuple[str, str, frozenset[str]]]], rng: random.Random, count: int | None) -> list[Pair]:
    """Pairs of sentences of different articles of one topic that share an event or do not; all, or `count` with a third of one event."""
    yes: list[tuple[str, str]] = []
    no: list[tuple[str, str]] = []
    for sentences in topics.values():
        for (one, a, chains), (other, b, others) in combinations(sentences, 2):
            if one != other and chains and others:
                (yes if chains & others else no).append((a, b))
    if count is None:
        return [Pair(a, b, event=1) for a, b in yes] + [Pair(a, b, event=0) for a, b in no]
    some = [Pair(a, b, event=1) for a, b in rng.sample(yes, min(len(yes), count // 3))]
    return some + [Pair(a, b, event=0) for a, b in rng.sample(no, min(len(no), count - len(some)))]


RELATION_SETS = (
    "mnli_dev",
    "cad_train",
    "snli",
    "negated_mnli",
    "negated_snli",
    "rte",
    "fever_symmetric_dev",
    "fool_me_twice_dev",
    "climate_fever",
    "emergent",
    "fnc1_train",
)


def epoch_pairs(relations: dict[str, list[Pair]], rng: random.Random) -> list[Pair]:
    """The relation pairs of one epoch; what draws from a set is in DRAWN."""
    out: list[Pair] = []
    for name, pairs in relations.items():
        out += rng.sample(pairs, min(len(pairs), DRAWN.get(name, len(pairs))))
    return out


def packed_pairs(ids: Sequence[tuple[list[int], list[int]]], pieces: int, rng: random.Random) -> list[list[int]]:
    """Indexes of pairs in batches of like length and about so many word pieces, in random order."""
    order = list(range(len(ids)))
    rng.shuffle(order)
    order.sort(key=lambda i: (len(ids[i][0]) + len(ids[i][1])) // 6)
    out: list[list[int]] = [[]]
    for i in order:
        width = len(ids[i][0]) + len(ids[i][1]) + 3
        if out[-1] and (len(out[-1]) + 1) * width > pieces:
            out.append([])
        out[-1].append(i)
    rng.shuffle(out)
    return out


def single_texts(pairs: Iterable[Pair]) -> list[str]:
    """The texts of the pairs, each once."""
    return sorted({text for pair in pairs for text in (pair.a, pair.b)})
