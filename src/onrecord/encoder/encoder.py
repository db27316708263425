"""The encoder at work: texts in, annotations out. The only home of onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np

from onrecord.encoder.bundle import ENCODER, ROLES, SHIPPED, TOKENIZER, Bundle, load_bundle
from onrecord.encoder.decode import Found, Heads, find
from onrecord.encoder.tags import Floats, Ints
from onrecord.encoder.tokens import Tokens, load_tokenizer, tokenize
from onrecord.encoder.windows import windows
from onrecord.model import FURNITURE_REASONS, Article, FurnitureReason, Span
from onrecord.model.annotation import Annotation, FurnitureSighting, Sighting
from onrecord.model.segment import sentences

CLS, SEP = 101, 102
# Pieces in a batch of windows, padding included. Larger batches spill the processor's cache; swept over 1,024 to 8,192.
PIECES_A_BATCH = 3072

Window = tuple[int, int, int]  # which text, first piece, last piece + 1


class Encoder:
    """A model bundle with its sessions, made once and used for every text; safe to share between threads.

    Args:
        bundle: a checked bundle; by default the one shipped with the package.
        threads: processor threads that one batch may use.

    Raises:
        BundleError: the shipped bundle is absent or altered.
    """

    def __init__(self, bundle: Bundle | None = None, *, threads: int = 1) -> None:
        import onnxruntime

        self.bundle = bundle or load_bundle(SHIPPED)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # An idle thread that spins would take the core from the stages of another article.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")

        def session(name: str) -> Any:
            return onnxruntime.InferenceSession(str(self.bundle.folder / name), options, providers=["CPUExecutionProvider"])

        self._heads, self._roles = session(ENCODER), session(ROLES)
        self._tokenizer = load_tokenizer(self.bundle.folder / TOKENIZER)

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        """What the encoder sees in each article, in one pass over all their windows."""
        read = [tokenize(self._tokenizer, article.text) for article in articles]
        found: list[list[tuple[int, Found]]] = [[] for _ in articles]
        odds = [np.zeros((len(tokens), 1 + len(FURNITURE_REASONS)), np.float32) for tokens in read]
        for batch in _batches([(i, a, b) for i, tokens in enumerate(read) for a, b in windows(tokens, self.bundle.window)]):
            heads = self.heads(read, batch)
            lengths = np.array([b - a for _, a, b in batch], np.int64)
            for (i, a, b), seen, furniture in zip(batch, self._find(heads, lengths), heads.furniture, strict=True):
                found[i] += [(a, one) for one in seen]
                odds[i][a:b] = furniture[: b - a]
        return [
            Annotation(
                article=article.id,
                sightings=tuple(_sighting(tokens, a, one) for a, one in sorted(seen, key=lambda pair: pair[0] + pair[1].begin)),
                furniture=tuple(_furniture(article.text, tokens, scores)),
                by=self.bundle.name,
            )
            for article, tokens, seen, scores in zip(articles, read, found, odds, strict=True)
        ]

    def heads(self, read: Sequence[Tokens], batch: Sequence[Window]) -> Heads:
        """The heads' scores for a batch of windows, padded to the longest."""
        width = max(b - a for _, a, b in batch) + 2
        ids, features, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
        for row, (i, a, b) in enumerate(batch):
            ids[row, 0], ids[row, b - a + 1] = CLS, SEP
            ids[row, 1 : b - a + 1] = read[i].ids[a:b]
            features[row, 1 : b - a + 1] = read[i].features[a:b]
            mask[row, : b - a + 2] = 1
        return Heads(*self._heads.run(list(Heads._fields), {"ids": ids, "features": features, "mask": mask}))

    def _find(self, heads: Heads, lengths: Ints) -> list[list[Found]]:
        return find(heads, lengths, self.bundle.chains, self.bundle.settings, self._score_roles)

    def _score_roles(self, pieces: Floats, cues: Floats, begin: Ints) -> Floats:
        scores: Floats = self._roles.run(["roles"], {"pieces": pieces, "cues": cues, "begin": begin})[0]
        return scores


def _batches(items: list[Window]) -> Iterator[list[Window]]:
    """Windows in batches of like length, so that little is padding."""
    batch: list[Window] = []
    for item in sorted(items, key=lambda item: item[2] - item[1], reverse=True):
        if batch and (len(batch) + 1) * (batch[0][2] - batch[0][1] + 2) > PIECES_A_BATCH:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _sighting(tokens: Tokens, at: int, one: Found) -> Sighting:
    def span(run: tuple[int, int]) -> Span:
        return Span(int(tokens.start[at + run[0]]), int(tokens.end[at + run[1] - 1]))

    return Sighting(
        cue=span((one.begin, one.end)),
        source=tuple(map(span, one.source)),
        content=tuple(map(span, one.content)),
        score=min(1.0, max(0.0, one.score)),
        nested=one.nested,
    )


def _furniture(text: str, tokens: Tokens, scores: Floats) -> Iterator[FurnitureSighting]:
    """Each sentence with its share of furniture: the mean over its pieces."""
    if not len(tokens):
        return
    odds = np.exp(scores - scores.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    for sentence in sentences(text):
        first, last = np.searchsorted(tokens.end, sentence.start, "right"), np.searchsorted(tokens.start, sentence.end, "left")
        if first < last:
            mean = odds[first:last].mean(0)
            reason = cast(FurnitureReason, FURNITURE_REASONS[int(mean[1:].argmax())])
            yield FurnitureSighting(sentence, reason, float(min(1.0, 1 - mean[0])))
