"""Furniture of our own making: what outlets put around their stories, from the small grammar of `appeals.toml`.

Real pages show few appeals, and a model that has seen few hears them speak. Every sentence there was written for this project.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

_GRAMMAR = Path(__file__).with_suffix(".toml")
_SLOT = re.compile(r"\{(\w+)\}")
# How often each reason is drawn: appeals most, since pages have the fewest and they read most like a story.
_SHARES = {
    "appeal": 11,
    "advertisement": 1,
    "newsletter": 2,
    "app": 1,
    "forum": 2,
    "related": 10,
    "share": 2,
    "timestamp": 2,
    "credit": 4,
    "legal": 2,
    "navigation": 1,
}


def invented(rng: random.Random, count: int, headlines: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """`count` distinct (reason, line) pairs; an appeal has one to six sentences.

    `headlines` of real stories stand beside the invented ones in lines that lead to other stories.
    """
    grammar = tomllib.loads(_GRAMMAR.read_text(encoding="utf8"))
    words, lines = grammar["words"], grammar["lines"]
    words["head"] = [*words["head"], *headlines]

    def filled(template: str) -> str:
        while _SLOT.search(template):
            template = _SLOT.sub(lambda match: rng.choice(words[match.group(1)]), template)
        return template[:1].upper() + template[1:]

    seen: set[str] = set()
    while len(seen) < count:
        reason = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
        sentences = rng.sample(lines[reason], rng.choice((1, 1, 2, 3, 4, 6)) if reason == "appeal" else 1)
        line = " ".join(map(filled, sentences))
        if line not in seen:
            seen.add(line)
            yield reason, line
