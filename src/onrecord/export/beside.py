"""The speaker beside the words of a source, for a person."""

from __future__ import annotations

from onrecord.export.visible import one_line
from onrecord.model import Reading

NOT_STATED = "speaker not stated"


def speaker_beside(reading: Reading, at: int) -> str:
    """Who speaks in the attribution number `at`, in one line.

    Empty where the words of the source say it, or nobody has resolved it; `NOT_STATED` where the source is whom it is done to.
    """
    if not reading.voicings:
        return ""
    source, speaker = one_line(reading.article.quote(reading.attributions[at].source)), reading.speaker(at)
    if speaker.kind == "unstated":
        return NOT_STATED if source else ""
    name = one_line(speaker.name)
    return "" if _says(source, name) else name


def _says(source: str, name: str) -> bool:
    """Whether the words of a source say the name already, an article or a comma aside."""
    plain = name.casefold().removeprefix("anonymous ").removeprefix("the ")
    return source.casefold().removeprefix("the ").rstrip(" ,") == plain
