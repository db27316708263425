"""What the reader does outside its domain. Reported, never tuned on.

    python -m eval.out_of_domain               GUM dev by genre: overlap of cues and sources
    python -m eval.out_of_domain --basil N     N news articles read whole, one attribution a line, to look at by eye

GUM marks attributions as discourse relations: thought and perception ("I know") count, bylines count without a cue, and many that a news
desk would mark are none. So its recall says how much of their marking is found, and its precision mostly how far the two
conventions differ. What is nested counts, for GUM marks it too. The articles of `data/basil` have no gold for all attributions.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.attributions import predicted, read_all, reader_of, score
from eval.corpus import BASIL, GUM_DEV, Row, rows
from onrecord.compose import Reader
from onrecord.model import Reading

SHOWN = ("cue overlap", "source overlap")


def by_genre(by: Reader) -> None:
    """Print cue and source overlap on GUM dev for each genre and for all."""
    gold = rows(GUM_DEV)
    found = [predicted(one, nested=True) for one in read_all(gold, GUM_DEV, by)]
    genres: dict[str, list[int]] = {}
    for i, row in enumerate(gold):
        genres.setdefault(row["genre"], []).append(i)
    print("Recall says how much of GUM's marking is found; precision is not meaningful in full, for it marks by other conventions.")
    print(f"{'':26}{'cue overlap':^25}{'source overlap':^25}")
    print(f"{'genre':12}{'gold':>6}{'read':>8}" + 2 * f"{'recall':>9}{'prec.':>8}{'F1':>8}")
    for genre, which in [*sorted(genres.items()), ("all", list(range(len(gold))))]:
        print(_line(genre, [gold[i] for i in which], [found[i] for i in which]))


def _line(genre: str, gold: list[Row], found: list[Row]) -> str:
    figures = score(gold, found)
    marked, read = (sum(len(row["attributions"]) for row in side) for side in (gold, found))
    shown = "".join(f"{figures[row]['recall']:9.1f}{figures[row]['precision']:8.1f}{figures[row]['f1']:8.1f}" for row in SHOWN)
    return f"{genre:12}{marked:6}{read:8}{shown}"


def lines(reading: Reading) -> list[str]:
    """A reading for the eye: the headline, then form, source, cue and content of each attribution, what is nested indented."""
    article = reading.article
    depth: dict[str, int] = {}
    out = [f"# {article.title or article.id}"]
    out += [f"  set aside ({b.reason}): {b.span.of(article.text)}" for b in article.blocks if b.kind == "furniture"]
    by_id = {one.id: one for one in reading.attributions}
    for one in reading.attributions:
        depth[one.id], at = 0, one
        while at.parent is not None and depth[one.id] < len(by_id):
            at = by_id[at.parent]
            depth[one.id] += 1
        source = article.quote(one.source) or "(not stated)"
        out.append(
            f"{'    ' * depth[one.id]}  {one.form:8} {source} | {article.quote(one.cue)} | {article.quote(one.content)}".replace(
                "\n", " ⏎ "
            )
        )
    return out


def by_eye(by: Reader, count: int) -> None:
    """Print what is read in `count` articles, spread evenly over the set."""
    given = rows(BASIL)
    chosen = [given[i * len(given) // count] for i in range(min(count, len(given)))]
    for reading in read_all(chosen, BASIL, by):
        print("\n".join(lines(reading)) + "\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Print one report or the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--basil", type=int, metavar="N")
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="a bundle other than the shipped one")
    args = parser.parse_args(argv)
    needed = BASIL if args.basil else GUM_DEV
    if not needed.is_file():
        print(f"{needed} is not here: nothing measured")
        return 0
    if args.basil:
        by_eye(reader_of(args.bundle), args.basil)
    else:
        by_genre(reader_of(args.bundle))
    return 0


if __name__ == "__main__":
    sys.exit(main())
