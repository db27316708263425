"""Articles given as JSON: one object, a list of them, JSON Lines, or our own reading format."""

from __future__ import annotations

import json
from typing import Any

from onrecord.ingest.moments import moment_of
from onrecord.ingest.plain import article_of_text
from onrecord.model import (
    DECISION,
    SCHEMA,
    Article,
    Block,
    Decision,
    InputError,
    Kept,
    Moment,
    Reading,
    Span,
    UnprovenQuoteError,
    article_id,
    spans_of,
)
from onrecord.model.proof import proven
from onrecord.model.typed import misfit

_FORM = 'give {"id": …, "text": …}, and optionally "title", "outlet", "published" and "url"'
_ANEW = "make the file anew, or have it read anew with `onrecord read`"


def parsed(text: str, where: str) -> Any:
    """The value that JSON text holds.

    Raises:
        InputError: it is no JSON.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise InputError(where, "the JSON is nested too deep", _FORM) from error
    except ValueError as error:
        reason = f"{error.msg} at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise InputError(where, f"this is no JSON ({reason})", _FORM) from error


def article_of_row(row: Any, origin: str, where: str, notices: tuple[str, ...] = ()) -> Article:
    """The article that a JSON object describes; its id is kept, and its text to the code point.

    Args:
        row: a JSON value.
        origin: the file or address that it is from; a "url" of its own stands for it.
        where: the file and line, for messages.
        notices: what was noticed before.

    Raises:
        InputError: the value describes no article.
    """
    if not isinstance(row, dict):
        raise InputError(where, "this is no JSON object", _FORM)
    if row.get("schema") == SCHEMA:
        return _of_reading(row.get("article"), where, notices)
    if not isinstance(text := row.get("text"), str):
        raise InputError(where, 'the object has no "text" that is a string', _FORM)
    if not text.strip():
        raise InputError(where, "the text is empty", "leave the object out, or give its text")
    given = row.get("id")
    return article_of_text(
        text,
        _string(row.get("url")) or origin,
        id=str(given) if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() else None,
        title=_string(row.get("title")),
        outlet=_string(row.get("outlet")) or _string(row.get("publisher")),
        byline=_byline(row.get("byline") or row.get("author")),
        published=_moment(row.get("published")),
        notices=notices,
    )


def is_decision(row: Any) -> bool:
    """Whether a JSON value is a decision that a ledger hands on."""
    return isinstance(row, dict) and row.get("schema") == DECISION


def kept_of_row(row: Any, where: str) -> Kept | Decision | None:
    """The reading or decision that a JSON object is, as it was, every quote compared with its place; None where it is neither.

    Args:
        row: a JSON value; `onrecord/reading/1` is a reading, `onrecord/decision/1` a decision.
        where: the file and line, for messages.

    Raises:
        InputError: a quote is not at its place, the reading lacks what a ledger needs, or the decision is malformed.
    """
    if is_decision(row):
        return _decision(row, where)
    if not isinstance(row, dict) or row.get("schema") != SCHEMA:
        return None
    try:
        kept = Kept(proven(Reading.from_dict(row)), _string(row.get("added")) or "")
    except (UnprovenQuoteError, ValueError, RecursionError) as error:
        raise InputError(where, f"the reading cannot be kept ({error})", _ANEW) from error
    reading = kept.reading
    if wrong := misfit(reading):
        raise InputError(where, f"the reading cannot be kept ({wrong} is not what it should be)", _ANEW)
    if not len(reading.attributions) == len(reading.voicings) == len(reading.qualifications) == len(reading.propositions):
        raise InputError(where, "the reading does not say of each attribution who speaks, how, and what", _ANEW)
    if kept.added and reading.article.id != article_id(reading.article.origin, reading.article.text):
        raise InputError(where, "the article's id is not that of its origin and text", _ANEW)
    return kept


def _decision(row: dict[str, Any], where: str) -> Decision:
    try:
        a, b, by, at = (str(row[name]) for name in ("a", "b", "by", "at"))
        return Decision(int(row["number"]), row["verdict"], a, b, by, at, bool(row["undone"]))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(where, f"the decision is malformed ({type(error).__name__}: {error})", "export the ledger anew") from error


def _of_reading(article: Any, where: str, notices: tuple[str, ...]) -> Article:
    """The article of a reading in our own format, as it was."""
    try:
        made = Article(
            id=article["id"],
            origin=article["origin"],
            text=article["text"],
            blocks=tuple(Block(Span(block["start"], block["end"]), block["kind"], block["reason"]) for block in article["blocks"]),
            title=article["title"],
            outlet=article["outlet"],
            byline=article["byline"],
            published=_moment(article["published"]),
            pages=spans_of(article.get("pages", ())),
            notices=(*article.get("notices", ()), *notices),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(where, f"the reading's article is malformed ({type(error).__name__}: {error})", "make the file anew") from error
    if wrong := misfit(made):
        raise InputError(where, f"the reading's article is malformed ({wrong} is not what it should be)", "make the file anew")
    if article.get("digest") not in (None, made.digest):
        raise InputError(where, "the text differs from the one that was read (its digest does not match)", "make the file anew")
    return made


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _byline(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in value if isinstance(name, str) and name.strip()) or None
    return _string(value)


def _moment(value: Any) -> Moment | None:
    if isinstance(value, dict):
        return Moment(value["value"], value["precision"])
    return moment_of(value) if isinstance(value, str) else None
