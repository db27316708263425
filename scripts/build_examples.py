"""Make the example pieces and their gold from marked prose: `python -m scripts.build_examples [--check]`.

Reads examples/source/*.marked and examples/source/templates, writes the pieces to src/onrecord/examples/story and their gold to
examples/gold. The same sources give the same bytes. `--check` writes nothing and names what differs.

A source has three parts: lines of `key: value`; paragraphs of marked prose (the marks of tests/marked.py; "# " headline, "## " standfirst,
"### " subhead); and, after "===", a row for each attribution:

    label | speaker | kind of speaker | act | claim stance    then, where needed: | via OUTLET | also CLAIM | accept SPEAKER
    label | voice | claim stance                              a statement in the outlet's own voice

"-" stands for no claim.
"""

from __future__ import annotations

import html
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from string import Template
from typing import Any

from tests.marked import ROLES, Mark, form_of, marked

from onrecord.model import Span

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "examples" / "source"
GOLD = ROOT / "examples" / "gold"
STORY = ROOT / "src" / "onrecord" / "examples" / "story"

CONTEXT = 24  # code points on either side, which tell apart words that occur more than once
PREFIXES = (("### ", "subhead"), ("## ", "standfirst"), ("# ", "headline"))
FIXED_ZIP_DATE = (2031, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: what it is, its place in the whole text, its words and its marks (places in the whole text)."""

    kind: str
    start: int
    text: str
    marks: tuple[Mark, ...]

    def whole(self) -> Mark | None:
        """The furniture mark that takes up the whole paragraph, if one does."""
        return next((m for m in self.marks if m.role == "furniture" and len(m.span) == len(self.text)), None)


@dataclass(frozen=True, slots=True)
class Source:
    """One piece as written: its name, its header, its paragraphs, and the rows below them."""

    name: str
    header: dict[str, str]
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def marks(self) -> list[Mark]:
        """All marks, in the order of the text."""
        return [mark for paragraph in self.paragraphs for mark in paragraph.marks]

    @property
    def published(self) -> str | None:
        """When it was published, as the piece itself states it."""
        return self.stated("published")

    @property
    def file(self) -> str:
        """The name of the piece's file."""
        return f"{self.name}.{self.header['format']}"

    def stated(self, key: str) -> str | None:
        """A value of the header; None where it says "none" or nothing."""
        value = self.header.get(key, "none")
        return None if value == "none" else value

    def first(self, kind: str) -> str:
        """The words of the first paragraph of a kind; empty where there is none."""
        return next((paragraph.text for paragraph in self.paragraphs if paragraph.kind == kind), "")


def sources() -> list[Source]:
    """All sources, in the order of the story.

    Raises:
        ValueError: a source is not in the form above; says which and where.
    """
    return [parsed(path) for path in sorted(SOURCES.glob("*.marked"))]


def parsed(path: Path) -> Source:
    """One source file."""
    head, _, rest = path.read_text("utf-8").partition("\n\n")
    body, _, table = rest.partition("\n===\n")
    header = dict(line.split(": ", 1) for line in head.splitlines())
    paragraphs: list[Paragraph] = []
    at = 0
    for prose in body.strip().split("\n\n"):
        prefix, kind = next(((p, k) for p, k in PREFIXES if prose.startswith(p)), ("", "paragraph"))
        try:
            given = marked(prose.removeprefix(prefix))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
        shifted = tuple(Mark(m.role, m.label, Span(m.span.start + at, m.span.end + at)) for m in given.marks)
        paragraphs.append(Paragraph(kind, at, given.text, shifted))
        at += len(given.text) + 1
    rows = tuple(tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines())
    return Source(path.stem, header, tuple(paragraphs), rows)


# Gold


def gold_of(source: Source) -> dict[str, Any]:
    """The gold of a piece: words with what stands around them and the number of their occurrence, no offsets."""
    text, marks = source.text, source.marks
    rows = {row[0]: row for row in source.rows}
    labels = list(dict.fromkeys(mark.label for mark in marks if mark.role == "cue"))
    if missing := {m.label for m in marks if m.role in (*ROLES, "voice")} ^ set(rows):
        raise ValueError(f"{source.name}: marks and rows do not match: {sorted(missing)}")

    def places(label: str, role: str) -> list[Span]:
        return [mark.span for mark in marks if mark.role == role and mark.label == label]

    def words(spans: list[Span]) -> list[dict[str, Any]]:
        return [quoted(text, span) for span in spans]

    def parent(label: str) -> int | None:
        cue = places(label, "cue")[0]
        holding = [other for other in labels if other != label and any(span.covers(cue) for span in places(other, "content"))]
        smallest = min(holding, key=lambda other: sum(map(len, places(other, "content"))), default=None)
        return None if smallest is None else labels.index(smallest)

    attributions = []
    for label in labels:
        _, speaker, kind, act, claim, *extras = rows[label]
        content = places(label, "content")
        if not content:
            raise ValueError(f"{source.name}: attribution {label} has no content")
        extra: dict[str, list[str]] = {"via": [], "also": [], "accept": []}
        for item in extras:
            key, _, value = item.partition(" ")
            extra[key].append(value)
        attributions.append(
            {
                "source": words(places(label, "source")),
                "cue": words(places(label, "cue")),
                "content": words(content),
                "form": form_of(text, tuple(content)),
                "parent": parent(label),
                "speaker": speaker,
                "speaker_kind": kind,
                "via": extra["via"],
                "act": act,
                **claimed(claim),
                "also": extra["also"],
                "accept": extra["accept"],
            }
        )
    return {
        "piece": source.file,
        "outlet": source.header["outlet"],
        "published": source.published,
        "title": source.first("headline"),
        "attributions": attributions,
        "voice": [{"content": words([m.span]), **claimed(rows[m.label][2])} for m in marks if m.role == "voice"],
        "furniture": [{**quoted(text, m.span), "reason": m.label} for m in marks if m.role == "furniture"],
        "captions": [quoted(text, m.span) for m in marks if m.role == "caption"],
    }


def claimed(cell: str) -> dict[str, str | None]:
    """A row's claim and stance."""
    claim, _, stance = cell.partition(" ")
    return {"claim": None, "stance": "neutral"} if claim == "-" else {"claim": claim, "stance": stance}


def quoted(text: str, span: Span) -> dict[str, Any]:
    """Words, what stands on either side of them in their paragraph, and which of their occurrences in the piece they are, from 1."""
    words = span.of(text)
    count, at = 0, -1
    while at < span.start:
        at = text.index(words, at + 1)
        count += 1
    before = text[max(0, span.start - CONTEXT) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + CONTEXT].partition("\n")[0]
    return {"words": words, "before": before, "after": after, "occurrence": count}


# Pieces


def piece_of(source: Source) -> bytes:
    """The piece's bytes, in its own format."""
    return {"html": page, "txt": paste, "eml": mail, "docx": statement, "pdf": report}[source.header["format"]](source)


def page(source: Source) -> bytes:
    """An HTML page in its outlet's template, whose first lines say how each kind of paragraph looks."""
    head, _, template = (SOURCES / "templates" / f"{source.header['template']}.html").read_text("utf-8").partition("\n\n")
    looks = dict(line.split(" = ", 1) for line in head.splitlines())
    slug = source.name.partition("-")[2]
    title, standfirst, byline = source.first("headline"), source.first("standfirst"), source.stated("byline") or ""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": source.published,
        "author": [{"@type": "Person", "name": name} for name in byline.split(" and ") if name],
        "publisher": {"@type": "NewsMediaOrganization", "name": source.header["outlet"]},
    }
    body = "\n".join(dressed(p, looks, slug) for p in source.paragraphs if p.kind not in ("headline", "standfirst"))
    filled = Template(template).substitute(
        title=html.escape(title),
        standfirst=html.escape(standfirst),
        byline=html.escape(byline),
        published=source.published or "",
        shown=shown(source),
        slug=slug,
        jsonld=json.dumps(linked, ensure_ascii=False),
        body=body,
    )
    # What has nothing in it is left out, as a content system would.
    empty = ('<p class="standfirst"></p>', '<h2 class="drop"></h2>', '<h2 class="sub"></h2>')
    for nothing in empty:
        filled = filled.replace(nothing, "")
    return filled.encode()


