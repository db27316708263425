"""Train the discourse heads over a frozen reader.

    python -m training.train_discourse ../shared/data runs/mix.pt runs/discourse.pt [--steps 2400]

Each step sees one text with coreference (GUM, LitBank, or some passages of GAP), some windows with names (`ner`) and some sentences whose
predicates have a certainty (`factuality`). Prints the figures on the dev parts as it goes.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from eval.clusters import Conll
from torch import Tensor, nn

from onrecord.encoder.coreference import (
    ANCHORS,
    PAIRING,
    SHARES,
    TYPES,
    WIDEST,
    antecedents,
    clusters,
    distances,
    edges,
    gathered,
    mentions,
    shared,
    span_scores,
    words_of,
)
from onrecord.encoder.marks import NAME_TYPES
from onrecord.encoder.tags import Ints, best_path, legal_order, runs_of_tags
from onrecord.encoder.tokens import Tokens
from training.corpus import Row, pieces_of, read_rows
from training.discourse import Discourse, tables_of
from training.discourse_rows import (
    CERTAINTY_SETS,
    Mention,
    Told,
    joined,
    mentions_of,
    name_tags,
    split,
    told,
)
from training.states import Frozen, Seen
from training.train import average_in, rate_at

RATE, AVERAGE = 1e-3, 0.997
WINDOWS_A_CHUNK = 4  # of a long text, how many windows a step sees
MOST_WINDOWS = 2  # of an article with names, in memory
IGNORE = -100


@dataclass(frozen=True, slots=True)
class Referring:
    """A text with coreference; `complete` where all its mentions are marked."""

    seen: Seen
    mentions: tuple[Mention, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A passage of GAP: the pieces of the pronoun and of two names, and which of them it means (2: neither)."""

    seen: Seen
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    meant: int


@dataclass(frozen=True, slots=True)
class Named:
    """A text with the tags of its names; `kinds` are the types that its corpus marks."""

    seen: Seen
    tags: Ints
    kinds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Certain:
    """A text with certainty: the first piece of each predicate and its score."""

    seen: Seen
    places: tuple[int, ...]
    scores: tuple[float, ...]
    complete: bool


class Batch:
    """Windows side by side, run once; the outputs of each window by its place in the list."""

    def __init__(self) -> None:
        self.states: list[Any] = []

    def add(self, states: Any) -> int:
        """The row of a window that is added."""
        self.states.append(states)
        return len(self.states) - 1

    def run(self, model: Discourse) -> tuple[Tensor, ...]:
        """All windows through the model."""
        widest = max(one.shape[1] for one in self.states)
        layers, hidden = self.states[0].shape[0], self.states[0].shape[2]
        padded = np.zeros((layers, len(self.states), widest, hidden), np.float16)
        mask = np.zeros((len(self.states), widest), np.int64)
        for row, one in enumerate(self.states):
            padded[:, row, : one.shape[1]] = one
            mask[row, : one.shape[1]] = 1
        with torch.autocast("cpu", torch.bfloat16):
            out = model(torch.from_numpy(padded).to(torch.bfloat16), torch.from_numpy(mask))
        return tuple(part.float() for part in out)


def span_loss(model: Discourse, opens: Tensor, closes: Tensor, tokens: Tokens, a: int, b: int, wanted: Sequence[Mention]) -> Tensor:
    """Cross-entropy over all spans of a window that could be a mention."""
    starts, ends = edges(tokens)
    scores = _span_scores(model, opens, closes)
    target = torch.zeros_like(scores)
    for one in wanted:
        if a <= one.begin and one.end <= b and one.end - one.begin <= WIDEST:
            target[one.begin - a, one.end - one.begin - 1] = 1
    possible = torch.zeros_like(scores, dtype=torch.bool)
    pieces = b - a
    for w in range(min(WIDEST, pieces)):
        possible[: pieces - w, w] = torch.from_numpy(starts[a : b - w] & ends[a + w : b])
    return nn.functional.binary_cross_entropy_with_logits(scores[possible], target[possible], reduction="sum")


def _span_scores(model: Discourse, opens: Tensor, closes: Tensor) -> Tensor:
    product = opens[:, :-1] @ closes[:, :-1].T / ANCHORS**0.5 + opens[:, -1:] + closes[:, -1]
    pieces = len(opens)
    padded = nn.functional.pad(product, (0, WIDEST))
    index = torch.arange(pieces)[:, None] + torch.arange(WIDEST)[None]
    banded: Tensor = padded.gather(1, index) + model.width
    return banded


