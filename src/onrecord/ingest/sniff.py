"""What kind of thing some bytes are: by their content first, by their name where the content leaves it open."""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

from onrecord.model import InputError

Kind = Literal["html", "text", "pdf", "docx", "mail", "json", "jsonl", "parquet"]

GZIP = b"\x1f\x8b"
_OF_SUFFIX: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".json": "json",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
}
NAMES: dict[Kind, str] = {
    "html": "an HTML page",
    "text": "plain text",
    "pdf": "a PDF",
    "docx": "a DOCX",
    "mail": "an e-mail",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
}
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "this is an old or encrypted Office file", "save it as .docx without a password"),
    (b"{\\rtf", "this is a rich text file (RTF)", "save it as .docx or .txt"),
    (b"\x89PNG", "this is an image", "run OCR on it and give the text"),
    (b"\xff\xd8\xff", "this is an image", "run OCR on it and give the text"),
    (b"GIF8", "this is an image", "run OCR on it and give the text"),
    (b"II*\0", "this is an image", "run OCR on it and give the text"),
    (b"MM\0*", "this is an image", "run OCR on it and give the text"),
    (b"ID3", "this is a sound recording", "transcribe it and give the text"),
    (b"7z\xbc\xaf", "this is a packed archive", "unpack it and give the files in it"),
    (b"Rar!", "this is a packed archive", "unpack it and give the files in it"),
    (b"BZh", "this is a packed file", "unpack it and give the files in it"),
    (b"\xfd7zXZ", "this is a packed file", "unpack it and give the files in it"),
    (b"\x28\xb5\x2f\xfd", "this is a packed file", "unpack it and give the files in it"),
)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-z!/?][^<>]*>", re.IGNORECASE)
_HEADER = re.compile(
    r"^(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type|X-[\w-]+):", re.I | re.M
)


def kind_of(head: bytes, suffix: str, origin: str) -> tuple[Kind, tuple[str, ...]]:
    """The kind of what begins with `head`, and a notice where its name says another.

    Args:
        head: the first bytes, some thousands.
        suffix: the ending of its name (".html"), or "" where it has none that is known.
        origin: its name for messages.

    Raises:
        InputError: it is of a kind that cannot be read.
    """
    said = _OF_SUFFIX.get(suffix)
    found = _kind(head, said, origin)
    if said is None or said == found or {said, found} == {"json", "jsonl"}:
        return found, ()
    return found, (f"the name ends in {suffix}, but this is {NAMES[found]}; it was read as such",)


def _kind(head: bytes, said: Kind | None, origin: str) -> Kind:
    for magic, what, remedy in _REFUSED:
        if head.startswith(magic):
            raise InputError(origin, what, remedy)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PAR1")):
        return "docx" if head.startswith(b"PK") else "parquet"
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    if _PAGE.match(text):
        return "html"
    if said == "html" and not _TAG.search(text):
        return "text"
    if said in ("pdf", "docx", "parquet", None):
        return _by_content(text)
    return said


def _by_content(text: str) -> Kind:
    first, newline, rest = text.lstrip().partition("\n")
    if first.startswith(("{", "[")):
        if _is_record(first) and (not newline or rest.lstrip().startswith("{") or not rest.strip()):
            return "jsonl"
        if re.match(r"\{\s*\"|\[\s*\{", text.lstrip()):
            return "json" if newline or first.startswith("[") else "jsonl"
    headers = text.lstrip().split("\n\n", 1)[0].split("\r\n\r\n", 1)[0]
    if _HEADER.match(headers) and len(_HEADER.findall(headers)) >= 3:
        return "mail"
    tags = len(_TAG.findall(text))
    return "html" if tags >= 3 and re.search(r"</(?:p|div|h1|body|article|a)>", text, re.IGNORECASE) else "text"


def _is_record(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
