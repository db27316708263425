"""Keep the attributions of a reading that somebody asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.model import Act, Reading, SpeakerKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None asks for nothing. `speaker` is a part of a name, in any case; `hop` is 1 for first hand."""

    speaker: str | None = None
    kind: SpeakerKind | None = None
    act: Act | None = None
    hop: int | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


def select(reading: Reading, wanted: Wanted) -> Reading:
    """The reading with those attributions alone that fit all that is asked for, and with the speakers that speak in them.

    A nested attribution whose holder is left out points to no parent; its chain still names the holder. A denial of
    what is left out keeps the place of it, and no id.
    """
    if wanted.everything:
        return reading
    kept = [at for at in range(len(reading.attributions)) if _fits(reading, at, wanted)]
    ids = {reading.attributions[at].id for at in kept}
    attributions = (reading.attributions[at] for at in kept)
    voicings = tuple(reading.voicings[at] for at in kept) if reading.voicings else ()
    speaking = {voicing.speaker for voicing in voicings}
    return replace(
        reading,
        attributions=tuple(one if one.parent in ids else replace(one, parent=None) for one in attributions),
        voicings=voicings,
        speakers=tuple(speaker for speaker in reading.speakers if speaker.id in speaking),
        qualifications=tuple(reading.qualifications[at] for at in kept) if reading.qualifications else (),
        denials=tuple(one if one.answers in ids else replace(one, answers=None) for one in reading.denials if one.attribution in ids),
        propositions=tuple(reading.propositions[at] for at in kept) if reading.propositions else (),
    )


def _fits(reading: Reading, at: int, wanted: Wanted) -> bool:
    speaker = reading.speaker(at)
    return (
        (wanted.speaker is None or wanted.speaker.casefold() in speaker.name.casefold())
        and wanted.kind in (None, speaker.kind)
        and wanted.act in (None, reading.qualifications[at].act)
        and wanted.hop in (None, reading.voicings[at].hop)
    )
