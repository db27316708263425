"""Attributions against the gold of PolNeAR dev, as read by the shipped bundle or another one.

    python -m eval.attributions                                  the table of figures
    python -m eval.attributions --bundle DIR                     of another bundle
    python -m eval.attributions --compare FLOAT_DIR              beside those of the same model in float
    python -m eval.attributions --gold FILE --out PREDICTED      of another corpus; keep what was read

Nested attributions are left out: the corpus marks only the outermost. What `training` calls a figure is measured by the same scorer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.corpus import POLNEAR_DEV, SCORER, Row, articles, rows, write_rows
from onrecord.compose import Reader, reader
from onrecord.encoder import Encoder, load_bundle
from onrecord.model import Failure, OnRecordError, Reading, pairs_of

Figures = dict[str, dict[str, float]]
"""For each row of the scorer's table: precision, recall and f1 in percent."""

HEADLINE = ("attribution", "source fragment", "cue fragment", "content fragment")
MOST_THAT_INT8_MAY_COST = 0.5  # points of F1, on each row of HEADLINE


def reader_of(bundle: Path | None, threads: int | None = None) -> Reader:
    """The reader with the shipped bundle, or with the one in the folder `bundle`."""
    return reader(threads) if bundle is None else Reader(lambda: Encoder(load_bundle(bundle)), threads or 2)


def predicted(reading: Reading, *, nested: bool = False) -> Row:
    """A reading as the scorer takes it; with `nested`, attributions inside others too."""
    return {
        "id": reading.article.id,
        "attributions": [
            {"source": pairs_of(one.source), "cue": pairs_of(one.cue), "content": pairs_of(one.content)}
            for one in reading.attributions
            if nested or one.parent is None
        ],
    }


def read_all(given: Sequence[Row], origin: Path, by: Reader) -> list[Reading]:
    """The readings of a corpus.

    Raises:
        OnRecordError: an article could not be read; a figure over the rest would flatter.
    """
    out = []
    for one in by.read_many(articles(given, origin)):
        if isinstance(one, Failure):
            raise OnRecordError(str(one))
        out.append(one)
    return out


def score(gold: Iterable[Row], found: Iterable[Row]) -> Figures:
    """The scorer's figures for predictions against gold rows."""
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = Path(name) / "gold.jsonl", Path(name) / "predicted.jsonl"
        write_rows(ours, gold)
        write_rows(theirs, found)
        run = subprocess.run([sys.executable, SCORER, ours, theirs, "--json"], capture_output=True, text=True, check=True)
    figures = json.loads(run.stdout)
    return {row: figure for row, figure in figures.items() if isinstance(figure, dict)}


def dev_figures(by: Reader, path: Path = POLNEAR_DEV) -> Figures:
    """The figures of a reader on PolNeAR dev, or on a corpus in its format."""
    gold = rows(path)
    return score(gold, [predicted(one) for one in read_all(gold, path, by)])


def table(figures: Figures) -> str:
    """Figures for the eye."""
    head = f"{'':18}{'precision':>10}{'recall':>9}{'F1':>9}"
    return "\n".join([head, *(f"{row:18}{f['precision']:10.2f}{f['recall']:9.2f}{f['f1']:9.2f}" for row, f in figures.items())])


def beside(ours: Figures, theirs: Figures) -> str:
    """F1 of two readers side by side, with what the first one gains."""
    head = f"{'F1':18}{'int8':>9}{'float':>9}{'gain':>9}"
    lines = (f"{row:18}{ours[row]['f1']:9.2f}{theirs[row]['f1']:9.2f}{ours[row]['f1'] - theirs[row]['f1']:+9.2f}" for row in ours)
    return "\n".join([head, *lines])


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; with --compare, fail where int8 costs half a point or more."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=POLNEAR_DEV, metavar="FILE")
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="a bundle other than the shipped one")
    parser.add_argument("--compare", type=Path, metavar="DIR", help="a float export of the same model")
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the predictions as JSON Lines")
    parser.add_argument("--threads", type=int, default=None)
    args = parser.parse_args(argv)
    if not args.gold.is_file():
        print(f"{args.gold} is not here: nothing measured")
        return 0
    gold = rows(args.gold)
    found = [predicted(one) for one in read_all(gold, args.gold, reader_of(args.bundle, args.threads))]
    if args.out:
        write_rows(args.out, found)
    figures = score(gold, found)
    print(f"{len(gold)} articles of {args.gold.name}, {sum(len(one['attributions']) for one in found)} attributions read")
    print(table(figures))
    if args.compare is None:
        return 0
    whole = dev_figures(reader_of(args.compare, args.threads), args.gold)
    cost = max(whole[row]["f1"] - figures[row]["f1"] for row in HEADLINE)
    fits = cost < MOST_THAT_INT8_MAY_COST
    print(f"\n{beside(figures, whole)}")
    print(f"int8 costs at most {max(cost, 0):.2f} points of F1: {'within' if fits else 'NOT within'} {MOST_THAT_INT8_MAY_COST}")
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
