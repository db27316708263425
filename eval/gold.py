"""The gold of the examples, and where its words stand in a text that was read from a piece."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.model import Span

ROOT = Path(__file__).resolve().parents[1]
PIECES = ROOT / "src" / "onrecord" / "examples" / "story"
ROLES = ("source", "cue", "content")


def pieces() -> list[Path]:
    """The pieces, in the order of the story."""
    return sorted(path for path in PIECES.iterdir() if not path.name.startswith("."))


def gold_of(piece: Path) -> dict[str, Any]:
    """The gold of a piece."""
    found: dict[str, Any] = json.loads((ROOT / "examples" / "gold" / f"{piece.stem}.gold.json").read_text("utf-8"))
    return found


def all_gold() -> list[dict[str, Any]]:
    """The gold of all pieces, in the order of the story."""
    return [gold_of(piece) for piece in pieces()]


def story() -> dict[str, Any]:
    """What was written into the story: claims, origins, copies, circles, standings."""
    found: dict[str, Any] = json.loads((ROOT / "examples" / "story.json").read_text("utf-8"))
    return found


def quotes(gold: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """All words that a piece's attributions and own voice are made of."""
    for one in gold["attributions"]:
        for role in ROLES:
            yield from one[role]
    for one in gold["voice"]:
        yield from one["content"]


def located(text: str, quote: Mapping[str, Any]) -> Span | None:
    """Where a quote of the gold stands in `text`; None where it does not.

    Its neighbours tell it apart from the same words elsewhere; where they do not, the number of its occurrence does.
    """
    words, starts, at = quote["words"], [], text.find(quote["words"])
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    fitting = [s for s in starts if text[:s].endswith(quote["before"]) and text.startswith(quote["after"], s + len(words))]
    if len(fitting) == 1:
        return Span(fitting[0], fitting[0] + len(words))
    if (fitting or starts) and quote["occurrence"] <= len(starts) and (start := starts[quote["occurrence"] - 1]) in (fitting or starts):
        return Span(start, start + len(words))
    return None
