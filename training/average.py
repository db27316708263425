"""The mean of the weights of runs that share a start (model soups: Wortsman et al. 2022).

    python -m training.average runs/mean.pt runs/reader.pt runs/reader2.pt
    python -m training.average runs/mean.pt runs/reader.pt=0.7 runs/reader2.pt=0.3      weighted

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
    parser.add_argument("weights", nargs="+", metavar="FILE[=SHARE]")
    args = parser.parse_args()
    given = [one.partition("=") for one in args.weights]
    shares = [float(share or 1) for _, _, share in given]
    states = [torch.load(Path(path)) for path, _, _ in given]
    total = sum(shares)
    torch.save(
        {name: sum(share * state[name] for share, state in zip(shares, states, strict=True)) / total for name in states[0]}, args.out
    )


if __name__ == "__main__":
    main()
