"""Who speaks, what they do and through whom, against the gold of `data/claims` and `data/bounty`.

    python -m eval.ledger                          the table of both
    python -m eval.ledger --misses speaker         what went wrong with: found, speaker, kind, act or via

Both sets are for tuning: the rules were written with an eye on them, and figures on articles that nobody looked at will be lower.
Scored is what `onrecord export` would write, an outlet's own voice too. Claims and stances are scored by `python -m eval.linking`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.attributions import read_all
from eval.corpus import LEDGER_SCORER, SHARED, Row, rows, write_rows
from onrecord.compose import Reader, reader
from onrecord.export.ledger.lines import line_values
from onrecord.model import Line, Reading
from onrecord.stages.enter import enter

SETS = ("claims", "bounty")
ASPECTS = ("found", "speaker", "kind", "act", "via")
Figures = dict[str, float]
"""Percent found; of those the percent with the right speaker, kind, act and stance; F1 of outlets in between and of pairs in one claim."""


def folder(name: str) -> Path:
    """The folder of one of `SETS`."""
    return SHARED / "data" / name


def lines(reading: Reading) -> Iterator[Row]:
    """What a reading puts on record, as `onrecord export` writes it, own voices too; the scorer asks for no claim here."""
    for one in enter(reading):
        yield line_values(Line(one, "", "neutral", "", "", one.speaker, reading.article.origin, reading.article.text, one.evidence))


def ledger(name: str, by: Reader) -> list[Row]:
    """The ledger lines of a set. The articles are read with the outlet that the set states."""
    path = folder(name) / "articles.jsonl"
    return [line for reading in read_all(rows(path), path, by) for line in lines(reading)]


def score(name: str, predicted: Sequence[Row], aspects: Sequence[str] = ASPECTS) -> Figures:
    """The scorer's figures for ledger lines of a set."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "predicted.jsonl"
        write_rows(path, predicted)
        command = [sys.executable, *map(str, (LEDGER_SCORER, folder(name) / "articles.jsonl", folder(name) / "gold.jsonl", path)), "--json"]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {aspect: found[aspect].get("percent", found[aspect].get("f1")) for aspect in aspects}


def misses(name: str, predicted: Sequence[Row], aspect: str) -> Iterator[str]:
    """What went wrong with one aspect, a line each: what was read, and what the gold says."""
    sys.path.insert(0, str(LEDGER_SCORER.parent))
    import score_ledger as scorer  # type: ignore[import-not-found]

    gold = rows(folder(name) / "gold.jsonl")
    for article in rows(folder(name) / "articles.jsonl"):
        wanted = [line for line in gold if line["article"] == article["id"] and not line.get("voice")]
        given = [line for line in predicted if line["article"] == article["id"]]
        for line, at in zip(wanted, scorer.match(wanted, given, scorer.tokens_of(article["text"])), strict=True):
            words = " … ".join(article["text"][s:e] for s, e in line["content"])[:100].replace("\n", " ")
            if at is None:
                if aspect == "found":
                    yield f"{article['id']}: {line['speaker']}: {words}"
                continue
            ours, theirs = given[at], line
            right = {
                "found": True,
                "speaker": any(scorer.same_name(each, ours["speaker"]) for each in [theirs["speaker"], *theirs.get("accept", ())]),
                "kind": ours["speaker_kind"] == theirs["speaker_kind"],
                "act": ours["act"] == theirs["act"],
                "via": bool(ours["via"]) == bool(theirs.get("via")),
            }[aspect]
            if not right:
                field = "speaker_kind" if aspect == "kind" else aspect
                yield f"{article['id']}: {ours['speaker']}: {ours[field]} for {theirs.get(field)}: {words}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of both sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", choices=ASPECTS, help="list what went wrong with this")
    args = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    by = reader()
    print(f"{'':10}" + "".join(f"{aspect:>10}" for aspect in ASPECTS))
    for name in SETS:
        predicted = ledger(name, by)
        figures = score(name, predicted)
        print(f"{name:10}" + "".join(f"{figures[aspect]:10.1f}" for aspect in ASPECTS), flush=True)
        if args.misses:
            print("\n".join(misses(name, predicted, args.misses)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
