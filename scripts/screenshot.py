"""Take the README's picture of the HTML view: `python scripts/screenshot.py FILE [PICTURE]`.

FILE is read by OnRecord itself, or, where it is a reading in JSON (`onrecord/reading/1`), shown as it is. Needs Chromium and Playwright.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import onrecord
from onrecord.export.html import page
from onrecord.model import SCHEMA, OnRecordError, Reading

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "reading.png"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
)


def reading_of(file: Path) -> Reading:
    """The reading in `file`, or of the article in it."""
    if file.suffix == ".json":
        data = json.loads(file.read_text(encoding="utf-8"))
        if data.get("schema") == SCHEMA:
            return Reading.from_dict(data)
    return onrecord.read(file)


def take(reading: Reading, picture: Path, chromium: str) -> None:
    """Write a picture of the reading's page, at the size of a small desk screen, with one row selected."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(page(reading), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        context = browser.new_context(viewport={"width": 1360, "height": 860}, device_scale_factor=1.5, reduced_motion="reduce")
        tab = context.new_page()
        tab.goto(file.as_uri())
        # A nested attribution near the top shows the most: its words, its row, and the row it stands under.
        rows = tab.locator("tbody tr")
        nested = tab.locator("tbody tr[aria-level='2']")
        if rows.count():
            (nested if nested.count() else rows).first.click()
        tab.mouse.move(0, 0)
        picture.parent.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=picture)
        browser.close()


def main(arguments: list[str]) -> int:
    """Run the script; the exit code is 2 where it was called wrongly, 1 where the picture cannot be taken."""
    chromium = shutil.which("chromium")
    if not 1 <= len(arguments) <= 2:
        print("usage: screenshot.py FILE [PICTURE]", file=sys.stderr)
        return 2
    if chromium is None:
        print("chromium is not installed; install it and try again", file=sys.stderr)
        return 1
    picture = Path(arguments[1]) if len(arguments) == 2 else PICTURE
    try:
        take(reading_of(Path(arguments[0])), picture, chromium)
    except (OnRecordError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
