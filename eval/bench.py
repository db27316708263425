"""How fast OnRecord reads, and in how much memory.

    python -m eval.bench [--bundle DIR] [--limit N]

Over PolNeAR dev where the research data is present, else over the examples. Every figure of a run comes from a process of its own,
so that peak memory and cold starts are its own too. Stages are timed one by one on one thread; a load on the machine moves all
seconds alike, so the shares and the ratio say more than the seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.attributions import reader_of
from eval.corpus import POLNEAR_DEV, REPOSITORY, articles, rows
from onrecord.compose import ARTICLES_A_BATCH
from onrecord.encoder import SHIPPED, Encoder, load_bundle
from onrecord.encoder.bundle import TOKENIZER
from onrecord.encoder.decode import Found, Heads
from onrecord.encoder.marks import Marks
from onrecord.encoder.tags import Floats, Ints
from onrecord.encoder.tokens import Tokens, load_tokenizer, tokenize
from onrecord.model import Article, Reading
from onrecord.model.segment import sentences
from onrecord.stages import attribute, distil, qualify, resolve, scope, set_aside, voice

EXAMPLES = REPOSITORY / "examples"
COLD_STARTS, HELP_STARTS = 3, 7  # best of so many: what is measured is the program, not the disk's mood

MUST = {"articles a second, two cores": 10.0, "peak memory, MB": 600.0, "first answer, s": 2.0, "help, s": 0.2}


def texts(limit: int | None) -> tuple[str, list[Article]]:
    """What is read, and its name."""
    if POLNEAR_DEV.is_file():
        return "PolNeAR dev", articles(rows(POLNEAR_DEV)[:limit], POLNEAR_DEV)
    from onrecord.ingest import Item, load

    files = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in {".html", ".txt", ".pdf", ".docx", ".eml"})
    found = [thing for path in files for thing in load(Item(origin=str(path))) if isinstance(thing, Article)]
    return "the examples", found[:limit]


def pieces(given: Sequence[Article], bundle: Path | None) -> int:
    """How many word pieces the articles have: the tokens of this report."""
    tokenizer = load_tokenizer((bundle or SHIPPED) / TOKENIZER)
    return sum(len(tokenize(tokenizer, article.text)) for article in given)


def peak_megabytes() -> float:
    """The largest resident memory of this process so far."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)


def work(given: Sequence[Article], bundle: Path | None, threads: int) -> dict[str, Any]:
    """Read all articles to JSON in this process: seconds after the sessions are made, and peak memory."""
    by = reader_of(bundle, threads)
    by.read(given[0])
    began = time.perf_counter()
    written = sum(len(one.to_json()) for one in by.read_many(given) if isinstance(one, Reading))
    return {"seconds": time.perf_counter() - began, "peak": peak_megabytes(), "written": written}


class Clock:
    """Seconds by name; what is timed inside another name counts for itself alone."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, name: str, *, inside: str | None = None) -> Iterator[None]:
        """Time a block as `name`, taken off the block `inside` that it is part of."""
        began = time.perf_counter()
        yield
        taken = time.perf_counter() - began
        self.seconds[name] += taken
        if inside:
            self.seconds[inside] -= taken


class TimedEncoder(Encoder):
    """The encoder with a clock at its seams."""

    def __init__(self, bundle: Path | None, clock: Clock) -> None:
        super().__init__(load_bundle(bundle or SHIPPED))
        self._clock = clock

    def heads(self, tokens: Tokens, begin: int, end: int) -> tuple[Heads, Marks]:
        """As the encoder's, timed."""
        with self._clock("encoder", inside="segment, records"):
            return super().heads(tokens, begin, end)

    def _find(self, given: Sequence[Heads]) -> list[list[Found]]:
        with self._clock("decode", inside="segment, records"):
            return super()._find(given)

    def _score_roles(self, pieces: Floats, cues: Floats, begin: Ints) -> Floats:
        with self._clock("roles", inside="decode"):
            return super()._score_roles(pieces, cues, begin)


