"""Statements become claims: the same ones in any order, a person's decisions first, denials at the claim that they deny."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.english.denials import gist
from onrecord.model import Act, Claim, Decision, Link, Span, Statement
from onrecord.stages.link import gather, relate, sketches, views
from onrecord.stages.link.gather import merges, moved
from onrecord.stages.link.relate import AGAINST
from onrecord.stages.link.sketch import Floats
from onrecord.stages.link.stance import stances, worded_by


def said(article: str, number: int, text: str, speaker: str = "Orrin Vale", act: Act = "assert", **more: Any) -> Statement:
    fields: dict[str, Any] = {"setting": f"{speaker} said {text}", "title": "Ferry to sail again", **more}
    spans = (Span(100 * number, 100 * number + len(text)),)
    return Statement(
        id=f"att_{article}{number}", article=article, text=text, evidence=spans, speaker=speaker, kind="person", act=act, **fields
    )


def vectors(texts: Sequence[str | tuple[str, str]]) -> Floats:
    """Vectors that are alike where texts share words: each word has one of its own."""
    out = np.zeros((len(texts), 64), np.float32)
    for at, text in enumerate(texts):
        for word in sorted(gist(text if isinstance(text, str) else text[0])):
            out[at] += np.random.default_rng(int(hashlib.sha256(word.encode()).hexdigest()[:8], 16)).normal(size=64)
    unit: Floats = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
    return unit


def judging(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Verdicts by shared words."""
    share = np.array([len(gist(a) & gist(b)) / max(1, len(gist(a) | gist(b))) for a, b in pairs], np.float32)
    return np.stack([share, 0 * share, 1 - share], 1)


def added(articles: Sequence[Sequence[Statement]]) -> list[Link]:
    """The links after articles were added one by one."""
    links: list[Link] = []
    known: list[Statement] = []
    for fresh in articles:
        old = sketches(known, vectors(views(known)))
        links += relate(sketches(fresh, vectors(views(fresh))), old, judging)
        known += fresh
    return links


def gathered(articles: Sequence[Sequence[Statement]], *decisions: Decision) -> list[Claim]:
    about = {one.id: one for article in articles for one in article}
    return gather(about, added(articles), decisions)


def together(claims: Sequence[Claim]) -> set[frozenset[str]]:
    return {frozenset(stance.statement for stance in claim.stances) for claim in claims}


STORY = (
    [said("a", 1, "the ferry struck the pier at Halm on Friday"), said("a", 2, "the pier at Halm was rotten", "Ines Tarr")],
    [said("b", 1, "the ferry struck the pier at Halm on Friday night", "Ada Moor"), said("b", 2, "a crane stands at Velden", "Ada Moor")],
    [
        said("c", 1, "the ferry never struck the pier at Halm", "Tom Reuel", "deny"),
        said("c", 2, "the pier of Halm was rotten", "Ines Tarr"),
    ],
)


def test_articles_in_any_order_give_the_same_links_and_claims() -> None:
    links, claims = sorted(added(STORY), key=lambda link: (link.a, link.b)), gathered(STORY)
    assert links
    for order in permutations(STORY):
        assert sorted(added(order), key=lambda link: (link.a, link.b)) == links
        assert gathered(order) == claims


def test_a_denial_stands_at_the_claim_that_it_denies() -> None:
    claim = next(claim for claim in gathered(STORY) if "att_c1" in {stance.statement for stance in claim.stances})
    positions = {stance.statement: stance.position for stance in claim.stances}
    assert positions == {"att_a1": "supports", "att_b1": "supports", "att_c1": "denies"}
    assert claim.wording != "att_c1"


def test_every_statement_is_in_one_claim() -> None:
    held = [stance.statement for claim in gathered(STORY) for stance in claim.stances]
    assert sorted(held) == sorted(one.id for article in STORY for one in article)


def decision(number: int, verdict: str, a: str, b: str) -> Decision:
    return Decision(number, verdict, a, b, "me", "2026-01-01T00:00:00+00:00")  # type: ignore[arg-type]


def test_what_somebody_puts_together_stays_together_and_what_he_cuts_stays_apart() -> None:
    joined = gathered(STORY, decision(1, "same claim", "att_a1", "att_b2"))
    assert any({"att_a1", "att_b2"} <= group for group in together(joined))
    cut = gathered(STORY, decision(1, "not the same claim", "att_a1", "att_b1"))
    assert not any({"att_a1", "att_b1"} <= group for group in together(cut))


def test_the_later_decision_on_a_pair_holds() -> None:
    both = (decision(1, "same claim", "att_a1", "att_b2"), decision(2, "not the same claim", "att_b2", "att_a1"))
    assert not any({"att_a1", "att_b2"} <= group for group in together(gathered(STORY, *both)))
    assert not any({"att_a1", "att_b2"} <= group for group in together(gathered(STORY, *reversed(both))))


