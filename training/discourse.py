"""The heads over a frozen reader: names, mentions with coreference, and how far a text stands behind what it tells.

All share the reader's one pass: a learned mix of its layers (Peters et al. 2018) goes through two narrow layers of their own.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.encoder.coreference import ANCHORS, DISTANCES, KINDS, SHARED, SHARES, WIDEST, Tables
from onrecord.encoder.marks import NAME_TYPES
from onrecord.encoder.tags import tag_count

INNER, ATTENDING, WIDE = 256, 4, 768


class Block(nn.Module):
    """One layer of attention over a window, written out so that it exports as plain products."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(INNER), nn.LayerNorm(INNER)
        self.attend, self.mixed = nn.Linear(INNER, 3 * INNER), nn.Linear(INNER, INNER)
        self.wide, self.narrow = nn.Linear(INNER, WIDE), nn.Linear(WIDE, INNER)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden (B, T, INNER); mask (B, T), 1 for what is there -> (B, T, INNER)."""
        size = INNER // ATTENDING
        batch, pieces = hidden.shape[0], hidden.shape[1]
        query, key, value = self.attend(self.before(hidden)).view(batch, pieces, 3 * ATTENDING, size).transpose(1, 2).split(ATTENDING, 1)
        scores = torch.matmul(query, key.transpose(2, 3)) * size**-0.5
        if mask is not None:
            scores = scores.masked_fill(mask[:, None, None] == 0, -1e4)
        mixed = torch.matmul(scores.softmax(-1), value).transpose(1, 2).reshape(batch, pieces, INNER)
        hidden = hidden + self.dropout(self.mixed(mixed))
        return hidden + self.dropout(self.narrow(nn.functional.gelu(self.wide(self.between(hidden)))))


class Discourse(nn.Module):
    """The heads, over the hidden states of all layers of the reader."""

    def __init__(self, hidden: int, layers: int) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(layers))
        self.enter = nn.Linear(hidden, INNER)
        self.blocks = nn.ModuleList([Block(), Block()])
        self.norm = nn.LayerNorm(INNER)
        self.dropout = nn.Dropout(0.2)
        self.names = nn.Linear(INNER, tag_count(len(NAME_TYPES)))
        self.opens, self.closes = nn.Linear(INNER, ANCHORS + 1), nn.Linear(INNER, ANCHORS + 1)
        self.shares = nn.Linear(INNER, 3 * SHARES)
        self.holds = nn.Sequential(nn.Linear(INNER, 128), nn.GELU(), nn.Linear(128, 2))
        self.width = nn.Parameter(torch.zeros(WIDEST))
        self.distance = nn.Parameter(torch.zeros(KINDS, DISTANCES))
        self.shared = nn.Parameter(torch.zeros(KINDS, KINDS, SHARED))
        with torch.no_grad():
            self.opens.bias[-1] = -2.0

    def body(self, states: Tensor, mask: Tensor | None = None) -> Tensor:
        """The states of all layers (layers, B, T, H) -> (B, T, INNER)."""
        mixed = torch.einsum("l,lbth->bth", self.mix.softmax(0).to(states.dtype), states)
        hidden = self.enter(mixed)
        for block in self.blocks:
            hidden = block(hidden, mask)
        normed: Tensor = self.dropout(self.norm(hidden))
        return normed

    def forward(self, states: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """As `body` -> names (B, T, tags), opens and closes (B, T, ANCHORS + 1), shares (B, T, 3 * SHARES), holds (B, T, 2)."""
        hidden = self.body(states, mask)
        return self.names(hidden), self.opens(hidden), self.closes(hidden), self.shares(hidden), self.holds(hidden)


def tables_of(model: Discourse) -> Tables:
    """The model's tables as arrays."""
    return Tables(*(part.detach().numpy() for part in (model.width, model.distance, model.shared)))
