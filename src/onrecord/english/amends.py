"""How a text goes back on what was said before: it withdraws a report, or gives the name of a source that it had withheld."""

from __future__ import annotations

import re

_WITHDRAWS = re.compile(
    r"\b(?:with(?:draws?|drew|drawn|drawing)|retract(?:s|ed|ing|ion)?|stands? corrected|disown(?:s|ed)?|recant(?:s|ed)?|"
    r"(?:takes?|taking|took|taken) (?:it|that|this|them|(?:her|his|their|its|my|our) words) back)\b",
    re.IGNORECASE,
)
# An outlet of its own report; of anybody else these words can be about another's.
_OWNS_UP = re.compile(
    r"\b(?:got (?:it|this|that) wrong|(?:was|were) (?:wrong|mistaken|in error)|correction|we regret|"
    r"should (?:not|never) have (?:been )?(?:published|printed|reported|said|run))\b",
    re.IGNORECASE,
)
_HIDDEN = r"(?:unnamed|anonymous|unidentified|nameless)"
_NAMES = re.compile(
    r"\b(?:agreed|decided|chosen|consented) to (?:be (?:named|identified|quoted by name)|reveal (?:her|his|their) name)"
    rf"|\b(?:is|was|were|as|been|being) the (?:[\w-]+ )?{_HIDDEN} \w+"
    rf"|\bnow (?:named|identified) as\b|\b[Tt]he {_HIDDEN} (?:[\w-]+ ){{1,4}}(?:is|was) [A-Z]"
)


def withdraws(words: str, *, own: bool = False) -> bool:
    """Whether the words say that something said before is taken back; `own`: an outlet says them of what it printed."""
    return bool(_WITHDRAWS.search(words) or (own and _OWNS_UP.search(words)))


def names_a_source(words: str) -> bool:
    """Whether the words say that somebody is the source whose name was withheld before."""
    return bool(_NAMES.search(words))
