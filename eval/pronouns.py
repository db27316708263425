"""Whom a pronoun means, against the gold of GAP (Webster et al. 2018): how often it is said, and how often that is right.

    python -m eval.pronouns                 the figures
    python -m eval.pronouns --wrong         list what was said wrongly

The passages are from Wikipedia, each about one pronoun and two names that it could mean; in a tenth it means neither.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from eval.corpus import SHARED, Row, articles, rows
from onrecord.encoder import Encoder
from onrecord.english import names
from onrecord.model import Attribution, Reference, Span
from onrecord.model.annotation import NameSighting
from onrecord.stages.resolve.cast import cast
from onrecord.stages.resolve.party import Party
from onrecord.stages.resolve.references import references
from onrecord.stages.resolve.scene import Scene

SETS = ("development", "validation")


def said(row: Row, sighted: Sequence[NameSighting]) -> Reference | None:
    """What the pronoun of a passage is said to mean, the passage taken as the content of a source that is not stated.

    `sighted` are its names as the model sees them.
    """
    text = row["text"]
    whole = Attribution("att", "art", (), (Span(0, 1),), (Span(1, len(text)),), "indirect", None, 1.0, "eval")
    found = names(text)
    scene = Scene(text, cast(text, found, sighted), found)
    given = Span(row["pronoun"]["start"], row["pronoun"]["end"])
    return next((one for one in references(scene, [whole], {"att": Party("unstated", "unstated")}) if one.span == given), None)


def right(row: Row, found: Reference) -> bool:
    """Whether a reference names whom the gold says, or neither of two whom it says it does not mean."""
    words = set(found.name.casefold().split())
    named = {key: bool(words & set(row[key]["text"].casefold().split())) for key in ("a", "b")}
    return all(named[key] == row[key]["coref"] for key in ("a", "b"))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what was said wrongly")
    args = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    encoder = Encoder()
    for name in SETS:
        path = SHARED / "data" / "gap" / f"{name}.jsonl"
        given = rows(path)
        seen = encoder.annotate(articles(given, path))
        told = [(row, found) for row, one in zip(given, seen, strict=True) if (found := said(row, one.names))]
        good = sum(right(row, found) for row, found in told)
        print(
            f"{name:12} {len(given)} pronouns, said of {100 * len(told) / len(given):.1f} %, right {100 * good / max(1, len(told)):.1f} %"
        )
        if args.wrong:
            for row, found in told:
                if not right(row, found):
                    at = row["pronoun"]["start"]
                    print(f"  {found.name}: …{row['text'][max(0, at - 160) : at + 40]}…".replace("\n", " "))
    return 0


if __name__ == "__main__":
    sys.exit(main())
