"""One event in several articles, against the gold of ECB+'s usual development topics: a second reading of how well claims are linked.

    python -m eval.events

All articles of a topic are in one ledger, read and linked as shipped. Counted are pairs of mentions of events in different articles of one
topic, in the sentences that are reliably marked. By the gold they are of one event where they are in one chain; by ours where those
statements are of one claim that hold them. A mention belongs to the smallest whose evidence holds it; one that none holds stands alone.

A claim is a proposition, not an event: it holds several mentions, and two claims may be about one event. So this is read three ways: all
mentions; those in statements; and of each statement only the first, which most often is what the statement says that happened. The last is
the fairest to both sides: there, to link two statements is to say one thing, right or wrong. Beside ours stand the plain baseline, one
event where the words are the same but for their endings, and what no linker of these statements can beat.

Nothing is fitted here. But the reader's encoder was adapted to texts of ECB+, and of some topics articles taught the judge its vectors
(`training/labels`): the second table leaves these topics out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from eval.attributions import read_all
from eval.corpus import REPOSITORY, SHARED, Row, rows
from eval.linking import f1
from onrecord.compose import reader
from onrecord.encoder import Judge
from onrecord.english import denials
from onrecord.model import Span, Statement
from onrecord.stages.enter import enter
from onrecord.stages.link import gather, relate, sketches, views
from onrecord.stages.link.likeness import JUDGED

ECB = SHARED / "data" / "ecb" / "train.jsonl"
LABELS = REPOSITORY / "training" / "labels" / "claims.jsonl"
TOPICS = (2, 5, 12, 18, 21, 23, 34, 35)  # for development, by custom
EVENTS = ("ACTION_", "NEG_ACTION_")
Counts = tuple[int, int, int]
"""Pairs across articles: right, said, wanted."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an event in an article of one of a topic's two stories.

    `words` are those it is known by, `chain` is what holds across articles of it, `statement` the id of the statement that holds it; the
    last two are "" where there is none. `first` is true of the first in its statement.
    """

    article: str
    story: str
    words: Hashable
    chain: str
    statement: str
    first: bool


def mentions(row: Row, statements: Sequence[Statement]) -> Iterator[Mention]:
    """The mentions of events in a row's reliably marked sentences, in the order of the text.

    Args:
        row: of ECB+, as `data/README.md` tells.
        statements: all of its article.
    """
    marked = [row["sentences"][at] for at in row["annotated_sentences"]]
    seen = {""}
    for one in sorted(row["mentions"], key=lambda mention: (mention["start"], mention["end"])):
        if one["class"].startswith(EVENTS) and any(start <= one["start"] < end for start, end in marked):
            pieces = [Span(*pair) for pair in one.get("pieces") or [(one["start"], one["end"])]]
            words = " ".join(piece.of(row["text"]) for piece in pieces)
            chain, statement = one["chain"] or "", held_by(pieces, statements)
            yield Mention(
                article=row["id"],
                story=row["subtopic"],
                words=denials.gist(words) or words.casefold(),
                chain="" if "#" in chain else chain,
                statement=statement,
                first=statement not in seen,
            )
            seen.add(statement)


def held_by(pieces: Sequence[Span], statements: Sequence[Statement]) -> str:
    """The id of the smallest statement whose evidence holds all pieces, "" if none does."""
    holding = [
        (sum(span.end - span.start for span in one.evidence), one.id)
        for one in statements
        if all(any(span.start <= piece.start and piece.end <= span.end for span in one.evidence) for piece in pieces)
    ]
    return min(holding, default=(0, ""))[1]


def claims_of(statements: Sequence[Statement], judge: Judge) -> dict[str, str]:
    """The id of each statement's claim by the statement's, all of them in one ledger.

    The judge is not asked for its verdicts: they say which side a statement takes, not what is of one claim.
    """
    drawn = sketches(statements, judge.vectors(views(statements)))
    links = relate(drawn, (), lambda pairs: np.zeros((len(pairs), len(JUDGED)), np.float32))
    claims = gather({one.id: one for one in statements}, links, ())
    return {stance.statement: claim.id for claim in claims for stance in claim.stances}


# -- counting


def across(keyed: Iterable[tuple[str, Hashable]]) -> int:
    """The pairs of different articles that have one key, of (article, key); what has an empty key is in no pair."""
    keyed = [(article, key) for article, key in keyed if key]
    whole, within = Counter(key for _, key in keyed), Counter(keyed)
    return (sum(count**2 for count in whole.values()) - sum(count**2 for count in within.values())) // 2


def counted(told: Sequence[Mention], ours: Sequence[Hashable]) -> Counts:
    """The counts of a topic's mentions where those with one of our keys are of one event."""
    pairs = list(zip(told, ours, strict=True))
    return (
        across((one.article, (key, one.chain) if key and one.chain else "") for one, key in pairs),
        across((one.article, key) for one, key in pairs),
        across((one.article, one.chain) for one in told),
    )