def shown(source: Source) -> str:
    """The date as the page shows it: American in the Ledger, British elsewhere; empty where it states none."""
    if source.published is None:
        return ""
    when = datetime.fromisoformat(source.published)
    if source.header["template"] == "ledger":
        return f"{when:%B} {when.day}, {when:%Y}"
    return f"{when:%A} {when.day} {when:%B %Y}" + (f", {when:%H.%M}" if "T" in source.published else "")


def dressed(paragraph: Paragraph, looks: dict[str, str], slug: str) -> str:
    """A paragraph as HTML, in the look of its kind; furniture inside it in the look of its reason."""

    def look(kind: str, words: str) -> str:
        return Template(looks.get(kind, '<div class="$kind">$text</div>')).safe_substitute(text=words, slug=slug, kind=kind)

    if whole := paragraph.whole():
        return look(whole.label, html.escape(paragraph.text, quote=False))
    out, at = "", 0
    for mark in paragraph.marks:
        if mark.role == "furniture":
            start, end = mark.span.start - paragraph.start, mark.span.end - paragraph.start
            out += html.escape(paragraph.text[at:start], quote=False)
            out += look(mark.label, html.escape(paragraph.text[start:end], quote=False))
            at = end
    out += html.escape(paragraph.text[at:], quote=False)
    is_figure = any(mark.role == "caption" for mark in paragraph.marks)
    return look("figure" if is_figure else paragraph.kind, out)


def paste(source: Source) -> bytes:
    """Text as it comes out of a clipboard: a paragraph a line, an empty line between."""
    return ("\n\n".join(p.text for p in source.paragraphs) + "\n").encode()


