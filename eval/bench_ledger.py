"""What a ledger costs as it grows: time to add an article, to link it and to settle, disk, memory, and how long questions take.

    python -m eval.bench_ledger [--sizes N ...] [--on sqlite postgresql] [--folder DIR]

The ledgers hold made archives (`eval.growth` says what is real of them), one growing from size to size. Entering, linking and settling
are the product's; the judge is not asked, because a hundred thousand articles would take it days: vectors come with the articles, verdicts
on pairs are drawn, and what the judge would take is measured beside it. What is done once is kept in the folder and not done again, so a
run that was stopped goes on where it was; `make clean` forgets it all. Each figure comes from a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import onrecord.ledger as product
from eval.bench import peak_megabytes
from eval.corpus import REPOSITORY
from eval.growth import Grown, archive, seeds
from onrecord.compose import reader
from onrecord.encoder import Judge
from onrecord.ledger import Ledger
from onrecord.model import LedgerError, Reading
from onrecord.stages.enter import enter
from onrecord.stages.link import views
from onrecord.store import Store, address

Floats = npt.NDArray[np.float32]
Row = dict[str, Any]

FOLDER = REPOSITORY / "build" / "growth"
SIZES, DATABASES = (1_000, 10_000), ("sqlite", "postgresql")
BATCH = 100  # articles between two settlings: what a desk adds at a time
LAST = 500  # articles at the end of each size whose times are the figures, at most half of them
QUESTIONS = 40  # of each kind
SAMPLE = 16  # articles that are really read and judged beside
MOST = 0.300  # seconds that 95 of 100 questions may take


class Drawn:
    """A judge that computes nothing: vectors are given, verdicts drawn by the texts, neutral for most; it counts what it is asked.

    Of a text that no vectors were given for the vector is one of those given last, somewhat off: a question about what is on record.
    """

    def __init__(self) -> None:
        self.given: Floats = np.zeros((0, 1), np.float32)
        self.asked = 0

    def vectors(self, texts: Sequence[str | tuple[str, str]]) -> Floats:
        """The vectors given, or some near them."""
        if len(texts) == len(self.given):
            return self.given
        chance = np.random.default_rng(len(texts[0]))
        near = self.given[chance.integers(len(self.given), size=len(texts))] + chance.normal(0, 0.03, (len(texts), self.given.shape[1]))
        found: Floats = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
        return found

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Verdicts: of twenty one contradicts and two entail."""
        self.asked += len(pairs)
        drawn = [random.Random(f"{one} {other}").randrange(20) for one, other in pairs]
        sure = np.array([[0.95, 0.02, 0.03], [0.02, 0.95, 0.03], [0.02, 0.02, 0.96]], np.float32)
        verdicts: Floats = sure[[1 if at == 0 else 0 if at < 3 else 2 for at in drawn]].reshape(-1, 3)
        return verdicts


def opened(where: str, judge: Drawn, *, create: bool = False) -> Ledger:
    """The ledger at an address, with a judge that costs nothing."""
    return Ledger(Store(address(where), create=create), lambda: judge, lambda: "2031-01-01T00:00:00+00:00")


# -- growing