def astray(told: Sequence[Mention], ours: Sequence[Hashable]) -> int:
    """The pairs with one of our keys that are of two stories: two like events taken for one."""
    pairs = list(zip(told, ours, strict=True))
    return across((one.article, key) for one, key in pairs) - across((one.article, (key, one.story) if key else "") for one, key in pairs)


def ceiling(topics: Iterable[Sequence[Mention]]) -> Counts:
    """The counts than which none is better for a linker of statements, over all topics together.

    Each pair of statements is linked or not, with all pairs of their mentions. The best F1 takes the pairs from some share of right ones on
    (a ratio of sums is best so), and asks not whether they make up groups: no grouping reaches more, and few reach as much.
    """
    found, wanted = list[tuple[int, int]](), 0
    for told in topics:
        wanted += across((one.article, one.chain) for one in told)
        by_statement = defaultdict(list)
        for one in told:
            if one.statement:
                by_statement[one.statement].append(one)
        for some, others in combinations(by_statement.values(), 2):
            if some[0].article != others[0].article:
                chains = Counter(one.chain for one in others if one.chain)
                right = sum(chains[one.chain] for one in some if one.chain)
                found.append((right, len(some) * len(others)))
    best, right, said = (0, 0, wanted), 0, 0
    for more, pairs in sorted(found, key=lambda pair: (-pair[0] / pair[1], pair)):
        right, said = right + more, said + pairs
        best = max(best, (right, said, wanted), key=lambda counts: f1([counts])[2])
    return best


# -- printing


def table(topics: Sequence[Sequence[Mention]], claims: Mapping[str, str]) -> Iterator[str]:
    """For each way of reading: the mentions, the pairs of one event, and the figures of the baseline, of ours, and at best."""
    yield f"{'':18}{'mentions':>9}{'pairs':>7}  {'':11}{'P':>7}{'R':>7}{'F1':>7}  {'of two stories':>16}"
    for name, some in (
        ("all mentions", topics),
        ("in a statement", [[one for one in told if one.statement] for told in topics]),
        ("one a statement", [[one for one in told if one.first] for told in topics]),
    ):
        wanted = sum(counted(told, [""] * len(told))[2] for told in some)
        start = f"{name:18}{sum(map(len, some)):9}{wanted:7}"
        words: list[list[Hashable]] = [[one.words for one in told] for told in some]
        linked: list[list[Hashable]] = [[claims.get(one.statement, "") for one in told] for told in some]
        for what, keys in (("same words", words), ("one claim", linked)):
            counts = [counted(told, ours) for told, ours in zip(some, keys, strict=True)]
            wide = sum(astray(told, ours) for told, ours in zip(some, keys, strict=True))
            share = 100 * wide / max(1, sum(said for _, said, _ in counts))
            yield f"{start}  {what:11}{_figures(counts)}  {share:14.1f} %"
            start = " " * len(start)
        yield f"{start}  {'at best':11}{_figures([ceiling(some)])}"


def _figures(counts: Sequence[Counts]) -> str:
    return "".join(f"{figure:7.1f}" for figure in f1(counts))


def learnt() -> set[str]:
    """The ids of the articles whose statements taught the judge its vectors."""
    return {row["article"] for row in rows(LABELS) if row["set"] == "ecb"}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args(argv)
    if not ECB.is_file():
        print(f"the research data is not here ({ECB}): nothing measured")
        return 0
    by, judge, taught = reader(), Judge(), learnt()
    given = [row for row in rows(ECB) if row["topic"] in TOPICS]
    told: dict[int, list[Mention]] = {}
    claims: dict[str, str] = {}
    for topic in TOPICS:
        own = [row for row in given if row["topic"] == topic]
        entered = [enter(reading) for reading in read_all(own, ECB, by)]
        claims |= claims_of([one for statements in entered for one in statements], judge)
        told[topic] = [one for row, statements in zip(own, entered, strict=True) for one in mentions(row, statements)]
    print(f"{len(given)} articles, topics {' '.join(map(str, TOPICS))}")
    print("\n".join(table(list(told.values()), claims)))
    known = {row["topic"] for row in given if row["id"] in taught}
    if 0 < len(known) < len(told):
        print(f"\nwithout topics {' '.join(map(str, sorted(known)))}, of which articles taught the judge")
        print("\n".join(table([some for topic, some in told.items() if topic not in known], claims)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
