"""The vectors in torch."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.network import minilm


class MeaningNetwork(nn.Module):
    """MiniLM; the vector of a text is the mean of its states, read alone or within another text."""

    def __init__(self, *, pretrained: bool = True) -> None:
        super().__init__()
        self.bert = minilm(pretrained=pretrained)

    def vectors(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Ids, types (0 in the text, 1 in the one around it) and mask (B, T) -> (B, H) of length 1."""
        hidden = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state.float()
        weight = (mask * (1 - types)).to(hidden.dtype)
        mean = torch.einsum("bt,bth->bh", weight, hidden) / weight.sum(1, keepdim=True).clamp(min=1)
        return nn.functional.normalize(mean, dim=-1)
