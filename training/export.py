"""Export a trained reader as a bundle: ONNX with int8 weights, the tokenizer and a manifest, checked against torch.

    python -m training.export runs/reader.pt src/onrecord/encoder/reader --marks runs/marks.pt --discourse runs/discourse.pt --version 3 \
           [--settings runs/settings.json] [--float]

Weights of the linear layers and of the embeddings become int8, with a scale for each row; the narrow convolutions stay float.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.encoder.bundle import DISCOURSE, ENCODER, FILES, FORMAT, MANIFEST, ROLES, TOKENIZER, digest
from onrecord.encoder.decode import Heads
from onrecord.encoder.marks import Marks as SeenMarks
from onrecord.encoder.tokens import FEATURES
from onrecord.encoder.windows import WINDOW
from onrecord.model import FURNITURE_REASONS
from training.discourse import Discourse, tables_of
from training.marks import Marks
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


class Parts(NamedTuple):
    """What a bundle is made of: the reader, and the heads over its states."""

    reader: Reader
    marks: Marks
    discourse: Discourse


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
        return (torch.stack(seen(self.layers(ids, features))),)


class Marked(Whole):
    """The whole with the heads over its states that read every article; the states are an output too, for those that do not."""

    def __init__(self, reader: Reader, marks: Marks) -> None:
        super().__init__(reader)
        self.marks = marks

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Ids and features (T + 2,) -> as `Heads` and `Marks`, then the states of LAYERS side by side (T, LAYERS * H)."""
        layers = self.layers(ids, features)
        states = torch.cat(seen(layers), -1)
        names, holds = self.marks(states[None])
        return (*heads_of(self.reader, layers[-1][1:-1]), names[0], holds[0], states)


