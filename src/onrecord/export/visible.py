"""Characters that would steer a terminal, or the eye, made visible."""

from __future__ import annotations

import re

# C0 and C1 controls but newline and tab, the marks and overrides of text direction, line and paragraph separators, interlinear and tag
# characters, and lone surrogates. Joiners (U+200C, U+200D) stay: words of several scripts need them.
_UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_CONTROL = re.compile(f"[{_UNSAFE}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with each control, direction mark and lone surrogate as a symbol ("␛", "⟨U+202E⟩"); newlines and tabs stay."""
    return _CONTROL.sub(_symbol, text)


def one_line(text: str) -> str:
    """The text as one visible line: each line break a "↵", other space one space."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return visible(" ↵ ".join(line for line in lines if line))


def escaped(json_text: str) -> str:
    r"""JSON text with the same characters as `\u` escapes: it parses to the same values, and every terminal and file can hold it."""
    return _CONTROL.sub(_escape, json_text)


def encodable(text: str) -> str:
    """The text with each lone surrogate, which UTF-8 cannot hold, replaced by U+FFFD: one code point for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def _symbol(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
