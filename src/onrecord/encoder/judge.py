"""The judge at work: texts to vectors, pairs of texts to verdicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.encoder.bundle import TOKENIZER, verified
from onrecord.encoder.encoder import CLS, SEP
from onrecord.encoder.tags import Floats, Ints
from onrecord.encoder.tokens import load_tokenizer

FORMAT = "onrecord/judge/1"
SHIPPED_JUDGE = Path(__file__).parent / "judge"
GRAPH = "judge.onnx"
OUTPUTS = ("vector", "relation", "same", "event")
ENTAILS, CONTRADICTS, NEUTRAL, SAME, EVENT = range(5)
"""The columns of `Judge.pairs`. The first three sum to one: the first text entails the second, contradicts it, or does neither."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDTH = 384


class Judge:
    """A judge bundle with its session, made once and used for everything; safe to share between threads.

    Each text and each pair is a run of its own: the scales of int8 arithmetic are set by all that a run holds, so an answer would else
    depend on the company (decision 5). Texts are cut at the word pieces that the judge was trained with.

    Args:
        folder: a bundle; by default the one shipped with the package.
        threads: processor threads that one run may use.

    Raises:
        BundleError: the bundle is absent, altered or of another format.
    """

    def __init__(self, folder: Path = SHIPPED_JUDGE, *, threads: int = 1) -> None:
        import onnxruntime

        manifest = verified(folder, "the judge", FORMAT, (GRAPH, TOKENIZER))
        self.name = f"{manifest['name']}/{manifest['version']}"
        self._longest = int(manifest["longest"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])
        self._tokenizer = load_tokenizer(folder / TOKENIZER)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """The vector of each text, float32 (n, 384) of length 1: near in meaning, near in angle."""
        out = np.zeros((len(texts), _WIDTH), np.float32)
        for at, pieces in enumerate(self._pieces(texts)):
            ids = np.array([CLS, *pieces, SEP], np.int64)
            out[at] = self._session.run(["vector"], {"ids": ids, "types": np.zeros_like(ids)})[0]
        return out

    def pairs(self, given: Sequence[tuple[str, str]]) -> Floats:
        """The verdicts on each pair, float32 (n, 5): probabilities by the model, in the columns ENTAILS to EVENT."""
        out = np.zeros((len(given), 5), np.float32)
        texts = sorted({text for pair in given for text in pair})
        pieces = dict(zip(texts, self._pieces(texts), strict=True))
        for at, (first, second) in enumerate(given):
            a, b = pieces[first], pieces[second]
            ids = np.array([CLS, *a, SEP, *b, SEP], np.int64)
            types: Ints = np.zeros_like(ids)
            types[len(a) + 2 :] = 1
            out[at] = np.concatenate(self._session.run(list(OUTPUTS[1:]), {"ids": ids, "types": types}))
        return out

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        read = self._tokenizer.encode_batch([_SURROGATE.sub("\ufffd", text) for text in texts], add_special_tokens=False)
        return [one.ids[: self._longest] for one in read]
