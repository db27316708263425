"""Rows of the corpora as training examples: augmented, tokenized, tagged, cut into windows and packed into batches."""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from onrecord.encoder.tags import tag_count, tags_of_runs
from onrecord.encoder.tokens import Tokens, tokenize
from onrecord.encoder.windows import windows
from onrecord.model import FURNITURE_REASONS

Row = dict[str, Any]
Runs = list[tuple[int, int, int]]

CLS, SEP = 101, 102
SOURCE, CONTENT = 0, 1
IGNORE = -100
SURE = 0.5  # share from which a cue counts as one where shares are of no use
BODY = 0  # furniture tag of an article's own text; reason r has tag 1 + its index in FURNITURE_REASONS
PIECES_A_BATCH = 5632

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BREAK = re.compile(r"\n+")


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue with the runs of its roles; `share` is how sure it is, and a `nested` one lies in another's content."""

    begin: int
    end: int
    roles: Runs
    share: float = 1.0
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One tokenized text with what is known of it, in places of word pieces.

    `cues` is None where nothing is known of attributions; `soft` where several readers' shares stand for an annotator's choice.
    `furniture` has one tag a piece, IGNORE where unknown.
    """

    tokens: Tokens
    cues: list[Cue] | None
    furniture: npt.NDArray[np.int64]
    soft: bool = False


# How often each reason is drawn between the paragraphs of an article; pages alone would give navigation and credits, and few appeals.
_DRAWN = {
    "appeal": 3.0,
    "related": 4.0,
    "advertisement": 2.0,
    "newsletter": 2.0,
    "credit": 2.0,
    "timestamp": 1.5,
    "share": 1.0,
    "forum": 1.0,
    "legal": 1.0,
    "navigation": 1.0,
    "other": 1.0,
    "app": 0.5,
}


class Pool:
    """Lines of furniture to put into articles, drawn by their reasons."""

    def __init__(self, lines: Iterable[Row]) -> None:
        self.by_reason: dict[str, list[str]] = {}
        for line in lines:
            self.by_reason.setdefault(line["reason"], []).append(line["text"])

    def __bool__(self) -> bool:
        return bool(self.by_reason)

    def line(self, rng: random.Random) -> tuple[str, str]:
        """A reason and a line."""
        reasons = list(self.by_reason)
        reason = rng.choices(reasons, [_DRAWN[reason] for reason in reasons])[0]
        return reason, rng.choice(self.by_reason[reason])

    def links(self, rng: random.Random) -> str:
        """Other stories as some pages list them in the middle of a sentence, behind a name."""
        titles = rng.choices(self.by_reason["related"], k=rng.choice((1, 2, 3, 3)))
        return rng.choice((" ", " ", "", " | ")).join(titles) + rng.choice((" MORE", " MORE", "", " More"))


@dataclass(frozen=True, slots=True)
class Insertion:
    """Furniture to be put into a text before the code point `at`: what stands around it, its words and its reason."""

    at: int
    before: str
    words: str
    reason: str
    after: str


def insertions(row: Row, pool: Pool, rng: random.Random) -> list[Insertion]:
    """Furniture for an article: before paragraphs, every third time glued to the next one, and in the middle of lines."""
    text: str = row["text"]
    cues = [span for attribution in row["attributions"] for span in attribution["cue"]]
    out: list[Insertion] = []
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if rng.random() < 0.12:
            count, glued = rng.choice((1, 1, 2, 3)), rng.random() < 0.35
            for i in range(count):
                reason, words = pool.line(rng)
                out.append(Insertion(begin, "", words, reason, "" if glued and i == count - 1 else "\n"))
        if rng.random() < 0.06:
            # Behind a name inside a sentence stand links; between two sentences anything may stand, with or without a space.
            inside = [m.end() for m in re.finditer(r"\b[A-Z]\w+(?= \w)", text[begin:end])]
            between = [m.end() for m in re.finditer(r"[.!?][\"”]?(?= [A-Z])", text[begin:end])]
            links = bool(inside) and (not between or rng.random() < 0.6)
            if places := [begin + place for place in (inside if links else between) if not any(s < begin + place < e for s, e in cues)]:
                reason, words = ("related", pool.links(rng)) if links else pool.line(rng)
                out.append(Insertion(rng.choice(places), rng.choice((" ", " ", "")), words, reason, ""))
    if rng.random() < 0.5:
        for _ in range(rng.choice((1, 1, 2, 3))):
            reason, words = pool.line(rng)
            out.append(Insertion(len(text), "\n", words, reason, ""))
    return out


def augmented(row: Row, rng: random.Random, pool: Pool) -> Row:
    """A PolNeAR row as it might reach a reader: other line breaks and quotation marks, furniture between and in its paragraphs."""
    text: str = row["text"]
    if rng.random() < 0.25:
        text = text.translate(_STRAIGHT)
    breaks = rng.choice((None, None, "\n", "\n\n"))
    added = insertions(row, pool, rng) if pool and rng.random() < 0.5 else []
    out: list[str] = []
    at = 0
    olds, news, furniture = [0], [0], []

    def put(piece: str) -> None:
        nonlocal at
        out.append(piece)
        at += len(piece)

    # What the text is cut at, in order: the ends of its lines, and the places of furniture. Those of one place keep their order.
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    cuts: list[tuple[int, int, Insertion | tuple[int, int]]] = [(end[1], 0, end) for end in ends]
    cuts += [(one.at, 1, one) for one in added]
    begin = 0
    for _, _, cut in sorted(cuts, key=lambda cut: cut[:2]):
        stop = cut.at if isinstance(cut, Insertion) else cut[0]
        put(text[begin:stop])
        begin = stop
        if isinstance(cut, Insertion):
            put(cut.before)
            furniture.append({"start": at, "end": at + len(cut.words), "label": cut.reason})
            put(cut.words + cut.after)
        else:
            put(breaks or text[cut[0] : cut[1]])
            begin = cut[1]
        olds.append(begin)
        news.append(at)
    put(text[begin:])

    def moved(offset: int) -> int:
        i = bisect_right(olds, offset) - 1
        return news[i] + offset - olds[i]

    starts = sorted(set(olds[1:]))

    def pieces(spans: Iterable[Sequence[int]]) -> list[list[int]]:
        # A span that runs over a cut is cut there too, so that inserted furniture is no part of it.
        found = []
        for s, e in spans:
            edges = [s, *(p for p in starts if s < p < e), e]
            found += [[moved(a), moved(b - 1) + 1] for a, b in pairwise(edges)]
        return found

    attributions = [{**a, **{role: pieces(a[role]) for role in ("cue", "source", "content")}} for a in row["attributions"]]
    return {**row, "text": "".join(out), "attributions": attributions, "spans": furniture}


def pieces_of(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The pieces (first, last + 1) of a stretch of the text; the same number twice where there is none."""
    return int(np.searchsorted(tokens.end, start, "right")), int(np.searchsorted(tokens.start, end, "left"))