def test_a_decision_on_a_statement_that_is_gone_does_no_harm() -> None:
    assert gathered(STORY, decision(1, "same claim", "att_a1", "att_gone")) == gathered(STORY)


def test_a_chain_of_likenesses_is_not_one_claim() -> None:
    ids = ["att_1", "att_2", "att_3", "att_4"]
    about = {one: said(one[4:], 1, f"thing number {one}") for one in ids}
    about = {one.id: one for one in about.values()}
    ids = sorted(about)
    links = [Link(a, b, "same", 0.3, "model: one claim") for a, b in pairwise(ids)]
    assert max(map(len, together(gather(about, links, ())))) == 2


@pytest.mark.parametrize(
    ("act", "more", "position"),
    [
        ("assert", {}, "supports"),
        ("deny", {}, "denies"),
        ("deny", {"extent": "none"}, "neutral"),
        ("doubt", {}, "doubts"),
        ("decline", {}, "neutral"),
        ("assert", {"negated": True}, "neutral"),
    ],
)
def test_a_stance_follows_from_act_and_polarity(act: Act, more: dict[str, Any], position: str) -> None:
    one, wording = said("a", 1, "the pier is rotten", act=act, **more), said("b", 1, "the pier is rotten")
    assert stances([one], wording, {})[0].position == position


def test_what_says_that_something_is_not_so_denies_a_claim_that_it_is() -> None:
    one, affirms = said("a", 1, "the pier is not rotten", holds_not=True), said("b", 1, "the pier is rotten")
    assert stances([one], affirms, {})[0].position == "denies"
    assert stances([one], said("b", 1, "the pier was not rotten", holds_not=True), {})[0].position == "supports"


def test_a_claim_that_only_its_denials_word_says_so() -> None:
    (claim,) = gather({"att_a1": said("a", 1, "I never sold the pier", act="deny")}, (), ())
    assert claim.text == "[denied, in the words:] I never sold the pier"
    (claim,) = gather({"att_a1": said("a", 1, "he sold the pier", act="deny")}, (), ())
    assert claim.text == "he sold the pier"


@pytest.mark.parametrize(
    "name",
    ["to table a motion on the rotten pier at Halm", "money for a pier-linked crane at Halm and its old keeper"],
    ids=["to do", "a thing"],
)
def test_a_claim_is_worded_by_a_sentence_though_a_name_for_it_is_nearer_to_all(name: str) -> None:
    told = [said("a", 1, name), said("b", 1, "the mayor will table a motion on the pier at Halm"), said("c", 1, name)]
    scores = {("att_a1", "att_c1"): 0.9, ("att_a1", "att_b1"): 0.4, ("att_b1", "att_c1"): 0.4}
    assert worded_by(told, scores).id == "att_b1"
    assert worded_by(told[::2], scores).id == "att_a1"


def test_what_contradicts_the_wording_denies_it_without_a_word_of_denial() -> None:
    about = {one.id: one for one in (said("a", 1, "the keel was laid in Halm long ago"), said("b", 1, "the keel is sound"))}
    claims = gather(about, [Link("att_a1", "att_b1", "same", 0.9, AGAINST)], ())
    assert [stance.position for stance in claims[0].stances].count("denies") == 1


def test_who_was_bound_early_goes_where_he_is_pulled_more() -> None:
    pull = np.array([[0, 0.1, -0.5, -0.5], [0.1, 0, 0.4, 0.4], [-0.5, 0.4, 0, 0.4], [-0.5, 0.4, 0.4, 0]])
    group = moved(pull, np.array([0, 0, 2, 2]))
    assert group[1] == group[2] == group[3] != group[0]


@given(arrays.arrays(np.float64, (6, 6), elements=st.integers(-50, 50).map(lambda n: n / 100)))
def test_moves_leave_the_whole_better(given_pull: Any) -> None:
    pull = np.triu(given_pull, 1)
    pull += pull.T
    before = np.array([0, 0, 0, 3, 3, 5])
    after = moved(pull, before)

    def held(group: Any) -> float:
        return float(sum(pull[a, b] for a, b in combinations(range(6), 2) if group[a] == group[b]))

    assert held(after) >= held(before) - 1e-9


@given(arrays.arrays(np.float64, (7, 7), elements=st.integers(0, 100).map(lambda n: n / 100)))
def test_merging_is_average_linkage(given_scores: Any) -> None:
    scores = np.triu(given_scores, 1)
    scores += scores.T
    groups = {at: [at] for at in range(7)}
    for low, high in merges(scores, np.ones(7), 0.4):
        means = {(a, b): scores[np.ix_(groups[a], groups[b])].mean() for a, b in combinations(sorted(groups), 2)}
        assert means[low, high] == pytest.approx(max(means.values()))
        groups[low] += groups.pop(high)
    left = [scores[np.ix_(groups[a], groups[b])].mean() for a, b in combinations(sorted(groups), 2)]
    assert all(mean < 0.4 + 1e-9 for mean in left)
