"""The body of web pages against gold: what trafilatura's precision mode gives, and what we do.

    python -m eval.body              the figures of both
    python -m eval.body --left       and the lines that we leave over

Token F1 is that of the multisets of words, averaged over the English pages of `data/web`. A leftover is a line of four words or more,
hardly any of which stand in the gold paragraphs: furniture that was taken for body.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.corpus import SHARED, Row, rows
from onrecord.compose import Reader, reader
from onrecord.model import Article, Failure, Reading

WEB = SHARED / "data" / "web"
_WORD = re.compile(r"\w+")
# A line of so many words, of which no more than this share is found in the gold, is a leftover.
LEAST_WORDS, MOST_IN_GOLD = 4, 0.1


@dataclass(frozen=True, slots=True)
class Score:
    """One page: token F1 of its body, and the lines left over in it."""

    page: str
    f1: float
    leftovers: tuple[str, ...]


def body_text(article: Article) -> str:
    """The lines of an article that are body: no headline, standfirst, byline, caption or furniture."""
    return "\n".join(block.span.of(article.text) for block in article.blocks if block.kind == "body")


def page_score(page: str, gold: Sequence[str], body: str) -> Score:
    """The score of a body text against the gold paragraphs."""
    words = Counter(_words(" ".join(gold)))
    found = Counter(_words(body))
    common = (words & found).total()
    leftovers = [line for line in body.split("\n") if len(tokens := _words(line)) >= LEAST_WORDS and _share(tokens, words) <= MOST_IN_GOLD]
    return Score(page, 2 * common / max(1, words.total() + found.total()), tuple(leftovers))


def english_pages() -> list[Row]:
    """The English pages of the corpus."""
    return [row for row in rows(WEB / "pages.jsonl") if row["lang"] == "en"]


def scores(pages: Sequence[Row], body_of: Callable[[Row], str]) -> list[Score]:
    """The score of each page, its body given by a function."""
    return [page_score(row["id"], row["paragraphs"], body_of(row)) for row in pages]


def by_trafilatura(row: Row) -> str:
    """The body in trafilatura's precision mode alone."""
    import trafilatura

    return trafilatura.extract(gzip.decompress((WEB / row["file"]).read_bytes()), favor_precision=True, include_comments=False) or ""


def by_onrecord(pages: Sequence[Row], reader: Reader | None = None) -> Callable[[Row], str]:
    """The bodies as `onrecord.ingest` gives them, and after a reader has marked the furniture that it sees in them."""
    from onrecord.ingest import Item, load

    given = [(row["id"], thing) for row in pages for thing in load(Item(str(WEB / row["file"]))) if isinstance(thing, Article)]
    found: Iterable[Article | Reading | Failure] = (article for _, article in given)
    if reader is not None:
        found = reader.read_many(article for _, article in given)
    bodies: dict[str, list[str]] = {}
    for (page, _), one in zip(given, found, strict=True):
        if not isinstance(one, Failure):
            bodies.setdefault(page, []).append(body_text(one.article if isinstance(one, Reading) else one))
    return lambda row: "\n".join(bodies.get(row["id"], ()))


def report(name: str, found: Sequence[Score]) -> str:
    """One line with the figures of a method."""
    f1 = sum(score.f1 for score in found) / len(found)
    left = sum(bool(score.leftovers) for score in found)
    return f"{name:<28}{100 * f1:>7.2f}{left:>10} of {len(found)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--left", action="store_true", help="print the lines left over")
    args = parser.parse_args(argv)
    if not (WEB / "pages.jsonl").is_file():
        print("skipped: the web pages (../shared/data/web) are not here")
        return 0
    pages = english_pages()
    print(f"{'':<28}{'F1':>7}{'pages with a leftover line':>30}")
    print(report("trafilatura, precision", scores(pages, by_trafilatura)))
    print(report("onrecord.ingest", scores(pages, by_onrecord(pages))))
    ours = scores(pages, by_onrecord(pages, reader()))
    print(report("and the model's furniture", ours))
    for score in ours if args.left else ():
        print(*(f"  {score.page}: {line}" for line in score.leftovers), sep="\n", end="\n" if score.leftovers else "")
    return 0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _share(tokens: Sequence[str], gold: Counter[str]) -> float:
    return (Counter(tokens) & gold).total() / len(tokens)


if __name__ == "__main__":
    sys.exit(main())
