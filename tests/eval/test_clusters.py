"""The coreference measures, on cases worked by hand (Pradhan et al. 2014 and the papers they cite)."""

import pytest
from eval.clusters import Conll


def test_what_is_right_in_all_is_a_hundred() -> None:
    found = Conll()
    found.add([{1, 2}, {3}], [{2, 1}, {3}])
    assert (found.mentions.f1, found.f1) == (100, 100)


def test_one_link_too_many() -> None:
    found = Conll()
    found.add([{1, 2, 3}, {4, 5}], [{1, 2, 3, 4, 5}])
    assert found.muc.f1 == pytest.approx(100 * 2 * (3 / 4) / (1 + 3 / 4))
    assert found.b3.f1 == pytest.approx(100 * 2 * (13 / 25) / (1 + 13 / 25))
    # One of the two entities is matched: 2 * 3 / (3 + 5) of one said and of two true.
    assert found.ceafe.f1 == pytest.approx(100 * 2 * (0.75 * 0.375) / (0.75 + 0.375))


def test_nothing_said_is_nothing_right() -> None:
    found = Conll()
    found.add([{1, 2}], [])
    assert found.f1 == 0
