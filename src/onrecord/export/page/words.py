"""Words as a page may show them: dates read out, lines to copy, links only to the web."""

from __future__ import annotations

import re

from onrecord.export.visible import visible
from onrecord.model import Moment

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?)\S*?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_WEB = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_OPENING, _CLOSING = "“\"‘'«„", "”\"’'»“"


def date_of(moment: Moment | None) -> str:
    """The date for people, as precise as it is known: "4 May 2031", "May 2031", "4 May 2031, 06:30 +02:00"; empty where there is none."""
    if moment is None:
        return ""
    match = _MOMENT.fullmatch(moment.value)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return moment.value
    year, month, day, time, zone = match.groups()
    date = " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1], year) if part)
    return date + (f", {time}" if time else "") + (f" {'UTC' if zone == 'Z' else zone}" if zone else "")


def link_of(origin: str) -> str | None:
    """`origin` where it is a web address that a page may link to, else None."""
    return origin if _WEB.fullmatch(origin) and visible(origin) == origin else None


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def cited(content: str, source: str, cue: str, outlet: str | None, date: str) -> str:
    """A line to paste: “content” — source (cue), outlet, date. Marks are added only where the content does not bring its own."""
    content, source, cue = one_line(content), one_line(source), one_line(cue)
    quoted = len(content) > 1 and content[0] in _OPENING and content[-1] in _CLOSING
    who = f"{source or 'source not stated'} ({cue})"
    return ", ".join(part for part in (f"{content if quoted else f'“{content}”'} — {who}", outlet, date or "no date in this text") if part)
