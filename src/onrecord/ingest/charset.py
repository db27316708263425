"""Bytes to text: which character set, and what no text can carry."""

from __future__ import annotations

import codecs
import re

from onrecord.model import InputError

# UTF-32 stands before UTF-16, whose mark its own begins with.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNCARRIED = re.compile("[\x00\ud800-\udfff]")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-z0-9_:.-]{2,40})""", re.IGNORECASE)
# The share of control characters that text does not have; real text has next to none.
_BINARY_SHARE = 0.02
# The share of zero bytes at odd or even places that shows UTF-16 without its mark.
_UTF16_SHARE = 0.4
# Up to this share of bytes that are no UTF-8, a text is UTF-8 with flaws, not of another set.
_FLAWS = 0.001


def decoded(data: bytes, origin: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text that the bytes hold, and notices about how it was read.

    A byte order mark is believed first, then UTF-8 if it fits, then `declared` (a server's or a page's word), then a guess.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            # The names with no byte order in them take the mark off by themselves.
            text = data.removeprefix(mark).decode(name, "replace") if name == "utf-8" else data.decode(name, "replace")
            return text, _flawed(text)
    if wide := _utf16(data):
        return data.decode(wide, "replace"), (f"the text was read as {wide.upper()}, which it does not state",)
    sample = data[:65_536]
    if len(_CONTROL.findall(sample)) > _BINARY_SHARE * len(sample):
        raise InputError(origin, "this is a binary file, not text", "give a page, a text, a PDF, a DOCX, an e-mail or JSON")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(data, declared)


def declared_in_page(data: bytes) -> str | None:
    """The character set that an HTML page states for itself."""
    match = _XML.search(data[:200]) or _META.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def carried(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each NUL and lone surrogate as U+FFFD, one for one so that offsets stay, and a notice where there were any."""
    out, count = _UNCARRIED.subn("\ufffd", text)
    if not count:
        return text, ()
    what = "1 character that no text can carry (NUL or half a surrogate pair); it is" if count == 1 else ""
    what = what or f"{count} characters that no text can carry (NUL or half surrogate pairs); they are"
    return out, (f"the text had {what} replaced by U+FFFD",)


def _utf16(data: bytes) -> str | None:
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > _UTF16_SHARE * half and sample[::2].count(0) < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > _UTF16_SHARE * half and sample[1::2].count(0) < half * 0.05 else None


def _not_utf8(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    flawed = data.decode("utf-8", "replace")
    if flawed.count("\ufffd") <= _FLAWS * len(data) and _well_formed_pairs(data):
        return flawed, _flawed(flawed)
    for name in filter(None, (declared, _guess(data))):
        try:
            codec = codecs.lookup(name)
            # The web reads Latin-1 and ASCII labels as Windows-1252, and so do we.
            used = "cp1252" if codec.name in ("iso8859-1", "ascii", "utf-8") else codec.name
            text = data.decode(used)
        except (LookupError, UnicodeError, ValueError):
            continue
        # For Western text many sets agree, and Windows-1252 is by far the likeliest of them.
        used = "cp1252" if text == data.decode("cp1252", "replace") else used
        return text, () if name == declared else (f"the text is not UTF-8; it was read as {used}",)
    return data.decode("cp1252", "replace"), ("the text is not UTF-8; it was read as cp1252, some characters by guess",)


def _well_formed_pairs(data: bytes) -> bool:
    """Whether characters of several bytes in good UTF-8 outnumber the flaws: Latin-1 makes none by chance."""
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    return good > data.decode("utf-8", "replace").count("\ufffd")


def _guess(data: bytes) -> str | None:
    """The likeliest set: Windows-1252 for text that is nearly all ASCII, else what charset-normalizer finds."""
    high = sum(byte >= 0x80 for byte in data[:20_000])
    if high < 0.05 * len(data[:20_000]):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else None


def _flawed(text: str) -> tuple[str, ...]:
    return ("some bytes are no text in the character set it is in; they are shown as U+FFFD",) if "\ufffd" in text else ()
