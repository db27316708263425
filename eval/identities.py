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
from collections.abc import Iterator, Sequence
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


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what differs from the gold")
    args = parser.parse_args(argv)
    if not FOLDER.is_dir():
        print(f"the research data is not here ({FOLDER}): nothing measured")
        return 0
    told, gold = rows(FOLDER / "articles.jsonl"), rows(FOLDER / "gold.jsonl")
    events = {row["id"]: row["event"] for row in told}
    seen: list[tuple[Row, Appearance]] = []
    for article in articles(told, FOLDER):
        seen += read(article, [line for line in gold if line["article"] == article.id])
    who = {speaker: one.id for one in identify({one.id: one for _, one in seen}.values()) for speaker in one.speakers}
    for label, kinds in (("named", NAMED), ("people", ("person",))):
        right = found = wanted = 0
        wrong: Counter[tuple[str, str, str]] = Counter()
        by_event: dict[str, list[tuple[Row, Appearance]]] = defaultdict(list)
        for line, one in seen:
            if line["speaker_kind"] in kinds:
                by_event[events[line["article"]]].append((line, one))
        for (a, one), (b, other) in (pair for some in by_event.values() for pair in combinations(some, 2)):
            if a["article"] == b["article"]:
                continue
            same, joined = a["speaker"] == b["speaker"], who[one.id] == who[other.id]
            right, found, wanted = right + (same and joined), found + joined, wanted + same
            if same != joined:
                wrong["joined" if joined else "parted", f"{a['speaker']} ({one.name})", f"{b['speaker']} ({other.name})"] += 1
        precision, recall = 100 * right / max(found, 1), 100 * right / max(wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{label:8}{wanted:6} pairs in the gold: precision {precision:.1f}, recall {recall:.1f}, F1 {f1:.1f}")
        if args.wrong and label == "named":
            print("\n".join(f"{times:4} {' | '.join(what)}" for what, times in wrong.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
