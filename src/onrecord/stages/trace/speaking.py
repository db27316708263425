"""Who speaks in the lines of a claim, where it takes the claim to tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.english.bodies import body_key, body_words
from onrecord.model import Identity, Statement, identity_id
from onrecord.stages.trace.line import Line


def speaking(lines: Sequence[Line], identities: Mapping[str, Identity]) -> dict[str, Identity]:
    """The identity of each speaker of the lines, by the id of the speaker in its article.

    Those who have none are whoever has the same name and kind. One name in two copies of a text is one speaker. And a body that articles do
    not name in full ("the inspectorate", "police") is, within one claim, the one body whose name ends so, or the same wherever it is called
    so: whoever counts origins must rather take two for one than one for two.
    """
    out = {line.said.who: identities.get(line.said.who) or _stand_in(line.said) for line in lines if line.said.who}
    printed: dict[tuple[str, str, str], Identity] = {}
    for line in lines:
        if line.said.who:
            out[line.said.who] = printed.setdefault((line.text, line.said.kind, line.said.speaker.casefold()), out[line.said.who])
    meant = _in_full({one.id: one for one in out.values() if one.kind == "organisation"})
    return {who: meant.get(one.id, one) for who, one in out.items()}


def _stand_in(said: Statement) -> Identity:
    return Identity(identity_id(f"{said.kind}|{said.speaker.casefold()}"), said.speaker, said.kind, (said.speaker,), (said.who,))


def _in_full(bodies: Mapping[str, Identity]) -> dict[str, Identity]:
    """Who is meant by each body that is called by what it is, by its id."""
    full = [one for one in bodies.values() if any(map(_is_full, (one.name, *one.names)))]
    vague = [one for one in bodies.values() if not any(map(_is_full, (one.name, *one.names)))]
    ending: dict[tuple[str, ...], dict[str, Identity]] = defaultdict(dict)
    for one in full:
        for words in {body_words(name) for name in (one.name, *one.names)}:
            for at in range(len(words)):
                ending[words[at:]][one.id] = one
    called: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
    for one in vague:
        called[body_words(one.name)].append(one)
    out: dict[str, Identity] = {}
    for words, same in called.items():
        meant = list(ending.get(words, {}).values()) or [min(same, key=lambda one: one.id)]
        if words and len(meant) == 1:
            out |= {one.id: meant[0] for one in same}
    return out


def _is_full(name: str) -> bool:
    return bool(body_key(name)) and any(word[0].isupper() for word in name.split())
