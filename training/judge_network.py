"""The judge in torch: one encoder that gives a text its vector and a pair of texts its verdicts."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from training.network import minilm


class Verdict(NamedTuple):
    """Scores of pairs (B, …): the three relations in the order of RELATIONS, the same rumour, the same event."""

    relation: Tensor
    same: Tensor
    event: Tensor


class JudgeNetwork(nn.Module):
    """MiniLM with the mean of its states as a vector, and three small heads over a pair read together."""

    def __init__(self, *, pretrained: bool = True) -> None:
        super().__init__()
        self.bert = minilm(pretrained=pretrained)
        hidden = self.bert.config.hidden_size
        self.join = nn.Linear(5 * hidden, hidden)
        self.dropout = nn.Dropout(0.1)
        self.relation, self.same, self.event = nn.Linear(hidden, 3), nn.Linear(hidden, 1), nn.Linear(hidden, 1)

    def states(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Ids, types (0 in the first text, 1 in the second) and mask (B, T) -> (B, T, H)."""
        hidden: Tensor = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        return hidden

    def vectors(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Texts alone (B, T) -> (B, H) of length 1."""
        hidden = self.states(ids, torch.zeros_like(ids), mask).float()
        return nn.functional.normalize(mean_over(hidden, mask), dim=-1)

    def judged(self, hidden: Tensor, types: Tensor, mask: Tensor) -> Verdict:
        """States of pairs (B, T, H) -> scores."""
        first, second = mean_over(hidden, mask * (1 - types)), mean_over(hidden, mask * types)
        joined = torch.cat([hidden[:, 0], first, second, (first - second).abs(), first * second], -1)
        inner = self.dropout(nn.functional.gelu(self.join(joined)))
        return Verdict(self.relation(inner), self.same(inner)[:, 0], self.event(inner)[:, 0])


def mean_over(hidden: Tensor, mask: Tensor) -> Tensor:
    """The mean of the states (B, T, H) where the mask (B, T) is 1; zeros where it is so nowhere."""
    weight = mask.to(hidden.dtype)
    return torch.einsum("bt,bth->bh", weight, hidden) / weight.sum(1, keepdim=True).clamp(min=1)
