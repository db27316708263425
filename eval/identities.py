"""Who is who across articles, against the names of the gold of `data/claims`: attributions are given, speakers are read.

    python -m eval.identities              the figures
    python -m eval.identities --wrong      which speakers are joined or parted otherwise than in the gold

Of all pairs of lines of one event in two articles, whose speaker is named (a person, an organisation, a document): precision, recall and F1
of those that have one speaker; in the second line of people alone. Who is read wrong within an article is wrong here too. The set is for
tuning.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from eval.corpus import SHARED, Row, articles, rows
from onrecord.model import Appearance, Article, Attribution, Reading, attribution_id, spans_of
from onrecord.stages import appearances, identify, resolve

FOLDER = SHARED / "data" / "claims"
NAMED = ("person", "organisation", "document")


def read(article: Article, lines: Sequence[Row]) -> Iterator[tuple[Row, Appearance]]:
    """Each line that has a cue with the speaker that is read in it."""
    with_cue = [line for line in lines if line.get("cue")]
    given = []
    for line in with_cue:
        source, cue, content = (spans_of(line[role]) for role in ("source", "cue", "content"))
        name = attribution_id(article.id, source, cue, content)
        given.append(Attribution(name, article.id, source, cue, content, "indirect", None, 1.0, "gold"))
    speakers, voicings, _ = resolve(article, given)
    by_id = {one.id: one for one in appearances(Reading(article, tuple(given), (), speakers, voicings))}
    return zip(with_cue, [by_id[one.speaker] for one in voicings], strict=True)


def known() -> list[tuple[Row, Appearance, str]]:
    """Each line of the gold that has a cue with the speaker that is read in it, and the id of that speaker's identity."""
    gold = rows(FOLDER / "gold.jsonl")
    seen: list[tuple[Row, Appearance]] = []
    for article in articles(rows(FOLDER / "articles.jsonl"), FOLDER):
        seen += read(article, [line for line in gold if line["article"] == article.id])
    who = {speaker: one.id for one in identify({one.id: one for _, one in seen}.values()) for speaker in one.speakers}
    return [(line, one, who[one.id]) for line, one in seen]


def across(lines: Iterable[tuple[Row, Appearance, str]], kinds: Sequence[str]) -> Iterator[tuple[bool, bool, str, str]]:
    """Each pair of lines of one event in two articles: whether the gold has one speaker, whether one was found, and both names of each."""
    events = {row["id"]: row["event"] for row in rows(FOLDER / "articles.jsonl")}
    by_event: dict[str, list[tuple[Row, Appearance, str]]] = defaultdict(list)
    for line, one, identity in lines:
        if line["speaker_kind"] in kinds:
            by_event[events[line["article"]]].append((line, one, identity))
    for (a, one, this), (b, other, that) in (pair for some in by_event.values() for pair in combinations(some, 2)):
        if a["article"] != b["article"]:
            yield a["speaker"] == b["speaker"], this == that, f"{a['speaker']} ({one.name})", f"{b['speaker']} ({other.name})"


def counted(found: Iterable[tuple[bool, bool, str, str]]) -> tuple[int, int, int]:
    """How many pairs are rightly joined, how many are joined, and how many the gold has joined."""
    times = Counter((same, joined) for same, joined, _, _ in found)
    return times[True, True], times[True, True] + times[False, True], times[True, True] + times[True, False]


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in percent."""
    return 200 * right / max(found + wanted, 1)


def percent(right: int, found: int, wanted: int) -> str:
    """Precision, recall and F1 in words."""
    precision, recall = 100 * right / max(found, 1), 100 * right / max(wanted, 1)
    return f"precision {precision:.1f}, recall {recall:.1f}, F1 {f1(right, found, wanted):.1f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what differs from the gold")
    args = parser.parse_args(argv)
    if not (FOLDER / "gold.jsonl").is_file():
        print(f"the research data is not here ({FOLDER}): nothing measured")
        return 0
    lines = known()
    for label, kinds in (("named", NAMED), ("people", ("person",))):
        found = list(across(lines, kinds))
        right, joined, wanted = counted(found)
        print(f"{label:8}{wanted:6} pairs in the gold: {percent(right, joined, wanted)}")
    if args.wrong:
        differing = Counter(("joined" if joined else "parted", *called) for same, joined, *called in across(lines, NAMED) if same != joined)
        print("\n".join(f"{times:4} {' | '.join(what)}" for what, times in differing.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
