"""How sure a text is said to be, against the gold of six factuality corpora, as the shipped bundle reads it.

    python -m eval.certainty              error and correlation on each dev part; what the words for certainty stand for
    python -m eval.certainty --sweep      the words' limits, swept
    python -m eval.certainty --wrong N    N targets of `uw` read the other way round

The corpora ask two questions. All but one ask how far a text commits whoever says it; UDS-IH2 asks whether it has happened, and what may or
will happen has not. The bundle has a head for each, and a reading shows the first alone. `rp` was not trained on. Gold from -3 to 3.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from eval.corpus import SHARED, rows
from onrecord.encoder import SHIPPED, Encoder
from onrecord.encoder.bundle import TOKENIZER
from onrecord.encoder.marks import COMMITS, HAPPENED
from onrecord.encoder.tags import Floats
from onrecord.encoder.tokens import load_tokenizer, tokenize
from onrecord.english.certainty import worded
from onrecord.model import SURENESSES, Span
from onrecord.model.annotation import PredicateSighting

SETS = ("uw", "meantime", "cb", "mv2", "rp", "uds_ih2")
HELD = {"uds_ih2": HAPPENED}  # whose question is the other one
WORDED = ("uw", "mv2", "cb")  # on which the words' limits are swept: the three that have more than one kind of answer
ANCHORS = (2.5, 1.5, 0.5)  # of gold: certain, probable and possible, as FactBank's values 3, 2 and 1 lie


@dataclass(frozen=True, slots=True)
class Scored:
    """The targets of a corpus: each one's text and place, its gold score (N,) and the two that were read (N, 2)."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    gold: Floats
    read: Floats


def scored(name: str, encoder: Encoder) -> Scored:
    """The dev part of a corpus, each sentence read alone."""
    tokenizer = load_tokenizer(SHIPPED / TOKENIZER)
    given = rows(SHARED / "data" / "factuality" / f"{name}_dev.jsonl")
    seen = {}
    for text in {row["text"] for row in given}:
        tokens = tokenize(tokenizer, text)
        seen[text] = tokens, encoder.heads(tokens, 0, len(tokens))[1].holds
    read = []
    for row in given:
        tokens, holds = seen[row["text"]]
        read.append(holds[np.searchsorted(tokens.end, row["target"][0], "right"), [COMMITS, HAPPENED]])
    gold = np.array([row["score"] for row in given], np.float32)
    return Scored(tuple(row["text"] for row in given), tuple(Span(*row["target"]) for row in given), gold, np.stack(read))


def error_and_correlation(gold: Floats, read: Floats) -> tuple[float, float]:
    """Mean absolute error, and Pearson's r."""
    return float(np.abs(gold - read).mean()), float(np.corrcoef(gold, read)[0, 1])


def with_sign(gold: Floats, read: Floats, side: int) -> float:
    """Of the targets whose gold lies on one side of zero (1 or -1), and not near it, the percent that is read there too."""
    return 100 * float((read[side * gold > ANCHORS[-1]] * side > 0).mean())


def by_word(some: Scored) -> Iterator[str]:
    """For each word for certainty: how often it is said, and what gold says there."""
    said = [worded(PredicateSighting(span, float(np.clip(one, -3, 3)))) for span, one in zip(some.spans, some.read[:, 0], strict=True)]
    for label in SURENESSES:
        for polarity in ("yes", "no", "unclear"):
            which = np.array([(one.label, one.polarity) == (label, polarity) for one in said])
            if which.any():
                gold = some.gold[which] * (-1 if polarity == "no" else 1)
                shares = "".join(f"{100 * float((gold >= least).mean()):9.1f}" for least in ANCHORS)
                yield f"{label + (f', {polarity}' if label != 'unclear' else ''):16}{which.sum():7}{shares}{gold.mean():9.2f}"


def sweep(found: dict[str, Scored]) -> Iterator[str]:
    """The best limits of the words: those under which read and gold fall into the same of seven classes, all classes weighing the same."""

    def classes(scores: Floats, limits: Sequence[float]) -> Floats:
        return np.asarray(np.sign(scores) * np.searchsorted(np.array(limits[::-1]), np.abs(scores), "right"), np.float32)

    def macro(some: Scored, limits: Sequence[float]) -> float:
        gold, read = classes(some.gold, ANCHORS), classes(some.read[:, 0], limits)
        return float(np.mean([2 * ((gold == k) & (read == k)).sum() / ((gold == k).sum() + (read == k).sum()) for k in np.unique(gold)]))

    steps = product(np.arange(1.8, 2.8, 0.1), np.arange(0.9, 2.1, 0.1), np.arange(0.2, 1.1, 0.1))
    falling = [limits for limits in steps if limits[0] > limits[1] > limits[2]]
    tried = [(float(np.mean([macro(found[name], limits) for name in WORDED])), limits) for limits in falling]
    for value, limits in sorted(tried, reverse=True)[:8]:
        yield f"macro F1 {100 * value:.1f} with {', '.join(f'{limit:.1f}' for limit in limits)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweep", action="store_true", help="the words' limits, swept")
    parser.add_argument("--wrong", type=int, metavar="N", help="list N targets of uw read the other way round")
    args = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    encoder = Encoder()
    found = {name: scored(name, encoder) for name in SETS}
    print(f"{'dev part':10}{'targets':>8}{'MAE':>8}{'r':>8}{'MAE of the median':>19}{'no read as no':>15}{'yes as yes':>12}   question")
    for name, some in found.items():
        read = some.read[:, int(name in HELD)]
        error, r = error_and_correlation(some.gold, read)
        least = float(np.abs(some.gold - np.median(some.gold)).mean())
        no, yes = (with_sign(some.gold, read, side) for side in (-1, 1))
        question = "has it happened" if name in HELD else "does it commit"
        print(f"{name:10}{len(some.gold):8}{error:8.3f}{r:8.3f}{least:19.3f}{no:15.1f}{yes:12.1f}   {question}")
    for name in WORDED:
        print(
            f"\n{name:16}{'said':>7}"
            + "".join(f"{f'≥ {least}':>9}" for least in ANCHORS)
            + f"{'mean':>9}   gold, in percent, the sign turned for no"
        )
        print("\n".join(by_word(found[name])))
    if args.sweep:
        print("\n".join(sweep(found)))
    if args.wrong:
        some = found["uw"]
        turned = np.nonzero((np.sign(some.gold) != np.sign(some.read[:, 0])) & (np.abs(some.gold) > ANCHORS[1]))[0]
        for at in turned[: args.wrong]:
            print(f"  {some.gold[at]:.1f} read {some.read[at, 0]:.1f} {some.spans[at].of(some.texts[at])!r}: {some.texts[at][:160]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
