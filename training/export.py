"""Export a trained reader as a bundle: ONNX with int8 weights, the tokenizer and a manifest, checked against torch.

    python -m training.export runs/reader.pt src/onrecord/encoder/reader --version 1 [--settings runs/settings.json] [--float]

Weights of the linear layers and of the embeddings become int8, with a scale for each row; the narrow convolutions stay float.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.encoder.bundle import ENCODER, FILES, FORMAT, MANIFEST, ROLES, TOKENIZER, digest
from onrecord.encoder.decode import Heads
from onrecord.encoder.tokens import FEATURES
from onrecord.encoder.windows import WINDOW
from onrecord.model import FURNITURE_REASONS
from training.network import Reader, base_folder
from training.train import chains_of, heads_of

# Products that stay float, by their names in the graph (quantisation makes a Gemm a MatMul first): the heads, and the second product of
# the first two layers, whose input has a few values far above the rest. On PolNeAR dev int8 costs 0.64 points of attribution F1 and 0.99
# of content fragments without them, 0.35 and 0.38 with them; all six layers would cost an eighth of the speed for no more than 0.1.
KEPT_FLOAT = (
    *(f"/{name}/Gemm_MatMul" for name in ("of_piece/of_piece.0", "cue", "any_cue", "furniture")),
    *(f"/dense_{3 * layer + 2}/Gemm_MatMul" for layer in (0, 1)),
)
LAYERS = (1, 3, 4, 5)  # counted from zero, of six: those that the heads over a frozen encoder see
FLOAT_TOLERANCE = 2e-3  # largest difference of a score between torch and float ONNX


class Whole(nn.Module):
    """Encoder and all heads but the roles, as one graph over one window.

    The encoder's layers are written out: one window needs neither a batch nor the mask of every pair of pieces that the library's graph
    spends half of its time on.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.table = nn.Parameter(reader.encoder.feature_table().detach())
        self.positions = nn.Parameter(
            (
                reader.encoder.bert.embeddings.position_embeddings.weight + reader.encoder.bert.embeddings.token_type_embeddings.weight[0]
            ).detach()
        )
        self.projections = nn.ModuleList(map(together, reader.encoder.bert.encoder.layer))

    def layers(self, ids: Tensor, features: Tensor) -> list[Tensor]:
        """Ids and features (T + 2,) -> the states of each layer (T + 2, H)."""
        bert = self.reader.encoder.bert
        embedded = bert.embeddings.word_embeddings(ids) + nn.functional.embedding(features, self.table)
        return layer_states(bert, self.projections, bert.embeddings.LayerNorm(embedded + self.positions[: ids.shape[0]]))

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Ids and features (T + 2,) -> as `Heads`, the special pieces cut off."""
        return heads_of(self.reader, self.layers(ids, features)[-1][1:-1])


class States(Whole):
    """The states of all layers, for heads that are trained over a frozen encoder."""

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:  # type: ignore[override]
        """Ids and features (T + 2,) -> (LAYERS, T, H), the special pieces cut off."""
        states = self.layers(ids, features)
        return (torch.stack([states[layer] for layer in LAYERS])[:, 1:-1],)


def together(layer: Any) -> nn.Linear:
    """Query, key and value of a layer as one product, the query already scaled."""
    attention = layer.attention.self
    scale = attention.attention_head_size**-0.5
    together = nn.Linear(attention.query.in_features, 3 * attention.query.out_features)
    with torch.no_grad():
        together.weight.copy_(torch.cat([attention.query.weight * scale, attention.key.weight, attention.value.weight]))
        together.bias.copy_(torch.cat([attention.query.bias * scale, attention.key.bias, attention.value.bias]))
    return together


def layer_states(bert: Any, projections: nn.ModuleList, hidden: Tensor) -> list[Tensor]:
    """The embeddings of one window (T, H) -> the states of each layer (T, H); `projections` are the layers `together`."""
    out = []
    heads, width = bert.config.num_attention_heads, bert.config.hidden_size // bert.config.num_attention_heads
    pieces = hidden.shape[0]
    for layer, projection in zip(bert.encoder.layer, projections, strict=True):
        query, key, value = projection(hidden).view(pieces, 3 * heads, width).transpose(0, 1).split(heads, 0)
        mixed = torch.matmul(torch.matmul(query, key.transpose(1, 2)).softmax(-1), value)
        mixed = mixed.transpose(0, 1).reshape(pieces, heads * width)
        attended = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + hidden)
        wide = nn.functional.gelu(layer.intermediate.dense(attended))
        hidden = layer.output.LayerNorm(layer.output.dense(wide) + attended)
        out.append(hidden)
    return out


def to_onnx(reader: Reader, folder: Path) -> None:
    """Write the two graphs in float."""
    ids, features = torch.randint(1000, 2000, (40,)), torch.randint(0, FEATURES, (40,))
    pieces, cues = {0: "pieces"}, {0: "cues"}
    torch.onnx.export(
        Whole(reader).eval(),
        (ids, features),
        str(folder / ENCODER),
        input_names=["ids", "features"],
        output_names=list(Heads._fields),
        dynamic_axes=dict.fromkeys(("ids", "features", *Heads._fields), pieces),
        opset_version=17,
        dynamo=False,
    )
    inner = reader.roles.bilinear.shape[1] - 1
    torch.onnx.export(
        reader.roles.eval(),
        (torch.randn(1, 40, inner), torch.randn(3, inner), torch.tensor([1, 5, 9])),
        str(folder / ROLES),
        input_names=["pieces", "cues", "begin"],
        output_names=["roles"],
        dynamic_axes={"pieces": {1: "pieces"}, "cues": cues, "begin": cues, "roles": cues | {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )


def quantize(plain: Path, out: Path) -> None:
    """Write the graph at `plain` with int8 weights to `out`."""
    quantize_dynamic(
        plain,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=list(KEPT_FLOAT),
    )


@torch.no_grad()
def compare(reader: Reader, folder: Path) -> float:
    """The largest difference between torch and ONNX over all heads, on a fixed set of windows of several lengths."""
    generator = torch.Generator().manual_seed(7)
    session = onnxruntime.InferenceSession(str(folder / ENCODER), providers=["CPUExecutionProvider"])
    roles = onnxruntime.InferenceSession(str(folder / ROLES), providers=["CPUExecutionProvider"])
    worst = 0.0
    for width in (5, 100, 384):
        ids = torch.randint(1000, 30000, (width,), generator=generator)
        features = torch.randint(0, FEATURES, (width,), generator=generator)
        wanted = heads_of(reader, reader(ids[None], features[None], torch.ones(1, width, dtype=torch.long))[0, 1:-1])
        got = session.run(None, {"ids": ids.numpy(), "features": features.numpy()})
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(wanted, got, strict=True)))
        pieces = wanted[0][None]
        begin = torch.arange(min(7, pieces.shape[1]))
        cues = wanted[1][: len(begin), : pieces.shape[2]]
        got = roles.run(None, {"pieces": pieces.numpy(), "cues": cues.numpy(), "begin": begin.numpy()})[0]
        worst = max(worst, float(np.abs(reader.roles(pieces, cues, begin).numpy() - got).max()))
    return worst


def export(reader: Reader, folder: Path, *, version: str, settings: dict[str, float], quantized: bool = True, card: dict[str, Any]) -> None:
    """Write a whole bundle to `folder`."""
    reader.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name)
        to_onnx(reader, plain)
        worst = compare(reader, plain)
        print(f"float ONNX differs from torch by {worst:.2e} at most")
        if worst > FLOAT_TOLERANCE:
            raise SystemExit(f"more than {FLOAT_TOLERANCE}: not exported")
        if quantized:
            quantize(plain / ENCODER, folder / ENCODER)
        else:
            shutil.copy(plain / ENCODER, folder / ENCODER)
        shutil.copy(plain / ROLES, folder / ROLES)
    shutil.copy(base_folder() / "tokenizer.json", folder / TOKENIZER)
    chains = chains_of(reader)
    manifest = {
        "format": FORMAT,
        "name": "reader",
        "version": version,
        "made": datetime.now(UTC).date().isoformat(),
        "window": WINDOW,
        "reasons": list(FURNITURE_REASONS),
        "quantized": quantized,
        "settings": settings,
        "chains": {
            label: {part: np.round(array, 4).tolist() for part, array in zip(("follow", "start", "end"), chain, strict=True)}
            for label, chain in (("cue", chains.cue), ("role", chains.role))
        },
        "files": {name: digest(folder / name) for name in FILES},
        **card,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


def main() -> None:
    """Export what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--settings", type=Path, help="JSON that training.tune wrote")
    parser.add_argument("--card", type=Path, help="JSON of training data and figures for the manifest")
    parser.add_argument("--float", action="store_true", help="keep float weights, to measure what int8 costs")
    args = parser.parse_args()
    reader = Reader(pretrained=False)
    reader.load_state_dict(torch.load(args.weights))
    settings = json.loads(args.settings.read_text()) if args.settings else {}
    card = json.loads(args.card.read_text()) if args.card else {}
    export(reader, args.folder, version=args.version, settings=settings, quantized=not args.float, card=card)


if __name__ == "__main__":
    main()
