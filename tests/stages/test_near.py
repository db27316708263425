"""Which articles are near enough to be compared, by their vectors: none of the same story is lost, and few others are looked at."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.stages.link import VIEWS, glanced, near, signs_of, unit

WIDTH, TOLD = 384, 12
Floats = npt.NDArray[np.float32]


def article(chance: np.random.Generator, topic: Floats, *, apart: float = 0.03) -> Floats:
    """The vectors of the statements of an article on a topic, the more unlike each other the further apart."""
    said = unit((topic + apart * chance.normal(size=(TOLD * VIEWS, WIDTH))).astype(np.float32))
    return said.reshape(TOLD, -1)


def topics(chance: np.random.Generator, count: int) -> Floats:
    return unit(chance.normal(size=(count, WIDTH)).astype(np.float32))


def test_articles_of_one_story_are_near_and_others_are_not() -> None:
    chance = np.random.default_rng(7)
    one, other = topics(chance, 2)
    known = [article(chance, one), article(chance, other), article(chance, one)]
    rows = near(article(chance, one), np.concatenate(known), np.repeat(np.arange(3), TOLD))
    assert rows.tolist() == [*range(TOLD), *range(2 * TOLD, 3 * TOLD)]


def test_articles_with_one_subject_but_nothing_in_common_are_not_near() -> None:
    chance = np.random.default_rng(7)
    (one,) = topics(chance, 1)
    fresh, known = article(chance, one, apart=0.08), article(chance, one, apart=0.08)
    mean = unit(fresh[:, -WIDTH:].sum(0)[None]) @ unit(known[:, -WIDTH:].sum(0)[None]).T
    assert mean >= 0.6
    assert not len(near(fresh, known, np.zeros(TOLD, np.int64)))


def test_a_glance_at_outlines_loses_no_article_that_is_near() -> None:
    chance = np.random.default_rng(11)
    subjects = topics(chance, 40)
    known = [article(chance, subjects[at % 40], apart=chance.choice([0.02, 0.03, 0.08])) for at in range(200)]
    whole, of = np.concatenate(known), np.repeat(np.arange(200), TOLD)
    about = unit(np.stack([one[:, -WIDTH:].sum(0) for one in known]))
    for at in range(0, 40, 4):
        fresh = article(chance, subjects[at])
        exact = set(of[near(fresh, whole, of)].tolist())
        seen = set(glanced(fresh, about, signs_of(whole[:, -WIDTH:]), of).tolist())
        assert exact
        assert exact <= seen
        assert len(seen) < 20


def test_nothing_is_near_where_nothing_is_said() -> None:
    nothing = np.zeros((0, VIEWS * WIDTH), np.float32)
    assert not len(near(nothing, nothing, np.zeros(0, np.int64)))
