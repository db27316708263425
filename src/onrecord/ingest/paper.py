"""PDF files: pages, lines by their places, paragraphs that run over lines and pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median
from threading import Lock
from typing import TYPE_CHECKING, Any

from onrecord.ingest.limits import Limits
from onrecord.ingest.lines import Text
from onrecord.ingest.moments import day_of
from onrecord.ingest.plain import article_of_text
from onrecord.model import Article, InputError, Moment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PDFIUM = Lock()  # PDFium is not safe on several threads
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xa0": " "})
_HYPHEN = "\x02"  # PDFium's own mark for a hyphen at the end of a line
_STOPS = re.compile(r"[.!?:;…][\"”’')\]]*$")
_ITEM = re.compile(r"(?:[•▪●–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_JUNK_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*$|slide|powerpoint|\(?anonymous)|\.(?:docx?|indd|pdf|qxd|rtf|odt|tex)$", re.I
)
_JUNK_NAME = re.compile(r"^\(?(?:admin|user|owner|anonymous|unspecified|author|unknown|microsoft|python-docx|root|scanner)", re.IGNORECASE)
_LEAST_TEXT = 20  # letters; a scan with a stamp has fewer
_EDGE = 2  # running heads and feet stand in the first or last lines of a page
_SHORT = 60  # code points
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its words, its left and right edge, its baseline, its letters' size, and whether it ends in a broken word."""

    words: str
    left: float
    right: float
    base: float
    size: float
    broken: bool


def article_of_pdf(data: bytes, origin: str, *, limits: Limits, notices: tuple[str, ...] = ()) -> Article:
    """The article of a PDF, its pages as spans and its running heads and feet as furniture.

    Raises:
        InputError: the file is broken, encrypted, too long, or has no text layer.
    """
    with _PDFIUM:
        pages, metadata = _read(data, origin, limits)
    if sum(len(line.words) for page in pages for line in page) < _LEAST_TEXT:
        raise InputError(origin, "the PDF has no text layer, so it is probably a scan", "run OCR first (for example with ocrmypdf)")
    running = _running(pages)
    bodies = [[line for i, line in enumerate(page) if i not in running[n]] for n, page in enumerate(pages)]
    heads = [[line for i, line in enumerate(page) if i in running[n]] for n, page in enumerate(pages)]
    text, spans = _composed(bodies, heads)
    title = next((block.span.of(str(text)) for block in text.blocks if block.kind == "headline"), None)
    stated = metadata.get("Title", "").strip()
    if title is None and len(stated.split()) >= 2 and not _JUNK_TITLE.search(stated):
        title = stated
    author = metadata.get("Author", "").strip()
    published = _date(metadata.get("CreationDate", ""))
    if published:
        notices = (*notices, "the date is the day on which the PDF was made; the text may state another")
    return article_of_text(
        str(text),
        origin,
        blocks=text.blocks,
        title=title,
        byline=sane_name(author),
        published=published,
        pages=spans,
        notices=notices,
    )


def sane_name(name: str) -> str | None:
    """A file's author, unless it is what a program or nobody in particular put there."""
    return name if name and not _JUNK_NAME.match(name) and any(letter.isalpha() for letter in name) else None


