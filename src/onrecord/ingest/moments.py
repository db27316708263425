"""Dates as pages, mails and files write them, with the precision that they state."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from onrecord.model import Moment

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)|$)|(\d\d)(\d\d)|$)"
    r"(?:(?:T|\s+)(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?$",
    re.IGNORECASE,
)
_SPELT = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%B %d %Y")
# Not "updated": that is another day than that of publication.
_ALONE = re.compile(
    r"(?:(?:published|posted|first published|issued)(?: on)?:? )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    r"(\d{1,2} [a-z]{3,9}\.? \d{4}|[a-z]{3,9}\.? \d{1,2}, ?\d{4})"
    r"(?:,? (?:at |[|·–-] ?)?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?",
    re.IGNORECASE,
)
_EARLIEST = 1600  # the first newspapers; an earlier year is no date of publication


def moment_of(given: str) -> Moment | None:
    """The moment that a string states, in ISO 8601, RFC 2822 or spelt out in English; None where it states none."""
    given = " ".join(given.split())
    if len(given) > 80:
        return None
    if match := _ISO.match(given):
        return _from_iso(match)
    for form in _SPELT:
        try:
            return day_of(datetime.strptime(given.replace("Sept ", "Sep ").replace(".", ""), form))
        except ValueError:
            continue
    try:
        return second_of(parsedate_to_datetime(given))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def day_alone(line: str) -> Moment | None:
    """The day that a line states and nothing else but a time ("Tuesday 11 March 2031, 18.40", "Published: March 12, 2031"); else None."""
    match = _ALONE.fullmatch(" ".join(line.split())[:80])
    return moment_of(match.group(1).replace(",", ", ").replace("  ", " ")) if match else None


def second_of(when: datetime) -> Moment | None:
    """A date and time to the second, in its own time zone where it states one; midnight to the second is a day without a time."""
    if when.year < _EARLIEST:
        return None
    if (when.hour, when.minute, when.second) == (0, 0, 0):
        return day_of(when)
    return Moment(when.isoformat(timespec="seconds"), "second")


def day_of(when: datetime) -> Moment | None:
    """The day alone."""
    return Moment(f"{when:%Y-%m-%d}", "day") if when.year >= _EARLIEST else None


def _from_iso(match: re.Match[str]) -> Moment | None:
    year, month, day = match.group(1), match.group(2) or match.group(4), match.group(3) or match.group(5)
    hour, minute, second, zone = match.group(6, 7, 8, 9)
    try:
        when = datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if when.year < _EARLIEST or (hour and not day):
        return None
    if not day:
        return Moment(f"{when:%Y-%m}", "month") if month else Moment(year, "year")
    if not hour or (when.hour, when.minute, when.second) == (0, 0, 0):
        return day_of(when)
    time = when.isoformat(timespec="seconds" if second else "minutes") + _offset(zone)
    return Moment(time, "second" if second else "minute")


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