def mail(source: Source) -> bytes:
    """An e-mail in two parts, text wrapped at 72 columns and HTML, with a fixed boundary."""
    from textwrap import fill

    title, body = source.paragraphs[0].text, source.paragraphs[1:]
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = source.header["from"]
    message["To"] = "newsdesks@twu-vantry.example"
    message["Subject"] = title
    message["Date"] = format_datetime(datetime.fromisoformat(source.header["published"]))
    message["Organization"] = source.header["outlet"]
    message["Message-ID"] = f"<{source.name}@twu-vantry.example>"
    message.set_content("\n\n".join(fill(p.text, 72, break_long_words=False, break_on_hyphens=False) for p in body) + "\n", cte="8bit")
    rich = "".join(f"<p>{html.escape(p.text, quote=False)}</p>\n" for p in body)
    message.add_alternative(f"<html><body>\n<h1>{html.escape(title, quote=False)}</h1>\n{rich}</body></html>\n", subtype="html", cte="8bit")
    message.set_boundary("=_two_parts_of_one_release")
    return message.as_bytes()


def statement(source: Source) -> bytes:
    """A DOCX: title, paragraphs and subheads; its members have one date."""
    import docx

    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.revision = source.first("headline"), source.header["outlet"], "", 1
    core.comments = ""
    core.created = core.modified = datetime.fromisoformat(source.header["published"])
    styles = {"headline": "Title", "subhead": "Heading 1"}
    for paragraph in source.paragraphs:
        document.add_paragraph(paragraph.text, style=styles.get(paragraph.kind))
    packed, out = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if name != "docProps/thumbnail.jpeg":
                made.writestr(zipfile.ZipInfo(name, FIXED_ZIP_DATE), _without_thumbnail(given.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_thumbnail(data: bytes) -> bytes:
    """A part without its reference to python-docx's own preview picture, which shows another document."""
    start = data.find(b"<Relationship ", 0)
    while start >= 0:
        end = data.index(b">", start) + 1
        if b"thumbnail" in data[start:end]:
            return data[:start] + data[end:]
        start = data.find(b"<Relationship ", end)
    return data


def report(source: Source) -> bytes:
    """A PDF of A4 pages with a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph as Flowing
    from reportlab.platypus import SimpleDocTemplate

    looks = {
        "headline": ParagraphStyle("headline", fontName="Times-Bold", fontSize=22, leading=27, spaceAfter=10),
        "standfirst": ParagraphStyle("standfirst", fontName="Times-Italic", fontSize=13, leading=18, spaceAfter=16),
        "subhead": ParagraphStyle(
            "subhead", fontName="Times-Bold", fontSize=14.5, leading=19, spaceBefore=10, spaceAfter=8, keepWithNext=1
        ),
        "paragraph": ParagraphStyle("paragraph", fontName="Times-Roman", fontSize=12, leading=19, spaceAfter=11),
    }

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont("Times-Italic", 9)
        canvas.drawString(78, A4[1] - 46, source.header["running"])
        canvas.drawCentredString(A4[0] / 2, 40, str(document.page))

    # The date inside a PDF comes from this variable where it is set: seconds since 1970.
    before = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromisoformat(source.header["published"]).replace(hour=9, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(day.timestamp()))
    try:
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=72,
            rightMargin=72,
            topMargin=76,
            bottomMargin=72,
            title=source.first("headline"),
            author=source.header["outlet"],
        )
        flow = [Flowing(html.escape(p.text, quote=False), looks[p.kind]) for p in source.paragraphs]
        document.build(
            flow,
            onFirstPage=furnish,
            onLaterPages=furnish,
            # Uncompressed, as zlib's output differs between its builds.
            canvasmaker=lambda *args, **kwargs: Canvas(*args, **{**kwargs, "invariant": 1, "pageCompression": 0}),
        )
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    return out.getvalue()


def made() -> Iterator[tuple[Path, bytes]]:
    """Every file that the sources give, with its bytes."""
    for source in sources():
        yield STORY / source.file, piece_of(source)
        gold = json.dumps(gold_of(source), ensure_ascii=False, indent=1)
        yield GOLD / f"{source.name}.gold.json", (gold + "\n").encode()


def same(path: Path, data: bytes) -> bool:
    """Whether the file holds these bytes; a DOCX is compared unpacked, as builds of zlib pack differently."""
    if not path.is_file():
        return False
    if path.suffix != ".docx":
        return path.read_bytes() == data
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        return {i.filename: (i.date_time, old.read(i)) for i in old.infolist()} == {
            i.filename: (i.date_time, new.read(i)) for i in new.infolist()
        }


def main(arguments: list[str]) -> int:
    """Write the files, or, with --check, name those that differ; the exit code is 1 where some do, 2 where it was called wrongly."""
    if arguments not in ([], ["--check"]):
        print("usage: python -m scripts.build_examples [--check]", file=sys.stderr)
        return 2
    stale = 0
    for path, data in made():
        if same(path, data):
            continue
        stale += 1
        print(path.relative_to(ROOT))
        if not arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return int(bool(arguments and stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
