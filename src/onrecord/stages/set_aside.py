"""Set aside what is none of the article: mark furniture, headline and body as blocks. The text itself stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import log

from onrecord.model import Article, Block, FurnitureReason, Span
from onrecord.model.annotation import Annotation, FurnitureSighting
from onrecord.model.segment import paragraphs

# What it costs, in log-odds, to pass from the article to furniture or back between two sentences. An appeal argues in sentences that could
# stand in a story, and is told by its neighbours. Swept over 0 to 4 by `eval.furniture`.
PASSAGE = 1.0
# What a sentence gains, in log-odds, that looks like an appeal if like anything, and stands beside one that surely is.
APPEAL_GOES_ON = 2.0
SUREST = 0.999  # no sentence is surer than this, so that no single one outweighs all around it
HEADLINE_LENGTH = 200  # code points; a longer first line is no headline


def set_aside(article: Article, annotation: Annotation, *, passage: float = PASSAGE) -> Article:
    """The article with blocks that cover all its words: what the page said of them first, then what the model saw.

    Args:
        article: the article, with the blocks that its page states.
        annotation: what the encoder saw in it.
        passage: what it costs to pass between article and furniture, in log-odds; other than `PASSAGE` for its sweep alone.
    """
    furniture = list(_furniture(_with_own_headline(annotation.furniture), passage))
    given = [block for block in article.blocks if block.kind != "body"]
    found = [block for block in furniture if not any(block.span.overlaps(other.span) for other in given)]
    marked = sorted([*given, *_joined(found)], key=lambda block: block.span.start)
    body: list[Block] = []
    for paragraph in paragraphs(article.text):
        body += [Block(span, "body") for span in _free(article.text, paragraph, marked)]
    if not any(block.kind == "headline" for block in given):
        body = list(_with_headline(article.text, body))
    return replace(article, blocks=tuple(sorted([*marked, *body], key=lambda block: block.span.start)))


def _with_own_headline(sentences: Sequence[FurnitureSighting]) -> Sequence[FurnitureSighting]:
    """The sentences, the first taken at its word: what reads like the headline of another story is, at the top of a text, its own."""
    if sentences and sentences[0].reason == "related":
        return [replace(sentences[0], score=0.0), *sentences[1:]]
    return sentences


def _furniture(sentences: Sequence[FurnitureSighting], passage: float) -> Iterator[Block]:
    """The sentences on the furniture side of the best path through both sides (Viterbi decoding of two states)."""
    body = furniture = 0.0
    came: list[tuple[bool, bool]] = []  # on the best path to body and to furniture, whether the sentence before is furniture
    for i, sentence in enumerate(sentences):
        score = min(SUREST, max(1 - SUREST, sentence.score))
        gain = APPEAL_GOES_ON if sentence.reason == "appeal" and any(map(_is_appeal, sentences[max(0, i - 1) : i + 2])) else 0.0
        came.append((furniture - passage > body, furniture >= body - passage))
        body, furniture = max(body, furniture - passage), max(furniture, body - passage) + log(score / (1 - score)) + gain
    aside = furniture > body
    path: list[bool] = []
    for before in reversed(came):
        path.append(aside)
        aside = before[aside]
    reason: FurnitureReason | None = None
    for sentence, is_furniture in zip(sentences, reversed(path), strict=True):
        # A sentence that is furniture by its neighbours alone is so for their reason.
        reason = (sentence.reason if reason is None or sentence.score >= 0.5 else reason) if is_furniture else None
        if reason is not None:
            yield Block(sentence.span, "furniture", reason)


def _is_appeal(sentence: FurnitureSighting) -> bool:
    return sentence.reason == "appeal" and sentence.score >= 0.5


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Neighbouring furniture of one reason as one block, where only space lies between."""
    last: Block | None = None
    for block in blocks:
        if last and block.reason == last.reason and block.span.start - last.span.end <= 1:
            last = replace(last, span=Span(last.span.start, block.span.end))
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _free(text: str, paragraph: Span, marked: list[Block]) -> Iterator[Span]:
    """The parts of a paragraph that no block takes, trimmed of space."""
    at = paragraph.start
    for block in [*(b for b in marked if b.span.overlaps(paragraph)), None]:
        end = block.span.start if block else paragraph.end
        piece = text[at:end] if end > at else ""
        if piece.strip():
            yield Span(at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip()))
        if block:
            at = max(at, block.span.end)


def _with_headline(text: str, body: list[Block]) -> Iterator[Block]:
    """The first line as the headline where it reads like one: alone on its line, short, with no full stop, and text after it."""
    for i, block in enumerate(body):
        words = block.span.of(text)
        alone = text[block.span.end : block.span.end + 1] == "\n" and (block.span.start == 0 or text[block.span.start - 1] == "\n")
        first = i == 0 and len(body) > 1
        if first and alone and len(words) <= HEADLINE_LENGTH and not words.endswith((".", ":", ",", ";")):
            yield replace(block, kind="headline")
        else:
            yield block
