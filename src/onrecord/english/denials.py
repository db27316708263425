"""Words by which a denial says what it denies, and what it leaves alone. Patterns over the text as written."""

from __future__ import annotations

import re

from onrecord.english.words import DOCUMENTS, listed

CHARGES = listed(
    """
    allegation allegations claim claims accusation accusations charge charges assertion assertions suggestion suggestions rumor rumors
    rumour rumours insinuation insinuations criticism notion idea characterization characterisation description reporting coverage news
    speculation narrative version denial denials
    """
)
"""Nouns for what others have said."""

_BACK = r"(?:the|this|that|these|those|such|any such|all|all such|all the|any of the)"
_NOUN = "|".join(sorted(CHARGES | DOCUMENTS, key=lambda word: (-len(word), word)))

GOES_BACK = re.compile(
    rf"\b{_BACK} (?:[\w’'-]+ ){{0,3}}?(?P<noun>{_NOUN})\b|\b(?-i:[A-Z])[\w’'-]*['’]s? (?:[\w-]+ ){{0,2}}?(?P<of>{_NOUN})\b",
    re.IGNORECASE,
)
"""A phrase that goes back to something said or shown before, with its noun."""

FIRST = re.compile(r"\b(?:initial|first|original|earliest)\b", re.IGNORECASE)
"""What goes back to the first of several things said."""

BARE = re.compile(r"^(?:it|that|this|them|those|so|everything|all of it)\b[.,;!]*$", re.IGNORECASE)
"""A content that is no more than a word for what was said before."""

OPENS_A_CLAUSE = re.compile(r"^[“\"'‘ ]*(?:that|whether|ever|having|being)\b", re.IGNORECASE)

_OWN = (
    "involvement|role|part|knowledge|responsibility|links?|connections?|ties|complicity|participation|wrongdoing|contacts?|dealings|awareness|"
    "intent|intention"
)
IN_PART = re.compile(
    r"\b(?:parts?|portions?|some|many|certain|several|aspects?|elements?|details?|one|most) (?:of|in)\b"
    rf"|\b(?:any|all|an?|the|his|her|its|their) (?:\w+ )?(?:{_OWN})\b"
    r"|\b(?:knew|knows|known|knowing|aware|heard) (?:of|about)\b|\b(?:briefed|told|informed|warned|notified)\b",
    re.IGNORECASE,
)
"""What is denied is a piece of the thing, or one's own share in it, and the rest is left alone."""

NEITHER = re.compile(
    r"\b(?:neither|n['’]t|not|nor|declin\w+ to|refus\w+ to|without) (?:\w+ )?(?:confirm\w*|deny|denying)"
    r",? n?or (?:\w+ )?(?:den\w+|confirm\w*)",
    re.IGNORECASE,
)
"""Neither a confirmation nor a denial."""

LEAVES_OPEN = re.compile(
    r"\b(?:did|do|does|has|have|had|would|could|will|can)(?: ?n['’]t| not| never)(?: \w+)? "
    r"(?:den(?:y|ied)|dispute[ds]?|contest(?:ed)?|reject(?:ed)?|refute[ds]?)\b"
    r"|\bstop\w* short of (?:\w+ )?den\w+",
    re.IGNORECASE,
)
"""A denial that is said not to have been made."""

REASON = re.compile(r",? (?:because|since|although|though|while|whereas|as (?:he|she|it|they)|but|—|–|--) ?", re.IGNORECASE)
"""What follows gives a reason or another thought."""

CALLED = re.compile(r"\b(?:call|label|brand|dubb|dismiss|describ|reject|denounc|characteri[sz]|ridicul)\w*\s*$", re.IGNORECASE)
AS_FALSE = re.compile(r"\s+as\s+|\s+[“\"‘](?=\w)|\s+an?\s+(?=[“\"‘]?\w)", re.IGNORECASE)
"""Where, behind a cue that calls a thing something, the thing ends and what it is called begins."""

IS_FALSE = re.compile(r"\s+(?:is|are|was|were|be|been|being|has been|have been)\s+", re.IGNORECASE)

FALSEHOOD = re.compile(r"[“\"'‘]?(?:\w+ly )?(?:false|untrue|fake|lies|a lie|a hoax|baseless|nonsense|fabricated|inaccurate)")
"""Behind such a verb, what says that its subject is false."""

_EMPTY = listed(
    """
    the a an that this these those of in on at to for from by with about as and or but not no never any all some he she it they his her its
    their him them i we us our is are was were be been being has have had do does did will would could should may might said says say who
    which what whether if than then there so
    """
)
# Words for letting somebody know are one: who "was warned" and who "had never been briefed" speak of the same.
_KNOWN = re.compile(r"brief|warn|told|tell|inform|notif|aware|alert|knew|know")
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ings?|ed|es|s|ly|ies|y|e)$")


def gist(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, in lower case, their endings cut off."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in _EMPTY and len(word) > 2)
    return frozenset("know" if _KNOWN.match(word) else _ENDING.sub("", word) if len(word) > 4 else word for word in words)
