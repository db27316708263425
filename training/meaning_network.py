"""The vectors in torch."""

from __future__ import annotations

from torch import Tensor, nn

from training.judge_network import mean_over
from training.network import minilm


class MeaningNetwork(nn.Module):
    """MiniLM; the vector of a text is the mean of its states, read alone or within another text."""

    def __init__(self, *, pretrained: bool = True) -> None:
        super().__init__()
        self.bert = minilm(pretrained=pretrained)

    def vectors(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Ids, types (0 in the text, 1 in the one around it) and mask (B, T) -> (B, H) of length 1."""
        hidden = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state.float()
        return nn.functional.normalize(mean_over(hidden, mask * (1 - types)), dim=-1)
