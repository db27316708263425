"""Nested attributions made of two that are not: a content gives way to a whole attribution of another article.

PolNeAR marks only the outermost of nested attributions, so nothing in it shows what a cue inside a content looks like. Here "she said
{the bridge is safe}" and "the mayor believes it will hold" make "she said {the mayor believes it will hold}", where both cues are known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any

from training.corpus import SURE, Row

SHARE = 0.2  # of an article's attributions, of those that can take another in
LONGEST = 260  # code points of what is put in
# Cues that a whole sentence may follow; elsewhere a content must begin with "that".
_CLAUSAL = re.compile(
    r"\b(said|says?|saying|told \w+|believes?|believed|thinks?|thought|claim(s|ed)?|argue[sd]?|report(s|ed)|noted|notes|added|insist(s|ed)|"
    r"according to|suggest(s|ed)|alleged?|stated|wrote|acknowledged|admit(s|ted)|announced|explained|:)$"
)
_RELATIVE = re.compile(r"(who|which|that|whose|whom)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:The|An?|He|She|They|We|It|Some|Many|Most|His|Her|Their|Our|This|These) ")
_MARKS = re.compile(r"[\"“”‘’\n]|''")


def with_nested(row: Row, donor: Row, rng: random.Random) -> Row:
    """`row` with some contents replaced by attributions of `donor`, which are marked `nested`."""
    text: str = row["text"]
    given = [one for one in donor["attributions"] if _can_move(donor["text"], one)]
    attributions: list[dict[str, Any]] = list(row["attributions"])
    # From the end of the text, so that what is still to be replaced stays in place.
    for one in sorted((one for one in attributions if one["cue"]), key=lambda one: -one["cue"][0][0]):
        if not given or rng.random() >= SHARE or not _can_take(text, one, attributions):
            continue
        start, end = one["content"][0]
        inner = rng.choice(given)
        first, last = _reach(inner)
        lead = "that " if text.startswith("that ", start) else ""
        words = _running(donor["text"][first:last])
        by = len(lead) + len(words) - (end - start)
        text = text[:start] + lead + words + text[end:]
        attributions = [_moved(other, end, by) for other in attributions]
        at = start + len(lead) - first
        attributions.append({**{role: [[s + at, e + at] for s, e in inner[role]] for role in ("cue", "source", "content")}, "nested": True})
    return {**row, "text": text, "attributions": attributions} if text is not row["text"] else row


def _reach(one: dict[str, Any]) -> tuple[int, int]:
    spans = [span for role in ("source", "cue", "content") for span in one[role]]
    return min(s for s, _ in spans), max(e for _, e in spans)


def _can_move(text: str, one: dict[str, Any]) -> bool:
    """An attribution that reads as a clause: source, cue and content in this order, without quotation marks, short, and sure."""
    if not (one["source"] and one["cue"] and one["content"]) or one.get("share", 1.0) < SURE or one.get("nested"):
        return False
    (first, source_end), (cue, cue_end), (content, _) = one["source"][0], one["cue"][0], one["content"][0]
    last = one["content"][-1][1]
    close = source_end <= cue <= source_end + 2 and cue_end <= content <= cue_end + 2 and last - first <= LONGEST
    whole = not _RELATIVE.match(text, first) and not text.startswith("to ", cue) and " " in text[content:last]
    return close and whole and not _MARKS.search(text, first, last)


def _can_take(text: str, one: dict[str, Any], others: Sequence[dict[str, Any]]) -> bool:
    """An attribution whose content is one indirect stretch behind its cue, which no other touches."""
    if len(one["content"]) != 1 or one.get("share", 1.0) < SURE:
        return False
    start, end = one["content"][0]
    cue = one["cue"][-1]
    if start < cue[1] or _MARKS.search(text, start, end) or not (text.startswith("that ", start) or _CLAUSAL.search(text[cue[0] : cue[1]])):
        return False
    touching = [span for other in others if other is not one for role in ("cue", "source", "content") for span in other[role]]
    return not any(s < end and start < e for s, e in touching)


def _running(words: str) -> str:
    """The words as they read in the middle of a sentence."""
    return words[0].lower() + words[1:] if _OPENS.match(words) else words


def _moved(one: dict[str, Any], end: int, by: int) -> dict[str, Any]:
    """The attribution after a stretch that ended at `end` has grown by `by`; the content that was that stretch grows with it."""
    return {**one, **{role: [[s + by * (s >= end), e + by * (e >= end)] for s, e in one[role]] for role in ("cue", "source", "content")}}
