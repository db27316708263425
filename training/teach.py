"""What several readers together make of texts, as soft labels for one reader to learn from.

    python -m training.teach ../shared/data runs/taught runs/first.pt runs/second.pt

Writes `more.jsonl`, news that nobody annotated, and `news.jsonl`, the annotated corpus with the readers' shares mixed into the annotators'
choices: a cue that an annotator overlooked gets some share, one that only he saw loses some. Every span that may be a cue is kept with its
share, the mean of its probability over the readers, and with the roles that their mean scores favour (Hinton et al. 2015).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.encoder.decode import CONTENT, SOURCE, Chains, Heads, cue_vectors
from onrecord.encoder.tags import FORBIDDEN, Floats, best_path, runs_of_tags
from onrecord.encoder.tokens import Tokens, load_tokenizer
from training.adapt import texts
from training.corpus import Row, example, read_rows
from training.network import Reader, base_folder
from training.selfread import FEWEST, MOST, SOURCES
from training.train import chains_of, places, role_scorer, scored

AT_ONCE = 120  # texts whose scores are held at once
LEAST = 0.04  # share below which a span is no candidate
LONGEST = 14  # pieces of a cue
TRUST = 0.7  # weight of the annotator beside the readers


def span_shares(scores: Floats, chain: tuple[Floats, Floats, Floats]) -> dict[tuple[int, int], float]:
    """The probability of each span (begin, end) to be one run, under a chain over outside, begin, inside, end, single."""
    follow, start, end = chain
    n = len(scores)
    before, after = np.empty_like(scores), np.empty_like(scores)
    before[0], after[-1] = start + scores[0], end
    for t in range(1, n):
        before[t] = np.logaddexp.reduce(before[t - 1][:, None] + follow, 0) + scores[t]
        after[n - 1 - t] = np.logaddexp.reduce(follow + (scores[n - t] + after[n - t])[None], 1)
    whole = np.logaddexp.reduce(before[-1] + end)
    shares = np.exp(before + after - whole)
    _, begins, inside, ends, single = range(5)
    out = {(int(t), int(t) + 1): float(shares[t, single]) for t in np.nonzero(shares[:, single] > LEAST)[0]}
    for t in np.nonzero(shares[:, begins] > LEAST)[0].tolist():
        path, last = before[t, begins], begins
        for u in range(t + 1, min(n, t + LONGEST)):
            share = float(np.exp(path + follow[last, ends] + scores[u, ends] + after[u, ends] - whole))
            if share > LEAST:
                out[t, u + 1] = share
            path, last = path + follow[last, inside] + scores[u, inside], inside
    return out


class Teachers:
    """Several readers asked as one."""

    def __init__(self, weights: list[Path]) -> None:
        self.models = []
        for path in weights:
            model = Reader(pretrained=False)
            model.load_state_dict(torch.load(path))
            self.models.append(model.eval())
        self.chains = [chains_of(model) for model in self.models]

    def read(self, given: list[str]) -> list[list[dict[str, Any]]]:
        """For each text its possible attributions, each with its `share`."""
        by_model = [scored(model, given) for model in self.models]
        out = []
        for i in range(len(given)):
            tokens = by_model[0][i][0]
            found: list[dict[str, Any]] = []
            for windows in zip(*(each[i][1] for each in by_model), strict=True):
                found += self._window(tokens, windows[0][0], [heads for _, _, heads in windows])
            out.append(found)
        return out

    def _window(self, tokens: Tokens, at: int, seen: list[Heads]) -> list[dict[str, Any]]:
        shares: dict[tuple[int, int], float] = {}
        for heads, chains in zip(seen, self.chains, strict=True):
            for span, share in span_shares(heads.cue, chains.cue).items():
                shares[span] = shares.get(span, 0.0) + share / len(seen)
        cues = sorted(span for span, share in shares.items() if share >= LEAST)
        if not cues:
            return []
        begin = np.array([first for first, _ in cues], np.int64)
        scored_by = zip(self.models, seen, strict=True)
        scores = np.mean([role_scorer(model)(heads.pieces, cue_vectors(heads, cues), begin) for model, heads in scored_by], 0)
        for row, (first, end) in enumerate(cues):
            scores[row, first:end, 1:] = FORBIDDEN
        chain = _mean_chain(self.chains)
        paths = best_path(scores, np.full(len(cues), scores.shape[1]), *chain)

        out = []
        for cue, path in zip(cues, paths, strict=True):
            runs = runs_of_tags(path)
            source, content = (places(tokens, at, [(s, e) for s, e, kind in runs if kind == role]) for role in (SOURCE, CONTENT))
            if content:
                out.append({"cue": places(tokens, at, [cue]), "source": source, "content": content, "share": round(shares[cue], 3)})
        return out


def _mean_chain(chains: list[Chains]) -> tuple[Floats, Floats, Floats]:
    follow, start, end = (np.mean([chain.role[part] for chain in chains], 0) for part in range(3))
    return follow, start, end


def blended(row: Row, found: list[dict[str, Any]], tokenizer: Any) -> list[dict[str, Any]]:
    """An annotated row's attributions with the readers' mixed in; the annotator's roles stand where both have the cue."""
    both = example(tokenizer, {**row, "attributions": [*row["attributions"], *found]})
    cues = [(cue.begin, cue.end) for cue in both.cues or ()]
    count = len(row["attributions"])
    if len(cues) != count + len(found):  # a cue of no piece: nothing to align by
        return [{**one, "share": 1.0} for one in row["attributions"]]
    own, read = cues[:count], dict(zip(cues[count:], found, strict=True))
    annotated = [
        {**one, "share": round(TRUST + (1 - TRUST) * (read[cue]["share"] if cue in read else 0.0), 3)}
        for cue, one in zip(own, row["attributions"], strict=True)
    ]
    added = [{**one, "share": round((1 - TRUST) * one["share"], 3)} for cue, one in read.items() if cue not in set(own)]
    return annotated + [one for one in added if one["share"] >= LEAST]


def main() -> None:
    """Read and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    teachers, tokenizer = Teachers(args.weights), load_tokenizer(base_folder() / "tokenizer.json")
    news = read_rows(args.data / "polnear" / "train.jsonl")
    more: list[Row] = [{"text": text} for text in texts(args.data, SOURCES) if FEWEST <= len(text) <= MOST]
    for name, rows in (("news", news), ("more", more)):
        count = 0.0
        with (args.out / f"{name}.jsonl").open("w", encoding="utf8") as out:
            for first in range(0, len(rows), AT_ONCE):
                some = rows[first : first + AT_ONCE]
                for row, found in zip(some, teachers.read([row["text"] for row in some]), strict=True):
                    soft = blended(row, found, tokenizer) if "attributions" in row else found
                    count += sum(one["share"] for one in soft)
                    furniture = {} if "attributions" in row else {"furniture": "unknown"}
                    out.write(json.dumps({"text": row["text"], "attributions": soft, "soft": True, **furniture}, ensure_ascii=False) + "\n")
        print(f"{name}: {len(rows)} texts, {count:.0f} attributions", flush=True)


if __name__ == "__main__":
    main()