def by_stage(given: Sequence[Article], bundle: Path | None) -> tuple[dict[str, float], float]:
    """Seconds of each stage over all articles on one thread, in the order of work, and of all of them."""
    clock = Clock()
    encoder = TimedEncoder(bundle, clock)
    encoder.annotate(given[:1])
    clock.seconds.clear()
    tokenizer = load_tokenizer((bundle or SHIPPED) / TOKENIZER)
    with clock("tokenize"):
        for article in given:
            tokenize(tokenizer, article.text)
    with clock("segment"):
        for article in given:
            sentences(article.text)
    # `annotate` tokenizes and segments as well; both were timed alone, so their time is taken off what is left of it.
    clock.seconds["segment, records"] -= clock.seconds["tokenize"] + clock.seconds["segment"]
    for at in range(0, len(given), ARTICLES_A_BATCH):
        batch = given[at : at + ARTICLES_A_BATCH]
        with clock("segment, records"):
            seen = encoder.annotate(batch)
        for article, annotation in zip(batch, seen, strict=True):
            with clock("set aside"):
                marked = set_aside(article, annotation)
            with clock("attribute"):
                made = attribute(marked, annotation)
            with clock("resolve"):
                speakers, voicings, references = resolve(marked, made, annotation.names)
            with clock("qualify"):
                qualified = qualify(marked, made, annotation.predicates)
            with clock("voice"):
                own = voice(marked, made)
            reading = Reading(marked, made, own, speakers, voicings, qualified)
            with clock("scope"):
                reading = replace(reading, denials=scope(reading, references))
            with clock("distil"):
                reading = replace(reading, propositions=distil(reading, references))
            with clock("JSON"):
                reading.to_json()
    seconds = clock.seconds
    seconds["records"] = max(0.0, seconds.pop("segment, records"))
    model = ("tokenize", "encoder", "roles", "decode", "segment", "records")
    order = (*model, "set aside", "attribute", "resolve", "qualify", "voice", "scope", "distil", "JSON")
    return {name: seconds[name] for name in order}, sum(seconds[name] for name in order)


def best_of(times: int, command: Sequence[str | Path]) -> float:
    """The shortest wall-clock time of a command, in seconds.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """

    def once() -> float:
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - began

    return min(once() for _ in range(times))


def workers(count: int, threads: int, options: Sequence[str]) -> list[dict[str, Any]]:
    """What `count` processes report that share the articles, each on `threads` threads."""
    module = [sys.executable, "-m", "eval.bench", *options, "--threads", str(threads)]
    started = [
        subprocess.Popen([*module, "--share", f"{share}/{count}"], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
        for share in range(count)
    ]
    reports = []
    for process in started:
        out, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"a worker failed with exit code {process.returncode}")
        reports.append(json.loads(out))
    return reports


def report(bundle: Path | None, limit: int | None, say: Callable[[str], None] = print) -> None:
    """Measure all and print it."""
    name, given = texts(limit)
    if not given:
        raise SystemExit("no articles to read: neither the research data nor the examples are here")
    count = pieces(given, bundle)
    say(f"{len(given)} articles of {name}, {count:,} word pieces; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    options = [*(["--bundle", str(bundle)] if bundle else []), *(["--limit", str(limit)] if limit else [])]

    say(f"{'reading, all stages':28}{'articles/s':>11}{'pieces/s':>11}{'peak MB':>10}")
    fastest, peak = 0.0, 0.0
    for label, processes, threads in (("1 thread", 1, 1), ("2 threads", 1, 2), ("2 processes of 1 thread", 2, 1)):
        reports = workers(processes, threads, options)
        seconds = max(one["seconds"] for one in reports)
        memory = sum(one["peak"] for one in reports)
        say(f"{label:28}{len(given) / seconds:11.1f}{count / seconds:11,.0f}{memory:10.0f}")
        fastest = max(fastest, len(given) / seconds)
        peak = max(peak, *(one["peak"] for one in reports))

    stages, whole = by_stage(given, bundle)
    say(f"\n{'stages, one thread':28}{'ms/article':>11}{'share':>11}")
    for stage, seconds in stages.items():
        say(f"{stage:28}{1000 * seconds / len(given):11.2f}{100 * seconds / whole:10.1f}%")
    session = stages["encoder"] + stages["roles"]
    say(f"{'all':28}{1000 * whole / len(given):11.2f}")
    say(f"all stages take {whole / session:.2f} times as long as the model's sessions alone")

    first = first_answer(given[0])
    script = Path(sys.executable).with_name("onrecord")
    help_time = best_of(HELP_STARTS, [script, "--help"]) if script.exists() else float("nan")
    say(f"\n{'cold start':28}{'seconds':>11}")
    say(f"{'first answer, one article':28}{first:11.2f}")
    say(f"{'onrecord --help':28}{help_time:11.2f}")

    reached = (fastest, peak, first, help_time)
    say(f"\n{'must':28}{'limit':>11}{'reached':>11}")
    for (what, limit_of), value in zip(MUST.items(), reached, strict=True):
        fits = value >= limit_of if "second," in what else value <= limit_of
        say(f"{what:28}{limit_of:11.1f}{value:11.2f}  {'yes' if fits else 'NO'}")


def first_answer(article: Article) -> float:
    """From a cold start of Python to the JSON of one article in a text file, best of several."""
    program = "import sys, pathlib, onrecord; sys.stdout.write(onrecord.read(pathlib.Path(sys.argv[1])).to_json())"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article.text, encoding="utf8")
        return best_of(COLD_STARTS, [sys.executable, "-c", program, path])


def main(argv: Sequence[str] | None = None) -> None:
    """Print the report; with --share, be one of its workers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="a bundle other than the shipped one")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N articles only")
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--share", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.share is None:
        report(args.bundle, args.limit)
        return
    share, of = map(int, args.share.split("/"))
    print(json.dumps(work(texts(args.limit)[1][share::of], args.bundle, args.threads)))


if __name__ == "__main__":
    main()
