"""The states of all layers of a trained reader over texts, as the shipped int8 encoder computes them: what further heads are trained on."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import torch

from onrecord.encoder.encoder import CLS, SEP
from onrecord.encoder.tokens import FEATURES, Tokens, load_tokenizer, tokenize
from onrecord.encoder.windows import windows
from training.export import States, quantize
from training.network import Reader, base_folder

Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Seen:
    """A text, its pieces, and for each window (begin, end) the states (LAYERS, T, H) over it."""

    text: str
    tokens: Tokens
    windows: tuple[tuple[int, int, Halves], ...]


class Frozen:
    """An encoder that only reads."""

    def __init__(self, weights: Path) -> None:
        reader = Reader(pretrained=False)
        reader.load_state_dict(torch.load(weights))
        ids, features = torch.randint(1000, 2000, (40,)), torch.randint(0, FEATURES, (40,))
        with tempfile.TemporaryDirectory() as name:
            plain, small = Path(name) / "plain.onnx", Path(name) / "small.onnx"
            torch.onnx.export(
                States(reader.eval()).eval(),
                (ids, features),
                str(plain),
                input_names=["ids", "features"],
                output_names=["states"],
                dynamic_axes={"ids": {0: "pieces"}, "features": {0: "pieces"}, "states": {1: "pieces"}},
                opset_version=17,
                dynamo=False,
            )
            quantize(plain, small)
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(str(small), options, providers=["CPUExecutionProvider"])
        self._tokenizer = load_tokenizer(base_folder() / "tokenizer.json")

    def see(self, text: str, most: int | None = None) -> Seen:
        """A text with the states of its windows, or of its first `most`."""
        tokens = tokenize(self._tokenizer, text)
        return Seen(text, tokens, tuple((a, b, self._states(tokens, a, b)) for a, b in windows(tokens)[:most]))

    def _states(self, tokens: Tokens, a: int, b: int) -> Halves:
        ids = np.concatenate([[CLS], tokens.ids[a:b], [SEP]])
        features = np.concatenate([[0], tokens.features[a:b], [0]])
        states: Halves = self._session.run(None, {"ids": ids, "features": features})[0].astype(np.float16)
        return states
