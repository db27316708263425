"""What the encoder would have seen, written as marked prose: stages are tested with a sentence and no model."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Article, article_id
from onrecord.model.annotation import Annotation, FurnitureSighting, Sighting
from onrecord.model.segment import sentences
from tests.marked import marked

SCORES = {"furniture": 0.9, "maybe": 0.4, "faint": 0.1}


def seen(prose: str) -> tuple[Article, Annotation]:
    """An article without blocks, and an annotation that sights every attribution and every sentence of furniture that is marked.

    A sentence of which any part is marked `{furniture:reason|…}` scores 0.9, `{maybe:reason|…}` 0.4, `{faint:reason|…}` and every
    other 0.1.
    """
    given = marked(prose)
    article = Article(id=article_id("seen.txt", given.text), origin="seen.txt", text=given.text)
    sightings = []
    for label in given.labels():
        source, (cue,), content = (given.spans(role, label) for role in ("source", "cue", "content"))
        sightings.append(Sighting(cue, source, content, score=0.9, nested=False))
    furniture = []
    for sentence in sentences(given.text):
        sighted = FurnitureSighting(sentence, "other", 0.1)
        for mark in given.marks:
            if mark.role in SCORES and mark.span.overlaps(sentence):
                sighted = replace(sighted, reason=mark.label, score=SCORES[mark.role])  # type: ignore[arg-type]
        furniture.append(sighted)
    return article, Annotation(article.id, tuple(sightings), tuple(furniture), by="seen/1")
