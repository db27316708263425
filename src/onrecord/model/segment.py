"""Paragraphs, sentences and words of a text, as spans. Standard library only."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from onrecord.model.span import Span, Spans

# Every character that ends a line for `str.splitlines`, so that no span holds a line break of any kind.
_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

# What may end a sentence, with the marks that close with it; a French closing mark may stand behind a hard space.
_STOP = re.compile(r"(\.(?:[ \u00a0]\.)+|[.!?…؟।॥。！？]+)((?:[”’\"')\]»]|[\u00a0\u202f]»)*)")
_HARD = "。！？।॥"

# The word before a stop. Looked for in the last 40 code points: no abbreviation is longer.
_BEFORE = re.compile(r"[\w.&’'-]*\Z")

_LETTER = re.compile(r"\w")

# The first letter or digit after a stop, behind quotation marks, brackets and bullets.
_OPENS = re.compile(r"[\s\"“”‘’'(\[«»*•–—\-$€£#¿¡]*(\w)")

# Words that begin a sentence more often than they go on after "U.S." or "Inc.", where a capital alone shows nothing.
_BEGINS = re.compile(
    r"""\s*["“‘'(\[«]*(?:The|A|An|In|On|At|But|And|Or|So|He|She|It|They|We|I|You|This|That|These|Those|His|Her|Its|Their|Our|There|What|When
    |While|Who|Why|How|Where|If|As|By|For|From|After|Before|Since|With|No|Not|Some|Many|Most|Both|All|According|Asked|Mr|Ms|Mrs)\b""",
    re.VERBOSE,
)
# A sentence glued to the one before: a capitalised word, or a word of one capital letter; not a name inside an address.
_GLUED = re.compile(r"[\"“‘'(\[«]?(?:[^\W\d_a-z][^\W\d_A-Z]+(?![\w@]|\.\w)|[AI]\s)|[\"“‘(\[«]\w")

# Who speaks, behind a quotation that asks or shouts: “Why now?” Mayor Lee asked.
_SPEAKER = re.compile(
    r"\s*(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|shouted|demanded|wondered|tweeted|continued|explained|declared|insisted|responded)\b"
)


def _listed(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A name follows: the stop ends no sentence.
_TITLES = _listed(
    """mr mrs ms mx messrs mme mlle dr prof rev hon fr st ste mt ft sen sens rep reps gov govs pres lt col gen maj capt cmdr sgt cpl pvt adm
    brig supt insp det amb atty asst assoc vs v"""
)
# A number follows: "No. 4", "Jan. 6"; without one they are words like any other.
_BEFORE_NUMBERS = _listed(
    """no nos nr vol p pp fig figs art sec ch ed approx ca est tel ext jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thurs fri"""
)
# They close a name or a list, and may close a sentence with it: only a word that begins one tells.
_SUFFIXES = _listed(
    """inc corp ltd co llc plc bros jr sr etc al esq ph dept dist ave blvd rd ala ariz ark calif colo conn del fla ga ill ind kan ky la mass
    md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo"""
)
# These abbreviate without a capital too.
_SMALL = _listed("vs v etc al approx ca est cf p pp no nos vol fig figs tel ext ed")

# A word: a number with its points, initials with their stops, an address, or letters with what joins them; else one mark.
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*\w*|(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[\w\u0300-\u036f]+(?:[’'&\-‐‑][\w\u0300-\u036f]+|\.[a-z][\w\u0300-\u036f]*)*|[^\w\s]"
)


def paragraphs(text: str) -> Spans:
    """The lines of `text` that hold more than space, trimmed: a line break of any kind ends a paragraph."""
    return tuple(_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text) if not match.group().isspace())


@lru_cache(maxsize=32)  # several stages ask for the sentences of one article
def sentences(text: str) -> Spans:
    """The sentences of `text`, each within one paragraph; together they cover every code point that is not space.

    A stop glued to the next sentence ("… for everyone.The council met") ends one too, unless it stands in a name, number or address.
    """
    out: list[Span] = []
    for line in paragraphs(text):
        begin = line.start
        for match in _STOP.finditer(text, line.start, line.end):
            end = match.end()
            if end >= line.end:
                break
            if not text[end].isspace():
                end = _before_opening_mark(text, line.start, match)
            if _ends(text, begin, match, end):
                out.append(Span(begin, end))
                begin = end
                while text[begin].isspace():
                    begin += 1
        if begin > line.start and not _LETTER.search(text, begin, line.end):
            # Marks alone are no sentence: they belong to the one before.
            begin = out.pop().start
        out.append(Span(begin, line.end))
    return tuple(out)


def sentence_at(text: str, place: int) -> int:
    """The number, in `sentences(text)`, of the sentence that a code point lies in, or of the last one before it.

    Raises:
        ValueError: the text has no sentence.
    """
    found = sentences(text)
    if not found:
        raise ValueError("a text without a sentence")
    return max(0, bisect_right(found, place, key=lambda sentence: sentence.start) - 1)


def words(text: str) -> Spans:
    """Words and punctuation marks of `text`; a contraction, a hyphenated word and initials with their stops are one word each."""
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _before_opening_mark(text: str, line: int, match: re.Match[str]) -> int:
    """The end of a glued stop: a straight mark belongs to the next sentence where it opens, that is, where the marks before it pair up."""
    end = match.end()
    if text[end - 1] == '"' and end - 1 >= match.start(2) and text.count('"', line, end - 1) % 2 == 0:
        return end - 1
    return end


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop that matched ends the sentence that began at `begin`."""
    stop, close = match.group(1), text[match.start(2) : end]
    if stop[-1] in _HARD:
        return True
    found = _BEFORE.search(text, max(begin, match.start() - 40), match.start())
    before = found.group() if found else ""
    if not text[end].isspace():
        return _ends_glued(text, before, match, close, end)
    opens = _OPENS.match(text, end)
    opening = opens.group(1) if opens else ""
    if opening.islower() or _bracketed(text, begin, match.start(), close):
        return False
    if close and stop[-1] != "." and _SPEAKER.match(text, end):
        return False
    if stop == "." and not close:
        first = match.start() - len(before) <= begin
        return _full_stop_ends(before, opening, first=first, begins=_BEGINS.match(text, end) is not None)
    # After an ellipsis only a capital shows a new sentence.
    return stop[-1] in "!?؟" or stop == "." or opening.isupper()


