"""The articles of a ledger as far as a process has seen them, in outline: near ones are found among all without reading any."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.link import VIEWS, apart, glanced, signs_of, unit
from onrecord.store import Outlines


class Part(NamedTuple):
    """Outlines of articles that were loaded together: see `Outlines`; `alone` and `within` are the signs of the views of that name."""

    about: NDArray[np.float32]
    alone: NDArray[np.uint8]
    within: NDArray[np.uint8]
    of: NDArray[np.int64]
    numbers: NDArray[np.int64]


class Seen:
    """The outlines of a ledger's articles as far as they were loaded, in the order in which they were added.

    Some may be of articles that were removed since: what is found is looked for in the ledger.
    """

    def __init__(self) -> None:
        self.last = 0
        self._articles: list[str] = []
        self._parts: list[Part] = []

    def __len__(self) -> int:
        return len(self._articles)

    def take(self, more: Outlines) -> None:
        """Add what was loaded."""
        self.last = more.last
        if not more.ids:
            return
        width = more.means.shape[1] // VIEWS
        bytes_ = more.signs.shape[1] // VIEWS
        about = unit(more.means[:, -width:].astype(np.float32))
        self._parts.append(Part(about, more.signs[:, :bytes_], more.signs[:, -bytes_:], more.of + len(self), more.numbers))
        self._articles += more.ids
        # A ledger that grows by single articles would else have a part for each.
        while len(self._parts) > 1 and len(self._parts[-1].of) > len(self._parts[-2].of) // 4:
            last, before = self._parts.pop(), self._parts.pop()
            self._parts.append(Part(*(np.concatenate([a, b]) for a, b in zip(before, last, strict=True))))

    def near(self, vectors: NDArray[np.float32], since: int) -> list[str]:
        """The articles that may be near one with these vectors of its statements, the first so many articles left out."""
        found: list[str] = []
        begin = 0
        for part in self._parts:
            if begin + len(part.about) > since:
                rows = begin + glanced(vectors, part.about, part.within, part.of - begin)
                found += [self._articles[row] for row in rows[rows >= since].tolist()]
            begin += len(part.about)
        return found

    def like(self, vector: NDArray[np.float32], most: int) -> list[int]:
        """The numbers of the statements whose texts' vectors have the most signs in common with one, [width]."""
        if not self._parts:
            return []
        mine = signs_of(vector[None])
        differ = np.concatenate([apart(mine, part.alone) for part in self._parts])
        numbers = np.concatenate([part.numbers for part in self._parts])
        return [int(one) for one in (numbers[np.argpartition(differ, most)[:most]] if len(numbers) > most else numbers)]