def example(tokenizer: Any, row: Row) -> Example:
    """A row as an example. `attributions` (with `share` and `nested`) and `spans` (of furniture) are optional fields of it."""
    tokens = tokenize(tokenizer, row["text"])
    n = len(tokens)

    def mask(spans: Iterable[Sequence[int]]) -> npt.NDArray[np.bool_]:
        hit = np.zeros(n, bool)
        for s, e in spans:
            first, end = pieces_of(tokens, s, e)
            hit[first:end] = True
        return hit

    web = "attributions" not in row
    furniture = np.full(n, IGNORE if web or row.get("furniture") == "unknown" else BODY, np.int64)
    for span in row.get("spans", ()):
        label = span["label"]
        tag = IGNORE if label == "ignore" else BODY if label == "body" else 1 + FURNITURE_REASONS.index(label)
        furniture[mask([(span["start"], span["end"])])] = tag
    if web:
        return Example(tokens, None, furniture)
    cues = []
    for attribution in row["attributions"]:
        cue = np.nonzero(mask(attribution["cue"]))[0]
        if not len(cue):
            continue
        begin, end = int(cue[0]), int(cue[-1]) + 1
        runs: Runs = []
        taken = np.zeros(n, bool)
        taken[begin:end] = True
        for kind, name in ((CONTENT, "content"), (SOURCE, "source")):
            hit = mask(attribution[name]) & ~taken
            taken |= hit
            runs += [(a, b, kind) for a, b in _runs(hit)]
        cues.append(Cue(begin, end, runs, attribution.get("share", 1.0), attribution.get("nested", False)))
    return Example(tokens, cues, furniture, soft=row.get("soft", False))