def grow(where: str, size: int, folder: Path) -> Row:
    """Bring the ledger at an address to a size, in batches, and say what the last articles took."""
    judge, spent = Drawn(), defaultdict[str, float](float)
    ledger = opened(where, judge, create=True)
    _timed(spent)
    held = ledger.counts()["articles"]
    if held >= size:
        # A run that was stopped had come so far; what it measured is lost, and the last articles cannot be added twice.
        raise SystemExit(f"{where} has {held:,} articles already, and their times were not kept; remove it, or ask for a larger size")
    last = min(LAST, size // 2)
    batch = 0
    for number, one in enumerate(islice(archive(seeds(folder), after=held), size - held), held + 1):
        if number == size - last + 1:
            spent.clear()
            judge.asked = 0
        judge.given = one.vectors
        with _clock(spent, "add"):
            ledger.add(one.reading)
        batch += 1
        if batch == BATCH or number == size:
            with _clock(spent, "settle"):
                ledger.settle()
            batch = 0
        if batch == 0:
            print(f"\r{number:,} articles ", end="", file=sys.stderr)
    counts = ledger.counts()
    return {
        **{name: seconds / last for name, seconds in spent.items()},
        "pairs": judge.asked / last,
        "peak": peak_megabytes(),
        "disk": ledger.size(),
        "counts": counts,
    }


@contextmanager
def _clock(spent: defaultdict[str, float], name: str) -> Iterator[None]:
    began, busy = time.perf_counter(), time.process_time()
    yield
    spent[name] += time.perf_counter() - began
    spent[f"{name}, busy"] += time.process_time() - busy


def _timed(spent: defaultdict[str, float]) -> None:
    """Time what linking is made of, inside the product: finding candidates, and comparing with them."""

    def timed(name: str, does: Callable[..., Any]) -> Callable[..., Any]:
        def timing(*given: Any, **named: Any) -> Any:
            with _clock(spent, name):
                return does(*given, **named)

        return timing

    vars(product)["relate"] = timed("link", vars(product)["relate"])
    setattr(Ledger, "_others", timed("link", Ledger._others))  # noqa: B010 (mypy takes no method for another)


# -- asking


def ask(where: str, size: int, folder: Path) -> Row:
    """Ask a ledger of this size questions of each kind; seconds for each, and the first of each kind apart."""
    given, judge = seeds(folder), Drawn()
    ledger = opened(where, judge)
    chance = random.Random(size)
    places = sorted(chance.randrange(size - 1) for _ in range(QUESTIONS + 1))
    asked: defaultdict[str, list[dict[str, float]]] = defaultdict(list)

    def timed(name: str, question: Callable[[], object]) -> None:
        spent = defaultdict[str, float](float)
        with _clock(spent, "all"), suppress(LedgerError):  # "it fits several" is an answer too
            question()
        asked[name].append(spent)

    for place in places:
        one = next(archive(given, after=place))
        judge.given = one.vectors
        said = [each for each in enter(one.reading) if not each.voice] or list(enter(one.reading))
        meant = chance.choice(said)
        words = [word for word in meant.text.split() if word.isalpha()]
        question = " ".join(chance.sample(words, min(2, len(words)))) or "the"
        for kind, does in _questions(ledger, one, meant.id, meant.who, meant.speaker, question):
            timed(kind, does)
    return {"asked": {kind: _quantiles(spent) for kind, spent in asked.items()}, "peak": peak_megabytes()}


def _quantiles(spent: Sequence[dict[str, float]]) -> dict[str, float]:
    """Seconds of the first question, and of the others the p50 and the p95, and that of the seconds that this process was busy."""
    whole, busy = ([one[name] for one in spent] for name in ("all", "all, busy"))
    return {
        "first": whole[0],
        "p50": float(np.quantile(whole[1:], 0.5)),
        "p95": float(np.quantile(whole[1:], 0.95)),
        "busy": float(np.quantile(busy[1:], 0.95)),
    }


def _questions(
    ledger: Ledger, one: Grown, statement: str, speaker: str, name: str, words: str
) -> Iterator[tuple[str, Callable[[], object]]]:
    """A question of each kind about an article."""
    origin = one.reading.article.origin
    story = origin.rsplit("/", 2)[1]
    yield "search", lambda: ledger.search(words, limit=20)
    yield "claim", lambda: ledger.claim(statement)
    if speaker:
        yield "speaker, by id", lambda: ledger.speaker(speaker)
        yield "speaker, by name", lambda: ledger.speaker(name)
    yield "claims --contested", lambda: ledger.claims(marks=["contested"], limit=200)
    yield "claims --about", lambda: ledger.claims(about=words, limit=200)
    yield "compare", lambda: ledger.compare([one.reading.article.id, origin, story])
    yield "speakers", ledger.speakers


# -- the judge and the reader, beside


def beside(folder: Path) -> Row:
    """Seconds that reading an article takes, its vectors, and a verdict on a pair, on both processors."""
    given = [one.reading.article for one in seeds(folder)[:: max(1, len(seeds(folder)) // SAMPLE)]][:SAMPLE]
    by, judge = reader(), Judge(threads=os.cpu_count() or 1)
    by.read(given[0])
    judge.vectors(["a word"])
    began = time.perf_counter()
    found = [one for one in by.read_many(given) if isinstance(one, Reading)]
    read = time.perf_counter() - began
    texts = [views(enter(one)) for one in found]
    began = time.perf_counter()
    for some in texts:
        judge.vectors(some)
    made = time.perf_counter() - began
    said = [one.text for reading in found for one in enter(reading)][:201]
    began = time.perf_counter()
    judge.pairs(list(pairwise(said)))
    return {"read": read / len(found), "vectors": made / len(found), "pair": (time.perf_counter() - began) / (len(said) - 1)}


# -- the report


def report(sizes: Sequence[int], databases: Sequence[str], folder: Path, say: Callable[[str], None] = print) -> None:
    """Measure all that was not measured yet, and print it."""
    folder.mkdir(parents=True, exist_ok=True)
    seeds(folder)
    say(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {len(seeds(folder))} seeds")
    alone = _once(folder / "beside.json", "beside")
    judged = f"{1000 * alone['vectors']:.0f} ms and {1000 * alone['pair']:.1f} ms a pair"
    say(f"reading takes {1000 * alone['read']:.0f} ms an article, the judge {judged}\n")
    for database in databases:
        with _address(database, folder) as where:
            if where is None:
                say(f"{database}: not on this machine\n")
                continue
            for size in sizes:
                _figures(database, size, where, folder, alone, say)


def _figures(database: str, size: int, where: str, folder: Path, alone: Row, say: Callable[[str], None]) -> None:
    grown = _once(folder / f"{database}-{size}-grown.json", "grow", where, size)
    asked = _once(folder / f"{database}-{size}-asked.json", "ask", where, size)
    counts = ", ".join(f"{grown['counts'][name]:,} {name}" for name in ("statements", "links", "claims", "identities"))
    judged = alone["vectors"] + grown["pairs"] * alone["pair"]
    whole = alone["read"] + judged + grown["add"] + grown["settle"]
    parts = {"reading": alone["read"], "the judge": judged, "linking": grown["link"], "keeping": grown["add"] - grown["link"]}
    say(f"{database}, {size:,} articles: {counts}")
    busy = {"linking": "link", "adding": "add", "settling": "settle"}
    say("  ms an article: " + ", ".join(f"{name} {1000 * one:.0f}" for name, one in {**parts, "settling": grown["settle"]}.items()))
    busy_ms = ", ".join(f"{name} {1000 * grown[f'{key}, busy']:.0f}" for name, key in busy.items())
    say(f"  of them this process was busy: {busy_ms} (adding: linking and keeping)")
    say(f"  {1 / whole:.2f} articles a second are added, {1 / alone['read']:.2f} are read; {grown['pairs']:.0f} pairs judged an article")
    memory = f"peak memory {grown['peak']:.0f} MB adding, {asked['peak']:.0f} MB asking"
    say(f"  {grown['disk'] / size / 1024:.0f} kB on disk an article; {memory}")
    say(f"  {'seconds':24}{'first':>9}{'p50':>9}{'p95':>9}{'busy':>9}")
    for kind, one in asked["asked"].items():
        slow = "" if one["p95"] <= MOST else f"  more than {MOST}"
        say(f"  {kind:24}{one['first']:9.3f}{one['p50']:9.3f}{one['p95']:9.3f}{one['busy']:9.3f}{slow}")
    say("")


@contextmanager
def _address(database: str, folder: Path) -> Iterator[str | None]:
    """The address of a ledger on a database: the file of the last run, or a server of its own."""
    if database == "sqlite":
        yield str(folder / "ledger.db")
        return
    from tests.store.postgres import programs, server

    with server() if programs() else nullcontext() as one:
        yield one.url() if one else None


def _once(kept: Path, does: str, *given: object) -> Row:
    """What a process of its own reports, or reported in an earlier run."""
    if not kept.is_file():
        command = [sys.executable, "-m", "eval.bench_ledger", "--folder", str(kept.parent), "--does", does, *map(str, given)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY, check=False)
        if done.returncode:
            raise SystemExit(f"{does} failed with exit code {done.returncode}; what was measured before is kept in {kept.parent}")
        kept.write_text(done.stdout.splitlines()[-1])
    found: Row = json.loads(kept.read_text())
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Print the report; with --does, be one of its processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="articles of the ledgers, the least first")
    parser.add_argument("--on", nargs="+", choices=DATABASES, default=DATABASES, help="the databases")
    parser.add_argument("--folder", type=Path, default=FOLDER, metavar="DIR", help="where all is kept")
    parser.add_argument("--does", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if not args.does:
        report(sorted(args.sizes), args.on, args.folder)
    elif args.does[0] == "beside":
        print(json.dumps(beside(args.folder)))
    else:
        work = {"grow": grow, "ask": ask}[args.does[0]]
        print(json.dumps(work(args.does[1], int(args.does[2]), args.folder)))


if __name__ == "__main__":
    main()
