"""Set aside what is none of the article: mark furniture, headline and body as blocks. The text itself stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model import Article, Block, Span
from onrecord.model.annotation import Annotation, FurnitureSighting
from onrecord.model.segment import paragraphs

# The share of a sentence's pieces that must read like furniture; swept on the furniture dev rows (training.furniture).
FURNITURE_SCORE = 0.5
# A sentence between two furniture sentences of its paragraph needs less: an appeal argues in sentences that could stand in a story.
BETWEEN_FURNITURE = 0.3
HEADLINE_LENGTH = 200  # code points; a longer first line is no headline


def set_aside(article: Article, annotation: Annotation) -> Article:
    """The article with blocks that cover all its words: what the page said of them first, then what the model saw."""
    furniture = list(_furniture(annotation.furniture))
    given = [block for block in article.blocks if block.kind != "body"]
    found = [block for block in furniture if not any(block.span.overlaps(other.span) for other in given)]
    marked = sorted([*given, *_joined(found)], key=lambda block: block.span.start)
    body: list[Block] = []
    for paragraph in paragraphs(article.text):
        body += [Block(span, "body") for span in _free(article.text, paragraph, marked)]
    if not any(block.kind == "headline" for block in given):
        body = list(_with_headline(article.text, body))
    return replace(article, blocks=tuple(sorted([*marked, *body], key=lambda block: block.span.start)))


def _furniture(sentences: tuple[FurnitureSighting, ...]) -> Iterator[Block]:
    high = [sentence.score >= FURNITURE_SCORE for sentence in sentences]
    for i, sentence in enumerate(sentences):
        between = 0 < i < len(sentences) - 1 and high[i - 1] and high[i + 1]
        if high[i] or (between and sentence.score >= BETWEEN_FURNITURE):
            yield Block(sentence.span, "furniture", sentence.reason)


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
