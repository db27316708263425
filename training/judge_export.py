"""Export a trained judge as a bundle: ONNX with int8 weights, the tokenizer and a manifest, checked against torch.

python -m training.judge_export runs/judge.pt src/onrecord/encoder/judge --version 1 [--card training/judge_card.json] [--float]
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from onrecord.encoder.bundle import TOKENIZER
from onrecord.encoder.judge import FORMAT, GRAPH
from training.export import FLOAT_TOLERANCE, quantize, write_manifest
from training.judge import LONGEST
from training.judge_graph import States, fixed_set, to_onnx
from training.judge_network import JudgeNetwork
from training.judge_rows import RELATIONS
from training.network import base_folder

OUTPUTS = ("vector", "relation", "same", "event")
# Products that stay float, by their names in the graph: the heads, whose numbers are few and whose answers are asked for to the point, and
# the second product of the first two layers, as in training.export.
KEPT_FLOAT = (
    *(f"/network/{name}/Gemm" for name in ("relation", "same", "event")),
    *(f"/{name}/Gemm_MatMul" for name in ("relation", "same", "event")),
)


class Judged(nn.Module):
    """Vector and verdicts of one text or one pair as one graph, without a batch axis."""

    def __init__(self, network: JudgeNetwork) -> None:
        super().__init__()
        self.network, self.states = network, States(network.bert)

    def forward(self, ids: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """Ids and types (T,) -> as OUTPUTS: vector (H,) of length 1, shares of the relations (3,), of one rumour and one event (1,)."""
        network, hidden = self.network, self.states(ids, types)
        vector = nn.functional.normalize(hidden.mean(0), dim=-1)
        verdict = network.judged(hidden[None], types[None], torch.ones_like(types)[None])
        return vector, verdict.relation[0].softmax(-1), verdict.same.sigmoid(), verdict.event.sigmoid()


@torch.no_grad()
def compare(network: JudgeNetwork, path: Path) -> float:
    """The largest difference between torch's batched network and the graph, on a fixed set of pairs and texts of several lengths."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for ids, types in fixed_set():
        mask = torch.ones_like(ids)[None]
        hidden = network.states(ids[None], types[None], mask)
        verdict = network.judged(hidden, types[None], mask)
        wanted = (
            nn.functional.normalize(hidden[0].mean(0), dim=-1),
            verdict.relation[0].softmax(-1),
            verdict.same.sigmoid(),
            verdict.event.sigmoid(),
        )
        got = session.run(list(OUTPUTS), {"ids": ids.numpy(), "types": types.numpy()})
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(wanted, got, strict=True)))
    return worst


def export(network: JudgeNetwork, folder: Path, *, version: str, quantized: bool = True, card: dict[str, Any]) -> None:
    """Write a whole bundle to `folder`."""
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / GRAPH
        to_onnx(Judged(network), plain, OUTPUTS)
        worst = compare(network, plain)
        print(f"float ONNX differs from torch by {worst:.2e} at most")
        if worst > FLOAT_TOLERANCE:
            raise SystemExit(f"more than {FLOAT_TOLERANCE}: not exported")
        if quantized:
            quantize(plain, folder / GRAPH, KEPT_FLOAT)
            print(f"int8 differs from torch by {compare(network, folder / GRAPH):.2e} at most, on random pieces")
        else:
            shutil.copy(plain, folder / GRAPH)
    shutil.copy(base_folder() / "tokenizer.json", folder / TOKENIZER)
    manifest = {
        "format": FORMAT,
        "name": "judge",
        "version": version,
        "longest": {"pair": [LONGEST, LONGEST]},
        "relations": list(RELATIONS),
        "quantized": quantized,
        **card,
    }
    write_manifest(folder, manifest, (GRAPH, TOKENIZER))


def main() -> None:
    """Export what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--card", type=Path, help="JSON of training data and figures for the manifest")
    parser.add_argument("--float", action="store_true", help="keep float weights, to measure what int8 costs")
    args = parser.parse_args()
    network = JudgeNetwork(pretrained=False)
    network.load_state_dict(torch.load(args.weights))
    card = json.loads(args.card.read_text()) if args.card else {}
    export(network, args.folder, version=args.version, quantized=not args.float, card=card)


if __name__ == "__main__":
    main()
