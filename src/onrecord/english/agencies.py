"""How a story says which news agency it comes from: datelines, bylines, lines of credit."""

from __future__ import annotations

import re

from onrecord.english.words import listed

_DASH = r"\s*(?:—|–|--?|―)\s"
_NAME = r"[A-Z][\w&.’' -]{0,38}?[\w.]"
# "VANTRY, 11 March (Halcyon) —", "Vantry (Halcyon) –", "(AP) -": a name in brackets before the dash of a dateline.
_DATELINE = re.compile(rf"\s*(?:[A-Z][^\n()]{{0,60}}?\s*)?\(({_NAME})\){_DASH}")
# "Reuters - The river": only names that are known to be agencies', for any word can stand before a dash.
_LEAD = re.compile(rf"\s*({_NAME}){_DASH}")
_CREDIT = re.compile(rf"(?im)^\s*(?:source|credit|via|©|copyright(?: \d{{4}})?|\(c\))\s*:?\s*(?-i:({_NAME}))\s*\.?\s*$")
_BY = re.compile(r"^\s*(?:by|from)\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:,|\||/|;| for | of | - | – | — |\n)\s*")
_OF_AGENCY = re.compile(r"\b(?:news ?wire|wire service|news agency|press agency|news service|newswires)$", re.IGNORECASE)
# What stands in brackets before a dash and is no agency.
_OTHER = listed(
    """
    updated update corrected correction video opinion watch exclusive analysis live file photos sponsored advertisement column review
    """
)
_KNOWN = {
    "ap": "Associated Press", "associated press": "Associated Press", "reuters": "Reuters", "afp": "Agence France-Presse",
    "agence france-presse": "Agence France-Presse", "upi": "UPI", "united press international": "UPI", "dpa": "dpa", "tass": "TASS",
    "xinhua": "Xinhua", "ansa": "ANSA", "efe": "EFE", "kyodo": "Kyodo", "pa": "PA", "pa media": "PA", "press association": "PA",
    "interfax": "Interfax", "anadolu": "Anadolu", "canadian press": "Canadian Press", "aap": "AAP", "ians": "IANS", "pti": "PTI",
    "belga": "Belga", "apa": "APA", "yonhap": "Yonhap", "bernama": "Bernama", "antara": "Antara", "ritzau": "Ritzau", "ntb": "NTB",
}  # fmt: skip
"""Agencies that papers name by themselves, in lower case, with one name for each."""


def agency_in(head: str, byline: str, foot: str = "") -> str:
    """The agency that a story names, under one name; "" where it names none.

    `head` is the beginning of its body, `byline` its byline ("" where it has none), `foot` its last lines.
    """
    if (match := _DATELINE.match(head)) and match.group(1).casefold() not in _OTHER:
        return known(match.group(1))
    if (match := _LEAD.match(head)) and is_known(match.group(1)):
        return known(match.group(1))
    for part in _PARTS.split(_BY.sub("", byline)):
        if is_known(part) or _OF_AGENCY.search(part):
            return known(part)
    match = _CREDIT.search(foot)
    return known(match.group(1)) if match and is_known(match.group(1)) else ""


def known(name: str) -> str:
    """An agency's one name, whichever it is given by; a name that is not in the list stays as it is."""
    return _KNOWN.get(_bare(name), name.strip().removeprefix("The ").removeprefix("the "))


def is_known(name: str) -> bool:
    """Whether a name is in the list of agencies."""
    return _bare(name) in _KNOWN


def _bare(name: str) -> str:
    return name.strip().removeprefix("The ").removeprefix("the ").replace(".", "").casefold()
