"""Furniture data: texts as a paste, a feed or a poor extractor gives them, each run labelled body or furniture.

    python -m training.furniture ../shared/data runs/furniture

Pages of `data/web` are cut into blocks of visible text; a block that stands in the gold body is body, one that hardly does is
furniture, what lies between is ignored. The reason of furniture is a weak label: generic words of its markup and of the block
itself. Writes train.jsonl and dev.jsonl (split by outlet) and lines.jsonl, a pool of furniture lines with our own from
`training.appeals` added.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from training.appeals import invented

BODY, IGNORED = "body", "ignore"

# Generic words of class names, ids and roles, and of the text itself. First match wins, so the telling ones stand first.
MARKUP: tuple[tuple[str, str], ...] = (
    ("newsletter", r"newsletter|subscrib|signup|sign-up|mailing"),
    ("appeal", r"donat|contribut(?:e|ion)|support-us|membership|appeal|epic|paywall"),
    ("forum", r"comment|forum|disqus|discussion|viafoura|coral"),
    ("share", r"share|sharing|social|follow|facebook|twitter|whatsapp"),
    ("related", r"related|recommend|read-more|readmore|more-|trending|most-|popular|outbrain|taboola|teaser|promo|latest|upnext|up-next"),
    ("advertisement", r"(?:^|[-_ ])ads?(?:$|[-_ ])|advert|sponsor|dfp"),
    ("legal", r"copyright|legal|cookie|consent|gdpr|privacy|terms"),
    ("app", r"app-store|appstore|download-app|app-promo"),
    ("timestamp", r"timestamp|dateline|published|pubdate|post-date|datetime|(?:^|[-_ ])date(?:$|[-_ ])|(?:^|[-_ ])time(?:$|[-_ ])"),
    ("credit", r"caption|credit|byline|author|photo|figure|figcaption|contributor"),
    ("navigation", r"(?:^|[-_ ])nav|menu|breadcrumb|footer|header|masthead|skip|topics?|tags?|pagination|search|login|account|section"),
)
WORDS: tuple[tuple[str, str], ...] = (
    ("legal", r"©|copyright|all rights reserved|terms (?:of|and)|privacy policy|cookies?\b|may not be (?:published|reproduced|rewritten)"),
    ("newsletter", r"newsletter|sign up|subscribe|in your inbox|e-?mail address|daily briefing"),
    ("appeal", r"donat|support (?:us|our|independent)|your (?:support|contribution|gift)|become a (?:member|supporter)|fund our"),
    ("app", r"download (?:the|our)|app store|google play|our (?:free )?app\b"),
    ("forum", r"\bcomments?\b|join the (?:conversation|discussion)|have your say"),
    ("share", r"^(?:share|tweet|email|print|facebook|twitter|whatsapp|copy link|save|follow)\b|share (?:this|on)|follow (?:us|me|him|her)"),
    ("advertisement", r"^advert|continue reading|scroll (?:down )?to continue|sponsored|paid content"),
    (
        "related",
        r"^(?:read|see|watch|more|also|related)\b.{0,12}[:>»|]|read more|related|recommended|trending|most (?:read|popular)|don.t miss",
    ),
    (
        "credit",
        r"^\(?(?:photo|image|picture|video|credit|source|file photo|getty|ap photo|reuters)\b|getty|/ap\b|photograph(?:er)?:|^by [A-Z]",
    ),
    (
        "timestamp",
        r"^(?:published|updated|posted|last (?:updated|modified)|first published)|\b\d{1,2}:\d{2}\b|\bago$|^\w+ \d{1,2},? \d{4}$|min read",
    ),
)
_SKIPPED = {
    "script",
    "style",
    "noscript",
    "svg",
    "head",
    "template",
    "iframe",
    "select",
    "option",
    "button-icon",
    "math",
    "video",
    "audio",
    "canvas",
}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "code",
    "em",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "font",
    "time",
    "wbr",
}
_TAG_REASON = {"figcaption": "credit", "time": "timestamp", "nav": "navigation", "footer": "navigation", "header": "navigation"}
_SPACE = re.compile(r"\s+")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of visible text of a page, with its label and the share of it that is link text."""

    text: str
    label: str
    links: float


