"""Train the heads that read every article over a frozen reader: names, predicates and certainty.

    python -m training.train_marks ../shared/data runs/mix.pt runs/marks.pt [--steps 3200]

Each step sees some windows with names (`ner`) and some texts put together of sentences with certainty (`factuality` and our own, by
`training.utterances`). Two questions are learnt beside each other, for the corpora ask two: how far a text commits whoever says it
(FactBank's, asked by uw, meantime, cb, mv2 and our own sentences), and whether it has happened (that of UDS-IH2, where what may or will
happen has not).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.encoder.marks import COMMITS, HAPPENED, NAME_TYPES, PREDICATE
from onrecord.encoder.tags import Ints, best_path, legal_order, runs_of_tags
from training.corpus import pieces_of, read_rows
from training.discourse_rows import CERTAINTY_SETS, Told, joined, name_tags, split, told
from training.marks import Marks
from training.states import Frozen, Halves, Seen
from training.train import average_in, rate_at
from training.utterances import utterances

RATE, AVERAGE = 1e-3, 0.997
MOST_WINDOWS = 2  # of an article with names
MADE = 9000  # sentences of our own
_BE = frozenset("is are was were be been isn aren wasn weren".split())  # noqa: SIM905 - a list of words reads best as words
_AUXILIARIES = _BE | frozenset("do does did didn doesn has have had hasn hadn will won would may might could can should must".split())  # noqa: SIM905
# How much a target of each set weighs: the small ones have what the large lack, and mv2 has one sentence in many words.
WEIGHTS = {"uw": 1.0, "meantime": 0.5, "cb": 1.0, "mv2": 0.5, "made": 1.0, "uds_ih2": 1.0}


@dataclass(frozen=True, slots=True)
class Window:
    """One window of a text: its states (T, layers * H), tags of its names and which types count, or targets and what is no predicate."""

    states: Halves
    tags: Ints | None = None
    kinds: tuple[int, ...] = ()
    targets: tuple[tuple[int, float, int, float], ...] = ()
    predicates: tuple[tuple[int, float], ...] = ()


def flat(states: Halves) -> Halves:
    """States (layers, T, H) as (T, layers * H)."""
    return np.ascontiguousarray(states.transpose(1, 0, 2)).reshape(states.shape[1], -1)


def certain(one: Told, name: str, seen: Seen) -> Window:
    """A text with certainty as its first window."""
    a, b, states = seen.windows[0]
    question = HAPPENED if name == "uds_ih2" else COMMITS
    places = [(pieces_of(seen.tokens, s, e)[0], score) for s, e, score in one.targets]
    inside = [(at, score) for at, score in places if a <= at < b]
    predicates = {at: 1.0 for at, _ in inside} if name in ("uds_ih2", "made") else {}
    for at in range(a, b):
        word = one.text[seen.tokens.start[at] : seen.tokens.end[at]].casefold()
        # UDS-IH2 marks all predicates but those of "to be". Of our own sentences the target is one, and no other auxiliary is.
        known = word not in _BE if name == "uds_ih2" else word in _AUXILIARIES and name == "made"
        if known and at not in predicates and not seen.tokens.continues[at]:
            predicates[at] = 0.0
    return Window(
        flat(states),
        targets=tuple((at, score, question, WEIGHTS[name]) for at, score in inside),
        predicates=tuple(predicates.items()),
    )


class Data:
    """All that the heads learn from, with its states."""

    def __init__(self, folder: Path, frozen: Frozen, *, few: int | None) -> None:
        rng = random.Random(5)
        self.certain: list[Window] = []
        self.certain_dev: dict[str, list[Window]] = {}
        for name in CERTAINTY_SETS:
            sentences = told(folder / "factuality" / f"{name}_train.jsonl", name)[:few]
            self.certain += [certain(one, name, frozen.see(one.text)) for one in joined(sentences, rng, 14)]
            alone = told(folder / "factuality" / f"{name}_dev.jsonl", name)[:few]
            self.certain_dev[name] = [certain(one, name, frozen.see(one.text)) for one in alone]
        made = list(utterances(rng, few or MADE))
        self.certain += [certain(one, "made", frozen.see(one.text)) for one in joined(made, rng, 14)]
        alone = list(utterances(rng, 400))
        self.certain_dev["made"] = [certain(one, "made", frozen.see(one.text)) for one in alone]
        self.named: list[Window] = []
        self.named_dev: dict[str, list[Window]] = {}
        for name in ("worldwide", "uner_ewt", "uner_pud"):
            kinds = tuple(range(len(NAME_TYPES))) if name == "worldwide" else (0, 1, 2)
            rows, dev = split(read_rows(folder / "ner" / f"{name}.jsonl")[:few])
            for some, out in ((rows, self.named), (dev, self.named_dev.setdefault(name, []))):
                for row in some:
                    seen = frozen.see(row["text"], MOST_WINDOWS)
                    tags = name_tags(row, seen.tokens)
                    out += [Window(flat(states), tags[a:b], kinds) for a, b, states in seen.windows]


def run(model: Marks, windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """Windows side by side through the model."""
    padded = np.zeros((len(windows), max(len(one.states) for one in windows), windows[0].states.shape[1]), np.float32)
    for row, one in enumerate(windows):
        padded[row, : len(one.states)] = one.states
    with torch.autocast("cpu", torch.bfloat16):
        names, holds = model(torch.from_numpy(padded))
    return names.float(), holds.float()


def name_loss(scores: Tensor, one: Window) -> Tensor:
    """Cross-entropy of tags; what a corpus does not mark may lie under its "outside"."""
    assert one.tags is not None
    wanted = torch.from_numpy(one.tags)
    unmarked = [0, *(1 + 4 * kind + part for kind in range(len(NAME_TYPES)) if kind not in one.kinds for part in range(4))]
    outside = torch.logsumexp(scores[:, unmarked], -1)
    right = torch.where(wanted == 0, outside, scores.gather(1, wanted[:, None])[:, 0])
    return (torch.logsumexp(scores, -1) - right).sum()


def losses(model: Marks, named: Sequence[Window], certain: Sequence[Window]) -> dict[str, Tensor]:
    """The losses of one step."""
    names, holds = run(model, named)[0], run(model, certain)[1]  # apart, for texts with names are longer
    pieces = sum(len(one.states) for one in named)
    total = torch.stack([name_loss(names[row, : len(one.states)], one) for row, one in enumerate(named)]).sum()
    guessed, wanted, weights, marked, is_one = [], [], [], [], []
    for row, one in enumerate(certain):
        for at, score, question, weight in one.targets:
            guessed.append(holds[row, at, question])
            wanted.append(score)
            weights.append(weight)
        for at, yes in one.predicates:
            marked.append(holds[row, at, PREDICATE])
            is_one.append(yes)
    apart = nn.functional.smooth_l1_loss(torch.stack(guessed), torch.tensor(wanted), reduction="none", beta=0.5)
    out = {"name": 8 * total / pieces, "certainty": (apart * torch.tensor(weights)).sum() / sum(weights)}
    if marked:
        out["predicate"] = nn.functional.binary_cross_entropy_with_logits(torch.stack(marked), torch.tensor(is_one))
    return out


@torch.no_grad()
def figures(model: Marks, data: Data) -> str:
    """The dev figures in one line."""
    model.eval()
    parts, order = [], legal_order(len(NAME_TYPES))
    for name, some in data.named_dev.items():
        hit = was = true = 0
        for one in some:
            scores = run(model, [one])[0][0].numpy()
            found = {r for r in runs_of_tags(best_path(scores[None], np.array([len(scores)]), *order)[0]) if r[2] in one.kinds}
            gold = set(runs_of_tags(one.tags)) if one.tags is not None else set()
            hit, was, true = hit + len(found & gold), was + len(found), true + len(gold)
        parts.append(f"{name} {200 * hit / max(1, was + true):.1f}")
    for name, some in data.certain_dev.items():
        got, want = [], []
        for one in some:
            holds = run(model, [one])[1][0]
            got += [float(holds[at, question]) for at, _, question, _ in one.targets]
            want += [score for _, score, _, _ in one.targets]
        parts.append(f"{name} mae {np.abs(np.array(got) - np.array(want)).mean():.3f} r {np.corrcoef(got, want)[0, 1]:.3f}")
    model.train()
    return " | ".join(parts)


def main() -> None:
    """Train, score and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("reader", type=Path, help="weights of the reader that stays as it is")
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=3200)
    parser.add_argument("--every", type=int, default=500, help="score after each so many steps")
    parser.add_argument("--few", type=int, help="rows of each set, to try the script")
    args = parser.parse_args()
    rng = random.Random(1)
    torch.manual_seed(1)
    began = time.time()
    data = Data(args.data, Frozen(args.reader), few=args.few)
    print(f"states of all texts in {time.time() - began:.0f} s", flush=True)
    layers, hidden = 4, data.named[0].states.shape[1] // 4
    model, mean = Marks(hidden, layers), Marks(hidden, layers)
    mean.load_state_dict(model.state_dict())
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    model.train()
    for step in range(args.steps):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(RATE, step / args.steps)
        found = losses(model, rng.sample(data.named, 3), rng.sample(data.certain, 9))
        optimizer.zero_grad()
        torch.stack(list(found.values())).sum().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        average_in(mean, model, step, AVERAGE)
        if step % 100 == 0:
            shown = " ".join(f"{name} {value.item():.3f}" for name, value in found.items())
            print(f"step {step}/{args.steps} {shown} {time.time() - began:.0f} s", flush=True)
        if (step + 1) % args.every == 0 or step + 1 == args.steps:
            torch.save(mean.state_dict(), args.out)
            print(f"step {step + 1}: {figures(mean, data)}", flush=True)


if __name__ == "__main__":
    main()
