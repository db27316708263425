"""Furniture in texts where no HTML is left, against gold, by code point.

    python -m eval.furniture                     the articles of `data/bounty`
    python -m eval.furniture --texts FILE        texts that `training.furniture` wrote: its dev.jsonl
    python -m eval.furniture --sweep             for several costs of passing between article and furniture

Recall: the share of the furniture's code points that is set aside. Precision: the share of what is set aside that is furniture.
Lost: the share of the article's own code points that is set aside with it. White space does not count.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpus import SHARED, rows
from onrecord.encoder import Encoder, load_bundle
from onrecord.encoder.bundle import SHIPPED
from onrecord.model import Article, article_id
from onrecord.model.annotation import Annotation
from onrecord.stages import set_aside
from onrecord.stages.set_aside import PASSAGE

BOUNTY = SHARED / "data" / "bounty"
SWEPT = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the places of its furniture and those of which nothing is known."""

    article: Article
    furniture: frozenset[int]
    unknown: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    """Code points: rightly set aside, set aside, furniture, the article's own."""

    hit: int
    said: int
    furniture: int
    own: int

    def __str__(self) -> str:
        precision, recall = self.hit / max(1, self.said), self.hit / max(1, self.furniture)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{100 * precision:9.2f}{100 * recall:9.2f}{100 * f1:9.2f}{100 * (self.said - self.hit) / max(1, self.own):9.2f}"


def places(pairs: Sequence[Sequence[int]]) -> frozenset[int]:
    """The code points of `[[start, end], …]`."""
    return frozenset(at for start, end in pairs for at in range(start, end))


def bounty() -> list[Text]:
    """The articles of `data/bounty` with their furniture."""
    marked = {row["article"]: row["furniture"] for row in rows(BOUNTY / "furniture.jsonl")}
    return [Text(Article(row["id"], "bounty", row["text"]), places(marked[row["id"]])) for row in rows(BOUNTY / "articles.jsonl")]


def texts(path: Path) -> list[Text]:
    """Texts as `training.furniture` writes them."""
    out = []
    for row in rows(path):
        known = [(span["start"], span["end"], span["label"]) for span in row["spans"]]
        furniture = places([(start, end) for start, end, label in known if label not in ("body", "ignore")])
        body = places([(start, end) for start, end, label in known if label == "body"])
        unknown = frozenset(range(len(row["text"]))) - furniture - body
        out.append(Text(Article(article_id(row["id"], row["text"]), row["id"], row["text"]), furniture, unknown))
    return out


def counted(given: Sequence[Text], seen: Sequence[Annotation], passage: float = PASSAGE) -> Counts:
    """What is set aside of the texts, counted."""
    hit = said = furniture = own = 0
    for one, annotation in zip(given, seen, strict=True):
        text = one.article.text
        asked = {at for at in range(len(text)) if not text[at].isspace()} - one.unknown
        blocks = set_aside(one.article, annotation, passage=passage).blocks
        aside = places([(block.span.start, block.span.end) for block in blocks if block.kind == "furniture"]) & asked
        hit += len(aside & one.furniture)
        said += len(aside)
        furniture += len(one.furniture & asked)
        own += len(asked - one.furniture)
    return Counts(hit, said, furniture, own)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, metavar="FILE")
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--bundle", type=Path, default=SHIPPED, metavar="DIR", help="a bundle other than the shipped one")
    args = parser.parse_args(argv)
    if not args.texts and not BOUNTY.is_dir():
        print(f"{BOUNTY} is not here: nothing measured")
        return 0
    given = texts(args.texts) if args.texts else bounty()
    seen = Encoder(load_bundle(args.bundle)).annotate([one.article for one in given])
    print(f"{len(given)} texts\n{'passage':>9}{'precision':>9}{'recall':>9}{'F1':>9}{'lost':>9}")
    for passage in SWEPT if args.sweep else (PASSAGE,):
        print(f"{passage:9.1f}{counted(given, seen, passage)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
