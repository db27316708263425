"""Names in a text: runs of capitalised words, with the titles before them. Rules of English spelling; no list of public figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.english.words import ABBREVIATED, BODIES, COUNTRIES, FUNCTION, HONORIFICS, OFFICES, OUTLETS, PARTIES
from onrecord.model import Span

# A word that does not begin with a small letter, from its beginning.
_WORD = re.compile(r"(?<![^\W_])(?<![^\W_][.&'’-])(?![a-z])[^\W\d_][^\W_]*(?:[.&'’-][^\W_]+)*")
# Particles inside a name, and words inside the name of a body.
_PARTICLES = re.compile(r" (?:(?:de|la|del|van|von|der|den|bin|ibn|al|el|da|di|du)[ -])+")
_INSIDE_BODY = re.compile(r" (?:of|for|on|and)(?: the)? ")
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"[A-Z]\.?$")
_SEAT = re.compile(r"[DRI]-[A-Z]")  # "R-Texas"
_LONGEST = 12  # words of a name with its title; a longer run of capitals is a heading
_LOOK_BACK = 12  # code points before a name that are looked at
_GOES_ON = re.compile(r"[a-z,;0-9][ “\"'‘(]*$")
_OF = re.compile(r"\b(?:of|for)(?: the)? $")
_NOUN = re.compile(r" ([a-z]+)\b")
_REIGNS = {"presidency", "family", "era", "years", "aides", "allies", "supporters"}
_SUFFIX = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place: `span` covers title and name, without a possessive ending.

    `text` is the name without its title and `words` its capitalised words, `key` those for comparison (lower case, without initials and
    suffixes). `title` are the words before it that say what the person is ("Senate Armed Services Committee Chairman"), `possessive` is
    whether an ending follows, `kind` what its form tells: "person", "organisation" or "" where it tells nothing.
    """

    span: Span
    text: str
    title: tuple[str, ...]
    words: tuple[str, ...]
    key: tuple[str, ...]
    possessive: bool
    kind: str


def names(text: str) -> list[Name]:
    """The names of `text` in order."""
    seen_small = {match.group() for match in re.finditer(r"\b[a-z][a-z’'-]+\b", text)}
    out = []
    for capitals in _runs(text):
        run = _without_opening(text, capitals, seen_small)
        if run and (name := _name(text, run)):
            out.append(name)
    return out


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).rstrip(".").replace(".", "").casefold()


def _runs(text: str) -> list[list[Span]]:
    """Capitalised words that stand together."""
    out: list[list[Span]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not text[start].isupper():
            continue
        word = match.group()
        if text[end : end + 1] == "." and (_plain(word) in ABBREVIATED or _INITIAL.match(word) or "." in word):
            end += 1
        span = Span(start, end)
        if out and len(out[-1]) < _LONGEST and _joined(text, out[-1], span):
            out[-1].append(span)
        else:
            out.append([span])
    return out


def _joined(text: str, run: list[Span], span: Span) -> bool:
    before = run[-1]
    between, last = text[before.end : span.start], before.of(text)
    head, word = _plain(last), _plain(span.of(text))
    # An honorific opens a name: "in Halm, N.Y. Mr. Reuel had asked".
    opens = word in HONORIFICS and head not in OFFICES and head not in HONORIFICS
    if _POSSESSIVE.search(last) or opens:
        return False
    if between in (" ", "-") or _PARTICLES.fullmatch(between):
        return True
    if between == ", " and word in _SUFFIX:
        return True
    if word in FUNCTION:
        return False
    return bool(_INSIDE_BODY.fullmatch(between)) and " and" not in between and (head in BODIES or head in OFFICES) and head not in PARTIES


def _without_opening(text: str, run: list[Span], seen_small: set[str]) -> list[Span]:
    """The run without words that are capitals only because a sentence, or a quotation, begins with them."""
    while run:
        word = run[0].of(text)
        small = word.casefold()
        opens = not _GOES_ON.search(text, max(0, run[0].start - _LOOK_BACK), run[0].start)
        if small in FUNCTION or (opens and len(run) == 1 and small in seen_small and small not in OFFICES):
            run = run[1:]
        else:
            break
    return run


def _name(text: str, run: list[Span]) -> Name | None:
    words = [span.of(text) for span in run]
    possessive = bool(_POSSESSIVE.search(words[-1]))
    end = run[-1].end
    if possessive:
        cut = _POSSESSIVE.sub("", words[-1])
        end -= len(words[-1]) - len(cut)
        words[-1] = cut
    elif text[end : end + 2] in ("'s", "’s"):
        possessive = True
    plain = [_plain(word) for word in words]
    at = _title_end(plain)
    title, own = words[:at], words[at:]
    if not own or plain[-1] in PARTIES or all(word in OFFICES for word in plain[at:]) or _SEAT.match(words[0]):
        # Only a title, a party or a seat: it stands for somebody, and is no name.
        return None
    first = 0
    if title and _OF.search(text, max(0, run[0].start - _LOOK_BACK), run[0].start):
        # "chairman of the House Committee Rep. Ann Lind": the body belongs to the office before it.
        first = max((i for i in range(at) if plain[i] in OFFICES or plain[i] in HONORIFICS), default=0)
    written = text[run[at].start : end].rstrip(",")
    return Name(
        Span(run[first].start, end),
        written,
        tuple(title[first:]),
        tuple(own),
        _key(plain[at:]),
        possessive,
        _kind(text, run[0].start, end, title, own),
    )


def _key(plain: list[str]) -> tuple[str, ...]:
    return tuple(word for word in plain if word not in _SUFFIX and len(word) > 1 and word != "the")


def _title_end(plain: list[str]) -> int:
    """How many of the words are a title: up to the last office that a name follows."""
    at = 0
    for i, word in enumerate(plain):
        if (word in HONORIFICS or word in OFFICES) and i + 1 < len(plain) and not any(w in BODIES for w in plain[i + 1 :]):
            at = i + 1
            # "Secretary of State", "Attorney General": what belongs to the office.
            if plain[i + 1 : i + 2] in (["state"], ["defense"], ["defence"]) and i + 2 < len(plain):
                at = i + 2
    if not at and len(plain) > 1 and plain[0] in PARTIES and not any(word in BODIES for word in plain):
        at = 1
    return at


def _kind(text: str, start: int, end: int, title: list[str], own: list[str]) -> str:
    plain = [_plain(word) for word in own]
    if title and not (len(plain) == 1 and plain[0] in COUNTRIES):
        return "person"
    if any(word in BODIES or word in OUTLETS for word in plain) or (len(plain) == 1 and plain[0] in COUNTRIES):
        return "organisation"
    if len(own) == 1 and own[0].isupper() and len(own[0].replace(".", "")) > 1:
        return "organisation"
    if text[max(0, start - 5) : start].casefold().endswith(("the ", "the “")) and not _modifies(text, end):
        return "organisation"
    return ""


def _modifies(text: str, end: int) -> bool:
    """Whether a name only says whose body or time is meant: "the Lind administration"."""
    follows = _NOUN.match(text, end)
    return follows is not None and (follows.group(1) in BODIES or follows.group(1) in _REIGNS)
