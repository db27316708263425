"""Same claim across articles, and stances, against the gold of `data/claims` and `data/bounty`.

    python -m eval.linking                    both sets: with the gold's attributions given, and end to end
    python -m eval.linking --misses 40        and pairs that went wrong, the surest first
    python -m eval.linking --fit              write the weights that the package ships, fitted on all events

All that is fitted is fitted without the event that it is scored on: weights, and the score from which two are of one claim. All
articles of a set are in one ledger; the scorer looks within events. The plain baseline has the judge's vectors of the gold's contents,
average linkage, and the best cut for each set.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.attributions import read_all
from eval.corpus import LEDGER_SCORER, SHARED, Row, rows
from eval.ledger import SETS, folder
from eval.regression import Doubles, fitted
from onrecord.compose import reader
from onrecord.encoder import Judge
from onrecord.model import UNSTATED, Link, Reading, Span, Statement, pairs_of
from onrecord.model.segment import sentence_at, sentences
from onrecord.stages.enter import enter
from onrecord.stages.link import gather, sketches, views
from onrecord.stages.link.gather import merges
from onrecord.stages.link.likeness import PLAIN, likeness
from onrecord.stages.link.relate import candidates, links_of, probability
from onrecord.stages.link.sketch import Floats, Sketch
from onrecord.stages.link.weights import SAME_FROM, WEIGHTS

sys.path.insert(0, str(LEDGER_SCORER.parent))

RIDGE = 30.0
APART = 0.3  # what the pairs of different events weigh as an event: they teach what a story is, more than what a claim is
CUTS = tuple(round(0.1 + 0.02 * step, 2) for step in range(10))  # scores tried, from which two are of one claim
WEIGHTS_FILE = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "stages" / "link" / "weights.py"
_SPACES = re.compile(r"\s+")
_SAME_WORDS = 0.8  # overlap from which a read content counts as the gold's, and keeps its own wording
Judging = Callable[[Sequence[tuple[str, str]]], Floats]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The statements of a set with their sketches, the event of each, and the gold line that each is, or was `given` by (None: none)."""

    name: str
    statements: list[Statement]
    sketches: list[Sketch]
    events: list[str]
    gold: list[Row | None]
    given: bool


@dataclass(slots=True)
class Pairs:
    """The pairs of a ledger that may be about one thing, with their numbers; `event` is "" across events."""

    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]
    numbers: Doubles
    event: npt.NDArray[np.str_]
    wanted: Doubles  # 1 one claim, 0 not, -1 the gold does not say
    score: Doubles = field(default_factory=lambda: np.zeros(0))


# -- statements


def plain_words(text: str) -> str:
    """The text in one line."""
    return _SPACES.sub(" ", text).strip()


def given(name: str, readings: Sequence[Reading]) -> list[tuple[Statement, Row]]:
    """The gold's attributions as statements: its contents, speakers and acts, with what the reader makes of the place for the rest."""
    import score_ledger as scorer  # type: ignore[import-not-found]

    out = []
    lines = defaultdict(list)
    for line in rows(folder(name) / "gold.jsonl"):
        lines[line["article"]].append(line)
    for reading in readings:
        text, article = reading.article.text, reading.article
        entered = list(enter(reading))
        read = [{"content": pairs_of(one.evidence), "cue": pairs_of(one.cue)} for one in entered]
        words, whole = scorer.tokens_of(text), sentences(text)
        wanted = lines[article.id]
        for number, (line, at) in enumerate(zip(wanted, scorer.match(wanted, read, words), strict=True)):
            voice = bool(line.get("voice"))
            match = entered[at] if at is not None and entered[at].voice == voice else None
            spans = tuple(Span(*pair) for pair in line["content"])
            own = plain_words(" ".join(span.of(text) for span in spans))
            if match:
                mine, theirs = scorer.covered(line["content"], words), scorer.covered(pairs_of(match.evidence), words)
                own = match.text if len(mine & theirs) >= _SAME_WORDS * len(mine | theirs) else own
            first, last = whole[sentence_at(text, spans[0].start)], whole[sentence_at(text, spans[-1].end - 1)]
            statement = Statement(
                id=f"{article.id}.{number:03d}",
                article=article.id,
                text=own,
                evidence=spans,
                setting=plain_words(text[min(first.start, spans[0].start) : last.end])[:600],
                title=article.title or "",
                speaker="" if voice else line.get("speaker") or UNSTATED,
                kind="unstated" if voice else line.get("speaker_kind") or "unstated",
                act=line.get("act") or "assert",
                negated=match.negated if match else False,
                pointed=match.pointed if match else "",
                extent=match.extent if match else None,
                voice=voice,
            )
            out.append((statement, line))
    return out


