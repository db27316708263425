"""What the judge's two graphs share: the states of a text or a pair without a batch axis, and how they are written and tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.export import layer_states, together, write_graph


class States(nn.Module):
    """The last states of MiniLM over one text or one pair."""

    def __init__(self, bert: Any) -> None:
        super().__init__()
        self.bert = bert
        self.projections = nn.ModuleList(map(together, bert.encoder.layer))

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        """Ids and types (T,) -> (T, H)."""
        embeddings = self.bert.embeddings
        embedded = (
            embeddings.word_embeddings(ids)
            + embeddings.token_type_embeddings(types)
            + embeddings.position_embeddings.weight[: ids.shape[0]]
        )
        return layer_states(self.bert, self.projections, embeddings.LayerNorm(embedded))[-1]


def to_onnx(graph: nn.Module, path: Path, outputs: Sequence[str]) -> None:
    """Write in float a graph of ids and types."""
    given = torch.randint(1000, 2000, (40,)), torch.arange(40) // 20
    pieces = {0: "pieces"}
    write_graph(graph, given, ("ids", "types", *outputs), path, {"ids": pieces, "types": pieces})


def fixed_set() -> Iterator[tuple[Tensor, Tensor]]:
    """Ids and types of several lengths: pairs, and texts alone."""
    generator = torch.Generator().manual_seed(7)
    for a, b in ((5, 3), (30, 0), (40, 38), (82, 81)):
        yield torch.randint(1000, 30000, (a + b,), generator=generator), torch.arange(a + b).ge(a).long()
