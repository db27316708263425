"""Sweep the shifts of decoding on PolNeAR dev: how much each head's outside tag loses.

    python -m training.tune ../shared/data runs/reader.pt runs/settings.json

The encoder runs once; only decoding is repeated. The best sum of linked attribution F1 and the three fragment F1 wins.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import torch

from onrecord.encoder.decode import Settings
from training.corpus import read_rows
from training.network import Reader
from training.train import decoded, scored

WEIGHTS = {"attribution": 2.0, "source fragment": 1.0, "cue fragment": 1.0, "content fragment": 1.0}


def main() -> None:
    """Sweep one setting after the other and write the best."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data.parent / "eval"))
    import score_attributions as scorer  # type: ignore[import-not-found]

    model = Reader(pretrained=False)
    model.load_state_dict(torch.load(args.weights))
    rows = read_rows(args.data / "polnear" / "dev.jsonl")
    read = scored(model, [row["text"] for row in rows])

    def value(settings: Settings) -> float:
        totals = {name: scorer.Tally() for name in scorer.NAMES}
        for row, one in zip(rows, read, strict=True):
            predicted = {"attributions": [a for a in decoded(model, one, settings) if not a["nested"]]}
            for name, tally in scorer.score_article(row, predicted).items():
                totals[name].add(tally.hit_p, tally.predicted, tally.gold)
        figures = {name: totals[name].figures() for name in WEIGHTS}
        linked = figures["attribution"]
        shown = " ".join(f"{name} {figures[name]['f1']}" for name in WEIGHTS)
        print(f"{settings}: {shown} P {linked['precision']} R {linked['recall']}", flush=True)
        return sum(weight * figures[name]["f1"] for name, weight in WEIGHTS.items())

    best = Settings(nested=-100.0)  # nested cues are not annotated in PolNeAR: off while sweeping
    best_value = value(best)
    for field, steps in (("cue", (-0.4, -0.2, 0.2, 0.4)), ("role", (-0.1, 0.1)), ("cue", (-0.3, -0.1, 0.1))):
        for step in steps:
            tried = replace(best, **{field: step})
            if (found := value(tried)) > best_value:
                best, best_value = tried, found
    args.out.write_text(json.dumps(asdict(replace(best, nested=0.0))))
    print("best", best)


if __name__ == "__main__":
    main()