class Linking(nn.Module):
    """What mentions and their links are read from, over states that lie side by side."""

    def __init__(self, discourse: Discourse) -> None:
        super().__init__()
        self.discourse = discourse

    def forward(self, states: Tensor) -> tuple[Tensor, ...]:
        """States (T, LAYERS * H) -> opens and closes (T, ANCHORS + 1), shares (T, 3 * SHARES)."""
        heads = self.discourse
        hidden = heads.body(torch.stack(states.split(states.shape[1] // len(LAYERS), 1))[:, None])[0]
        return heads.opens(hidden), heads.closes(hidden), heads.shares(hidden)


def seen(layers: Sequence[Tensor]) -> list[Tensor]:
    """Of the states of all layers (T + 2, H) those that further heads see, the special pieces cut off."""
    return [layers[layer][1:-1] for layer in LAYERS]


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


def to_onnx(reader: Reader, marks: Marks, discourse: Discourse, folder: Path) -> None:
    """Write the three graphs in float."""
    inner = reader.roles.bilinear.shape[1] - 1
    width = len(LAYERS) * reader.encoder.bert.config.hidden_size
    ids, features = torch.randint(1000, 2000, (40,)), torch.randint(0, FEATURES, (40,))
    pieces, cues = {0: "pieces"}, {0: "cues"}
    of_cue = {"pieces": {1: "pieces"}, "cues": cues, "begin": cues, "roles": cues | {1: "pieces"}}
    whole = ("ids", "features", *Heads._fields, *SeenMarks._fields, "states")
    linking = ("states", "opens", "closes", "shares")
    write_graph(Marked(reader, marks), (ids, features), whole, folder / ENCODER, dict.fromkeys(whole, pieces))
    write_graph(
        reader.roles, (torch.randn(1, 40, inner), torch.randn(3, inner), torch.tensor([1, 5, 9])), tuple(of_cue), folder / ROLES, of_cue
    )
    write_graph(Linking(discourse), (torch.randn(40, width),), linking, folder / DISCOURSE, dict.fromkeys(linking, pieces))


def write_graph(graph: nn.Module, given: tuple[Tensor, ...], names: tuple[str, ...], path: Path, axes: dict[str, dict[int, str]]) -> None:
    """Write a graph whose `names` are those of what it is given and of what it gives, in order."""
    torch.onnx.export(
        graph.eval(),
        given,
        str(path),
        input_names=list(names[: len(given)]),
        output_names=list(names[len(given) :]),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def write_manifest(folder: Path, told: Mapping[str, Any], files: Sequence[str]) -> None:
    """Write what is told of a bundle, with the day and the digests of its files, which are there already."""
    made = {"made": datetime.now(UTC).date().isoformat(), "files": {name: digest(folder / name) for name in files}}
    (folder / MANIFEST).write_text(json.dumps({**told, **made}, indent=1) + "\n", encoding="utf8")


def quantize(plain: Path, out: Path, kept: Sequence[str] = KEPT_FLOAT) -> None:
    """Write the graph at `plain` with int8 weights to `out`; the products `kept` stay float."""
    quantize_dynamic(
        plain,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=list(kept),
    )


@torch.no_grad()
def compare(reader: Reader, marks: Marks, discourse: Discourse, folder: Path) -> float:
    """The largest difference between torch and ONNX over all heads, on a fixed set of windows of several lengths."""
    generator = torch.Generator().manual_seed(7)
    worst = 0.0

    def apart(name: str, given: dict[str, Tensor], wanted: Sequence[Tensor]) -> None:
        nonlocal worst
        session = onnxruntime.InferenceSession(str(folder / name), providers=["CPUExecutionProvider"])
        got = session.run(None, {key: value.numpy() for key, value in given.items()})
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(wanted, got, strict=True)))

    for width in (5, 100, 384):
        ids = torch.randint(1000, 30000, (width,), generator=generator)
        features = torch.randint(0, FEATURES, (width,), generator=generator)
        heads = heads_of(reader, reader(ids[None], features[None], torch.ones(1, width, dtype=torch.long))[0, 1:-1])
        states = torch.cat(seen(Whole(reader).layers(ids, features)), -1)
        names, holds = marks(states[None])
        apart(ENCODER, {"ids": ids, "features": features}, (*heads, names[0], holds[0], states))
        begin = torch.arange(min(7, len(states)))
        cues = heads[1][: len(begin), : heads[0].shape[1]]
        apart(ROLES, {"pieces": heads[0][None], "cues": cues, "begin": begin}, [reader.roles(heads[0][None], cues, begin)])
        apart(DISCOURSE, {"states": states}, Linking(discourse)(states))
    return worst


def export(parts: Parts, folder: Path, *, version: str, settings: dict[str, float], quantized: bool = True, card: dict[str, Any]) -> None:
    """Write a whole bundle to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        part.eval()
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name)
        to_onnx(*parts, plain)
        worst = compare(*parts, plain)
        print(f"float ONNX differs from torch by {worst:.2e} at most")
        if worst > FLOAT_TOLERANCE:
            raise SystemExit(f"more than {FLOAT_TOLERANCE}: not exported")
        for graph in (ENCODER, DISCOURSE):
            if quantized:
                quantize(plain / graph, folder / graph)
            else:
                shutil.copy(plain / graph, folder / graph)
        shutil.copy(plain / ROLES, folder / ROLES)
    shutil.copy(base_folder() / "tokenizer.json", folder / TOKENIZER)
    chains, tables = chains_of(parts.reader), tables_of(parts.discourse)
    manifest = {
        "format": FORMAT,
        "name": "reader",
        "version": version,
        "window": WINDOW,
        "reasons": list(FURNITURE_REASONS),
        "quantized": quantized,
        "settings": settings,
        "chains": {
            label: {part: np.round(array, 4).tolist() for part, array in zip(("follow", "start", "end"), chain, strict=True)}
            for label, chain in (("cue", chains.cue), ("role", chains.role))
        },
        "coreference": {name: np.round(table, 4).tolist() for name, table in tables._asdict().items()},
        **card,
    }
    write_manifest(folder, manifest, FILES)


def main() -> None:
    """Export what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--marks", type=Path, help="weights of the heads for names and certainty; without them these know nothing")
    parser.add_argument("--discourse", type=Path, help="weights of the heads for mentions and coreference; likewise")
    parser.add_argument("--version", required=True)
    parser.add_argument("--settings", type=Path, help="JSON that training.tune wrote")
    parser.add_argument("--card", type=Path, help="JSON of training data and figures for the manifest")
    parser.add_argument("--float", action="store_true", help="keep float weights, to measure what int8 costs")
    args = parser.parse_args()
    reader = Reader(pretrained=False)
    hidden = reader.encoder.bert.config.hidden_size
    parts = Parts(reader, Marks(hidden, len(LAYERS)), Discourse(hidden, len(LAYERS)))
    reader.load_state_dict(torch.load(args.weights))
    for heads, weights in ((parts.marks, args.marks), (parts.discourse, args.discourse)):
        if weights:
            heads.load_state_dict(torch.load(weights))
    settings = json.loads(args.settings.read_text()) if args.settings else {}
    card = json.loads(args.card.read_text()) if args.card else {}
    export(parts, args.folder, version=args.version, settings=settings, quantized=not args.float, card=card)


if __name__ == "__main__":
    main()
