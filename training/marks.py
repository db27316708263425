"""The heads that read every article over the frozen reader: names, predicates, and how far a text commits whoever says it to each.

They see all of the reader's layers, and two narrow convolutions over those: a "not" or a "may" stands near what it bears on, and a whole
layer of attention would cost five times as much.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.encoder.marks import NAME_TYPES
from onrecord.encoder.tags import tag_count

INNER = 128


class Marks(nn.Module):
    """The heads, over the hidden states of some layers of the reader."""

    def __init__(self, hidden: int, layers: int) -> None:
        super().__init__()
        self.enter = nn.Linear(layers * hidden, INNER)
        self.first = nn.Conv1d(INNER, INNER, 5, padding=2)
        self.second = nn.Conv1d(INNER, INNER, 5, padding=4, dilation=2)
        self.dropout = nn.Dropout(0.2)
        self.names = nn.Linear(2 * INNER, tag_count(len(NAME_TYPES)))
        self.holds = nn.Sequential(nn.Linear(2 * INNER, INNER), nn.GELU(), nn.Linear(INNER, 3))

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """The states of the layers side by side (B, T, layers * H) -> names (B, T, tags), holds (B, T, 3)."""
        entered = nn.functional.gelu(self.enter(self.dropout(states)))
        seen = nn.functional.gelu(self.first(entered.transpose(1, 2)))
        seen = nn.functional.gelu(self.second(seen)).transpose(1, 2)
        both = self.dropout(torch.cat([entered, seen], -1))
        return self.names(both), self.holds(both)
