"""Who is said to say what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.model.span import Spans, require_ordered

Form = Literal["direct", "indirect", "mixed"]
FORMS: tuple[str, ...] = get_args(Form)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content at their places in one article.

    `source` is empty where the text names none. `parent` is the id of the attribution whose content this one lies in, or
    None. `score` is the model's number in [0, 1], not a probability. `by` names the stage, version and model that made it;
    the id names only what the record is about, so a better model that finds the same words keeps it.

    Raises:
        ValueError: cue or content is empty, pieces overlap or are out of order, or a label is unknown.
    """

    id: str
    article: str
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    parent: str | None
    score: float
    by: str

    def __post_init__(self) -> None:
        if not self.cue or not self.content:
            raise ValueError("an attribution needs a cue and a content")
        for spans in (self.source, self.cue, self.content):
            require_ordered(spans)
        if self.form not in FORMS:
            raise ValueError(f"unknown form {self.form!r}")
        if not 0 <= self.score <= 1:
            raise ValueError(f"a score lies in [0, 1], not {self.score}")


def attribution_id(article: str, source: Spans, cue: Spans, content: Spans) -> str:
    """The id of these words at these places: "att_" and 24 hex digits of a SHA-256."""
    places = "|".join(",".join(f"{span.start}:{span.end}" for span in spans) for spans in (source, cue, content))
    return "att_" + hashlib.sha256(f"{article}|{places}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
