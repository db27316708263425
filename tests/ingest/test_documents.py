"""PDF, DOCX and e-mail, made by the libraries that make real ones."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from email.message import EmailMessage

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from onrecord.ingest import Limits
from onrecord.model import Moment
from tests.ingest.conftest import STORY, Read, article, failure, lines_of, page

LONG = (
    "The engineers wrote in their report that the quay had been built in three stages and that only the second of them had needed any "
    "repair at all, which the authority denied for the whole of the winter before it gave way in the spring of the following year."
)


def report(paragraphs: int, **options: object) -> bytes:
    """A PDF report with a title, a running head and page numbers."""
    out = io.BytesIO()
    styles = getSampleStyleSheet()

    def frame(canvas: Canvas, _: object) -> None:
        canvas.drawString(72, 800, "Elsin Port Inquiry")
        canvas.drawString(300, 30, f"Page {canvas.getPageNumber()}")

    parts = [Paragraph("What the inquiry found at the quay", styles["Title"])]
    parts += [Paragraph(f"Paragraph {number}. {LONG}", styles["Normal"]) for number in range(paragraphs)]
    SimpleDocTemplate(out, invariant=1, **options).build(parts, onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def drawn(*pages: list[str], size: int = 11) -> bytes:
    """A PDF with these lines on its pages."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(72, 740 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_report_s_wrapped_lines_become_paragraphs(read: Read) -> None:
    found = article(read("report.pdf", report(40)))
    assert lines_of(found, "headline") == ["What the inquiry found at the quay"]
    assert found.title == "What the inquiry found at the quay"
    assert lines_of(found, "body") == [f"Paragraph {number}. {LONG}" for number in range(40)]


def test_running_heads_and_page_numbers_are_furniture_on_every_page(read: Read) -> None:
    found = article(read("report.pdf", report(40)))
    assert len(found.pages) > 2
    for number in range(1, len(found.pages) + 1):
        furniture = [block for block in found.blocks if block.kind == "furniture" and found.page_of(block.span) == number]
        assert sorted(block.span.of(found.text) for block in furniture) == ["Elsin Port Inquiry", f"Page {number}"]
        assert {block.reason for block in furniture} == {"navigation"}


def test_pages_cover_the_text_and_a_quote_knows_its_page(read: Read) -> None:
    found = article(read("pages.pdf", drawn(["First page, Ada Lind said so."], [], ["Third page, Per Holm denied it."])))
    assert "".join(span.of(found.text) for span in found.pages) == found.text
    third = next(block.span for block in found.blocks if "Third" in block.span.of(found.text))
    assert found.page_of(third) == 3


def test_a_sentence_over_the_end_of_a_page_stays_whole(read: Read) -> None:
    found = article(
        read("pages.pdf", drawn(["Ada Lind said on Monday that the quay, which was"], ["built long ago, is safe. She smiled."]))
    )
    assert lines_of(found, "body") == ["Ada Lind said on Monday that the quay, which was built long ago, is safe. She smiled."]


def test_a_word_broken_at_a_line_s_end_is_whole_and_a_compound_keeps_its_hyphen(read: Read) -> None:
    lines = ["The long-running inquiry of the har-", "bour authority is over, its chair said of the long-", "running inquiry on Monday."]
    found = article(read("a.pdf", drawn(lines)))
    assert found.text == "The long-running inquiry of the harbour authority is over, its chair said of the long-running inquiry on Monday."


def test_the_program_that_made_a_pdf_is_not_its_author_or_date(read: Read) -> None:
    found = article(read("report.pdf", report(2, title="untitled", author="(anonymous)")))
    assert (found.byline, found.published) == (None, None)


def test_a_stated_author_and_title_are_kept(read: Read) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle("Report on the quay")
    canvas.setAuthor("Ida Brandt")
    canvas.drawString(72, 700, "The quay is safe, the engineers said in their report.")
    canvas.save()
    found = article(read("a.pdf", out.getvalue()))
    assert (found.title, found.byline) == ("Report on the quay", "Ida Brandt")


def test_a_broken_pdf_says_so(read: Read) -> None:
    assert "broken" in failure(read("a.pdf", b"%PDF-1.7\n" + b"x" * 500)).what
    assert "broken" in failure(read("b.pdf", report(3)[:400])).what


def test_an_encrypted_pdf_says_so(read: Read) -> None:
    assert "encrypted" in failure(read("a.pdf", report(1, encrypt=StandardEncryption("secret")))).what


def test_a_scan_says_that_it_needs_ocr(read: Read) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    found = failure(read("a.pdf", out.getvalue()))
    assert "no text layer" in found.what
    assert "run OCR first" in found.remedy


def test_a_pdf_of_too_many_pages_is_refused(read: Read) -> None:
    assert "3 pages" in failure(read("a.pdf", drawn(["a"], ["b"], ["c"]), Limits(pdf_pages=2))).what


def word(**core: object) -> tuple[docx.document.Document, io.BytesIO]:
    document = docx.Document()
    for name, value in core.items():
        setattr(document.core_properties, name, value)
    return document, io.BytesIO()


def test_a_docx_is_read_in_order_with_its_tables(read: Read) -> None:
    document, out = word(author="Ida Brandt", created=datetime(2031, 5, 4, 9, 30))
    document.add_paragraph("Statement on the quay", style="Title")
    document.add_paragraph(STORY[0])
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Pile", "State"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "All sound"
    document.add_paragraph(STORY[1])
    document.save(out)
    found = article(read("a.docx", out.getvalue()))
    assert found.text == f"Statement on the quay\n{STORY[0]}\nPile | State\nAll sound\n{STORY[1]}"
    assert lines_of(found, "headline") == ["Statement on the quay"]
    assert (found.title, found.byline, found.published) == ("Statement on the quay", "Ida Brandt", Moment("2031-05-04", "day"))