def blocks(page: bytes) -> Iterator[tuple[str, str, str, float]]:
    """The visible blocks of a page in order: text, tag, the classes, ids and roles of its ancestors, share of link text."""
    root = html.fromstring(page, parser=html.HTMLParser(huge_tree=False, encoding="utf-8"))
    body = root.find("body") if root.tag != "body" else root
    buffer: list[tuple[str, bool]] = []
    out: list[tuple[str, str, str, float]] = []

    def flush(path: list[Any]) -> None:
        text = _SPACE.sub(" ", "".join(piece for piece, _ in buffer)).strip()
        if text:
            linked = sum(len(piece) for piece, link in buffer if link)
            names = " ".join(
                " ".join(filter(None, (e.get("class"), e.get("id"), e.get("role"), e.get("itemprop"), e.get("data-component"))))
                for e in path[-6:]
            )
            tags = [e.tag for e in path]
            tag = next((t for t in reversed(tags) if t in _TAG_REASON or t in ("h1", "h2", "h3", "li", "p")), "div")
            out.append((text, tag, names.lower(), linked / max(1, sum(len(piece) for piece, _ in buffer))))
        buffer.clear()

    def walk(element: Any, path: list[Any], link: bool) -> None:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or len(path) > 150:
            return
        inline = element.tag in _INLINE
        here = path if inline else [*path, element]
        if not inline:
            flush(path)
        inside = link or element.tag == "a"
        if element.tag == "br":
            buffer.append((" ", link))
        if element.text:
            buffer.append((element.text, inside))
        for child in element:
            walk(child, here, inside)
            if child.tail:
                buffer.append((child.tail, inside))
        if not inline:
            flush(here)

    if body is not None:
        walk(body, [], False)
    yield from out


def _tokens(text: str) -> list[str]:
    return [word.casefold() for word in _TOKEN.findall(text)]


def _grams(words: list[str], n: int = 4) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1))}


def reason_of(text: str, tag: str, names: str, links: float) -> str:
    """The weak label of a furniture block."""
    lowered = text.lower()
    for reason, pattern in WORDS:
        if re.search(pattern, lowered if reason != "credit" else text, re.IGNORECASE):
            return reason
    if tag in ("figcaption", "time", "nav", "footer"):
        return _TAG_REASON[tag]
    for reason, pattern in MARKUP:
        if re.search(pattern, names):
            return reason
    if links > 0.8:
        return "related" if len(text.split()) > 4 else "navigation"
    return "navigation" if tag == "header" else "other"


def labelled(page: bytes, row: dict[str, Any]) -> list[Piece]:
    """The blocks of a page, each labelled by how far it stands in the gold body."""
    gold = [*row["paragraphs"], *row.get("summary", ())]
    grams = set().union(*(_grams(_tokens(paragraph)) for paragraph in gold))
    whole = {" ".join(_tokens(paragraph)) for paragraph in gold}
    running = " ".join(" ".join(_tokens(paragraph)) for paragraph in gold)
    match = re.search(rb"<title[^>]*>(.*?)</title", page, re.S | re.I)
    title = " ".join(_tokens(row.get("title") or (match.group(1).decode("utf8", "replace") if match else "")))
    out: list[Piece] = []
    for text, tag, names, links in blocks(page):
        words = _tokens(text)
        if not words:
            continue
        joined = " ".join(words)
        share = len(_grams(words) & grams) / len(_grams(words))
        in_title = len(words) > 3 and (joined in title or (title and title in joined and len(joined) < 1.5 * len(title)))
        if joined in whole or (len(words) >= 4 and share >= 0.75) or (len(words) > 3 and joined in running):
            label = BODY
        elif tag == "h1" or in_title:
            label = BODY if tag == "h1" and in_title else IGNORED
        elif (len(words) >= 4 and share > 0.1) or (
            len(words) < 4 and joined in running and joined not in ("share", "advertisement", "comments")
        ):
            label = IGNORED
        else:
            label = reason_of(text, tag, names, links)
        out.append(Piece(text, label, links))
    return out


def joined(pieces: Iterable[Piece], rng: random.Random) -> dict[str, Any]:
    """The pieces as one text with labelled spans; furniture is now and then glued to the body behind it, as pasting does."""
    usual = rng.choice(("\n", "\n", "\n", "\n\n"))
    text, spans = "", []
    last = None
    for piece in pieces:
        if last is not None:
            furniture_first = last not in (BODY, IGNORED) and piece.label == BODY
            glue = rng.random() < (0.3 if furniture_first else 0.03)
            text += "" if glue else " " if rng.random() < 0.04 else usual
        spans.append({"start": len(text), "end": len(text) + len(piece.text), "label": piece.label})
        text += piece.text
        last = piece.label
    return {"text": text, "spans": spans}


