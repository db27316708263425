"""Self-training: a reader's own readings of news that nobody annotated, as further rows to train on.

    python -m training.selfread ../shared/data BUNDLE runs/selfread.jsonl

The corpus with labels has 840 articles on one campaign, and a reader learns its annotators' slips by heart after a few passes. What an
earlier reader sees in other news holds it back from that (Scudder 1965; Xie et al. 2020). Nested attributions are left out, as in the
corpus; furniture is unknown in these texts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord.encoder import Encoder, load_bundle
from onrecord.model import Article, pairs_of
from training.adapt import texts

SOURCES = ("ner/worldwide.jsonl", "ecb/train.jsonl", "nli/fnc1_train.jsonl")
AT_ONCE = 16
FEWEST, MOST = 300, 20_000  # code points of a text that is worth reading


def main() -> None:
    """Read and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    encoder = Encoder(load_bundle(args.bundle), threads=2)
    articles = [Article(str(i), "", text) for i, text in enumerate(texts(args.data, SOURCES)) if FEWEST <= len(text) <= MOST]
    count = 0
    with args.out.open("w", encoding="utf8") as out:
        for first in range(0, len(articles), AT_ONCE):
            some = articles[first : first + AT_ONCE]
            for article, seen in zip(some, encoder.annotate(some), strict=True):
                found = [
                    {"cue": pairs_of((one.cue,)), "source": pairs_of(one.source), "content": pairs_of(one.content)}
                    for one in seen.sightings
                    if one.content and not one.nested
                ]
                count += len(found)
                out.write(json.dumps({"text": article.text, "attributions": found, "furniture": "unknown"}, ensure_ascii=False) + "\n")
    print(f"{len(articles)} texts, {count} attributions")


if __name__ == "__main__":
    main()
