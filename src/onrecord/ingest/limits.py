"""How much of anything is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input; what exceeds one becomes a failure with one line.

    Args:
        file_bytes: the largest file, page or line of JSON Lines. A JSON Lines file as a whole is streamed and may be larger.
        unpacked_bytes: the most that a gzip file or a DOCX may unpack to.
        expansion: how many times its packed size a gzip of JSON Lines may unpack to, once it is past `unpacked_bytes`.
        html_bytes: the largest HTML page: finding the main text costs more than reading bytes.
        pdf_pages: the most pages of a PDF.
        redirects: how many redirects of a URL are followed.
        seconds: how long a URL may take in all, redirects included.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 100_000_000
    expansion: int = 100
    html_bytes: int = 10_000_000
    pdf_pages: int = 2_000
    redirects: int = 5
    seconds: float = 30.0


def size(count: int) -> str:
    """A number of bytes for a person ("50 MB")."""
    return f"{count / 1_000_000:.0f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB" if count >= 1000 else f"{count} bytes"
