"""The encoder at work: texts in, annotations out. The only home of onnxruntime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from onrecord.encoder.bundle import DISCOURSE, ENCODER, ROLES, SHIPPED, TOKENIZER, Bundle, load_bundle, session
from onrecord.encoder.coreference import SHARES, Mentions, edges, gathered, mentions, span_scores, words_of
from onrecord.encoder.decode import Found, Heads, find
from onrecord.encoder.marks import Marks, names, predicates
from onrecord.encoder.tags import Floats, Ints, best_path
from onrecord.encoder.tokens import Tokens, load_tokenizer, tokenize
from onrecord.encoder.windows import windows
from onrecord.model import FURNITURE_REASONS, Article, FurnitureReason, Span
from onrecord.model.annotation import Annotation, FurnitureSighting, NameSighting, PredicateSighting, Sighting
from onrecord.model.segment import sentences

CLS, SEP = 101, 102
# Windows that are decoded side by side: decoding walks over places, and many rows cost it little more than one.
WINDOWS_A_DECODING = 32
# What it costs, in log-odds, to pass from the article to furniture or back inside a sentence: a list of links in the middle of one is worth
# it, a single strange word is not.
PASSAGE = 6.0

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
        self.bundle, self._threads = bundle or load_bundle(SHIPPED), threads
        self._heads, self._roles = self._session(ENCODER), self._session(ROLES)
        self._tokenizer = load_tokenizer(self.bundle.folder / TOKENIZER)

    def _session(self, name: str) -> Any:
        return session(self.bundle.folder / name, self._threads)

    @cached_property
    def _discourse(self) -> Any:
        return self._session(DISCOURSE)

    def annotate(self, articles: Sequence[Article]) -> list[Annotation]:
        """What the encoder sees in each article, in one pass over all their windows."""
        read = [tokenize(self._tokenizer, article.text) for article in articles]
        found: list[list[tuple[int, Found]]] = [[] for _ in articles]
        odds = [np.zeros((len(tokens), 1 + len(FURNITURE_REASONS)), np.float32) for tokens in read]
        named: list[list[NameSighting]] = [[] for _ in articles]
        told: list[list[PredicateSighting]] = [[] for _ in articles]
        for group in _groups([(i, a, b) for i, tokens in enumerate(read) for a, b in windows(tokens, self.bundle.window)]):
            seen = [self.heads(read[i], a, b) for i, a, b in group]
            for (i, a, b), (heads, marks), ones in zip(group, seen, self._find([heads for heads, _ in seen]), strict=True):
                found[i] += [(a, one) for one in ones]
                odds[i][a:b] = heads.furniture
                named[i] += names(read[i], a, marks)
                told[i] += predicates(read[i], a, marks)
        return [
            Annotation(
                article=article.id,
                sightings=tuple(_sighting(tokens, a, one) for a, one in sorted(seen, key=lambda pair: pair[0] + pair[1].begin)),
                furniture=tuple(_furniture(article.text, tokens, scores)),
                by=self.bundle.name,
                names=tuple(sorted(named[i], key=lambda one: one.span)),
                predicates=tuple(sorted(told[i], key=lambda one: one.span)),
            )
            for i, (article, tokens, seen, scores) in enumerate(zip(articles, read, found, odds, strict=True))
        ]

    def heads(self, tokens: Tokens, begin: int, end: int) -> tuple[Heads, Marks]:
        """The heads' scores for one window.

        Windows are run one by one: the scales of int8 arithmetic are set by all that a run holds, so a window that shared one would be
        read otherwise in other company. It is faster too, for nothing is padded.
        """
        out = self._heads.run([*Heads._fields, *Marks._fields], _inputs(tokens, begin, end))
        return Heads(*out[: len(Heads._fields)]), Marks(*out[len(Heads._fields) :])

    def mentions(self, text: str, given: Sequence[Span] = ()) -> Mentions:
        """The mentions of a text and what links them, the `given` among them. No part of a reading (decision 9), so it has its own pass."""
        tokens = tokenize(self._tokenizer, text)
        starts, ends = edges(tokens)
        places = {(int(np.searchsorted(tokens.end, s.start, "right")), int(np.searchsorted(tokens.start, s.end, "left"))) for s in given}
        shares = [np.zeros((0, 3 * SHARES), np.float32)]
        for a, b in windows(tokens, self.bundle.window):
            states = self._heads.run(["states"], _inputs(tokens, a, b))[0]
            opens, closes, parts = self._discourse.run(None, {"states": states})
            scores = span_scores(opens, closes, self.bundle.tables.width, starts[a:b], ends[a:b])
            places |= {(a + s, a + e) for s, e in mentions(scores)}
            shares.append(parts)
        ordered = sorted(places, key=lambda place: (place[0], -place[1]))
        spans = tuple(Span(int(tokens.start[s]), int(tokens.end[e - 1])) for s, e in ordered)
        vectors = gathered(np.concatenate(shares), ordered)
        return Mentions(spans, vectors, words_of([span.of(text) for span in spans]), self.bundle.tables)

    def _find(self, given: Sequence[Heads]) -> list[list[Found]]:
        return find(given, self.bundle.chains, self.bundle.settings, self._score_roles)

    def _score_roles(self, pieces: Floats, cues: Floats, begin: Ints) -> Floats:
        scores: Floats = self._roles.run(["roles"], {"pieces": pieces[None], "cues": cues, "begin": begin})[0]
        return scores


def _inputs(tokens: Tokens, begin: int, end: int) -> dict[str, Ints]:
    """A window between the special pieces."""
    ids = np.concatenate([[CLS], tokens.ids[begin:end], [SEP]])
    return {"ids": ids, "features": np.concatenate([[0], tokens.features[begin:end], [0]])}


def _groups(items: list[Window]) -> Iterator[list[Window]]:
    """Windows in groups of like length, so that decoding walks over few places in vain."""
    ordered = sorted(items, key=lambda item: item[2] - item[1], reverse=True)
    for first in range(0, len(ordered), WINDOWS_A_DECODING):
        yield ordered[first : first + WINDOWS_A_DECODING]


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
    """Each sentence, or each part of one that furniture interrupts, with its share of furniture: the mean over its pieces."""
    if not len(tokens):
        return
    odds = np.exp(scores - scores.max(1, keepdims=True))
    odds /= odds.sum(1, keepdims=True)
    for sentence in sentences(text):
        first, last = np.searchsorted(tokens.end, sentence.start, "right"), np.searchsorted(tokens.start, sentence.end, "left")
        at = sentence.start
        for begin, end in _parts(odds[first:last, 0], tokens.continues[first:last]):
            stop = sentence.end if first + end == last else int(tokens.end[first + end - 1])
            mean = odds[first + begin : first + end].mean(0)
            reason = cast(FurnitureReason, FURNITURE_REASONS[int(mean[1:].argmax())])
            yield FurnitureSighting(Span(at, stop), reason, float(min(1.0, 1 - mean[0])))
            at = int(tokens.start[first + end]) if first + end < last else stop


def _parts(own: Floats, continues: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where furniture begins and ends inside a sentence, as ranges of its pieces; one range for nearly every sentence.

    Args:
        own: (T,) each piece's share of being the article's own.
        continues: (T,) whether it continues the word of the piece before; no word is cut.
    """
    if not len(own) or own.min() > 0.5 or own.max() < 0.5:
        return [(0, len(own))] if len(own) else []
    sure = np.clip(own, 1e-3, 1 - 1e-3)
    scores = np.stack([np.log(sure), np.log(1 - sure)], -1, dtype=np.float32)[None]
    stay = -PASSAGE * (1 - np.eye(2, dtype=np.float32))
    path = best_path(scores, np.array([len(own)]), stay, np.zeros(2, np.float32), np.zeros(2, np.float32))[0]
    cuts = [i for i in range(1, len(path)) if path[i] != path[i - 1]]
    ends = [next((j for j in range(cut, len(path)) if not continues[j]), len(path)) for cut in cuts]
    return [(a, b) for a, b in pairwise([0, *ends, len(path)]) if a < b]
