"""Export trained vectors into the judge's bundle, beside its graph for pairs, checked against torch.

python -m training.meaning_export runs/meaning.pt src/onrecord/encoder/judge --version 2
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.encoder.bundle import MANIFEST, TOKENIZER, digest
from onrecord.encoder.judge import FORMAT, GRAPH, MEANING
from training.export import FLOAT_TOLERANCE, layer_states, together
from training.judge import LONGEST as OF_A_PAIR
from training.meaning import LONGEST
from training.meaning_network import MeaningNetwork


class Meant(nn.Module):
    """The vector of one text as a graph without a batch axis."""

    def __init__(self, network: MeaningNetwork) -> None:
        super().__init__()
        self.network = network
        self.projections = nn.ModuleList(map(together, network.bert.encoder.layer))

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        """Ids and types (T,) -> the vector (H,) of length 1."""
        embeddings = self.network.bert.embeddings
        embedded = (
            embeddings.word_embeddings(ids)
            + embeddings.token_type_embeddings(types)
            + embeddings.position_embeddings.weight[: ids.shape[0]]
        )
        hidden = layer_states(self.network.bert, self.projections, embeddings.LayerNorm(embedded))[-1]
        weight = (1 - types).to(hidden.dtype)
        return nn.functional.normalize((weight @ hidden) / weight.sum().clamp(min=1), dim=-1)


@torch.no_grad()
def compare(network: MeaningNetwork, path: Path) -> float:
    """The least cosine between torch's vector and the graph's, on texts of several lengths, alone and within others."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    generator = torch.Generator().manual_seed(7)
    worst = 1.0
    for a, b in ((5, 3), (30, 0), (40, 38), (50, 81)):
        ids = torch.randint(1000, 30000, (a + b,), generator=generator)
        types = torch.arange(a + b).ge(a).long()
        wanted = network.vectors(ids[None], types[None], torch.ones_like(ids)[None])[0]
        got = session.run(["vector"], {"ids": ids.numpy(), "types": types.numpy()})[0]
        worst = min(worst, float(np.dot(wanted.numpy(), got)))
    return worst


def export(network: MeaningNetwork, folder: Path, *, version: str) -> None:
    """Write the graph and the manifest of the bundle that holds it."""
    network.eval()
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / MEANING
        ids, types = torch.randint(1000, 2000, (40,)), torch.arange(40) // 20
        torch.onnx.export(
            Meant(network).eval(),
            (ids, types),
            str(plain),
            input_names=["ids", "types"],
            output_names=["vector"],
            dynamic_axes={"ids": {0: "pieces"}, "types": {0: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        least = compare(network, plain)
        print(f"float ONNX: cosine with torch {least:.6f} at least")
        if least < 1 - FLOAT_TOLERANCE:
            raise SystemExit("the graph is not the network's: not exported")
        quantize_dynamic(
            plain,
            folder / MEANING,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
        print(f"int8: cosine with torch {compare(network, folder / MEANING):.4f} at least, on random pieces")
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest |= {
        "format": FORMAT,
        "version": version,
        "made": datetime.now(UTC).date().isoformat(),
        "longest": {**LONGEST, "pair": [OF_A_PAIR, OF_A_PAIR]},
        "files": {name: digest(folder / name) for name in (GRAPH, MEANING, TOKENIZER)},
        "trained_on": {
            "vectors": ["BASIL", "FNC-1", "ECB+"],
            "pairs": ["MultiNLI", "SNLI", "CAD", "negated MultiNLI and SNLI", "RTE", "FEVER symmetric", "Fool Me Twice"],
            "pairs too": ["Climate-FEVER", "Emergent", "FNC-1", "ECB+"],
        },
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


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