def matched(name: str, statements: Sequence[Statement]) -> dict[str, Row]:
    """The gold lines of statements that were read, by the statement's id; of several lines of one statement the first."""
    import score_ledger as scorer

    texts = {row["id"]: row["text"] for row in rows(folder(name) / "articles.jsonl")}
    lines, read = defaultdict(list), defaultdict(list)
    for line in rows(folder(name) / "gold.jsonl"):
        lines[line["article"]].append(line)
    for one in statements:
        read[one.article].append(one)
    out: dict[str, Row] = {}
    for article, wanted in lines.items():
        given = [{"content": pairs_of(one.evidence), "cue": pairs_of(one.cue)} for one in read[article]]
        for line, at in zip(wanted, scorer.match(wanted, given, scorer.tokens_of(texts[article])), strict=True):
            if at is not None and line["claim"]:
                out.setdefault(read[article][at].id, line)
    return out


def ledgers(name: str, readings: Sequence[Reading], judge: Judge) -> tuple[Ledger, Ledger]:
    """A set's ledger with the gold's attributions, and the one that is read."""
    events = {row["id"]: row.get("event") or name for row in rows(folder(name) / "articles.jsonl")}
    read = [one for reading in readings for one in enter(reading)]
    lines = matched(name, read)
    ours: list[tuple[Statement, Row | None]] = [(one, lines.get(one.id)) for one in read]
    out = []
    for pairs, stated in ((list(given(name, readings)), True), (ours, False)):
        statements = [one for one, _ in pairs]
        drawn = sketches(statements, judge.vectors(views(statements)))
        out.append(Ledger(name, statements, drawn, [events[one.article] for one in statements], [line for _, line in pairs], stated))
    return out[0], out[1]


# -- pairs


def pairs_in(ledger: Ledger) -> Pairs:
    """The pairs of a ledger that may be about one thing."""
    a, b = candidates(ledger.sketches, ledger.sketches)
    numbers = likeness([ledger.sketches[i] for i in a], [ledger.sketches[j] for j in b]).astype(np.float64)
    event = np.array([ledger.events[i] if ledger.events[i] == ledger.events[j] else "" for i, j in zip(a, b, strict=True)])
    wanted = np.array([_wanted(ledger.gold[i], ledger.gold[j], bool(e)) for i, j, e in zip(a, b, event, strict=True)])
    return Pairs(a, b, numbers, event, wanted)


def _wanted(one: Row | None, other: Row | None, within: bool) -> float:
    if one is None or other is None:
        return -1.0
    if not within:
        return 0.0
    if not one["claim"] or not other["claim"]:
        return -1.0
    if one["claim"] == other["claim"]:
        return 1.0
    return -1.0 if {one["claim"], *one.get("also", ())} & {other["claim"], *other.get("also", ())} else 0.0


# -- fitting


class Fit:
    """Weights fitted without an event, for each event and for all ("")."""

    def __init__(self, numbers: Sequence[Doubles], wanted: Sequence[Doubles], events: Sequence[npt.NDArray[np.str_]]) -> None:
        self._numbers, self._wanted, self._events = np.concatenate(numbers), np.concatenate(wanted), np.concatenate(events)
        names, counts = np.unique(self._events[self._wanted >= 0], return_counts=True)
        # Each event counts by the root of its pairs: a long story says more than a short one, but not everything.
        root = dict(zip(names.tolist(), (1 / np.sqrt(counts)).tolist(), strict=True))
        root[""] = APART * root.get("", 0.0)
        self._weight = np.array([root.get(event, 0.0) for event in self._events.tolist()])
        self._weight *= len(self._weight) / self._weight.sum()
        self._made: dict[str, Doubles] = {}

    def without(self, event: str) -> Doubles:
        """The weights fitted on all events but this one."""
        if event not in self._made:
            use = (self._wanted >= 0) & ((self._events != event) | (event == ""))
            self._made[event] = fitted(self._numbers[use], self._wanted[use], self._weight[use], RIDGE)
        return self._made[event]

    def scores(self, numbers: Doubles, events: npt.NDArray[np.str_]) -> Doubles:
        """The score of each pair by the weights that did not see its event."""
        out = np.zeros(len(numbers))
        for event in np.unique(events).tolist():
            chosen = events == event
            out[chosen] = probability(numbers[chosen].astype(np.float32), self.without(event).astype(np.float32))
        return out


# -- scoring


def links_in(ledger: Ledger, pairs: Pairs, judging: Judging) -> list[Link]:
    """The links of the pairs, by the scores that they have here."""
    both = [(ledger.sketches[i], ledger.sketches[j]) for i, j in zip(pairs.a, pairs.b, strict=True)]
    return links_of(both, pairs.score.astype(np.float32), judging)


