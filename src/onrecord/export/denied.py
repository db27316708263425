"""What a denial denies, in one line for a person."""

from __future__ import annotations

from onrecord.export.visible import one_line
from onrecord.model import Article, Denial

_EXTENTS = {"all": "all of", "part": "only a part of", "other": "something other than the article has told"}


def denied(article: Article, denial: Denial) -> str:
    """The scope, and how much that is of what it goes back to ("denies any part in the sale · only a part of: the sale of the pier")."""
    scope = one_line(article.quote(denial.scope))
    if denial.extent == "none":
        return f"neither confirms nor denies {scope}"
    back = f": {one_line(denial.antecedent.of(article.text))}" if denial.antecedent else ""
    return f"denies {scope} · {_EXTENTS[denial.extent]}{back}"
