"""A page, and short ways to read what a test has written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.ingest import Item, Limits, load
from onrecord.model import Article, Failure

Read = Callable[..., list[Article | Failure]]

STORY = (
    "The harbour authority said on Monday that the old quay in Port Elsin was safe to use again after a week of repairs.",
    "“We have tested every bollard and every plank,” said Ada Lind, who leads the authority, in front of reporters at the gate.",
    "The fishers' union denied that it had been told of the results, and according to its chair the inquiry is not over yet.",
    "A report by the city's engineers, seen by the Elsin Courier, states that two piles were replaced before the inspection took place.",
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes or text to a file of this name, and load it."""

    def one(name: str, content: bytes | str, limits: Limits | None = None) -> list[Article | Failure]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return list(load(Item(str(path)), limits=limits or Limits()))

    return one


def article(things: list[Article | Failure]) -> Article:
    """The one article that was read."""
    assert len(things) == 1, things
    assert isinstance(things[0], Article), things[0]
    return things[0]


def failure(things: list[Article | Failure]) -> Failure:
    """The one failure that was met: one line, with what it is about and what to do."""
    assert len(things) == 1, things
    assert isinstance(things[0], Failure), things[0]
    assert things[0].remedy
    assert "\n" not in str(things[0])
    return things[0]


def lines_of(found: Article, kind: str) -> list[str]:
    """The words of an article's blocks of a kind."""
    return [block.span.of(found.text) for block in found.blocks if block.kind == kind]


def page(*, head: str = "", body: str = "", story: tuple[str, ...] = STORY, title: str = "Old quay in Port Elsin opens again") -> str:
    """A news page with furniture around its story."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in story)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title} | Elsin Courier</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/port'>Port</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{body}<div class='story'>{paragraphs}</div></article></main>"
        "<aside class='newsletter'><p>Sign up for our morning newsletter and never miss a story.</p></aside>"
        "<footer><p>© Elsin Courier. All rights reserved.</p></footer></body></html>"
    )