def ledger_lines(ledger: Ledger, links: Sequence[Link], cut: float) -> list[Row]:
    """The scorer's lines."""
    about = {one.id: one for one in ledger.statements}
    return [
        {
            "article": about[stance.statement].article,
            "source": pairs_of(about[stance.statement].source),
            "cue": pairs_of(about[stance.statement].cue),
            "content": pairs_of(about[stance.statement].evidence),
            "act": about[stance.statement].act,
            "voice": about[stance.statement].voice,
            "claim": claim.id,
            "stance": stance.position,
            "id": stance.statement,
        }
        for claim in gather(about, links, (), least=cut)
        for stance in claim.stances
    ]


@dataclass(frozen=True, slots=True)
class Scored:
    """Counts of one event: pairs right, said and wanted, within and across articles; stances right and asked for."""

    pairs: Mapping[str, tuple[int, int, int]]
    stances: tuple[int, int]


def scored(ledger: Ledger, lines: Sequence[Row]) -> dict[str, Scored]:
    """The scorer's counts for each event of a ledger."""
    import score_ledger as scorer

    by_id = {line["id"]: line for line in lines}
    by_article = defaultdict(list)
    for line in lines:
        by_article[line["article"]].append(line)
    found: dict[str, list[tuple[str, Row, Row | None]]] = defaultdict(list)
    gold = defaultdict(list)
    for line in rows(folder(ledger.name) / "gold.jsonl"):
        gold[line["article"]].append(line)
    texts = {row["id"]: row for row in rows(folder(ledger.name) / "articles.jsonl")}
    if ledger.given:
        for one, given in zip(ledger.statements, ledger.gold, strict=True):
            assert given is not None
            found[texts[one.article].get("event") or ledger.name].append((one.article, given, by_id[one.id]))
    else:
        for article, wanted in gold.items():
            read = by_article[article]
            for told, at in zip(wanted, scorer.match(wanted, read, scorer.tokens_of(texts[article]["text"])), strict=True):
                found[texts[article].get("event") or ledger.name].append((article, told, None if at is None else read[at]))
    return {event: _counted(items) for event, items in sorted(found.items())}


def _counted(items: Sequence[tuple[str, Row, Row | None]]) -> Scored:
    counts = {"same claim": [0, 0, 0], "across": [0, 0, 0]}
    held = [(article, line, got) for article, line, got in items if line.get("claim")]
    for at, (article, line, got) in enumerate(held):
        for other, against, had in held[:at]:
            one = line["claim"] == against["claim"]
            said = got is not None and had is not None and got["claim"] == had["claim"]
            if not one and {line["claim"], *line.get("also", ())} & {against["claim"], *against.get("also", ())}:
                continue
            for name in ("same claim", "across") if article != other else ("same claim",):
                counts[name][0] += one and said
                counts[name][1] += said
                counts[name][2] += one
    taken = [(line["stance"], got["stance"]) for _, line, got in held if got is not None and line.get("stance") not in (None, "neutral")]
    return Scored({name: (both, said, true) for name, (both, said, true) in counts.items()}, (sum(a == b for a, b in taken), len(taken)))


