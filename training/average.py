"""The mean of the weights of runs that share a start (model soups: Wortsman et al. 2022).

    python -m training.average runs/mean.pt runs/reader.pt runs/reader2.pt

Runs that went on from one checkpoint lie in one valley, and their mean is often better than each.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    states = [torch.load(path) for path in args.weights]
    torch.save({name: sum(state[name] for state in states) / len(states) for name in states[0]}, args.out)


if __name__ == "__main__":
    main()
