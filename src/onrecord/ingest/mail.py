"""E-mails: the subject as headline, the text part or else the HTML part as body."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from onrecord.ingest.charset import declared_in_page, decoded
from onrecord.ingest.item import suffix_of
from onrecord.ingest.limits import Limits
from onrecord.ingest.lines import text_of
from onrecord.ingest.moments import moment_of
from onrecord.ingest.page import article_of_page
from onrecord.ingest.plain import article_of_text
from onrecord.ingest.wrapped import unwrapped
from onrecord.model import Article, BlockKind, InputError

_SIGNED = re.compile(r"^-- $.*", re.MULTILINE | re.DOTALL)  # a mark that the sender's signature follows
_PERSONAL = re.compile(r"(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|proton(?:mail)?|gmx|aol|web)\.[a-z.]+$")


def article_of_mail(data: bytes, origin: str, *, limits: Limits, notices: tuple[str, ...] = ()) -> Article:
    """The article of an e-mail. Attachments are named in a notice and not read.

    Raises:
        InputError: it has no text, or cannot be taken apart.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        subject, sender, date = (_header(message, name) for name in ("subject", "from", "date"))
        organisation = _header(message, "organization")
        attached = [name for part in message.iter_attachments() if (name := part.get_filename())]
        part = message.get_body(("plain", "html"))
        content = part.get_payload(decode=True) if part is not None else None
    except Exception as error:
        # The parser is lenient, but a malformed header can still raise nearly anything when it is read.
        raise InputError(origin, "the e-mail cannot be taken apart", "copy its text and give that as a .txt file") from error
    if known := [name for name in attached if suffix_of(name)]:
        notices = (*notices, f"attachments were not read: {', '.join(known)}; save them and give them as files")
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise InputError(origin, "the e-mail holds no text", "if the text is in an attachment, save that and give it")
    lines, more = _body(part, content, origin, limits)
    headline: list[tuple[str, BlockKind]] = [(subject, "headline")] if subject else []
    text = text_of([*headline, *lines])
    name, address = parseaddr(sender or "")
    return article_of_text(
        str(text),
        origin,
        blocks=text.blocks,
        title=subject,
        outlet=organisation or _outlet(address),
        byline=name or address or None,
        published=moment_of(date) if date else None,
        notices=(*notices, *more),
    )


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _outlet(address: str) -> str | None:
    """The sender's domain, unless it is one that gives addresses to everybody."""
    domain = address.rpartition("@")[2].lower()
    return None if "@" not in address or not domain or _PERSONAL.match(domain) else domain


def _body(part: MIMEPart, content: bytes, origin: str, limits: Limits) -> tuple[list[tuple[str, BlockKind]], tuple[str, ...]]:
    is_page = part.get_content_subtype() == "html"
    declared = part.get_content_charset() or (declared_in_page(content) if is_page else None)
    text, notices = decoded(content, origin, declared)
    if not is_page:
        unsigned = _SIGNED.sub("", text.replace("\r\n", "\n"))
        return [(line, "body") for line in unwrapped(unsigned, fewest=1).splitlines()], notices
    article = article_of_page(text, origin, address=None, limits=limits, notices=notices)
    return [(block.span.of(article.text), "body") for block in article.blocks if block.kind != "headline"], article.notices
