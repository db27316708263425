"""Sentences of our own making, by how far they commit whoever says them: from the small grammar of `utterances.toml`.

Corpora of factuality have few sentences with a negation and fewer with a hedge: a head that saw only those takes a denied sale for a sale.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.discourse_rows import Told

_GRAMMAR = Path(__file__).with_suffix(".toml")
_SLOT = re.compile(r"\{(\w+)\}|\[([^\]]+)\]")
_FORMS = ("base", "past", "part", "ger")


def utterances(rng: random.Random, count: int) -> Iterator[Told]:
    """`count` sentences, each with one target."""
    grammar = tomllib.loads(_GRAMMAR.read_text(encoding="utf8"))
    frames = [(float(score.replace("_", ".")), frames) for score, frames in grammar["frames"].items()]
    for _ in range(count):
        score, some = rng.choices(frames, [len(frames) ** 0.5 for _, frames in frames])[0]
        yield _filled(grammar, rng, rng.choice(grammar["leads"]), rng.choice(some), score)


def _filled(grammar: dict[str, Any], rng: random.Random, lead: str, frame: str, score: float) -> Told:
    forms = rng.choice(grammar["verbs"])
    words = dict(zip(_FORMS, forms, strict=False)) | {"o": rng.choice(forms[len(_FORMS)]), "a": rng.choice(grammar["adjectives"])}
    words["s"], words["t"] = rng.sample(grammar["subjects"], 2)
    words["n"], words["m"] = rng.sample(grammar["things"], 2)
    template = lead + frame
    text, at, target = "", 0, (0, 0)
    for match in _SLOT.finditer(template):
        text += template[at : match.start()]
        word = match[2] or words[match[1]]
        if match[2] or match[1] in _FORMS:
            target = (len(text), len(text) + len(word))
        text += word
        at = match.end()
    text = (text + template[at:]).rstrip()
    first = next(at for at, letter in enumerate(text) if letter.isalpha())
    end = ("" if text.endswith("?") else ".") + ("”" if "“" in lead else "")
    return Told(text[:first] + text[first].upper() + text[first + 1 :] + end, ((*target, score),), complete=False)