def _full_stop_ends(before: str, opening: str, *, first: bool, begins: bool) -> bool:
    """Whether a lone full stop with space behind it ends a sentence, judged by the word `before` it.

    `first`: that word is the first of its sentence; `begins`: what follows is a word that begins sentences.
    """
    word = before.lstrip("’'-&").lower()
    abbreviates = before[:1].isupper() or word in _SMALL
    if abbreviates and word in _TITLES:
        return False
    if abbreviates and word in _BEFORE_NUMBERS:
        return not opening.isdigit()
    if first and (before.isdigit() or len(before) == 1):
        return False  # "1." or "b." before an item of a list
    initials = (len(before) == 1 and before.isupper()) or (
        "." in before and len(before.rsplit(".", 1)[-1]) == 1 and not before[-1].isdigit()
    )
    if initials or (abbreviates and word in _SUFFIXES):
        return begins
    return True


def _ends_glued(text: str, before: str, match: re.Match[str], close: str, end: int) -> bool:
    """Whether a stop with no space behind it ends a sentence: only where a whole word stands before it and a capitalised one behind."""
    if _GLUED.match(text, end) is None or _SPEAKER.match(text, end):
        return False
    if close:
        return True
    word, start = before.lower(), match.start() - len(before)
    if start > 0 and text[start - 1] in "/@:#=_\\":
        return False  # inside an address
    if "." in before or before.isupper():
        # "U.S." and "3.5m": only a word that begins a sentence shows that one does.
        return text[end : end + 2].isalpha() and _BEGINS.match(text, end) is not None
    if before[:1].isupper() and (word in _TITLES or word in _SUFFIXES):
        return False
    return (len(before) > 1 and before[-1].isalnum()) or before.isdigit() or (not before and text[match.start() - 1] in '%)]”’"»€£$')


def _bracketed(text: str, begin: int, at: int, close: str) -> bool:
    """Whether the stop at `at` stands in a bracket that opened in the middle of its sentence ("the mayor (who knew?) Ann Lee")."""
    for mark, opening in ((")", "("), ("]", "[")):
        if mark in close:
            return text.rfind(opening, begin, at) > begin
    return False