def _runs(hit: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.nonzero(np.diff(np.concatenate([[0], hit.astype(np.int8), [0]])))[0]
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length. T counts word pieces without the special ones; ids, features and mask have T + 2.

    `cue_tags` (B, T), `cue_shares` (B, T, 5) of each tag in the windows that are `soft` (B,), `any_tags` (B, T; IGNORE inside contents,
    where cues are not annotated, and where it is open), `furniture` (B, T), `inside` (B, T) true at real pieces, `known` (B,) true where
    attributions are annotated. For each of the N cues: `window`, `begin`, `end`, `share` (N,) and `role_tags` (N, T).
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    inside: Tensor
    known: Tensor
    soft: Tensor
    cue_tags: Tensor
    cue_shares: Tensor
    any_tags: Tensor
    furniture: Tensor
    window: Tensor
    begin: Tensor
    end: Tensor
    share: Tensor
    role_tags: Tensor


Item = tuple[Example, int, int]


def packed(items: list[Item], rng: random.Random) -> list[list[Item]]:
    """The windows in batches of like length and about PIECES_A_BATCH pieces, in random order."""
    rng.shuffle(items)
    items = sorted(items, key=lambda item: (item[2] - item[1]) // 24)
    out: list[list[Item]] = [[]]
    for item in items:
        if out[-1] and (len(out[-1]) + 1) * (item[2] - item[1] + 2) > PIECES_A_BATCH:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


def windows_of(examples: Iterable[Example], rng: random.Random) -> Iterator[Item]:
    """The examples' windows, of a size drawn for each text so that no cut is learned by heart."""
    for one in examples:
        for a, b in windows(one.tokens, rng.choice((160, 224, 288, 352, 382))):
            yield one, a, b


def collate(items: Sequence[Item]) -> Batch:
    """A batch of windows as tensors."""
    width = max(b - a for _, a, b in items)
    shape = (len(items), width)
    ids, features, mask = (np.zeros((len(items), width + 2), np.int64) for _ in range(3))
    inside, known, soft = np.zeros(shape, bool), np.zeros(len(items), bool), np.zeros(len(items), bool)
    cue_tags, any_tags, furniture = np.zeros(shape, np.int64), np.full(shape, IGNORE, np.int64), np.full(shape, IGNORE, np.int64)
    cue_shares = np.zeros((*shape, tag_count(1)), np.float32)
    found: list[tuple[int, int, int]] = []
    shares: list[float] = []
    role_tags: list[npt.NDArray[np.int64]] = []
    for row, (one, a, b) in enumerate(items):
        n = b - a
        ids[row, : n + 2] = [CLS, *one.tokens.ids[a:b], SEP]
        features[row, 1 : n + 1] = one.tokens.features[a:b]
        mask[row, : n + 2] = 1
        inside[row, :n] = True
        furniture[row, :n] = one.furniture[a:b]
        if one.cues is None:
            # No attribution speaks in furniture; of the rest of a web page nothing is known.
            any_tags[row, :n] = np.where(one.furniture[a:b] > BODY, 0, IGNORE)
            continue
        known[row], soft[row] = not one.soft, one.soft
        within, open_to_doubt, spoken = np.zeros(n, bool), np.zeros(n, bool), np.zeros(n, bool)
        outer: Runs = []
        nested: Runs = []
        for cue in one.cues:
            clipped = [(max(s, a) - a, min(e, b) - a, kind) for s, e, kind in cue.roles if s < b and e > a]
            for s, e, kind in clipped:
                if kind == CONTENT and cue.share >= SURE:
                    within[s:e] = True
                if kind == SOURCE and cue.nested:
                    spoken[s:e] = True
            if cue.begin < a or cue.end > b:
                continue
            begin, end = cue.begin - a, cue.end - a
            if cue.share >= SURE:
                (nested if cue.nested else outer).append((begin, end, 0))
            else:
                open_to_doubt[begin:end] = True
            if not cue.nested:
                cue_shares[row, begin:end] += (
                    cue.share * np.eye(tag_count(1), dtype=np.float32)[tags_of_runs([(0, end - begin, 0)], end - begin)]
                )
            found.append((row, begin, end))
            shares.append(cue.share)
            tags = np.zeros(width, np.int64)
            tags[:n] = tags_of_runs(clipped, n)
            role_tags.append(tags)
        cue_tags[row, :n] = tags_of_runs(outer, n)
        cue_shares[row, :, 0] = np.clip(1 - cue_shares[row, :, 1:].sum(-1), 0, None)
        any_cue = tags_of_runs(outer + nested, n)
        any_tags[row, :n] = np.where((within & ~spoken | open_to_doubt) & (any_cue == 0), IGNORE, any_cue)
    places = np.array(found, np.int64).reshape(-1, 3)
    stacked = np.stack(role_tags) if role_tags else np.zeros((0, width), np.int64)
    arrays = (ids, features, mask, inside, known, soft, cue_tags, cue_shares, any_tags, furniture)
    of_cues = (places[:, 0], places[:, 1], places[:, 2], np.array(shares, np.float32), stacked)
    return Batch(*(torch.from_numpy(np.ascontiguousarray(array)) for array in (*arrays, *of_cues)))
