"""Names, mentions and coreference, as the shipped bundle reads them.

    python -m eval.discourse

- Mentions of GUM dev found to the word, and linked: the CoNLL figure with mentions that stand alone, and without.
- Of GAP's validation set, whom the pronoun means: one of the two names, or neither.
- Names of `data/ner` on every eighth document (the rest was trained on), to the word and with their types.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable

import numpy as np

from eval.clusters import Conll, Tally
from eval.corpus import GUM_DEV, SHARED, Row, rows
from onrecord.encoder import SHIPPED, Encoder
from onrecord.encoder.bundle import TOKENIZER
from onrecord.encoder.marks import NAME_TYPES, name_runs
from onrecord.encoder.tokens import load_tokenizer, tokenize
from onrecord.encoder.windows import windows
from onrecord.model import Span

DEV_SHARE = 8  # as `training.discourse_rows` splits what has no dev part
UNER_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Location"}


def gathered(pairs: Iterable[tuple[Hashable, Span]]) -> list[list[Span]]:
    """The spans of each entity."""
    out: dict[Hashable, list[Span]] = {}
    for entity, span in pairs:
        out.setdefault(entity, []).append(span)
    return list(out.values())


def gum(encoder: Encoder) -> tuple[Conll, Conll]:
    """Mentions and links on GUM dev: with mentions that stand alone, and without."""
    every, linked = Conll(), Conll()
    for row in rows(GUM_DEV):
        found = encoder.mentions(row["text"])
        said = gathered(zip(found.entities(), found.spans, strict=True))
        # Of two mentions at one place the first counts.
        places = {Span(one["start"], one["end"]): one["cluster"] for one in reversed(row["mentions"])}
        gold = gathered((cluster, span) for span, cluster in places.items())
        every.add(gold, said)
        linked.add([one for one in gold if len(one) > 1], [one for one in said if len(one) > 1])
    return every, linked


def gap(encoder: Encoder) -> float:
    """Of the passages of GAP's validation set the percent whose pronoun is given to the right name, or to neither where that is right."""
    given = rows(SHARED / "data" / "gap" / "validation.jsonl")
    return 100 * sum(_meant(encoder, row) == (0 if row["a"]["coref"] else 1 if row["b"]["coref"] else 2) for row in given) / len(given)


def _meant(encoder: Encoder, row: Row) -> int:
    pronoun, *names = (Span(row[key]["start"], row[key]["end"]) for key in ("pronoun", "a", "b"))
    found = encoder.mentions(row["text"], (pronoun, *names))
    at, *places = (next(i for i, span in enumerate(found.spans) if span.overlaps(one) and one.covers(span)) for one in (pronoun, *names))
    scores = found.scores()
    best = np.maximum(scores, scores.T)[at, places]
    return int(np.append(best, 0.0).argmax())


def names(encoder: Encoder, name: str) -> float:
    """F1 of the names of a set, in percent."""
    tokenizer, tally = load_tokenizer(SHIPPED / TOKENIZER), Tally()
    for row in rows(SHARED / "data" / "ner" / f"{name}.jsonl")[::DEV_SHARE]:
        tokens = tokenize(tokenizer, row["text"])
        gold = {(UNER_TYPES.get(one["type"], one["type"]), one["start"], one["end"]) for one in row["entities"]}
        gold = {one for one in gold if one[0] in NAME_TYPES}
        found = set()
        for first, last in windows(tokens, encoder.bundle.window):
            for begin, end, kind in name_runs(encoder.heads(tokens, first, last)[1].names, tokens.continues[first:last]):
                found.add((NAME_TYPES[kind], int(tokens.start[first + begin]), int(tokens.end[first + end - 1])))
        marked = NAME_TYPES if name == "worldwide" else tuple(UNER_TYPES.values())
        found = {one for one in found if one[0] in marked}
        both = len(found & gold)
        tally.add(both, len(found), both, len(gold))
    return tally.f1


def main() -> int:
    """Print the figures."""
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    encoder = Encoder()
    every, linked = gum(encoder)
    print(
        f"GUM dev          mentions F1 {every.mentions.f1:.1f}; CoNLL F1 {every.f1:.1f}, without mentions that stand alone {linked.f1:.1f}"
    )
    print(f"GAP validation   {gap(encoder):.1f} % of pronouns right, of three answers")
    for name in ("worldwide", "uner_ewt", "uner_pud"):
        print(f"{name:16} names F1 {names(encoder, name):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