def _vectors(parts: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    begin, end = torch.tensor([s for s, _ in spans]), torch.tensor([e for _, e in spans])
    sums = nn.functional.pad(parts[:, 2 * SHARES :].cumsum(0), (0, 0, 1, 0))
    mean = (sums[end] - sums[begin]) / (end - begin)[:, None]
    return parts[begin, :SHARES] + parts[end - 1, SHARES : 2 * SHARES] + mean


def pair_scores(model: Discourse, vectors: Tensor, text: str, tokens: Tokens, spans: Sequence[tuple[int, int]]) -> Tensor:
    """The score of each earlier mention as the antecedent of each (N, N), what cannot be one forbidden."""
    n, types = len(spans), len(TYPES)
    words = words_of([text[tokens.start[s] : tokens.end[e - 1]] for s, e in spans])
    kind = torch.from_numpy(words.kind)
    left, right = vectors[:, types : types + PAIRING], vectors[:, types + PAIRING : types + 2 * PAIRING]
    scores = left @ right.T / PAIRING**0.5 + vectors[:, -2][:, None] + vectors[:, -1][None]
    scores = scores + model.distance[kind[:, None], torch.from_numpy(distances(0, n, 0))]
    scores = scores + model.shared[kind[:, None], kind[None], torch.from_numpy(shared(words, 0, n, 0))]
    begins, ends = torch.tensor([s for s, _ in spans]), torch.tensor([e for _, e in spans])
    within = (begins[None] < ends[:, None]) & (begins[:, None] < ends[None])
    later = torch.arange(n)[None] >= torch.arange(n)[:, None]
    return scores.masked_fill(later | within, -1e4)


@torch.no_grad()
def proposed(model: Discourse, opens: Tensor, closes: Tensor, tokens: Tokens, a: int, b: int) -> list[tuple[int, int]]:
    """The mentions that the model sees in a window, in pieces of the text."""
    starts, ends = edges(tokens)
    width = model.width.detach().numpy()
    scores = span_scores(opens.detach().numpy(), closes.detach().numpy(), width, starts[a:b], ends[a:b])
    return [(a + s, a + e) for s, e in mentions(scores)]


def referring_losses(model: Discourse, one: Referring, rows: Sequence[int], window: range, out: tuple[Tensor, ...]) -> dict[str, Tensor]:
    """The losses of mentions, their types and their antecedents, over some windows of a text."""
    _, opens, closes, shares, _ = out
    tokens = one.seen.tokens
    losses: dict[str, Any] = {}
    bounds = [one.seen.windows[w][:2] for w in window]
    first, last = bounds[0][0], bounds[-1][1]
    wanted = [m for m in one.mentions if any(a <= m.begin and m.end <= b for a, b in bounds)]
    extra: set[tuple[int, int]] = set()
    for row, (a, b) in zip(rows, bounds, strict=True):
        o, c = opens[row, : b - a], closes[row, : b - a]
        if one.complete:
            part = span_loss(model, o, c, tokens, a, b, wanted)
            losses["mention"] = losses.get("mention", 0.0) + part / max(20, len(wanted))
        extra |= set(proposed(model, o, c, tokens, a, b))
    if len(wanted) < 2:
        return losses
    extra -= {(m.begin, m.end) for m in wanted}
    false = [Mention(s, e, -1, -1) for s, e in sorted(extra)[: len(wanted) // 2]] if one.complete else []
    every = sorted([*wanted, *false], key=lambda m: (m.begin, -m.end))
    spans = [(m.begin - first, m.end - first) for m in every]
    parts = torch.cat([shares[row, : b - a] for row, (a, b) in zip(rows, bounds, strict=True)])
    assert len(parts) == last - first
    vectors = _vectors(parts, spans)
    types = torch.tensor([m.type if m.type >= 0 else IGNORE for m in every])
    if (types != IGNORE).any():
        losses["type"] = 0.5 * nn.functional.cross_entropy(vectors[:, : len(TYPES)], types, ignore_index=IGNORE)
    shift = [(s + first, e + first) for s, e in spans]
    scores = pair_scores(model, vectors, one.seen.text, tokens, shift)
    entity = torch.tensor([m.entity if m.entity >= 0 else -2 - at for at, m in enumerate(every)])
    same = (entity[:, None] == entity[None]) & (scores > -5e3)
    nothing = torch.zeros(len(every), 1)
    right = torch.cat([torch.where(same.any(1, keepdim=True), -1e4, 0.0), scores.masked_fill(~same, -1e4)], 1)
    # A mention whose entity is unknown says nothing.
    known = torch.tensor([m.entity >= 0 or m in false for m in every])
    loss = torch.logsumexp(torch.cat([nothing, scores], 1), 1) - torch.logsumexp(right, 1)
    losses["antecedent"] = loss[known].mean()
    return losses


def pronoun_loss(model: Discourse, one: Pronoun, row: int, out: tuple[Tensor, ...]) -> Tensor:
    """The loss of choosing between the two names, or neither."""
    scores, at = _pronoun_scores(model, one, row, out)
    picked = scores[at[0], [at[1], at[2]]]
    return nn.functional.cross_entropy(torch.cat([picked, torch.zeros(1)])[None], torch.tensor([one.meant]))


def _pronoun_scores(model: Discourse, one: Pronoun, row: int, out: tuple[Tensor, ...]) -> tuple[Tensor, list[int]]:
    _, opens, closes, shares, _ = out
    a, b, _ = one.seen.windows[0]
    found = proposed(model, opens[row, : b - a], closes[row, : b - a], one.seen.tokens, a, b)
    spans = sorted({*found, one.pronoun, *one.names}, key=lambda span: (span[0], -span[1]))
    scores = pair_scores(model, _vectors(shares[row, : b - a], spans), one.seen.text, one.seen.tokens, spans)
    pronoun = spans.index(one.pronoun)
    return torch.maximum(scores, scores.T), [pronoun, *(spans.index(name) for name in one.names)]


def name_loss(scores: Tensor, tags: Ints, kinds: Sequence[int]) -> Tensor:
    """Cross-entropy of tags; what a corpus does not mark may lie under its "outside"."""
    wanted = torch.from_numpy(tags)
    total = torch.logsumexp(scores, -1)
    unmarked = [0, *(1 + 4 * kind + part for kind in range(len(NAME_TYPES)) if kind not in kinds for part in range(4))]
    outside = torch.logsumexp(scores[:, unmarked], -1)
    right = torch.where(wanted == 0, outside, scores.gather(1, wanted[:, None])[:, 0])
    return (total - right).sum()


class Data:
    """All that the heads learn from, with its states."""

    def __init__(self, folder: Path, frozen: Frozen, *, small: bool) -> None:
        few = 12 if small else None
        gum = read_rows(folder / "gum" / "train.jsonl")[:few]
        litbank, litbank_dev = split(read_rows(folder / "litbank" / "train.jsonl")[:few])
        self.referring = [self._referring(row, frozen, complete=True) for row in gum]
        self.referring_dev = [self._referring(row, frozen, complete=True) for row in read_rows(folder / "gum" / "dev.jsonl")[:few]]
        self.books = [self._referring(row, frozen, complete=False) for row in litbank]
        self.books_dev = [self._referring(row, frozen, complete=False) for row in litbank_dev]
        gap = [self._pronoun(row, frozen) for row in read_rows(folder / "gap" / "development.jsonl")[:few]]
        self.pronouns = [one for one in gap if one]
        gap = [self._pronoun(row, frozen) for row in read_rows(folder / "gap" / "validation.jsonl")[:few]]
        self.pronouns_dev = [one for one in gap if one]
        self.named, self.named_dev = [], {}
        for name in ("worldwide", "uner_ewt", "uner_pud"):
            rows, dev = split(read_rows(folder / "ner" / f"{name}.jsonl")[:few])
            self.named += [self._named(row, frozen, name) for row in rows]
            self.named_dev[name] = [self._named(row, frozen, name) for row in dev]
        rng = random.Random(5)
        self.certain, self.certain_dev = [], {}
        for name in CERTAINTY_SETS:
            sentences = told(folder / "factuality" / f"{name}_train.jsonl", name)[: few and 10 * few]
            self.certain += [self._certain(one, frozen) for one in joined(sentences, rng, 8)]
            alone = told(folder / "factuality" / f"{name}_dev.jsonl", name)[: few and 10 * few]
            self.certain_dev[name] = [self._certain(one, frozen) for one in alone]

    @staticmethod
    def _referring(row: Row, frozen: Frozen, *, complete: bool) -> Referring:
        seen = frozen.see(row["text"])
        return Referring(seen, tuple(mentions_of(row, seen.tokens)), complete)

    @staticmethod
    def _pronoun(row: Row, frozen: Frozen) -> Pronoun | None:
        seen = frozen.see(row["text"])
        spans = [pieces_of(seen.tokens, row[key]["start"], row[key]["end"]) for key in ("pronoun", "a", "b")]
        if len(seen.windows) != 1 or any(s >= e for s, e in spans):
            return None
        meant = 0 if row["a"]["coref"] else 1 if row["b"]["coref"] else 2
        return Pronoun(seen, spans[0], (spans[1], spans[2]), meant)

    @staticmethod
    def _named(row: Row, frozen: Frozen, name: str) -> Named:
        # The first windows of an article hold most of its full names.
        seen = frozen.see(row["text"], MOST_WINDOWS)
        kinds = tuple(range(len(NAME_TYPES))) if name == "worldwide" else (0, 1, 2)
        return Named(seen, name_tags(row, seen.tokens), kinds)

    @staticmethod
    def _certain(one: Told, frozen: Frozen) -> Certain:
        seen = frozen.see(one.text)
        found = [(pieces_of(seen.tokens, s, e)[0], score) for s, e, score in one.targets]
        return Certain(seen, tuple(at for at, _ in found), tuple(score for _, score in found), one.complete)


def step_losses(model: Discourse, data: Data, rng: random.Random) -> dict[str, Tensor]:
    """The losses of one step."""
    batch, draw = Batch(), rng.random()
    referring: tuple[Referring, list[int], range] | None = None
    pronouns: list[tuple[Pronoun, int]] = []
    if draw < 0.75:
        one = rng.choice(data.referring if draw < 0.5 else data.books)
        count = len(one.seen.windows)
        at = rng.randrange(max(1, count - WINDOWS_A_CHUNK + 1))
        window = range(at, min(count, at + WINDOWS_A_CHUNK))
        referring = one, [batch.add(one.seen.windows[w][2]) for w in window], window
    else:
        pronouns = [(p, batch.add(p.seen.windows[0][2])) for p in rng.sample(data.pronouns, min(12, len(data.pronouns)))]
    named = []
    for one_named in rng.sample(data.named, min(4, len(data.named))):
        a, b, states = rng.choice(one_named.seen.windows)
        named.append((one_named, a, b, batch.add(states)))
    certain = []
    for one_certain in rng.sample(data.certain, min(10, len(data.certain))):
        a, b, states = one_certain.seen.windows[0]
        certain.append((one_certain, a, b, batch.add(states)))
    out = batch.run(model)
    losses: dict[str, Tensor] = {}
    if referring:
        losses |= referring_losses(model, *referring, out)
    if pronouns:
        losses["pronoun"] = torch.stack([pronoun_loss(model, p, row, out) for p, row in pronouns]).mean()
    pieces = sum(b - a for _, a, b, _ in named)
    losses["name"] = 8 * torch.stack([name_loss(out[0][row, : b - a], n.tags[a:b], n.kinds) for n, a, b, row in named]).sum() / pieces
    guessed, scores, marked = [], [], []
    for c, a, b, row in certain:
        inside = [(at, score) for at, score in zip(c.places, c.scores, strict=True) if a <= at < b]
        for at, score in inside:
            guessed.append(out[4][row, at - a, 1])
            scores.append(score)
        if c.complete:
            is_predicate = torch.zeros(b - a)
            is_predicate[[at - a for at, _ in inside]] = 1
            words = torch.from_numpy(~c.seen.tokens.continues[a:b])
            marked.append(nn.functional.binary_cross_entropy_with_logits(out[4][row, : b - a, 0][words], is_predicate[words]))
    losses["certainty"] = nn.functional.smooth_l1_loss(torch.stack(guessed), torch.tensor(scores))
    if marked:
        losses["predicate"] = torch.stack(marked).mean()
    return losses


@torch.no_grad()
def outputs(model: Discourse, seen: Seen) -> list[tuple[int, int, tuple[Any, ...]]]:
    """What the model gives for each window of a text, as arrays."""
    out = []
    for a, b, states in seen.windows:
        batch = Batch()
        batch.add(states)
        out.append((a, b, tuple(part[0].numpy() for part in batch.run(model))))
    return out


def entities(model: Discourse, seen: Seen) -> tuple[list[tuple[int, int]], list[int]]:
    """The mentions of a text, in pieces, and the number of what each means."""
    spans: list[tuple[int, int]] = []
    shares = []
    starts, ends = edges(seen.tokens)
    tables = tables_of(model)
    for a, b, (_, opens, closes, parts, _) in outputs(model, seen):
        spans += [(a + s, a + e) for s, e in mentions(span_scores(opens, closes, tables.width, starts[a:b], ends[a:b]))]
        shares.append(parts)
    if not spans:
        return [], []
    words = words_of([seen.text[seen.tokens.start[s] : seen.tokens.end[e - 1]] for s, e in spans])
    links = antecedents(gathered(np.concatenate(shares), spans), words, spans, tables)
    return spans, clusters(links)


def figures(model: Discourse, data: Data) -> str:
    """The dev figures in one line."""
    model.eval()
    with_single, without = Conll(), Conll()
    for one in data.referring_dev:
        spans, numbers = entities(model, one.seen)
        said: dict[int, list[Any]] = {}
        for span, number in zip(spans, numbers, strict=True):
            said.setdefault(number, []).append(span)
        gold: dict[int, list[Any]] = {}
        for mention in one.mentions:
            gold.setdefault(mention.entity, []).append((mention.begin, mention.end))
        with_single.add(list(gold.values()), list(said.values()))
        without.add([c for c in gold.values() if len(c) > 1], [c for c in said.values() if len(c) > 1])
    parts = [f"mention {with_single.mentions.f1:.1f} conll {with_single.f1:.1f} without singletons {without.f1:.1f}"]
    with torch.no_grad():
        right = 0
        for p in data.pronouns_dev:
            batch = Batch()
            batch.add(p.seen.windows[0][2])
            scores, at = _pronoun_scores(model, p, 0, batch.run(model))
            right += int(torch.cat([scores[at[0], [at[1], at[2]]], torch.zeros(1)]).argmax()) == p.meant
        parts.append(f"gap {100 * right / max(1, len(data.pronouns_dev)):.1f}")
    order = legal_order(len(NAME_TYPES))
    for name, some in data.named_dev.items():
        hit = was = true = 0
        for n in some:
            for a, b, (scores, *_) in outputs(model, n.seen):
                found = {r for r in runs_of_tags(best_path(scores[None], np.array([b - a]), *order)[0]) if r[2] in n.kinds}
                gold_runs = set(runs_of_tags(n.tags[a:b]))
                hit, was, true = hit + len(found & gold_runs), was + len(found), true + len(gold_runs)
        parts.append(f"{name} {200 * hit / max(1, was + true):.1f}")
    for name, told_ones in data.certain_dev.items():
        got: list[float] = []
        want: list[float] = []
        for c in told_ones:
            for a, b, (*_, holds) in outputs(model, c.seen):
                for place, score in zip(c.places, c.scores, strict=True):
                    if a <= place < b:
                        got.append(float(holds[place - a, 1]))
                        want.append(score)
        error = float(np.abs(np.array(got) - np.array(want)).mean())
        parts.append(f"{name} mae {error:.3f} r {np.corrcoef(got, want)[0, 1]:.3f}")
    model.train()
    return " | ".join(parts)


def main() -> None:
    """Train, score and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("reader", type=Path, help="weights of the reader that stays as it is")
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--every", type=int, default=600, help="score after each so many steps")
    parser.add_argument("--small", action="store_true", help="a few rows of each set, to try the script")
    args = parser.parse_args()
    rng = random.Random(1)
    torch.manual_seed(1)
    began = time.time()
    data = Data(args.data, Frozen(args.reader), small=args.small)
    print(f"states of all texts in {time.time() - began:.0f} s", flush=True)
    layers, _, hidden = data.referring[0].seen.windows[0][2].shape
    model, mean = Discourse(hidden, layers), Discourse(hidden, layers)
    mean.load_state_dict(model.state_dict())
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    model.train()
    for step in range(args.steps):
        part = step / args.steps
        for group in optimizer.param_groups:
            group["lr"] = rate_at(RATE, part)
        losses = step_losses(model, data, rng)
        optimizer.zero_grad()
        torch.stack(list(losses.values())).sum().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        average_in(mean, model, step, AVERAGE)
        if step % 50 == 0:
            shown = " ".join(f"{name} {value.item():.3f}" for name, value in losses.items())
            print(f"step {step}/{args.steps} {shown} {time.time() - began:.0f} s", flush=True)
        if (step + 1) % args.every == 0 or step + 1 == args.steps:
            torch.save(mean.state_dict(), args.out)
            print(f"step {step + 1}: {figures(mean, data)}", flush=True)


if __name__ == "__main__":
    main()
