"""What an article puts on record, one line each, in the form that is weighed against other articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.model.denial import EXTENTS, Extent
from onrecord.model.qualification import ACTS, Act
from onrecord.model.span import Spans, require_ordered
from onrecord.model.speaker import SPEAKER_KINDS, SpeakerKind, speaker_id

OWN_VOICE = "own voice"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an attribution says, or one passage in its outlet's own voice, with all that weighing it needs.

    `id` is that of the attribution, or of the passage (`passage_id`). `text` is what is said, worded to stand alone; `evidence` are its
    places in the article, `source` and `cue` those of who says it. `setting` is the sentence or the paragraph around it; `pointed` are the
    words that the content goes back to where it only points ("the allegations"), empty where it does not. `title` is the article's.
    `speaker` is the name within the article, empty for the own voice; `via` are the outlets between the article's own and the speaker.
    `negated` is true where the cue itself is ("did not say that"), `holds_not` where the content says that something is not so. `extent`
    and `answers` are a denial's; `parent` is the attribution whose content this one lies in. `times` are the dates that it speaks of, as
    `When.placed` words them, those that are placed. `published` is ISO 8601, cut at what is known; empty where the article does not say.

    Raises:
        ValueError: a label is unknown, nothing is said, an own voice has a speaker or an attribution none, or places overlap.
    """

    id: str
    article: str
    text: str
    evidence: Spans
    setting: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    source: Spans = ()
    cue: Spans = ()
    speaker: str = ""
    kind: SpeakerKind = "unstated"
    via: tuple[str, ...] = ()
    act: Act = "assert"
    negated: bool = False
    pointed: str = ""
    extent: Extent | None = None
    answers: str | None = None
    parent: str | None = None
    times: tuple[str, ...] = ()
    voice: bool = False
    holds_not: bool = False

    def __post_init__(self) -> None:
        if not self.text or not self.evidence:
            raise ValueError("a statement says something, at a place")
        if self.voice == bool(self.speaker):
            raise ValueError("an attribution has a speaker, if an unstated one; the outlet's own voice has none")
        if self.kind not in SPEAKER_KINDS or self.act not in ACTS or (self.extent is not None and self.extent not in EXTENTS):
            raise ValueError(f"unknown label: {self.kind!r}, {self.act!r} or {self.extent!r}")
        for spans in (self.evidence, self.source, self.cue):
            require_ordered(spans)

    @property
    def who(self) -> str:
        """The id of the speaker in the article, as `speaker_id` makes it; empty for the own voice."""
        return "" if self.voice else speaker_id(self.article, self.kind, self.speaker)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """When and where it enters the record: undated articles come last, and ids settle what dates do not."""
        return (self.published or "9999", self.article, self.evidence[0].start, self.id)


def passage_id(article: str, passage: Spans) -> str:
    """The id of a passage in an outlet's own voice: "voi_" and 24 hex digits of a SHA-256."""
    places = ",".join(f"{span.start}:{span.end}" for span in passage)
    return "voi_" + hashlib.sha256(f"{article}|{places}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
