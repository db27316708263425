"""Dates and periods in a text, placed on the calendar where the text, or the day it was published, says enough.

What is not sure stays unresolved, with the reason: a wrong date is worse than none. Weekdays and the like are counted from the day of
publication, as news does; a month or a day without a year is not guessed.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.model import ELSEWHERE, NO_ANCHOR, NO_YEAR, VAGUE, Span, When
from onrecord.model.segment import sentences

_SHORT = {month[:3].casefold(): number for number, month in enumerate(month_name) if month}
_DAYS = [day.casefold() for day in day_name]
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SMALL |= {"eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

_MONTH = (
    r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_NUMBER = r"(?P<number>\d{1,3}|" + "|".join(sorted(_SMALL, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"

_SAME_STRETCH = 300  # code points back within which another year, once named, still holds
_NEAR_DAYS = 100  # how far from publication a day without a year may lie
_AROUND = 60  # code points before a weekday that tell whether it is past
_AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|plans? to|scheduled|expected|due|set) (?:\w+ ){0,8}$|\bby $")

# What every rule needs one of.
_ANY = re.compile(
    r"\d{4}|[’']\d0s|day|night\b|to(?:day|morrow)|[Tt]his (?:morn|after|even)|week|month|year|decade"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE,
)

Placed = tuple[str, str] | str
"""The first and last day, month or year; or the reason why there is none."""


def times(text: str, published: date | None) -> list[When]:
    """The times in `text`, in order; none overlaps another. `published` anchors what is counted from the day of publication."""
    # Most sentences speak of no time, and one look shows it.
    return [when for one in sentences(text) if _ANY.search(text, one.start, one.end) for when in _in_sentence(text, one, published)]


def _in_sentence(text: str, sentence: Span, published: date | None) -> list[When]:
    out: list[When] = []
    taken: list[tuple[int, int]] = []
    for pattern, place in _RULES:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            start, end = match.span("all") if "all" in pattern.groupindex else match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            try:
                placed = place(match, published)
            except ValueError:  # no such day
                continue
            span = Span(start, end)
            out.append(When(span, unresolved=placed) if isinstance(placed, str) else When(span, *placed))
    return sorted(out, key=lambda one: one.span)


def _month(word: str) -> int:
    return _SHORT[word.rstrip(".").casefold()[:3]]


def _iso(year: int, month: int, day: int) -> str:
    return date(year, month, day).isoformat()


def _one(value: str) -> Placed:
    return value, value


def _full_date(match: re.Match[str], _: date | None) -> Placed:
    return _one(_iso(int(match["year"]), _month(match["month"]), int(match["day"])))


def _iso_date(match: re.Match[str], _: date | None) -> Placed:
    return _one(_iso(*map(int, match["all"].split("-"))))


def _month_of_year(match: re.Match[str], _: date | None) -> Placed:
    return _one(f"{int(match['year']):04}-{_month(match['month']):02}")


def _from_month_to_month(match: re.Match[str], _: date | None) -> Placed:
    last = f"{int(match['year']):04}-{_month(match['last']):02}"
    first = f"{int(match['first_year'] or match['year']):04}-{_month(match['month']):02}"
    return (first, last) if first <= last else VAGUE


def _years(match: re.Match[str], _: date | None) -> Placed:
    first, last = match["year"], match["last"]
    last = last if len(last) == 4 else first[:2] + last
    return (first, last) if first <= last else VAGUE


def _decade(match: re.Match[str], published: date | None) -> Placed:
    digits = match["decade"]
    if len(digits) == 2:
        # "The ’70s" are those of the century that is over, if these are still to come.
        century = 1900 if published is None or int(digits) > published.year % 100 else 2000
        digits = str(century + int(digits))
    if digits.endswith("00") and digits < "2000":
        return digits, f"{digits[:2]}99"
    return digits, f"{digits[:3]}9"


def _season(match: re.Match[str], _: date | None) -> Placed:
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}.get(match["season"].casefold())
    year = int(match["year"])
    return (f"{year:04}-{first:02}", f"{year:04}-{first + 3:02}") if first else VAGUE


def _anchored(place: Callable[[re.Match[str], date], Placed]) -> Callable[[re.Match[str], date | None], Placed]:
    """A rule that counts from the day of publication."""
    return lambda match, published: place(match, published) if published else NO_ANCHOR


def _near_day(match: re.Match[str], published: date) -> Placed:
    away = {"yesterday": -1, "tomorrow": 1}.get(match.group().casefold(), 0)
    return _one((published + timedelta(days=away)).isoformat())


def _weekday(match: re.Match[str], published: date) -> Placed:
    """The last such day up to the day of publication, which may be that day itself; the next one where the words around look ahead."""
    around = match.string[max(0, match.start() - _AROUND) : match.start()]
    if (match["way"] or "").casefold() == "next " or _AHEAD.search(around):
        ahead = (_DAYS.index(match["weekday"].casefold()) - published.weekday() - 1) % 7 + 1
        return _one((published + timedelta(days=ahead)).isoformat())
    back = (published.weekday() - _DAYS.index(match["weekday"].casefold())) % 7
    return _one((published - timedelta(days=back)).isoformat())


def _ago(match: re.Match[str], published: date) -> Placed:
    number, unit = _number(match["number"]), match["unit"]
    if unit == "day":
        return _one((published - timedelta(days=number)).isoformat())
    if unit == "week":
        return _week(published - timedelta(weeks=number))
    if unit == "month":
        return _one(_months_from(published, -number))
    return _one(f"{published.year - number * (10 if unit == 'decade' else 1):04}")


def _calendar_unit(match: re.Match[str], published: date) -> Placed:
    step = {"last": -1, "this": 0, "next": 1}[match["which"].casefold()]
    unit = match["unit"].casefold()
    if unit == "week":
        return _week(published + timedelta(weeks=step))
    if unit == "month":
        return _one(_months_from(published, step))
    return _one(f"{published.year + step:04}")


def _past_stretch(match: re.Match[str], published: date) -> Placed:
    number, unit = _number(match["number"]), match["unit"]
    if unit in ("day", "week"):
        return (published - timedelta(days=number * (7 if unit == "week" else 1))).isoformat(), published.isoformat()
    if unit == "month":
        return _months_from(published, -number), f"{published:%Y-%m}"
    return f"{published.year - number * (10 if unit == 'decade' else 1):04}", f"{published.year:04}"


def _week(inside: date) -> Placed:
    monday = inside - timedelta(days=inside.weekday())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _months_from(start: date, months: int) -> str:
    years, month = divmod(start.month - 1 + months, 12)
    return f"{start.year + years:04}-{month + 1:02}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _SMALL[word.casefold()]


def _without_year(match: re.Match[str], published: date | None) -> Placed:
    """The nearest such day to the day of publication, if it is near; a weekday that is named has to agree."""
    day, month = int(match["day"]), _month(match["month"])
    if not 1 <= day <= monthrange(2000, month)[1]:
        raise ValueError(day)
    if published is None:
        return NO_ANCHOR
    around = match.string[max(0, match.start() - _SAME_STRETCH) : match.start()]
    if any(int(year) != published.year for year in re.findall(r"\b(?:1[6-9]|20)\d\d\b", around)):
        return NO_YEAR  # the text is in another year
    near = [date(year, month, day) for year in range(published.year - 1, published.year + 2) if day <= monthrange(year, month)[1]]
    weekday = (match.groupdict().get("weekday") or "").casefold()
    near = [one for one in near if not weekday or _DAYS[one.weekday()] == weekday]
    best = min(near, key=lambda one: abs(one - published), default=None)
    return NO_YEAR if best is None or abs(best - published).days > _NEAR_DAYS else _one(best.isoformat())


def _because(reason: str) -> Callable[[re.Match[str], date | None], Placed]:
    return lambda _, __: reason


_LAST = _MONTH.replace("(?P<month>", "(?P<last>")
_UNITS = "(?:days|weeks|months|years|decades)"

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Placed]], ...] = (
    (re.compile(r"\b(?P<all>[12]\d{3}-[01]\d-[0-3]\d)\b"), _iso_date),
    (re.compile(rf"\b(?P<all>{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR})\b"), _full_date),
    (re.compile(rf"\b(?P<all>{_WEEKDAY}(?:the )?{_DAY}(?: (?:of )?|-){_MONTH}(?:,? |-){_YEAR})\b"), _full_date),
    (re.compile(rf"\bbetween (?P<all>{_MONTH}(?:,? (?P<first_year>\d{{4}}))? and {_LAST},? {_YEAR})\b"), _from_month_to_month),
    (
        re.compile(rf"\bfrom (?P<all>{_MONTH}(?:,? (?P<first_year>\d{{4}}))? (?:to|until|through) {_LAST},? {_YEAR})\b"),
        _from_month_to_month,
    ),
    (re.compile(rf"\b(?P<all>{_MONTH},? (?:of )?{_YEAR})\b"), _month_of_year),
    (re.compile(rf"\b(?P<all>(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? {_YEAR})\b"), _season),
    (re.compile(r"\b(?P<all>(?P<decade>1\d\d0|20\d0)[’']?s)\b"), _decade),
    (re.compile(r"(?P<all>[’'](?P<decade>\d0)s)\b"), _decade),
    (re.compile(rf"\b(?:between|from) (?P<all>{_YEAR} (?:and|to|until|through) (?P<last>\d{{4}}))\b"), _years),
    (re.compile(rf"\b(?P<all>{_YEAR}[-–](?P<last>\d{{4}}|\d\d))\b(?![-–]\d)"), _years),
    (re.compile(rf"\b(?P<all>(?:(?P<weekday>{'|'.join(day_name)}),? )?{_MONTH} {_DAY})\b(?![,.]?\d)"), _without_year),
    (re.compile(rf"\b(?P<all>(?:the )?{_DAY} (?:of )?{_MONTH})\b(?! (?:last|next|past))"), _without_year),
    # A bare year: not a count of things ("2000 votes"), not part of a longer number.
    (
        re.compile(
            r"(?<![\d.,$€£#/-])\b(?P<all>(?P<year>1[6-9]\d\d|20[0-4]\d))\b(?![\d/%-]|[,.]\d|[ -][a-z]+s\b| (?:percent|people|BC|BCE)\b)"
        ),
        lambda match, _: _one(match["year"]),
    ),
    (re.compile(r"\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his (?:morning|afternoon|evening))\b"), _anchored(_near_day)),
    (
        re.compile(
            r"(?<![Tt]hat )(?<![Ee]very )(?<![Ee]ach )(?<!\b[Oo]ne )(?<!\b[Aa] )\b"
            r"(?P<way>[Ll]ast |[Nn]ext |[Tt]his )?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!s)"
        ),
        _anchored(_weekday),
    ),
    (re.compile(rf"(?<![\d,.])\b(?P<all>{_NUMBER} {_UNIT} ago)\b", re.IGNORECASE), _anchored(_ago)),
    (re.compile(rf"\b(?P<all>(?:the )?(?:past|last) {_NUMBER} {_UNIT})\b(?! and)", re.IGNORECASE), _anchored(_past_stretch)),
    (re.compile(r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>week|month|year)\b"), _anchored(_calendar_unit)),
    (
        re.compile(
            rf"\b(?:{_NUMBER} |several |many |some |few )?(?:{_UNITS[3:-1]}|day|week|month|year) (?:later|earlier|before|after)\b",
            re.IGNORECASE,
        ),
        _because(ELSEWHERE),
    ),
    (re.compile(r"\b(?:the )?(?:following|previous|next|same) (?:day|week|month|year|morning)\b", re.IGNORECASE), _because(ELSEWHERE)),
    (re.compile(rf"\b(?:(?:several|many|some|a few|just|only|mere) )?{_UNITS} ago\b", re.IGNORECASE), _because(VAGUE)),
    (
        re.compile(
            rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ll]ast|[Nn]ext|[Uu]ntil|[Oo]f|[Dd]uring|[Ee]arly|[Ll]ate|a) "
            rf"(?P<all>{_MONTH})\b(?! (?:not|have|be)\b)"
        ),
        _because(NO_YEAR),
    ),
)
