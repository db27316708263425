"""Pronouns by what they stand for, and the verbs that must follow when a name stands in their place."""

from __future__ import annotations

import re

from onrecord.english.words import REFLEXIVES, listed

HE, SHE = listed("he him his himself"), listed("she her hers herself")
THEY, IT = listed("they them their theirs themselves"), listed("it its itself")
I, WE = listed("i me my mine myself"), listed("we us our ours ourselves")  # noqa: E741 - the pronoun
OWNING = listed("his her its their my our hers theirs mine ours whose")
REFLEXIVE = REFLEXIVES | {"myself", "ourselves"}

_ALL = "|".join(sorted(HE | SHE | THEY | IT | I | WE, key=lambda word: (-len(word), word)))
ANY = re.compile(rf"\b(?!US\b)(?:{_ALL})\b", re.IGNORECASE)  # "US" in capitals is a country
"""A pronoun for persons or things, of the first and third person."""

# What stands behind the pronoun: a short verb that a bracket must write out, and what must come after it to be read one way.
_ADVERBS = r" (?:\w+ly |never |not |already |also |just |only |since |once )*"
_DONE = (
    r"(?:been|had|\w+ed|done|gone|known|seen|made|told|given|taken|come|become|said|left|lost|met|heard|read|written|spoken|begun|found|kept"
    r"|paid|sent|held)\b"
)
_PRESENT = "think|believe|know|want|find|hope|expect|need|feel|see|say|support|remain|understand|agree|disagree|welcome|regret|suspect"


def _written(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), written) for pattern, written in pairs)


_SHORT = _written(
    (rf"['’]d\b(?={_ADVERBS}{_DONE})", " had"),
    (r"['’]d\b", " would"),
    (rf"['’]s\b(?={_ADVERBS}(?:got\b|{_DONE}))", " has"),
    (r"['’]s\b", " is"),
    (r"['’]ll\b", " will"),
    (r"['’]re\b", " are"),
    (r"['’]ve\b", " have"),
)
_FIRST = _written(
    (r"['’]m\b| am\b", " is"),
    (r"['’]ve\b| have\b", " has"),
    (r" don['’]t\b", " doesn’t"),
    (r" do\b", " does"),
    (rf" ({_PRESENT})\b", r" \1s"),
)


def verb_after(text: str, place: int, *, first: bool) -> tuple[int, str]:
    """What the verb behind a pronoun becomes when a name takes its place: how many code points it takes, and the verb behind a space.

    (0, "") where it stays as it is. `first` says that the pronoun was "I".
    """
    for pattern, written in (*(_FIRST if first else ()), *_SHORT):
        if match := pattern.match(text, place):
            return match.end() - place, match.expand(written)
    return 0, ""