def _read(data: bytes, origin: str, limits: Limits) -> tuple[list[list[_Line]], dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise InputError(origin, "the PDF is encrypted", "save a copy without a password") from error
        raise InputError(origin, "the PDF is broken", "open it in a viewer and save or print it to a new PDF") from error
    try:
        if len(document) > limits.pdf_pages:
            raise InputError(origin, f"the PDF has {len(document)} pages; at most {limits.pdf_pages} are read", "split it")
        return [_lines(document[number]) for number in range(len(document))], document.get_metadata_dict()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise InputError(origin, "the PDF is broken", "open it in a viewer and save or print it to a new PDF") from error
    finally:
        document.close()


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in the order of its content, which is the order of reading in all but odd files."""
    from pypdfium2 import raw

    layer = page.get_textpage()
    out: list[_Line] = []
    letters: list[tuple[str, int]] = []

    def end(*, broken: bool) -> None:
        words = " ".join("".join(letter for letter, _ in letters).translate(_LIGATURES).split())
        marks = [at for letter, at in letters if not letter.isspace()]
        if words and marks:
            left, _, _, _ = layer.get_charbox(marks[0])
            _, bottom, right, _ = layer.get_charbox(marks[-1])
            out.append(_Line(words, left, right, _base(layer, marks[0], bottom), raw.FPDFText_GetFontSize(layer, marks[0]), broken))
        letters.clear()

    high = 0
    for at in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        letter = chr(code)
        if letter in (_HYPHEN, "\ufffe"):
            end(broken=True)
        elif letter in "\r\n":
            end(broken=False)
        elif letter not in "\0\ufeff\xad":
            letters.append((letter, at))
    end(broken=False)
    layer.close()
    page.close()
    return out


def _base(layer: Any, at: int, bottom: float) -> float:
    """The height of the baseline on the page."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    x, y = c_double(), c_double()
    return y.value if raw.FPDFText_GetCharOrigin(layer, at, byref(x), byref(y)) else bottom


def _running(pages: Sequence[Sequence[_Line]]) -> list[set[int]]:
    """For each page the lines that are running heads, feet and page numbers: what recurs at the edge of at least half of the pages."""
    seen: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    out: list[set[int]] = [set() for _ in pages]
    for n, page in enumerate(pages):
        order = sorted(range(len(page)), key=lambda i: -page[i].base)
        for i in {*order[:_EDGE], *order[-_EDGE:]}:
            words = page[i].words.lower()
            # A number in a short line may be the page's; in a long one it belongs to a sentence.
            seen[re.sub(r"\d+", "#", words) if len(words) <= _SHORT else words].append((n, i, page[i].base))
            if (number := _PAGE_NUMBER.fullmatch(words)) and int(number.group(1)) == n + 1:
                out[n].add(i)
    for places in seen.values():
        # The same words at the same height, give or take a point, on page after page.
        for n, i, base in places:
            alike = {other for other, _, height in places if abs(height - base) <= 2}
            if len(alike) >= max(2, len(pages) / 2):
                out[n].add(i)
    return out


def _composed(bodies: Sequence[list[_Line]], heads: Sequence[list[_Line]]) -> tuple[Text, tuple[Span, ...]]:
    """The text, page after page, and the pages' spans.

    A paragraph that runs over the end of a page stays whole: heads and feet of a page stand before the first paragraph that begins on it.
    """
    lines = [line for body in bodies for line in body]
    weights = Counter[float]()
    for line in lines:
        weights[round(line.size, 1)] += len(line.words)
    body_size = weights.most_common(1)[0][0] if weights else 0.0
    compounds = {word for line in lines for word in re.findall(r"\w+-\w+", line.words.lower())}
    text, spans = Text(), []
    last: _Line | None = None
    for n, body in enumerate(bodies):
        begin = text.length
        waiting = list(heads[n])
        groups = list(_paragraphs(body))
        title = _title_of(groups, body_size) if n == 0 else None
        for i, group in enumerate(groups):
            goes_on = i == 0 and last is not None and _goes_on(last, group[0])
            if not goes_on:
                _furniture(text, waiting)
            for line in group:
                if goes_on and last is not None:
                    text.extend(*_joint(last, line, compounds))
                else:
                    text.line(line.words, "headline" if i == title else "body")
                last, goes_on = line, True
        _furniture(text, waiting)
        if text.length == begin:
            text.write("\n")  # a page without text has its place among the pages
        spans.append(Span(begin, text.length))
    return text, tuple(spans)


def _furniture(text: Text, waiting: list[_Line]) -> None:
    for line in waiting:
        text.line(line.words, "furniture", "navigation")
    waiting.clear()


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    if not lines:
        return
    drops = [a.base - b.base for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * a.size and abs(a.size - b.size) < 0.5]
    # The usual drop from line to line: the smaller half, as gaps between paragraphs are among them.
    pitch = median(sorted(drops)[: len(drops) // 2 + 1]) if drops else 0.0
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    group = [lines[0]]
    for before, line in pairwise(lines):
        if _begins(before, line, pitch, right - left, right):
            yield group
            group = []
        group.append(line)
    yield group


def _begins(before: _Line, line: _Line, pitch: float, width: float, right: float) -> bool:
    """Whether a line begins a paragraph, judged by its place and the line before it."""
    drop = before.base - line.base
    if before.broken:
        return False
    if abs(drop) < 0.3 * line.size:  # a piece of the same line
        return False
    if drop < 0:  # the next column
        return not _goes_on(before, line)
    stops = _STOPS.search(before.words) is not None
    return (
        abs(before.size - line.size) > 0.1 * max(before.size, line.size)
        or drop > 1.3 * max(pitch, 1.15 * line.size)
        or _ITEM.match(line.words) is not None
        or (stops and line.left > before.left + 0.8 * line.size)
        or before.right < right - (0.2 if stops else 0.5) * width
    )


def _goes_on(before: _Line, line: _Line) -> bool:
    """Whether a paragraph goes on over the end of a page or column."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size) or _ITEM.match(line.words):
        return False
    return before.broken or not _STOPS.search(before.words) or line.words[:1].islower()


def _joint(before: _Line, line: _Line, compounds: set[str]) -> tuple[str, str]:
    """What stands between two lines of a paragraph, and the second: a broken word is made whole, a compound keeps its hyphen."""
    broken = before.broken or (before.words.endswith("-") and not before.words.endswith(" -"))
    if not broken:
        return " ", line.words
    head = re.search(r"\w*$", before.words.removesuffix("-"))
    tail = re.match(r"\w*", line.words)
    compound = f"{head.group() if head else ''}-{tail.group() if tail else ''}".lower() in compounds
    keeps = compound or not line.words[:1].islower()
    if before.broken:
        return ("-" if keeps else ""), line.words
    return "", line.words


def _title_of(groups: Sequence[list[_Line]], body_size: float) -> int | None:
    """Which paragraph of the first page is the title: the one near its top in the largest letters, if these are larger than the body's."""
    near = [i for i, group in enumerate(groups[:5]) if sum(len(line.words) for line in group) <= 250]
    best = max(near, key=lambda i: groups[i][0].size, default=None)
    return best if best is not None and len(groups) > 1 and groups[best][0].size >= 1.2 * body_size else None


def _date(given: str) -> Moment | None:
    """The day in a PDF's date ("D:20310504093000+02'00'"); the first of 2000 is what programs write that keep no date."""
    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", given)
    if not match or match.group() == "D:20000101":
        return None
    try:
        when = datetime(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None
    return day_of(when) if when.year >= 1990 else None
