"""Golden cases of `distil`: contents worded to stand alone. Everybody is invented."""

import re

import pytest

from tests.stages.whole import whole


def worded(prose: str) -> str:
    return whole(prose).propositions[-1].text


@pytest.mark.parametrize(
    ("prose", "text"),
    [
        # a pronoun gives way to a name in brackets, the tense stays
        ("{source|Tomas Reuel} {cue|said} {content|he had never seen the memo}.", "[Tomas Reuel] had never seen the memo"),
        ("{source|Mr Reuel} {cue|claimed} {content|he’d never been told}.", "[Reuel] had never been told"),
        ("{source|Mr Reuel} {cue|said} {content|he’d go}.", "[Reuel] would go"),
        ("{source|Ms. Lind} {cue|said} {content|that her office was searched}.", "[Lind’s] office was searched"),
        ("{content|“I have my reasons,”} {cue|said} {source|Ann Lind}.", "[Ann Lind has] [Ann Lind’s] reasons"),
        ("{content|“We see no leak,”} {cue|said} {source|the Port Authority}.", "[Port Authority] see no leak"),
        # an interrupted quotation is one text again
        ("{content|“It holds,”} {source|Lind} {cue|said}. {content|“The steel is new.”}", "It holds. The steel is new"),
        # a content without a subject has its speaker's
        ("{source|Ann Lind} {cue|vowed} {content|to reopen the bridge}.", "[Ann Lind] to reopen the bridge"),
        ("{source|Ann Lind} {cue|urged} {content|the council to wait}.", "the council to wait"),
        # what a denial goes back to
        (
            "{source:1|The Velden Post} {cue:1|reported} {content:1|that the pier was sold}. "
            "{source:2|Reuel} {cue:2|rejected} {content:2|the report}.",
            "the report [the pier was sold]",
        ),
        # at its own place, also where the same words or a pronoun stand elsewhere
        (
            "{source:1|The Velden Post} {cue:1|reported} {content:1|that the pier was sold}. "
            "{source:2|Mr Reuel} {cue:2|said} {content:2|the story was false and he would sue}.",
            "the story [the pier was sold] was false and [Reuel] would sue",
        ),
        # a country is no pronoun, and a reflexive says already whom it means
        ("{source|Ann Lind} {cue|said} {content|US ships had turned back}.", "US ships had turned back"),
        ("{source|Ann Lind} {cue|said} {content|the bridge would pay for itself}.", "the bridge would pay for itself"),
        # marks that lost their fellow go, others stay
        ("{source|Lind} {cue|called} {content|the story a “hoax”}.", "the story a “hoax”"),
    ],
)
def test_a_content_stands_alone(prose: str, text: str) -> None:
    assert worded(prose) == text


@pytest.mark.parametrize(
    "prose",
    [
        # two whom "he" could mean
        "{source|Mr Reuel} {cue|said} {content|that Mr Marsh knew he would lose}.",
        # in his own words "he" is another, and the article names nobody
        "{content|“He will not come,”} {cue|said} {source|Mr Reuel}.",
        # "we" is whoever he speaks for
        "{content|“We are ready,”} {cue|said} {source|Mr Reuel}.",
    ],
)
def test_what_is_unclear_stays_and_is_said_to_be(prose: str) -> None:
    proposition = whole(prose).propositions[-1]
    assert "[" not in proposition.text
    assert len(proposition.unresolved) == 1


def test_in_quoted_words_he_is_the_one_named_before() -> None:
    prose = "{content|“Mr Marsh is a friend. He will come,”} {cue|said} {source|Mr Reuel}."
    assert worded(prose) == "Mr Marsh is a friend. [Marsh] will come"


def test_outside_its_brackets_a_proposition_has_only_the_article_s_words() -> None:
    reading = whole(
        "{source|Tomas Reuel} {cue|said} {content|he knew that his friends would leave}, "
        "{source:2|Ann Lind} {cue:2|added}{content:2|: “I doubt it”}."
    )
    for one in reading.propositions:
        words = re.sub(r"\[[^]]*\]", " ", one.text).split()
        assert set(words) <= set(reading.article.text.replace("“", " ").replace("”", " ").replace(",", " ").replace(".", " ").split())


def test_the_evidence_is_the_content_and_a_reference_shows_its_place() -> None:
    reading = whole("{source|Tomas Reuel} {cue|said} {content|he had never seen the memo}.")
    (proposition,) = reading.propositions
    assert proposition.evidence == reading.attributions[0].content
    (reference,) = proposition.references
    text = reading.article.text
    assert (reference.span.of(text), reference.name, reference.antecedent.of(text)) == ("he", "Tomas Reuel", "Tomas Reuel")


def test_a_content_that_says_several_things_is_worded_part_by_part() -> None:
    reading = whole("{content|“I never saw the memo. My clerk burnt it,”} {cue|said} {source|Tomas Reuel}.")
    (proposition,) = reading.propositions
    assert [part.text for part in proposition.parts] == ["[Tomas Reuel] never saw the memo", "[Tomas Reuel’s] clerk burnt it"]
    assert [span.of(reading.article.text) for part in proposition.parts for span in part.evidence] == [
        "“I never saw the memo.",
        "My clerk burnt it,”",
    ]


def test_a_content_that_says_one_thing_has_no_parts() -> None:
    assert whole("{source|Lind} {cue|said} {content|the bridge and the pier are safe}.").propositions[0].parts == ()
