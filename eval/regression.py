"""Logistic regression with a ridge, by Newton's method: for a few numbers and some ten thousand pairs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]

_STEPS = 15
_SMALL = 1e-5


def fitted(numbers: Doubles, wanted: Doubles, weight: Doubles, ridge: float) -> Doubles:
    """The weights of the numbers, as they are given, and a last one that stands alone.

    Args:
        numbers: (n, k); each is brought to mean 0 and variance 1 for the fit, so that the ridge bears on all alike.
        wanted: (n,) 0 or 1.
        weight: (n,) what each row counts.
        ridge: what the squared weights cost.
    """
    mean, spread = numbers.mean(0), numbers.std(0) + 1e-6
    rows = np.concatenate([(numbers - mean) / spread, np.ones((len(numbers), 1))], 1)
    cost = np.eye(rows.shape[1]) * ridge
    cost[-1, -1] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (weight * (share - wanted)) + cost @ found
        bend = (rows * (weight * share * (1 - share) + 1e-9)[:, None]).T @ rows + cost
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < _SMALL:
            break
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - plain @ mean)
