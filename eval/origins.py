"""Where claims enter the record, against the gold of `data/claims`: who says what of which claim is given, the origins are traced.

    python -m eval.origins              the figures
    python -m eval.origins --wrong      what is grouped or paired otherwise than in the gold

Grouping: of all pairs of lines of one claim, precision, recall and F1 of those that go back to one origin. Independence: of the pairs of
origins that the gold calls independent, or not independent, how many are called so, and how many otherwise. The set is for tuning.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from eval.corpus import SHARED, Row, articles, rows
from eval.identities import read
from onrecord.model import (
    Appearance,
    Article,
    Claim,
    Edition,
    Identity,
    Lineage,
    Stance,
    Statement,
    claim_id,
    spans_of,
    speaker_id,
)
from onrecord.stages import editions, identify, trace

FOLDER = SHARED / "data" / "claims"
Pair = frozenset[str]


def statement(line: Row, article: Row) -> Statement:
    """A line of the gold as a statement."""
    content = spans_of(line["content"])
    text = " ".join(span.of(article["text"]) for span in content)
    return Statement(
        id=line["id"],
        article=line["article"],
        text=text,
        evidence=content,
        setting=text,
        title=article["title"],
        outlet=article["outlet"],
        published=article["published"] or "",
        speaker=line.get("speaker", ""),
        kind=line.get("speaker_kind", "unstated"),
        via=tuple(line.get("via", ())),
        act=line.get("act", "assert"),
        voice=line.get("voice", False),
    )


def claims(lines: Iterable[Row], worded: dict[str, str]) -> Iterator[tuple[str, Claim]]:
    """The claims of the gold by their ids there, each with the stances of its lines."""
    stances: dict[str, list[Stance]] = {name: [] for name in worded}
    for line in lines:
        for name in dict.fromkeys((line["claim"], *line.get("also", ()))):
            stances[name].append(Stance(line["id"], line["stance"], "given"))
    for name, taken in stances.items():
        first = taken[0].statement
        yield name, Claim(claim_id(first), worded[name], first, tuple(taken))


def identities(lines: Sequence[Row], told: Sequence[Article]) -> dict[str, Identity]:
    """The identities of the speakers, by the one name that the gold has for each, and what the articles state of them as it is read."""
    seen: dict[str, Appearance] = {}
    for article in told:
        own = [line for line in lines if line["article"] == article.id and not line.get("voice")]
        stated: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for line, one in read(article, own):
            if one.kind == line["speaker_kind"]:
                stated[line["speaker"]] |= set(one.stated)
        for line in own:
            name, kind = line["speaker"], line["speaker_kind"]
            who = speaker_id(article.id, kind, name)
            seen[who] = Appearance(who, article.id, article.outlet or "", name, kind, stated=tuple(sorted(stated[name])))
    return {speaker: one for one in identify(seen.values()) for speaker in one.speakers}


def traced() -> Iterator[tuple[Row, Lineage]]:
    """Each line of `origins.jsonl` with the lineage that is traced for its claim."""
    told = {row["id"]: row for row in rows(FOLDER / "articles.jsonl")}
    texts = articles(told.values(), FOLDER)
    lines = rows(FOLDER / "gold.jsonl")
    said = {line["id"]: statement(line, told[line["article"]]) for line in lines}
    given: dict[str, Edition] = {one.article: one for one in editions(texts)}
    who = identities(lines, texts)
    by_name = dict(claims(lines, {row["id"]: row["claim"] for row in rows(FOLDER / "claims.jsonl")}))
    outlets = sorted({row["outlet"] for row in told.values()})
    for gold in rows(FOLDER / "origins.jsonl"):
        yield gold, trace(by_name[gold["claim"]], said, given, who, outlets=outlets)


def pairs(groups: Iterable[Sequence[str]]) -> set[Pair]:
    """All pairs of lines within a group."""
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def relations(gold: Row, lineage: Lineage) -> Iterator[tuple[str, str, str, str]]:
    """Each pair of the gold's origins: both names, what the gold says of it, and what is traced for the origins that hold their lines."""
    origin_of = {backing.statement: at for at, origin in enumerate(lineage.origins) for backing in origin.backings}
    independent = {frozenset((a, b)) for a, b, _ in lineage.independent}
    dependent = {frozenset((a, b)) for a, b, _ in lineage.dependent}
    want = {frozenset(pair): "independent" for pair in gold["independent"]}
    want |= {frozenset(pair[:2]): "not independent" for pair in gold["not_independent"]}
    for one, other in combinations(gold["origins"], 2):
        places = {frozenset((origin_of[a], origin_of[b])) for a in one["attributions"] for b in other["attributions"]}
        got = "independent" if places & independent else "not independent" if places & dependent else "not established"
        if any(len(place) == 1 for place in places):
            got = "one origin"
        yield one["origin"], other["origin"], want.get(frozenset((one["id"], other["id"])), "not established"), got


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what differs from the gold")
    args = parser.parse_args(argv)
    if not (FOLDER / "origins.jsonl").is_file():
        print(f"the research data is not here ({FOLDER}): nothing measured")
        return 0
    right = found = wanted = 0
    table: Counter[tuple[str, str]] = Counter()
    for gold, lineage in traced():
        want = pairs(origin["attributions"] for origin in gold["origins"])
        got = pairs([backing.statement for backing in origin.backings] for origin in lineage.origins)
        right, found, wanted = right + len(want & got), found + len(got), wanted + len(want)
        for one, other, says, traces in relations(gold, lineage):
            table[says, traces] += 1
            if args.wrong and says != traces:
                print(f"{gold['claim']}: {one} / {other}: {traces}, gold: {says}")
        if args.wrong:
            for what, some in (("joined", got - want), ("parted", want - got)):
                print("".join(f"{gold['claim']}: {what}: {' '.join(sorted(pair))}\n" for pair in sorted(map(sorted, some)))[:2000], end="")
    precision, recall = 100 * right / found, 100 * right / wanted
    print(f"lines of one origin: precision {precision:.1f}, recall {recall:.1f}, F1 {2 * precision * recall / (precision + recall):.1f}")
    verdicts = ("independent", "not independent", "not established", "one origin")
    print(f"{'gold':18}" + "".join(f"{verdict:>18}" for verdict in verdicts))
    for says in verdicts[:3]:
        print(f"{says:18}" + "".join(f"{table[says, traces]:18}" for traces in verdicts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