def test_tracked_changes_read_as_they_would_print(read: Read) -> None:
    document, out = word()
    paragraph = document.add_paragraph("The quay is ")
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    for change in (
        f"<w:ins {space}><w:r><w:t>safe</w:t></w:r></w:ins>",
        f"<w:del {space}><w:r><w:delText>not safe</w:delText></w:r></w:del>",
    ):
        paragraph._p.append(docx.oxml.parse_xml(change))
    document.save(out)
    assert article(read("a.docx", out.getvalue())).text == "The quay is safe"


def test_the_empty_file_that_a_program_starts_from_gives_no_author_and_no_date(read: Read) -> None:
    document, out = word()
    document.add_paragraph("The quay is safe, she said.")
    document.save(out)
    found = article(read("a.docx", out.getvalue()))
    assert (found.title, found.byline, found.published) == (None, None, None)


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (archive(**{"word/document.xml": b"<broken"}), "broken"),
        (archive(**{"word/document.xml": b"<w/>"})[:-30], "broken"),
        (archive(**{"readme.txt": b"hello"}), "ZIP archive"),
        (archive(**{"xl/workbook.xml": b"<x/>"}), "spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or encrypted Office file"),
    ],
)
def test_what_is_no_docx_says_what_it_is(read: Read, content: bytes, what: str) -> None:
    assert what in failure(read("a.docx", content)).what


def test_a_docx_that_swells_is_refused_before_it_is_unpacked(read: Read) -> None:
    bomb = archive(**{"word/document.xml": b" " * 3_000_000})
    assert "unpacks to more" in failure(read("a.docx", bomb, Limits(unpacked_bytes=1_000_000))).what


def test_an_empty_docx_says_so(read: Read) -> None:
    document, out = word()
    document.save(out)
    assert "no text" in failure(read("a.docx", out.getvalue())).what


def mail(subject: str | None = "Quay is safe") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Port Elsin Press Office <press@port.example>"
    message["To"] = "desk@courier.example"
    message["Date"] = "Sun, 04 May 2031 06:30:15 +0200"
    if subject:
        message["Subject"] = subject
    return message


def test_a_mail_is_its_subject_and_its_text(read: Read) -> None:
    message = mail("Quay in Port Elsin is “safe”")
    message.set_content(f"{STORY[0]}\n\n{STORY[1]}\n")
    message.add_alternative(page(), subtype="html")
    found = article(read("a.eml", message.as_bytes()))
    assert found.text == f"Quay in Port Elsin is “safe”\n{STORY[0]}\n{STORY[1]}"
    assert lines_of(found, "headline") == ["Quay in Port Elsin is “safe”"]
    assert (found.title, found.byline, found.outlet) == ("Quay in Port Elsin is “safe”", "Port Elsin Press Office", "port.example")
    assert found.published == Moment("2031-05-04T06:30:15+02:00", "second")


def test_a_mail_of_html_alone_is_read_like_a_page(read: Read) -> None:
    message = mail()
    message.set_content(page(), subtype="html")
    found = article(read("a.eml", message.as_bytes()))
    assert lines_of(found, "headline") == ["Quay is safe"]
    assert lines_of(found, "body") == list(STORY)


def test_lines_broken_by_the_mail_program_are_whole_again_and_a_list_is_left(read: Read) -> None:
    text = (
        "The harbour authority said on Monday that the old quay in Port Elsin\n"
        "was safe to use again after a week of repairs.\n"
        "\n"
        "Present:\n"
        "- Ada Lind\n"
        "- Per Holm\n"
        "-- \n"
        "Press Office\n"
    )
    message = mail()
    message.set_content(text)
    found = article(read("a.eml", message.as_bytes()))
    joined = "The harbour authority said on Monday that the old quay in Port Elsin was safe to use again after a week of repairs."
    assert lines_of(found, "body") == [joined, "Present:", "- Ada Lind", "- Per Holm"]


def test_attachments_are_named_and_not_read(read: Read) -> None:
    message = mail()
    message.set_content("See the report, she said.")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="report.pdf")
    found = article(read("a.eml", message.as_bytes()))
    assert any("report.pdf" in notice for notice in found.notices)


def test_a_mail_without_text_says_so(read: Read) -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="report.pdf")
    assert "no text" in failure(read("a.eml", message.as_bytes())).what


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: =?utf-8?b?broken?=\nFrom: <<<>>>\nDate: never\n\nThe quay is safe, she said.\n",
        b"Subject: x\nContent-Type: text/plain; charset=no-such-set\n\nThe quay is safe, she said.\n",
        b"Subject: x\nContent-Transfer-Encoding: base64\n\nVGhlIHF1YXkgaXMgc2FmZSwgc2hlIHNhaWQu!\n",
    ],
)
def test_a_malformed_mail_is_read_as_far_as_it_goes(read: Read, content: bytes) -> None:
    assert "The quay is safe, she said." in article(read("a.eml", content)).text


def test_the_name_of_a_document_may_be_wrong(read: Read) -> None:
    found = article(read("report.txt", report(2)))
    assert lines_of(found, "body")[-1] == f"Paragraph 1. {LONG}"
    assert found.notices == ("the name ends in .txt, but this is a PDF; it was read as such",)
