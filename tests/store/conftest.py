"""What the tests of the store share: a real SQLite ledger, and entries made of marked prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.model import Moment
from onrecord.model.annotation import Annotation
from onrecord.pipeline import understood
from onrecord.stages import appearances, edition, enter, signature, wording
from onrecord.store import Entry, Store, address
from tests.marked import read

NOW = "2031-05-04T06:30:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is."""
    return tmp_path / "ledger.db"


@pytest.fixture
def store(new_ledger: Callable[[], str]) -> Iterator[Store]:
    """An empty ledger, on each database."""
    one = Store(address(new_ledger()), create=True)
    yield one
    one.close()


@pytest.fixture
def sqlite(path: Path) -> Store:
    """An empty ledger in a file."""
    return Store(address(str(path)), create=True)


def entry(
    prose: str, *, origin: str = "quay.txt", outlet: str = "The Velden Post", published: str = "2031-05-04", title: str = ""
) -> Entry:
    """The entry of an article in marked prose. Its vectors count letters."""
    given = read(prose, origin=origin, outlet=outlet, published=Moment(published, "day"), title=title or None)
    reading = understood(given.article, given.attributions, Annotation(given.article.id, (), (), by="marked/1"))
    statements = enter(reading)
    vectors = np.array([[one.text.count(letter) + 1 for letter in "aeinorst"] for one in statements], np.float16)
    article = reading.article
    return Entry(reading, statements, vectors, appearances(reading), edition(article), signature(wording(article)))
