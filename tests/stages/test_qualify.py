"""Golden cases of `qualify`: what a cue does with its content."""

import re

import pytest

from onrecord.model import ACTS, NO_ANCHOR, SURENESSES, Certainty, Moment, Span
from onrecord.model.annotation import PredicateSighting
from onrecord.stages import qualify
from tests.marked import marked as read_marks
from tests.marked import read

CASES = [
    ("assert", "{source|Lind} {cue|said} {content|the bridge opened in 2019}."),
    ("assert", "{cue|According to} {source|the report}, {content|the bridge leans}."),
    ("deny", "{source|Lind} {cue|denied} {content|any knowledge of the memo}."),
    ("deny", "{source|Lind} {cue|has rejected} {content|the allegation}."),
    ("deny", "{source|Lind} {cue|called} {content|the story a “hoax”}."),
    ("deny", "{source|Lind} {cue|said} {content|she had never seen the memo}."),
    ("deny", "{source|Lind} {cue|insisted} {content|that no rules were broken}."),
    ("deny", "{content|“That is completely false,”} {source|Lind} {cue|said}."),
    ("deny", "{source|Lind} {cue|said} {content|“I can only say that I did not sell it.”}"),
    ("deny", "{source|Lind} {cue|said} {content|to the best of her knowledge, she did not sell it}."),
    ("deny", "{content|“That is an invention from first to last,”} {source|Lind} {cue|said}."),
    ("deny", "{content|“No such memo came to me,”} {source|Lind} {cue|said}."),
    ("deny", "{source|Lind} {cue|repeated} {content|the port’s denial of any crack}."),
    ("deny", "{source|The report} {cue|concluded} {content|that the story was completely false}."),
    ("deny", "{source|Lind} {cue|said} {content|she did not know the man who signed it}."),
    ("deny", "{source|Lind} {cue|said} {content|that, as the port knows, neither the mayor nor the board had read the memo}."),
    ("deny", "{source|Lind} {cue|said} {content|“this speaks to the inaccuracy of the story”}."),
    ("assert", "{source|Lind} {cue|said} {content|the port had seen no indication that any part of the memo was inaccurate}."),
    ("assert", "{source|Lind} {cue|said in an appearance on Channel News} {content|that it leans}."),
    ("assert", "{source|Lind} {cue|said} {content|the mayor should have been told}."),
    ("assert", "{source|Lind} {cue|said} {content|she would have known of it}."),
    ("assert", "{content|It holds}, {source|Lind} {cue|said when asked}."),
    ("assert", "{cue|allegations} {content|that she did not read the memo}."),
    ("deny", "{source|Lind} {cue|publicly challenged} {content|the facts of the story}."),
    ("doubt", "{source|Lind} {cue|doubts} {content|that it leans}."),
    ("doubt", "{source|Lind} {cue|did not rule out} {content|a fault}."),
    ("doubt", "{source|Lind} {cue|said} {content|she could not say whether it leans}."),
    ("doubt", "{source|Lind} {cue|said} {content|she did not know who signed it}."),
    ("doubt", "{source|Lind} {cue|said} {content|the port did not have reason to believe that it leans}."),
    ("doubt", "{source|Lind} {cue|expressed} {content|serious doubts about the memo}."),
    ("doubt", "{source|The Ledger} {cue|has not independently verified} {content|the memo}."),
    ("confirm", "{source|Lind} {cue|said} {content|she had misled the board}."),
    ("confirm", "{source|Lind} {cue|confirmed} {content|that the memo exists}."),
    ("confirm", "{source|Lind} {cue|admitted} {content|the mistake}."),
    ("believe", "{source|Lind} {cue|believes} {content|it will hold}."),
    ("believe", "{source|Lind} {cue|said} {content|she thought it would hold}."),
    ("believe", "{source|Lind} {cue|said} {content|the memo is believed to be lost}."),
    ("believe", "{source|Lind} {cue|wrote} {content|“Perhaps it is a hoax.”}"),
    ("intend", "{source|Lind} {cue|vowed} {content|to stay}."),
    ("intend", "{source|Lind} {cue|said} {content|she would sue}."),
    ("intend", "{source|Lind} {cue|said} {content|“Mend it, or I will sue.”}"),
    ("urge", "{source|Lind} {cue|urged} {content|the council to wait}."),
    ("urge", "{source|Lind} {cue|asked} {content|the council to wait}."),
    ("urge", "{source|Lind} {cue|said} {content|the council should wait}."),
    ("ask", "{source|Lind} {cue|asked} {content|whether it leans}."),
    ("ask", "{content|“Who signed it?”} {source|Lind} {cue|said}."),
    ("evaluate", "{source|Lind} {cue|praised} {content|the engineers}."),
    ("evaluate", "{source|Lind} {cue|said} {content|she welcomed the vote}."),
    ("evaluate", "{source|Lind} {cue|called} {content|Reuel a coward}."),
    ("decline", "{source|Lind} {cue|declined} {content|to comment}."),
    ("decline", "{source|Lind} {cue|did not respond} {content|to a request for comment}."),
    ("decline", "{source|Lind} {cue|would not say} {content|who signed it}."),
    ("decline", "{content|“I’m not going to discuss it,”} {source|Lind} {cue|said}."),
    ("decline", "{source|Lind} {cue|rejected} {content|a subpoena for the files}."),
]


