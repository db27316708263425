"""Export trained vectors into the judge's bundle, beside its graph for pairs, checked against torch.

python -m training.meaning_export runs/meaning.pt src/onrecord/encoder/judge --version 2
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from onrecord.encoder.bundle import MANIFEST, TOKENIZER
from onrecord.encoder.judge import FORMAT, GRAPH, MEANING
from training.export import FLOAT_TOLERANCE, quantize, write_manifest
from training.judge_graph import States, fixed_set, to_onnx
from training.meaning import LONGEST
from training.meaning_network import MeaningNetwork


class Meant(nn.Module):
    """The vector of one text as a graph without a batch axis."""

    def __init__(self, network: MeaningNetwork) -> None:
        super().__init__()
        self.states = States(network.bert)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        """Ids and types (T,) -> the vector (H,) of length 1."""
        hidden = self.states(ids, types)
        weight = (1 - types).to(hidden.dtype)
        return nn.functional.normalize((weight @ hidden) / weight.sum().clamp(min=1), dim=-1)


@torch.no_grad()
def compare(network: MeaningNetwork, path: Path) -> float:
    """The least cosine between torch's vector and the graph's, on texts of several lengths, alone and within others."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 1.0
    for ids, types in fixed_set():
        wanted = network.vectors(ids[None], types[None], torch.ones_like(ids)[None])[0]
        got = session.run(["vector"], {"ids": ids.numpy(), "types": types.numpy()})[0]
        worst = min(worst, float(np.dot(wanted.numpy(), got)))
    return worst


def export(network: MeaningNetwork, folder: Path, *, version: str) -> None:
    """Write the graph and the manifest of the bundle that holds it."""
    network.eval()
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / MEANING
        to_onnx(Meant(network), plain, ("vector",))
        least = compare(network, plain)
        print(f"float ONNX: cosine with torch {least:.6f} at least")
        if least < 1 - FLOAT_TOLERANCE:
            raise SystemExit("the graph is not the network's: not exported")
        quantize(plain, folder / MEANING, ())
        print(f"int8: cosine with torch {compare(network, folder / MEANING):.4f} at least, on random pieces")
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest |= {
        "format": FORMAT,
        "version": version,
        "longest": {**manifest["longest"], **LONGEST},
        "trained_on": {
            "vectors": ["BASIL", "FNC-1", "ECB+"],
            "pairs": [
                *("MultiNLI", "SNLI", "CAD", "negated MultiNLI and SNLI", "RTE", "FEVER symmetric", "Fool Me Twice"),
                *("Climate-FEVER", "Emergent", "FNC-1", "ECB+"),
            ],
        },
    }
    write_manifest(folder, manifest, (GRAPH, MEANING, TOKENIZER))


def main() -> None:
    """Export what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    network = MeaningNetwork(pretrained=False)
    network.load_state_dict(torch.load(args.weights))
    export(network, args.folder, version=args.version)


if __name__ == "__main__":
    main()
