"""Unmask: find where an outlet gives the name of a source that it had withheld before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.english.amends import names_a_source
from onrecord.english.phrases import singular
from onrecord.english.relations import names
from onrecord.english.words import ANONYMOUS, OFFICES
from onrecord.model import Naming, Statement

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_IS = re.compile(r"(?:She|He|They|The \w+) (?:is|was|are) ")


def unmask(statements: Iterable[Statement]) -> tuple[Naming, ...]:
    """Where a statement says that somebody named is the source whose name was withheld, in the order of the record.

    The one named is a person who speaks in the same article and is named in that sentence, or in the next one where that begins with
    "She is". Nothing is said where the article leaves open who is meant.
    """
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for one in sorted(statements, key=lambda one: one.order):
        by_article[one.article].append(one)
    return tuple(naming for said in by_article.values() for naming in _in_article(said))


def _in_article(said: Sequence[Statement]) -> Iterator[Naming]:
    people = [one for one in said if one.kind == "person"]
    for at, one in enumerate(said):
        if not names_a_source(one.setting):
            continue
        words = f"{one.setting} {one.text}"
        found = {other.who for other in people if names(words, (other.speaker,), "person")}
        if not found:
            found = {
                other.who
                for other in said[at + 1 : at + 3]
                if other.kind == "person" and (match := _IS.match(other.setting)) and other.setting.startswith(other.speaker, match.end())
            }
        description = tuple(sorted({singular(word.casefold()) for word in _WORD.findall(one.setting)} & (OFFICES | ANONYMOUS)))
        outlets = tuple(dict.fromkeys(filter(None, (one.outlet, *one.via, one.speaker if one.kind == "organisation" else ""))))
        if len(found) == 1 and description:
            yield Naming(one.id, found.pop(), outlets, description)