def f1(counts: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of summed counts."""
    both, said, true = (sum(column) for column in zip(*counts, strict=True))
    return 100 * both / max(1, said), 100 * both / max(1, true), 200 * both / max(1, said + true)


def report(label: str, by_cut: Mapping[float, Mapping[str, Mapping[str, Scored]]]) -> Iterator[str]:
    """A line for each set: each event with the cut that is best for the others, and all with the cut that is shipped.

    Args:
        label: what is scored.
        by_cut: the scores of each set's events by cut.
    """

    def others(cut: float, but: str) -> float:
        """The mean F1 over all events but one."""
        return float(
            np.mean([f1([one.pairs["across"]])[2] for some in by_cut[cut].values() for event, one in some.items() if event != but])
        )

    for name in next(iter(by_cut.values())):
        chosen = {event: by_cut[max(CUTS, key=lambda cut, event=event: others(cut, event))][name][event] for event in by_cut[CUTS[0]][name]}  # type: ignore[misc]
        precision, recall, reached = f1([one.pairs["across"] for one in chosen.values()])
        same = f1([one.pairs["same claim"] for one in chosen.values()])[2]
        right, total = (sum(column) for column in zip(*(one.stances for one in chosen.values()), strict=True))
        best = max(f1([one.pairs["across"] for one in by_cut[cut][name].values()])[2] for cut in CUTS)
        shipped = f1([one.pairs["across"] for one in by_cut[SAME_FROM][name].values()])[2]
        yield (
            f"{label:18}{name:8} across F1 {reached:5.1f}"
            f" (P {precision:4.1f} R {recall:4.1f}; {shipped:4.1f} at {SAME_FROM}, {best:4.1f} at best)"
            f"  same claim {same:5.1f}  stance {100 * right / max(1, total):5.1f} %"
        )


def baseline(ledger: Ledger, judge: Judge) -> float:
    """Across F1 of average linkage over the vectors of the contents as they are, at the best cut."""
    contents = [plain_words(one.text) for one in ledger.statements]
    vectors = judge.vectors(contents).astype(np.float64)
    order = merges(vectors @ vectors.T, np.ones(len(contents)), -1.0)
    best = 0.0
    for least in np.arange(0.1, 0.7, 0.02):
        group = list(range(len(contents)))
        for low, high in merges(vectors @ vectors.T, np.ones(len(contents)), float(least)):
            group = [low if g == high else g for g in group]
        lines = [
            {"article": one.article, "claim": str(g), "stance": "", "id": one.id} for one, g in zip(ledger.statements, group, strict=True)
        ]
        best = max(best, f1([one.pairs["across"] for one in scored(ledger, lines).values()])[2])
    assert order
    return best


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N pairs of each kind that went wrong")
    parser.add_argument("--fit", action="store_true", help="write the weights fitted on all events")
    args = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    judge, by = Judge(), reader()
    both = []
    for name in SETS:
        path = folder(name) / "articles.jsonl"
        both.append(ledgers(name, list(read_all(rows(path), path, by)), judge))
    run(both, judge, args)
    return 0


def run(both: Sequence[tuple[Ledger, Ledger]], judge: Any, args: argparse.Namespace) -> None:
    """Fit, score and print; `judge` has vectors and pairs."""
    kinds = {"attributions given": [one for one, _ in both], "end to end": [one for _, one in both]}
    pairs = {kind: [pairs_in(ledger) for ledger in some] for kind, some in kinds.items()}
    every = [one for some in pairs.values() for one in some]
    fit = Fit([one.numbers for one in every], [one.wanted for one in every], [one.event for one in every])
    for one in every:
        one.score = fit.scores(one.numbers, one.event)
    for ledger in kinds["attributions given"]:
        print(f"{'plain baseline':18}{ledger.name:8} across F1 {baseline(ledger, judge):5.1f}", flush=True)
    for kind, some in kinds.items():
        links = [links_in(ledger, these, judge.pairs) for ledger, these in zip(some, pairs[kind], strict=True)]
        tried = {
            cut: {one.name: scored(one, ledger_lines(one, these, cut)) for one, these in zip(some, links, strict=True)} for cut in CUTS
        }
        print("\n".join(report(kind, tried)), flush=True)
        if args.misses:
            for ledger, these in zip(some, pairs[kind], strict=True):
                print("\n".join(misses(ledger, these, args.misses)))
    for kind, some in kinds.items():
        for ledger, these in zip(some, pairs[kind], strict=True):
            these.score = probability(these.numbers.astype(np.float32), WEIGHTS).astype(np.float64)
            got = scored(ledger, ledger_lines(ledger, links_in(ledger, these, judge.pairs), SAME_FROM)).values()
            reached = f1([one.pairs["across"] for one in got])
            print(f"{kind:18}{ledger.name:8} across F1 {reached[2]:5.1f} as shipped: weights and cut saw the events", flush=True)
    if args.fit:
        WEIGHTS_FILE.write_text(weights_source(fit.without("")), encoding="utf8")


def misses(ledger: Ledger, pairs: Pairs, count: int) -> Iterator[str]:
    """The pairs across articles that went most wrong: of one claim and scored low, and the other way round."""
    for label, order in (
        ("one claim, scored", np.argsort(pairs.score + 9 * (pairs.wanted != 1))),
        ("not one claim, scored", np.argsort(9 * (pairs.wanted != 0) - pairs.score)),
    ):
        for k in order[:count].tolist():
            one, other = ledger.statements[pairs.a[k]], ledger.statements[pairs.b[k]]
            told = (f"{each.article} {each.speaker} ({each.act}): {each.text[:110]}" for each in (one, other))
            yield f"{label} {pairs.score[k]:.2f}: {' | '.join(told)}"


def weights_source(weights: Doubles) -> str:
    """The table of weights as Python."""
    text = WEIGHTS_FILE.read_text(encoding="utf8")
    head = text[: text.index("_WEIGHTS = ")]
    body = "".join(f'    "{name}": {weight:.4f},\n' for name, weight in zip([*PLAIN, "alone stands"], weights.tolist(), strict=True))
    return f"{head}_WEIGHTS = {{\n{body}}}\nWEIGHTS = np.array(list(_WEIGHTS.values()), np.float32)\n"


if __name__ == "__main__":
    sys.exit(main())
