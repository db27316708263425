"""Full-text search: the words of a user as a question that no syntax can break, and the passages that answer it."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from onrecord.model import Hit, Span

_ASKED = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")
_OPEN, _CLOSE = "\x02", "\x03"  # around each word found; no text holds them
_MARKS = re.compile(f"([{_OPEN}{_CLOSE}])")
_LONGEST = 200  # words of a question


def phrases(asked: str) -> list[list[str]]:
    """The words asked for, phrases in quotation marks kept together; signs and operators of any query language are no words."""
    found = [_WORD.findall(match.group(1) or match.group(2)) for match in _ASKED.finditer(asked)]
    return [words for words in found if words][:_LONGEST]


def full_text(connection: Connection, asked: str, limit: int) -> list[Hit]:
    """The passages of current articles that hold all the words asked for, the most fitting first; none for a question without words."""
    wanted = phrases(asked)
    if not wanted:
        return []
    if connection.dialect.name == "sqlite":
        query = text(
            "SELECT p.article, p.start, snippet(passages_fts, 0, :open, :close, ' … ', 40) AS snippet FROM passages_fts "
            "JOIN passages p ON p.id = passages_fts.rowid JOIN articles a ON a.id = p.article "
            "WHERE passages_fts MATCH :words AND a.superseded IS NULL ORDER BY bm25(passages_fts), a.published DESC, p.article, p.start "
            "LIMIT :limit"
        )
        words = " AND ".join('"' + " ".join(phrase) + '"' for phrase in wanted)
    else:
        query = text(
            "WITH q AS (SELECT websearch_to_tsquery('english', :words) AS q) SELECT p.article, p.start, "
            "ts_headline('english', p.text, q.q, 'StartSel=' || :open || ',StopSel=' || :close || ',MaxWords=40,MinWords=20') AS snippet "
            "FROM passages p JOIN articles a ON a.id = p.article, q WHERE to_tsvector('english', p.text) @@ q.q AND a.superseded IS NULL "
            "ORDER BY ts_rank(to_tsvector('english', p.text), q.q) DESC, a.published DESC, p.article, p.start LIMIT :limit"
        )
        words = " ".join('"' + " ".join(phrase) + '"' for phrase in wanted)
    rows = connection.execute(query, {"words": words, "open": _OPEN, "close": _CLOSE, "limit": limit})
    return [_hit(row.article, row.start, row.snippet) for row in rows]


def _hit(article: str, start: int, marked: str) -> Hit:
    """The hit of a snippet in which the words found stand between marks."""
    words, lit, opened = "", [], 0
    for piece in _MARKS.split(marked):
        if piece == _OPEN:
            opened = len(words)
        elif piece == _CLOSE and opened < len(words):
            lit.append(Span(opened, len(words)))
        elif piece != _CLOSE:
            words += piece
    return Hit(article, start, words, tuple(lit))
