"""What the vectors are trained for: statements of one claim near in angle, and apart from all others."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.claim_rows import Told

TEMPERATURE = 0.06
CENTRED = 1.6  # how much higher it is where what the story is about is taken off: cosines lie wider there
TAKEN_OFF = 0.9  # share of a story's mean that is taken off
ONE_STORY, WHOLE = 0.4, 0.6  # weights of the two


def together(told: Sequence[Told]) -> tuple[Tensor, Tensor]:
    """Which of a story's statements are of one claim (N, N), and which pairs tell nothing: one that bears on both claims."""
    claims = [one.claim for one in told]
    same = [[i != j and a is not None and a == b for j, b in enumerate(claims)] for i, a in enumerate(claims)]
    unclear = [
        [i == j or (one.claim != other.claim and (other.claim in one.also or one.claim in other.also)) for j, other in enumerate(told)]
        for i, one in enumerate(told)
    ]
    return torch.tensor(same), torch.tensor(unclear)


def contrast(vectors: Tensor, others: Tensor, same: Tensor, unclear: Tensor) -> Tensor:
    """The contrastive loss of a story's vectors (N, H) against each other and against those of other stories (M, H).

    InfoNCE with several positives (Khosla et al. 2020, supervised contrastive learning), over the vectors as they are and over what of them
    is not the story's.
    """
    some = same.any(1)
    own = nn.functional.normalize(vectors - TAKEN_OFF * vectors.mean(0, keepdim=True), dim=-1)
    loss = torch.zeros(())
    for view, beside, temperature, weight in (
        (vectors, others, TEMPERATURE, WHOLE),
        (own, others[:0], CENTRED * TEMPERATURE, ONE_STORY),
    ):
        odds = (view @ view.T / temperature).masked_fill(unclear, -1e4)
        total = torch.cat([odds, vectors @ beside.T / temperature], 1).logsumexp(1, keepdim=True)
        hits = ((odds - total) * same).sum(1) / same.sum(1).clamp(min=1)
        loss = loss - weight * hits[some].mean()
    return loss


def level(vectors: Tensor, scale: Tensor, bias: Tensor, same: Tensor, unclear: Tensor) -> Tensor:
    """The loss of telling pairs of one claim from others by one threshold on the cosine; both kinds weigh the same."""
    odds, wanted = (scale * (vectors @ vectors.T) + bias)[~unclear], same[~unclear].float()
    share = wanted.mean().clamp(1e-4, 1 - 1e-4)
    losses = nn.functional.binary_cross_entropy_with_logits(odds, wanted, reduction="none")
    return (losses * torch.where(wanted == 1, 0.5 / share, 0.5 / (1 - share))).mean()
