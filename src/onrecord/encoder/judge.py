"""The judge at work: texts to vectors, pairs of texts to verdicts. One bundle, two graphs over the same tokenizer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.encoder.bundle import TOKENIZER, session, verified
from onrecord.encoder.encoder import CLS, SEP
from onrecord.encoder.tags import Floats, Ints
from onrecord.encoder.tokens import load_tokenizer

FORMAT = "onrecord/judge/2"
SHIPPED_JUDGE = Path(__file__).parent / "judge"
GRAPH = "judge.onnx"
MEANING = "meaning.onnx"
ENTAILS, CONTRADICTS, NEUTRAL = range(3)
"""The columns of `Judge.pairs`, which sum to one: the first text entails the second, contradicts it, or does neither."""

Text = str | tuple[str, str]
"""A text alone, or a text and the words around it, within which it is read."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDTH = 384
_FEW = 8  # runs that are not worth a pool


class Judge:
    """A judge bundle, made once and used for everything; safe to share between threads. Each graph is opened when it is first asked.

    Each text and each pair is a run of its own: the scales of int8 arithmetic are set by all that a run holds, so an answer would else
    depend on the company (decision 5). Texts are cut at the word pieces that the judge was trained with.

    Args:
        folder: a bundle; by default the one shipped with the package.
        threads: how many runs there may be at a time.

    Raises:
        BundleError: the bundle is absent, altered or of another format.
    """

    def __init__(self, folder: Path = SHIPPED_JUDGE, *, threads: int = 1) -> None:
        manifest = verified(folder, "the judge", FORMAT, (GRAPH, MEANING, TOKENIZER))
        self.name = f"{manifest['name']}/{manifest['version']}"
        self._longest: dict[str, list[int]] = manifest["longest"]
        self._folder, self._threads = folder, threads
        self._tokenizer = load_tokenizer(folder / TOKENIZER)

    @cached_property
    def _meaning(self) -> Any:
        return session(self._folder / MEANING)

    @cached_property
    def _judging(self) -> Any:
        # Opened when a pair is first judged: what only looks for like texts does without.
        return session(self._folder / GRAPH)

    def vectors(self, texts: Sequence[Text]) -> Floats:
        """The vector of each text, float32 (n, 384) of length 1: near in meaning, near in angle.

        Of a text with words around it the vector is the text's alone, but made of what it means there.
        """
        runs = [self._joined((one,), "alone") if isinstance(one, str) else self._joined(one, "within") for one in texts]
        return self._each(self._meaning, "vector", runs, _WIDTH)

    def pairs(self, given: Sequence[tuple[str, str]]) -> Floats:
        """The verdicts on each pair, float32 (n, 3): shares by the model, in the columns ENTAILS to NEUTRAL."""
        return self._each(self._judging, "relation", [self._joined(pair, "pair") for pair in given], NEUTRAL + 1)

    def _each(self, graph: Any, name: str, runs: Sequence[tuple[Ints, Ints]], width: int) -> Floats:
        """What each run gives under a name, in their order, (runs, width)."""

        def one(run: tuple[Ints, Ints]) -> Floats:
            got: Floats = graph.run([name], {"ids": run[0], "types": run[1]})[0]
            return got

        out = np.zeros((len(runs), width), np.float32)
        if self._threads == 1 or len(runs) < _FEW:
            for at, run in enumerate(runs):
                out[at] = one(run)
            return out
        with ThreadPoolExecutor(self._threads, "onrecord-judge") as pool:
            for at, row in enumerate(pool.map(one, runs)):
                out[at] = row
        return out

    def _joined(self, texts: Sequence[str], form: str) -> tuple[Ints, Ints]:
        """Ids and types of one or two texts: CLS a SEP, or CLS a SEP b SEP, each text cut at its number of word pieces."""
        read = self._tokenizer.encode_batch([_SURROGATE.sub("\ufffd", text) for text in texts], add_special_tokens=False)
        pieces = [one.ids[:most] for one, most in zip(read, self._longest[form], strict=True)]
        ids = np.array([CLS, *(piece for some in pieces for piece in (*some, SEP))], np.int64)
        types: Ints = np.zeros_like(ids)
        types[len(pieces[0]) + 2 :] = 1
        return ids, types
