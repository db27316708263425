"""The judge answers the same alone and in company, and vouches for its files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord.encoder import Judge
from onrecord.encoder.judge import CONTRADICTS, ENTAILS, GRAPH, MEANING, SHIPPED_JUDGE
from onrecord.model import BundleError

FERRY = ("The ferry will sail on Friday, the harbour master said.", "The ferry sails on Friday.")
COMPANY = [("Rain.", "Rain is expected in Velden."), ("THE MILL IS CLOSED! " * 40, "1 2 3 4 5 % # …"), ("\ud800", "")]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def test_a_pair_is_judged_the_same_alone_and_in_company(judge: Judge) -> None:
    alone = judge.pairs([FERRY])[0]
    assert np.array_equal(judge.pairs([*COMPANY, FERRY])[-1], alone)
    assert alone.sum() == pytest.approx(1, abs=1e-5)


def test_a_vector_is_the_same_alone_and_in_company_and_of_unit_length(judge: Judge) -> None:
    alone = judge.vectors([FERRY[0]])[0]
    assert np.array_equal(judge.vectors([*(text for pair in COMPANY for text in pair), FERRY[0]])[-1], alone)
    assert np.linalg.norm(alone) == pytest.approx(1, abs=1e-5)


def test_a_text_within_another_is_read_in_its_light(judge: Judge) -> None:
    words, ferry, mill = "The charge is false.", "The owner was charged with sinking the ferry.", "The miller was charged with theft."
    by_ferry, by_mill, alone, sunk = judge.vectors([(words, ferry), (words, mill), words, "The owner sank the ferry."])
    assert by_ferry @ sunk > by_mill @ sunk
    assert by_ferry @ sunk > alone @ sunk


def test_many_at_a_time_give_what_one_after_the_other_gives(judge: Judge) -> None:
    texts = [f"The ferry sails at {hour} o’clock." for hour in range(20)]
    assert np.array_equal(Judge(threads=3).vectors(texts), judge.vectors(texts))


def test_nothing_is_asked_and_nothing_answered(judge: Judge) -> None:
    assert judge.pairs([]).shape == (0, 3)
    assert judge.vectors([]).shape == (0, 384)


def test_plain_cases_of_entailment_and_contradiction(judge: Judge) -> None:
    entails, contradicts = judge.pairs([FERRY, ("The ferry sails on Friday.", "The ferry does not sail on Friday.")])
    assert entails[ENTAILS] > entails[CONTRADICTS]
    assert contradicts[CONTRADICTS] > contradicts[ENTAILS]


def test_like_texts_have_like_vectors(judge: Judge) -> None:
    ferry, sails, bread = judge.vectors([*FERRY, "A recipe for rye bread."])
    assert ferry @ sails > ferry @ bread


@pytest.mark.parametrize("graph", [GRAPH, MEANING])
def test_an_altered_graph_is_refused(tmp_path: Path, graph: str) -> None:
    folder = Path(shutil.copytree(SHIPPED_JUDGE, tmp_path / "judge"))
    with (folder / graph).open("ab") as file:
        file.write(b" ")
    with pytest.raises(BundleError, match="does not match its manifest"):
        Judge(folder)
