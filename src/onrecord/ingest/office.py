"""DOCX files: paragraphs and tables in order, and what the file states of itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from onrecord.ingest.limits import Limits, size
from onrecord.ingest.lines import text_of
from onrecord.ingest.moments import day_of
from onrecord.ingest.paper import sane_name
from onrecord.ingest.plain import article_of_text
from onrecord.model import Article, BlockKind, InputError, Moment

_BROKEN = ("the DOCX is broken", "open it in a word processor and save it anew")
_OTHERS = {
    "xl/workbook.xml": "this is a spreadsheet (XLSX), not a text",
    "ppt/presentation.xml": "this is a presentation (PPTX), not a text",
    "META-INF/container.xml": "this is an e-book (EPUB)",
    "content.xml": "this is an OpenDocument file",
}
_KINDS: dict[str, BlockKind] = {"title": "headline", "subtitle": "standfirst"}


def article_of_docx(data: bytes, origin: str, *, limits: Limits, notices: tuple[str, ...] = ()) -> Article:
    """The article of a DOCX. Deleted text that is still tracked in it is left out, inserted text is read.

    Raises:
        InputError: it is broken, unpacks to too much, holds no text, or is another kind of archive.
    """
    _checked(data, origin, limits)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
        core = document.core_properties
        title, author, published = core.title, core.author, _created(core)
    except Exception as error:
        # python-docx lets whatever a malformed package trips over through: KeyError, XMLSyntaxError, AttributeError and more.
        raise InputError(origin, *_BROKEN) from error
    text = text_of(lines)
    if not text.length:
        raise InputError(origin, "the DOCX holds no text", "if it is a picture of a text, run OCR on it")
    headline = next((block.span.of(str(text)) for block in text.blocks if block.kind == "headline"), None)
    if published:
        notices = (*notices, "the date is the day on which the DOCX was made; the text may state another")
    return article_of_text(
        str(text),
        origin,
        blocks=text.blocks,
        title=headline or (title if title and title != "Word Document" else None),
        byline=sane_name(author or ""),
        published=published,
        notices=notices,
    )


def _checked(data: bytes, origin: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {info.filename: info.file_size for info in package.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(origin, *_BROKEN) from error
    if "word/document.xml" not in sizes:
        what = next((what for name, what in _OTHERS.items() if name in sizes), "this is a ZIP archive")
        remedy = "unpack it and give the files in it" if what.endswith("archive") else "save its text as .docx or .txt"
        raise InputError(origin, what, remedy)
    # Reading a member stops at the size stated here, so that a false one cannot hide a bomb.
    if sum(sizes.values()) > limits.unpacked_bytes:
        raise InputError(origin, f"the DOCX unpacks to more than {size(limits.unpacked_bytes)}", "save it without its pictures")


def _lines(container: Any) -> Iterator[tuple[str, BlockKind]]:
    """The lines of a document or table cell, tables row by row with " | " between cells."""
    from docx.table import Table

    for part in container.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = {id(cell._tc): cell for cell in row.cells}  # a merged cell is given once for each place
                yield " | ".join(words for cell in cells.values() if (words := " ".join(line for line, _ in _lines(cell)))), "body"
        else:
            style = part.style.name.lower() if part.style is not None and part.style.name else ""
            for line in _words(part).split("\n"):
                yield " ".join(line.split()), _KINDS.get(style, "body")


def _words(paragraph: Any) -> str:
    """A paragraph's text as it would print: links and tracked insertions too, text boxes not."""
    nodes = paragraph._p.xpath(
        ".//w:t[not(ancestor::w:txbxContent)] | .//w:tab[not(ancestor::w:pPr)] | .//w:br | .//w:cr | .//w:noBreakHyphen"
    )
    marks = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    return "".join(marks.get(node.tag.rsplit("}", 1)[-1], node.text or "") for node in nodes)


def _created(core: Any) -> Moment | None:
    """The day on which the file was made, unless it is that of the empty file which python-docx starts from."""
    when = core.created
    if when is None or when.year < 1990 or (when.year, when.month, when.day) == (2013, 12, 23):
        return None
    return day_of(when)
