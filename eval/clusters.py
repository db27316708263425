"""How well clusters of mentions agree.

MUC (Vilain et al. 1995), B³ (Bagga & Baldwin 1998), CEAFe (Luo 2005), and their mean, the CoNLL figure (Pradhan et al. 2014).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Cluster = Collection[Hashable]


@dataclass(slots=True)
class Tally:
    """Shares of precision and recall, added up over documents."""

    right_said: float = 0.0
    said: float = 0.0
    right_true: float = 0.0
    true: float = 0.0

    def add(self, right_said: float, said: float, right_true: float, true: float) -> None:
        """Add one document."""
        self.right_said += right_said
        self.said += said
        self.right_true += right_true
        self.true += true

    @property
    def f1(self) -> float:
        """F1 in percent."""
        precision = self.right_said / self.said if self.said else 0.0
        recall = self.right_true / self.true if self.true else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Conll:
    """The three figures of a corpus, with that of its mentions."""

    mentions: Tally = field(default_factory=Tally)
    muc: Tally = field(default_factory=Tally)
    b3: Tally = field(default_factory=Tally)
    ceafe: Tally = field(default_factory=Tally)

    def add(self, gold: Sequence[Cluster], said: Sequence[Cluster]) -> None:
        """Add one document; a mention is in one cluster of each side at most."""
        golds, saids = [frozenset(one) for one in gold if one], [frozenset(one) for one in said if one]
        of_gold = {mention: at for at, one in enumerate(golds) for mention in one}
        of_said = {mention: at for at, one in enumerate(saids) for mention in one}
        both = len(of_gold.keys() & of_said.keys())
        self.mentions.add(both, len(of_said), both, len(of_gold))
        self.muc.add(*_muc(saids, of_gold), *_muc(golds, of_said))
        self.b3.add(*_b3(saids, golds, of_gold), *_b3(golds, saids, of_said))
        shared = np.zeros((len(golds), len(saids)))
        for mention, at in of_gold.items():
            if mention in of_said:
                shared[at, of_said[mention]] += 1
        if golds and saids:
            sizes = np.array([len(one) for one in golds])[:, None] + np.array([len(one) for one in saids])[None]
            alike = 2 * shared / sizes
            best = _best_match(alike)
        else:
            best = 0.0
        self.ceafe.add(best, len(saids), best, len(golds))

    @property
    def f1(self) -> float:
        """The CoNLL figure in percent."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3


def _muc(ours: Sequence[frozenset[Hashable]], theirs: dict[Hashable, int]) -> tuple[float, float]:
    right = total = 0.0
    for one in ours:
        parts = len({theirs[mention] for mention in one if mention in theirs}) + sum(mention not in theirs for mention in one)
        right += len(one) - parts
        total += len(one) - 1
    return right, total


def _b3(ours: Sequence[frozenset[Hashable]], theirs: Sequence[frozenset[Hashable]], of_theirs: dict[Hashable, int]) -> tuple[float, float]:
    right = total = 0.0
    for one in ours:
        total += len(one)
        right += sum(len(one & theirs[of_theirs[mention]]) / len(one) for mention in one if mention in of_theirs)
    return right, total


def _best_match(alike: npt.NDArray[np.float64]) -> float:
    """The largest sum of entries of which no two share a row or a column (the Hungarian method, by shortest augmenting paths)."""
    cost = -(alike if alike.shape[0] <= alike.shape[1] else alike.T)
    rows, columns = cost.shape
    by_row, by_column = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, -1)
    for row in range(rows):
        reached, before = np.full(columns, np.inf), np.full(columns, -1)
        done = np.zeros(columns, bool)
        at, column, away = row, -1, 0.0
        while at >= 0:
            through = away + cost[at] - by_row[at] - by_column
            nearer = ~done & (through < reached)
            reached[nearer], before[nearer] = through[nearer], column
            column = int(np.where(done, np.inf, reached).argmin())
            away, at = float(reached[column]), int(owner[column])
            done[column] = True
        by_row[row] += away
        settled = done & (reached < away)
        by_row[owner[settled]] += away - reached[settled]
        by_column[settled] -= away - reached[settled]
        while column >= 0:
            earlier = int(before[column])
            owner[column] = owner[earlier] if earlier >= 0 else row
            column = earlier
    taken = np.nonzero(owner >= 0)[0]
    return -float(cost[owner[taken], taken].sum())
