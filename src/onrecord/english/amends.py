"""How a text goes back on what was said before: it withdraws a report, or gives the name of a source that it had withheld."""

from __future__ import annotations

import re

_WITHDRAWS = re.compile(
    r"\b(?:with(?:draws?|drew|drawn|drawing)|retract(?:s|ed|ing|ion)?|got (?:it|this|that) wrong|(?:was|were) (?:wrong|mistaken|in error)|"
    r"tak(?:es?|ing) (?:it|that|this) back|took (?:it|that|this) back|stands? corrected|disown(?:s|ed)?|recant(?:s|ed)?|"
    r"should (?:not|never) have (?:been )?(?:published|printed|reported|said|run)|correction)\b",
    re.IGNORECASE,
)
_HIDDEN = r"(?:unnamed|anonymous|unidentified|nameless)"
_NAMES = re.compile(
    r"\b(?:agreed|decided|chosen|consented) to (?:be (?:named|identified|quoted by name)|reveal (?:her|his|their) name)"
    rf"|\b(?:is|was|were|as|been|being) the (?:[\w-]+ )?{_HIDDEN} \w+"
    rf"|\bnow (?:named|identified) as\b|\b[Tt]he {_HIDDEN} (?:[\w-]+ ){{1,4}}(?:is|was) [A-Z]"
)


def withdraws(words: str) -> bool:
    """Whether the words say that something said before is taken back."""
    return bool(_WITHDRAWS.search(words))


def names_a_source(words: str) -> bool:
    """Whether the words say that somebody is the source whose name was withheld before."""
    return bool(_NAMES.search(words))
