"""A speaker across articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.model.speaker import SPEAKER_KINDS, SpeakerKind


@dataclass(frozen=True, slots=True)
class Appearance:
    """A speaker of one article as other articles are compared with it.

    `id` is the speaker's; `name` and `kind` as in `Speaker`; `names` are the words of its mentions; `stated` is what the article states of
    it, each with its field: "role", "affiliation", "party" or "country".

    Raises:
        ValueError: it has no name, or the kind is unknown.
    """

    id: str
    article: str
    outlet: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a speaker has a name, if only a description")
        if self.kind not in SPEAKER_KINDS:
            raise ValueError(f"unknown kind of speaker {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Identity:
    """One speaker of the whole ledger: the speakers of single articles that are the same, under one name.

    `id` is `identity_id` of its first speaker; a ledger finds an identity by the id of any of its `speakers`. `names` are all that articles
    call it, the fullest first; `stated` what articles state of role, affiliation, party and country, each in the articles' words.
    `unsettled` are ids of identities that may be the same where the evidence does not say.

    Raises:
        ValueError: it has no name or no speaker, or the kind is unknown.
    """

    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    speakers: tuple[str, ...]
    stated: tuple[tuple[str, str], ...] = ()
    unsettled: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.name or not self.speakers:
            raise ValueError("an identity has a name and speakers")
        if self.kind not in SPEAKER_KINDS:
            raise ValueError(f"unknown kind of speaker {self.kind!r}")


def identity_id(speaker: str) -> str:
    """The id of the identity that a speaker founds: "idn_" and 12 hex digits of a SHA-256."""
    return "idn_" + hashlib.sha256(speaker.encode()).hexdigest()[:12]
