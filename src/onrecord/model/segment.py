"""Paragraphs, sentences and words of a text, as spans. Standard library only."""

from __future__ import annotations

import re

from onrecord.model.span import Span, Spans

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+(?:[’'.&-]\w+)*(?:(?<=\b\w)\.)?|[^\w\s]")

# After these a full stop ends no sentence. Titles, ranks, months, states and the like, as news style abbreviates them.
_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof rev hon fr sr jr st sen sens rep reps gov govs pres lt col gen maj capt cmdr sgt cpl pvt adm brig supt insp det amb
    atty messrs mme mlle vs etc inc corp ltd co llc bros dept dist est approx fig no nos vol pp ed eds al cf ca viz tel ext
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ave blvd rd""".split()
)
_STOP = re.compile(
    r"""(?P<stop>[.!?…]+)           # what may end a sentence
        (?P<close>["”’'»)\]]*)       # marks that close with it
        (?:(?P<space>\s+)|(?=[A-Z“"‘(\[])|$)   # then space, the end, or, glued, a capital
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"[\w.&’'-]*$")
_OPENS = re.compile(r"[\s\"“”‘’'(\[«*•–—-]*([\w$€£#@])")


def paragraphs(text: str) -> Spans:
    """The lines of `text` that hold more than space, trimmed: what a newline ends is a paragraph."""
    return tuple(_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text) if match.group().strip())


def sentences(text: str) -> Spans:
    """The sentences of `text`, each within one line; together they cover every code point that is not space.

    A full stop glued to the next sentence ("… for everyone.The council met") ends one too, unless it stands in a name, number or address.
    """
    out: list[Span] = []
    for line in paragraphs(text):
        begin = line.start
        for match in _STOP.finditer(text, line.start, line.end):
            if match.end() < line.end and _ends(text, match, line):
                out.append(_trimmed(text, begin, match.end("close")))
                begin = match.end()
        if begin < line.end:
            out.append(_trimmed(text, begin, line.end))
    return tuple(out)


def words(text: str) -> Spans:
    """Words and punctuation marks of `text`; a contraction, a hyphenated word and an abbreviation are one word each."""
    return tuple(Span(*match.span()) for match in _WORD.finditer(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _ends(text: str, match: re.Match[str], line: Span) -> bool:
    """Whether the stop that matched ends a sentence."""
    before_match = _BEFORE.search(text, max(line.start, match.start() - 40), match.start())
    before = before_match.group() if before_match else ""
    after = _OPENS.match(text, match.end(), line.end)
    opening = after.group(1) if after else ""
    stop = match["stop"]
    if not match["space"]:
        # Glued: a word of at least two lower-case letters (or a closing mark) before, a capitalised word after.
        glued_word = len(before) > 1 and before[-1].islower() and "." not in before
        follows = re.match(r"[“\"‘(\[]?(?:[A-Z][a-z’']|[A-Z]\s|I\b)", text[match.end() : match.end() + 4])
        return bool(follows) and (glued_word or bool(match["close"]) or before.isdigit())
    if opening.islower():
        return False
    if stop != ".":
        return stop[-1] != "…" or opening.isupper() or not opening
    if match["close"]:
        return True
    word = before.lower().lstrip("’'\"")
    if word in _ABBREVIATIONS:
        return False
    if len(before) == 1 and before.isupper():
        return False  # an initial
    if "." in before and before.replace(".", "").isalpha() and len(before.rsplit(".", 1)[-1]) == 1:
        # "U.S." and "a.m." end a sentence only where what follows can hardly go on: a line of its own is decided above.
        return opening.isupper() and re.match(r"(?:The|A|An|In|On|But|And|He|She|It|They|We|I|This|That|Mr|Ms|Mrs)\b", text[match.end() :]) is not None
    return True