@pytest.mark.parametrize(("act", "prose"), CASES)
def test_the_act(act: str, prose: str) -> None:
    given = read(prose)
    (found,) = qualify(given.article, given.attributions)
    assert found.act == act


def test_every_act_has_a_case() -> None:
    assert {act for act, _ in CASES} == set(ACTS)


def test_a_negated_cue_is_negative() -> None:
    given = read("{source:1|Lind} {cue:1|did not say} {content:1|why}. {source:2|She} {cue:2|said} {content:2|it was not late}.")
    assert [found.polarity for found in qualify(given.article, given.attributions)] == ["negative", "positive"]


def test_hedges_are_kept_as_the_words_they_are() -> None:
    prose = "{source|The agency} {cue|assesses} {content|with low to moderate confidence that it allegedly leaned and may have moved}."
    given = read(prose)
    (found,) = qualify(given.article, given.attributions)
    assert [span.of(given.article.text) for span in found.hedges] == ["low to moderate confidence", "allegedly", "may have"]


def test_when_it_was_said_and_what_times_it_speaks_of() -> None:
    given = read(
        "On Wednesday, {source|Lind} {cue|said} {content|the bridge had leaned since May 2029}.", published=Moment("2031-05-07", "day")
    )
    (found,) = qualify(given.article, given.attributions)
    assert found.said is not None
    assert (found.said.placed, [when.placed for when in found.times]) == ("2031-05-07", ["2029-05"])


def test_a_date_that_is_known_to_the_month_anchors_no_weekday() -> None:
    given = read("On Wednesday, {source|Lind} {cue|said} {content|no}.", published=Moment("2031-05", "month"))
    (found,) = qualify(given.article, given.attributions)
    assert found.said is not None
    assert found.said.placed == NO_ANCHOR


SURE = [
    ("certain", "yes", "{source|Lind} {cue|said} {content|the bridge opened<2.7> in 2019}."),
    ("certain", "no", "{source|Lind} {cue|said} {content|she had not sold<-2.8> it}."),
    ("probable", "yes", "{source|Lind} {cue|said} {content|it had probably moved<1.9>}."),
    ("possible", "no", "{source|Lind} {cue|said} {content|it might not hold<-0.9>}."),
    ("certain", "no", "{source|Lind} {cue|denied} {content|that she sold<2.6> it}."),
    ("certain", "no", "{source|Lind} {cue|denied} {content|that she sold<-2.6> it}."),
    ("unclear", "unclear", "{source|Lind} {cue|asked} {content|it to lean<0.2>}."),
    ("unclear", "unclear", "{source|Lind} {cue|looked into} {content|whether it leans<2.6>}."),
]


def _sighted(prose: str) -> tuple[str, list[PredicateSighting]]:
    """Marked prose in which a score stands behind each predicate, without the scores; and what the model would have seen."""
    plain, seen = "", []
    for words, score in re.findall(r"([^<]+)(?:<([^>]+)>)?", prose):
        plain += words
        text = read_marks(plain + "}" * (plain.count("{") - plain.count("}"))).text
        if score:
            seen.append(PredicateSighting(Span(len(text) - len(re.split(r"[ |]", words)[-1]), len(text)), float(score)))
    return plain, seen


def _certainty(prose: str) -> tuple[Certainty | None, str]:
    plain, predicates = _sighted(prose)
    given = read(plain)
    (found,) = qualify(given.article, given.attributions, predicates)
    return found.certainty, found.certainty.word.of(given.article.text) if found.certainty else ""


@pytest.mark.parametrize(("label", "polarity", "prose"), SURE)
def test_how_sure_the_speaker_is(label: str, polarity: str, prose: str) -> None:
    found, _ = _certainty(prose)
    assert found is not None
    assert (found.label, found.polarity) == (label, polarity)


def test_every_word_for_certainty_has_a_case() -> None:
    assert {label for label, _, _ in SURE} == set(SURENESSES)


@pytest.mark.parametrize(
    ("word", "prose"),
    [
        ("closed", "{source|Lind} {cue|said<3>} {content|the board closed<2.5> it and left<2.5>}."),
        ("closed", "{source|Lind} {cue|said<3>} {content|that, when it leaned<2.5>, the board closed<2.5> it}."),
        ("closed", "{source|Lind} {cue|said<3>} {content|when it leaned<2.5>, the board closed<2.5> it}."),
        ("closed", "{source|Lind} {cue|said<3>} {content|Mr Reuel, who built<2.5> it, closed<2.5> it}."),
        ("", "{source|Lind} {cue|denied<3>} {content|the report that said<3> so}."),
        ("", "{source|The agency} {cue|says<3>} {content|with low to moderate<-2.2> confidence that it moved<1.9>}."),
        ("", "{source|The agency} {cue|assesses<3> with high confidence that} {content|it moved<1.9>}."),
        ("signed", "{source|Lind} {cue|asked<3>} {content|who signed<0.1> it}."),
        ("", "{source|Lind} {cue|denied<3>} {content|the report}, and left<3>."),
    ],
)
def test_the_certainty_is_that_of_the_main_predicate_of_the_content(word: str, prose: str) -> None:
    assert _certainty(prose)[1] == word
