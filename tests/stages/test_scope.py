"""Golden cases of `scope`: what a denial denies, what that goes back to, and how much of it is denied. Everybody is invented."""

import pytest

from onrecord.model import Denial, Reading, Span
from onrecord.stages.select import Wanted, select
from tests.stages.whole import whole

STORY = "{source:1|The Velden Post} {cue:1|reported} {content:1|that the port sold the pier to Reuel}. "
REPORT = "{source:1|The harbour board report} {cue:1|says} {content:1|that oil ran into the bay}. "


def denied(prose: str) -> tuple[str, str | None, str, bool]:
    """Scope, antecedent and extent of the last denial, and whether it answers the first attribution."""
    reading = whole(prose)
    denial = reading.denials[-1]
    text = reading.article.text
    antecedent = denial.antecedent.of(text) if denial.antecedent else None
    return reading.article.quote(denial.scope), antecedent, denial.extent, denial.answers == reading.attributions[0].id


@pytest.mark.parametrize(
    ("prose", "scope", "antecedent", "extent", "answers"),
    [
        # the whole of what was reported
        (
            STORY + "{source:2|Reuel} {cue:2|rejected} {content:2|the report}.",
            "the report",
            "that the port sold the pier to Reuel",
            "all",
            True,
        ),
        (
            STORY + "{source:2|Reuel} {cue:2|called} {content:2|the story a “hoax”}.",
            "the story",
            "that the port sold the pier to Reuel",
            "all",
            True,
        ),
        (
            STORY + "{source:2|Reuel} {cue:2|said} {content:2|the story was completely false}.",
            "the story",
            "that the port sold the pier to Reuel",
            "all",
            True,
        ),
        (
            STORY + "{source:2|Reuel} {cue:2|denied} {content:2|that the port had sold the pier to him}.",
            "the port had sold the pier to him",
            "that the port sold the pier to Reuel",
            "all",
            True,
        ),
        (STORY + "{source:2|Reuel} {cue:2|denied} {content:2|it}.", "it", "that the port sold the pier to Reuel", "all", True),
        # a part of it
        (
            STORY + "{source:2|The port} {cue:2|disputed} {content:2|parts of the story}.",
            "parts of the story",
            "that the port sold the pier to Reuel",
            "part",
            True,
        ),
        # one's own part in what a document tells: the document is what it goes back to, and nothing else that was said
        (
            STORY.replace(":1", ":3")
            + REPORT
            + "{source:2|Fishery officials} {cue:2|denied} {content:2|any role in the spill covered in the report}.",
            "any role in the spill covered in the report",
            "The harbour board report",
            "part",
            False,
        ),
        # its reasons are not denied with it
        (
            STORY + "{source:2|Reuel} {cue:2|said} {content:2|he never bought the pier because the port had sold the pier before}.",
            "he never bought the pier",
            "that the port sold the pier to Reuel",
            "part",
            True,
        ),
        # something that nobody has said
        ("{source:1|Lind} {cue:1|denied} {content:1|that the mayor had called her}.", "the mayor had called her", None, "other", False),
        # no denial at all
        (
            STORY + "{source:2|The port} {cue:2|could neither confirm nor deny} {content:2|the sale}.",
            "the sale",
            None,
            "none",
            False,
        ),
        (STORY + "{source:2|The port} {cue:2|did not deny} {content:2|the sale}.", "the sale", None, "none", False),
    ],
)
def test_what_is_denied(prose: str, scope: str, antecedent: str | None, extent: str, answers: bool) -> None:
    assert denied(prose) == (scope, antecedent, extent, answers)


def test_a_denial_of_the_story_goes_back_to_all_of_the_report_and_not_to_what_lies_in_it() -> None:
    inner = "{source:3|the mayor} {cue:3|had been warned of} {content:3|the leak}"
    prose = (
        "{source:1|Two officials} {cue:1|told} the Velden Post {content:1|that "
        + inner
        + "}. {source:2|Reuel} {cue:2|denied} {content:2|the story}."
    )
    assert denied(prose)[1:] == ("that the mayor had been warned of the leak", "all", True)


def test_nobody_answers_himself() -> None:
    reading = whole(
        "{source:1|Lind} {cue:1|said} {content:1|the pier was sold}. {source:2|Lind} {cue:2|denied} {content:2|the pier was sold}."
    )
    assert reading.denials[0].answers is None


def test_what_is_not_denied_has_no_scope() -> None:
    assert whole("{source|Lind} {cue|said} {content|the pier was sold}.").denials == ()


@pytest.mark.parametrize("extent", ["most", ""])
def test_an_unknown_extent_is_refused(extent: str) -> None:
    with pytest.raises(ValueError, match="unknown extent"):
        Denial("att", (Span(0, 1),), None, None, extent)  # type: ignore[arg-type]


def test_a_denial_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="what it denies"):
        Denial("att", (), None, None, "all")


def test_what_is_denied_comes_back_from_json() -> None:
    reading = whole(STORY + "{source:2|Mr Reuel} {cue:2|denied} {content:2|that he had seen parts of the report}.")
    assert reading.denials
    assert any(one.references for one in reading.propositions)
    assert Reading.from_dict(reading.to_dict()) == reading


def test_a_denial_chosen_alone_points_to_nothing_left_out() -> None:
    reading = whole(STORY + "{source:2|Reuel} {cue:2|rejected} {content:2|the report}.")
    (denial,) = select(reading, Wanted(act="deny")).denials
    assert (denial.answers, denial.antecedent) == (None, reading.denials[0].antecedent)