def article_region(pieces: list[Piece]) -> list[Piece]:
    """The body with the furniture in it and some around it; long runs of links are cut short."""
    at = [i for i, piece in enumerate(pieces) if piece.label == BODY and len(piece.text) > 60]
    if not at:
        return []
    out: list[Piece] = []
    run = 0
    for piece in pieces[max(0, at[0] - 10) : at[-1] + 16]:
        run = run + 1 if piece.links > 0.8 and piece.label != BODY else 0
        if run <= 6:
            out.append(piece)
    return out


def stretches(pieces: list[Piece], size: int = 1400) -> Iterator[list[Piece]]:
    """The whole page in stretches of about `size` code points, runs of links cut short."""
    out: list[Piece] = []
    run = 0
    for piece in pieces:
        run = run + 1 if piece.links > 0.8 and piece.label != BODY else 0
        if run > 8:
            continue
        out.append(piece)
        if sum(len(p.text) for p in out) > size:
            yield out
            out = []
    if len(out) > 3:
        yield out


def extracted(page: bytes, pieces: list[Piece]) -> Iterator[list[Piece]]:
    """What trafilatura leaves of the page, each line labelled like the block it came from."""
    import trafilatura

    known = {" ".join(_tokens(piece.text)): piece.label for piece in pieces}
    grams: Counter[tuple[str, ...]] = Counter()
    for piece in pieces:
        if piece.label == BODY:
            grams.update(_grams(_tokens(piece.text)))
    for precise in (True, False):
        text = trafilatura.extract(page.decode("utf8", "replace"), favor_precision=precise, include_comments=False) or ""
        lines = []
        for line in text.split("\n"):
            words = _tokens(line)
            if not words:
                continue
            share = sum(gram in grams for gram in _grams(words)) / len(_grams(words))
            label = known.get(" ".join(words)) or (BODY if share > 0.7 else IGNORED if share > 0.1 else reason_of(line, "p", "", 0.0))
            lines.append(Piece(line.strip().removeprefix("- "), label, 0.0))
        if lines:
            yield lines


def headlines(data: Path) -> list[str]:
    """Distinct headlines of the sets that adapt the encoder: what lines that lead to other stories are made of."""
    found: dict[str, None] = {}
    for name, field in (("polnear/train.jsonl", "title"), ("nli/fnc1_train.jsonl", "hypothesis")):
        with (data / name).open(encoding="utf8") as file:
            found |= dict.fromkeys(row[field] for row in map(json.loads, file) if row.get(field))
    return list(found)


def held_for_dev(outlet: str) -> bool:
    """About a fifth of the outlets, by a hash of the name, so that the split never moves."""
    return hashlib.sha256(outlet.encode()).digest()[0] % 5 == 0


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    rng = random.Random(0)
    args.out.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[dict[str, Any]]] = {"train": [], "dev": []}
    lines: dict[str, dict[str, Any]] = {}
    counts: Counter[str] = Counter()
    with (args.data / "web" / "pages.jsonl").open(encoding="utf8") as file:
        pages = [json.loads(line) for line in file]
    for row in pages:
        if row["lang"] != "en" or row["in_page"] < 0.8:
            continue
        with gzip.open(args.data / "web" / row["file"]) as packed:
            page = packed.read()
        try:
            pieces = labelled(page, row)
        except (etree.ParserError, ValueError, RecursionError):
            continue
        split = "dev" if held_for_dev(row["outlet"]) else "train"
        counts.update(piece.label for piece in pieces)
        variants: list[list[Piece]] = [article_region(pieces)] * 2 + list(extracted(page, pieces))
        variants += rng.sample(parts := list(stretches(pieces)), min(4, len(parts)))
        for variant in variants:
            if variant:
                rows[split].append(
                    {"id": f"{row['id']}-{len(rows[split])}", "outlet": row["outlet"], "split": split, **joined(variant, rng)}
                )
        for piece in article_region(pieces):
            key = " ".join(_tokens(piece.text))
            if piece.label not in (BODY, IGNORED) and len(piece.text.split()) <= 80 and key not in lines:
                lines[key] = {"text": piece.text, "reason": piece.label, "outlet": row["outlet"], "split": split}
    ours = [
        {"text": text, "reason": reason, "outlet": "invented", "split": "train"}
        for reason, text in invented(random.Random(1), 4000, headlines(args.data))
    ]
    for name, items in (("train.jsonl", rows["train"]), ("dev.jsonl", rows["dev"]), ("lines.jsonl", [*lines.values(), *ours])):
        with (args.out / name).open("w", encoding="utf8") as out:
            for item in items:
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
    print({split: len(items) for split, items in rows.items()}, len(lines), "lines of pages", len(ours), "of our own", dict(counts))


if __name__ == "__main__":
    main()
