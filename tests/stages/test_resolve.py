"""Golden cases of `resolve`: who speaks, through whom. Attributions in marked prose; everybody is invented."""

from dataclasses import replace

import pytest

from onrecord.model import UNSTATED, Reading, Span
from onrecord.model.annotation import NameSighting
from onrecord.stages import resolve
from tests.marked import read

WIRE = "The Harbour Ledger"


def voiced(prose: str) -> list[str]:
    """For each attribution "name (kind)", and the relays before the speaker where there are any."""
    given = read(prose, outlet=WIRE)
    speakers, voicings, _ = resolve(given.article, given.attributions)
    by_id = {speaker.id: speaker for speaker in speakers}
    Reading(given.article, given.attributions, (), speakers, voicings)  # the records fit each other
    out = []
    for voicing in voicings:
        assert voicing.chain[0].name == WIRE
        through = "".join(f" < {hop.name}" for hop in voicing.chain[1:])
        out.append(f"{by_id[voicing.speaker].name} ({by_id[voicing.speaker].kind}){through}")
    return out


@pytest.mark.parametrize(
    ("prose", "speakers"),
    [
        # names: titles, initials and possessives are no part of them
        ("{source|Mayor Ann Lind} {cue|said} {content|it is safe}.", ["Ann Lind (person)"]),
        ("{source|Harbour Commissioner Tomas P. Reuel, a Green,} {cue|said} {content|it is safe}.", ["Tomas Reuel (person)"]),
        ("{source|Lind’s spokesman, Ivo Marsh,} {cue|said} {content|it is safe}.", ["Ivo Marsh (person)"]),
        ("{source|Port Authority engineer Petra Olm} {cue|said} {content|it is safe}.", ["Petra Olm (person)"]),
        ("{source|The Port Authority of Velden} {cue|said} {content|it is safe}.", ["Port Authority of Velden (organisation)"]),
        # a surname goes back to the full name, Mr and Ms to the right one of two
        (
            "{source:1|Ann Lind} {cue:1|said} {content:1|it is safe}. {source:2|Lind} {cue:2|added} {content:2|that it will hold}.",
            ["Ann Lind (person)", "Ann Lind (person)"],
        ),
        (
            "Mayor Ann Lind and her brother, Karl Lind, spoke. {source:1|Mr. Lind} {cue:1|said} {content:1|no}. "
            "{source:2|Ms. Lind} {cue:2|said} {content:2|yes}.",
            ["Karl Lind (person)", "Ann Lind (person)"],
        ),
        # pronouns
        (
            "Mayor Ann Lind met Tomas Reuel on Monday. She was late. {source|She} {cue|said} {content|the bridge is safe}.",
            ["Ann Lind (person)"],
        ),
        (
            "{source:1|Petra Olm, an engineer,} {cue:1|said} {content:1|it leans}. {source:2|She} {cue:2|said} {content:2|it will fall}.",
            ["Petra Olm (person)", "Petra Olm (person)"],
        ),
        ("The report was written by Petra Olm, {source|who} {cue|warned} {content|that it leans}.", ["Petra Olm (person)"]),
        (
            "{source:1|The Harbour Council} {cue:1|said} {content:1|no}. {source:2|It} {cue:2|added} {content:2|that it was late}.",
            ["Harbour Council (organisation)", "Harbour Council (organisation)"],
        ),
        (
            "{content:1|“{source:2|I} {cue:2|think} {content:2|it leans},”} {source:1|Petra Olm} {cue:1|said}.",
            ["Petra Olm (person)", "Petra Olm (person)"],
        ),
        # who spoke within another's words is further away than that other, and what a quotation names is no way back over it
        (
            "{source:1|Tomas Reuel} {cue:1|said} {content:1|{source:2|Karl Lind} {cue:2|knew} {content:2|why}}. "
            "{content:3|“It leans,”} {source:3|he} {cue:3|said}.",
            ["Tomas Reuel (person)", "Karl Lind (person) < Tomas Reuel", "Tomas Reuel (person)"],
        ),
        (
            "{source:1|Karl Lind} {cue:1|said} {content:1|no}. It rained. In a speech on Monday, port spokesman Tomas Reuel held out. "
            "{content:2|“It leans. It is old. It will fall,”} {source:2|he} {cue:2|said}.",
            ["Karl Lind (person)", "Tomas Reuel (person)"],
        ),
        # roles
        (
            "Senator Jo Harrow of Velden spoke first. {source|The senator} {cue|said} {content|the bill was dead}.",
            ["Jo Harrow (person)"],
        ),
        (
            "{source:1|A spokesman for the Port Board} {cue:1|said} {content:1|no}. {source:2|The spokesman} {cue:2|said} {content:2|why}.",
            ["Port Board (organisation)", "Port Board (organisation)"],
        ),
        ("{source|a lawyer for Mr. Harrow} {cue|said} {content|no}.", ["Harrow’s lawyer (person)"]),
        ("Mayor Ann Lind left. {source|A spokesman for her} {cue|said} {content|why}.", ["Ann Lind’s spokesman (person)"]),
        ("Mayor Ann Lind left. {source|Her lawyer} {cue|said} {content|why}.", ["Ann Lind’s lawyer (person)"]),
        # documents speak for themselves, statements for who made them, an outlet's report for the outlet
        (
            "The Port Authority released a report on Monday. {source|The report} {cue|says} {content|the bridge leans}.",
            ["Port Authority report (document)"],
        ),
        ("{source|Harrow’s statement} {cue|said} {content|no}. Jo Harrow left.", ["Jo Harrow (person)"]),
        ("{source|the Velden Tribune’s article} {cue|said} {content|no}.", ["Velden Tribune (organisation)"]),
        (
            "She told the Velden Tribune so. {source|The newspaper} {cue|said} {content|it had the memo}.",
            ["Velden Tribune (organisation)"],
        ),
        # nobody named
        (
            "{source|Two officials familiar with the matter} {cue|said} {content|it leans}.",
            ["anonymous two officials familiar with the matter (anonymous)"],
        ),
        ("{source|a senior official} {cue|said} {content|it leans}.", ["anonymous senior official (anonymous)"]),
        (
            "{source:1|Two people briefed on the plan} {cue:1|said} {content:1|no}. {source:2|The people} {cue:2|said} {content:2|why}.",
            ["anonymous two people briefed on the plan (anonymous)"] * 2,
        ),
        ("{source|Green legislators} {cue|said} {content|no}.", ["Green legislators (group)"]),
        ("{source|reporters} {cue|asked} {content|why}.", ["reporters (group)"]),
        ("{cue|Reportedly}, {content|it leans}.", ["unstated (unstated)"]),
        ("{source|Media reports} {cue|said} {content|it leans}.", ["Media reports (group)"]),
        # a third is none of the two
        (
            "{source:1|Two people} {cue:1|said} {content:1|no}. {source:2|A third person close to the board} {cue:2|said} {content:2|yes}.",
            ["anonymous two people (anonymous)", "anonymous third person close to the board (anonymous)"],
        ),
        # who is spoken of within another's words is not meant where that other is
        (
            "{content:1|{source:2|Top officials} {cue:2|knew} {content:2|of it}}, {cue:1|according to} "
            "{source:1|two officials close to the board}. {content:3|It was late}, {cue:3|according to} {source:3|the officials}.",
            [
                "Top officials (group) < anonymous two officials close to the board",
                "anonymous two officials close to the board (anonymous)",
                "anonymous two officials close to the board (anonymous)",
            ],
        ),
        # a label may say more than the name
        (
            "Senator Ada Lind spoke at length.\n\n{source|LIND CLIP #2}{cue|:} {content|It leans.}",
            ["Ada Lind (person)"],
        ),
        # a thing that nothing says a word of is nobody of before
        ("Ann Lind left. {source|The debate} {cue|showed} {content|that it leans}.", ["debate (organisation)"]),
        # a second verb goes on with the same speaker
        (
            "{source:1|Petra Olm} {cue:1|confirmed} {content:1|the date} and {cue:2|said} {content:2|it leans}.",
            ["Petra Olm (person)", "Petra Olm (person)"],
        ),
        ("{source|Petra Olm and Tomas Reuel} {cue|said} {content|no}.", ["Petra Olm and Tomas Reuel (group)"]),
        (
            "{source|Neither the Port Authority nor the Harbour Board} {cue|has denied} {content|it}.",
            ["Port Authority and Harbour Board (organisation)"],
        ),
        # a number alone goes back to those who spoke together, and never to somebody named in between
        (
            "{source:1|Two people who saw the memo} {cue:1|said} {content:1|Ann Lind knew}. "
            "{source:2|The two} {cue:2|said} {content:2|so}.",
            ["anonymous two people who saw the memo (anonymous)"] * 2,
        ),
        # "the company" is the firm named last, whoever spoke since; its possessive is no part of its name
        (
            "Reuel Works mends the pier. {source:1|The Hydrological Service} {cue:1|said} {content:1|it rained}. "
            "{source:2|The company} {cue:2|said} {content:2|it will mend it}. "
            "{source:3|The company’s} {cue:3|denial} {content:3|of delay} came late.",
            ["Hydrological Service (organisation)", "Reuel Works (organisation)", "Reuel Works (organisation)"],
        ),
    ],
)
def test_the_speaker(prose: str, speakers: list[str]) -> None:
    assert voiced(prose) == speakers


@pytest.mark.parametrize(
    ("prose", "speakers"),
    [
        (
            "{source:1|The Velden Tribune} {cue:1|said} {content:1|that {source:2|two officials} {cue:2|believe} {content:2|it leans}}.",
            ["Velden Tribune (organisation)", "anonymous two officials (anonymous) < Velden Tribune"],
        ),
        (
            "{source|Petra Olm} {cue|told} the Velden Tribune {content|that it leans}.",
            ["Petra Olm (person) < Velden Tribune"],
        ),
        (
            "{content|“It leans,”} {source|Petra Olm} {cue|said} in an interview with Channel News.",
            ["Petra Olm (person) < Channel News"],
        ),
        ("{content|“It leans,”} {source|Petra Olm} {cue|said} on Channel News’s “Tide”.", ["Petra Olm (person) < Channel News"]),
        (
            "{source:1|Petra Olm} {cue:1|told} the Velden Tribune {content:1|it leans}. {source:2|She} {cue:2|added} {content:2|why}.",
            ["Petra Olm (person) < Velden Tribune", "Petra Olm (person) < Velden Tribune"],
        ),
        # the paper that prints it is no second hand, and reporters are no outlet
        ("{source|Petra Olm} {cue|told} The Harbour Ledger {content|that it leans}.", ["Petra Olm (person)"]),
        ("{source|Petra Olm} {cue|told} the Ledger {content|that it leans}.", ["Petra Olm (person)"]),
        ("{source|Petra Olm} {cue|told} reporters {content|that it leans}.", ["Petra Olm (person)"]),
        ("{source|Petra Olm} {cue|told} The Velden Tribune {content|that it leans}.", ["Petra Olm (person) < Velden Tribune"]),
        # whom an outlet cites speaks through it, wherever that stands; its reason for something is nobody
        (
            "{source|The Velden Tribune}, citing unnamed officials, {cue|said} {content|it leans}.",
            ["anonymous officials (anonymous) < Velden Tribune"],
        ),
        (
            "Citing two people at the port, {source|the Velden Tribune} {cue|reported} {content|that it leans}.",
            ["anonymous two people at the port (anonymous) < Velden Tribune"],
        ),
        (
            "{content|It leans}, {source|the Velden Tribune} {cue|reported}, citing engineer Petra Olm.",
            ["Petra Olm (person) < Velden Tribune"],
        ),
        ("{source|The Velden Tribune} {cue|said} {content|it would close}, citing costs.", ["Velden Tribune (organisation)"]),
        # what an outlet introduces with a colon is from there, also in the paragraph behind it
        (
            "On Monday the Velden Tribune updated its story: {source|officials of the port} {cue|said} {content|it leans}.",
            ["officials of the port (group) < Velden Tribune"],
        ),
        (
            "The Lantern reports:\n\n{furniture:other|AD}\n\n{source:1|Petra Olm} {cue:1|said} {content:1|it leans}.\n\n"
            "{source:2|Petra Olm} {cue:2|saw} {content:2|it}.",
            ["Petra Olm (person) < Lantern", "Petra Olm (person)"],
        ),
        # a place where another thing was said is not where this was; a new paragraph takes up an interview with its words
        (
            "{source:1,2|Petra Olm} {cue:1|denied} {content:1|it} and {cue:2|said} on Channel News {content:2|that it holds}.\n\n"
            "{source:3|She} {cue:3|said} {content:3|it was late}.",
            ["Petra Olm (person)", "Petra Olm (person) < Channel News", "Petra Olm (person)"],
        ),
        (
            "{source:1|Petra Olm} {cue:1|told} Channel News {content:1|that it holds}.\n\n{content:2|“It does,”} {source:2|she} "
            "{cue:2|said}.",
            ["Petra Olm (person) < Channel News", "Petra Olm (person) < Channel News"],
        ),
        # an outlet that is only spoken about relays nothing
        ("Before the Velden Tribune report, {source|Petra Olm} {cue|said} {content|it held}.", ["Petra Olm (person)"]),
        ("{source|Petra Olm} {cue|said} {content|the Velden Tribune was wrong}.", ["Petra Olm (person)"]),
    ],
)
def test_the_chain(prose: str, speakers: list[str]) -> None:
    assert voiced(prose) == speakers


def test_all_places_of_a_name_are_mentions_of_its_speaker() -> None:
    given = read("Mayor Ann Lind spoke. {source|She} {cue|said} {content|Lind would stay}. Ms. Lind left.")
    (speaker,), _, _ = resolve(given.article, given.attributions)
    assert [span.of(given.article.text) for span in speaker.mentions] == ["Mayor Ann Lind", "She", "Lind", "Ms. Lind"]


def test_nothing_is_said_of_who_speaks_where_nothing_is_attributed() -> None:
    given = read("The bridge opened in 2019.")
    assert resolve(given.article, given.attributions) == ((), (), ())


def test_a_source_without_a_word_is_unstated() -> None:
    assert voiced("{content|It was dark}, {source|'}{cue|said} a keeper.") == [f"{UNSTATED} (unstated)"]


def test_two_that_hold_each_other_come_to_an_end() -> None:
    given = read("{source:1|Lind} {cue:1|said} {content:1|that {source:2|Olm} {cue:2|knew} {content:2|why}}.")
    outer, inner = given.attributions
    resolve(given.article, (replace(outer, parent=inner.id), inner))


def test_what_is_said_of_a_label_is_at_the_place_of_the_label() -> None:
    given = read("A start.\n\n{source|SENIOR PORT OFFICIAL}{cue|:} {content|No.}")
    (speaker,), _, _ = resolve(given.article, given.attributions)
    assert speaker.anonymity is not None
    assert speaker.anonymity.role is not None
    assert speaker.anonymity.role.of(given.article.text) == "SENIOR PORT OFFICIAL"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Remarks by Mayor Ann Lind on the Bridge", "Ann Lind"),
        ("Remarks by Mayor Ann Lind and Petra Olm", "the author"),
        ("Report by Ann Lind is late", "the author"),
        ("", "the author"),
    ],
)
def test_the_first_person_is_whose_words_the_title_says_they_are(title: str, name: str) -> None:
    given = read("{source|I} {cue|announced} {content|that it holds}.", title=title)
    (speaker,), _, _ = resolve(given.article, given.attributions)
    assert (speaker.name, speaker.kind) == (name, "person")


def test_a_label_for_one_of_several_means_them_all() -> None:
    given = read("{source|SENIOR PORT OFFICIAL}{cue|:} {content|No.}", title="A Call by Senior Port Officials on the Bridge")
    (speaker,), _, _ = resolve(given.article, given.attributions)
    assert (speaker.name, speaker.kind) == ("anonymous senior port officials", "anonymous")


@pytest.mark.parametrize(
    ("prose", "speakers"),
    [
        ("{source|Mayor Ann Lind} {cue|has been criticised over} {content|claims that she sleeps}.", ["unstated (unstated)"]),
        ("{source|Mayor Ann Lind} {cue|had been warned of} {content|the leak}.", ["unstated (unstated)"]),
        ("{source|Mayor Ann Lind} {cue|reportedly discussed} {content|the leak}.", ["unstated (unstated)"]),
        ("{source|Mayor Ann Lind} {cue|reportedly said} {content|that it leaks}.", ["Ann Lind (person)"]),
        ("{source|Mayor Ann Lind} {cue|is convinced} {content|that it leaks}.", ["Ann Lind (person)"]),
        ("{content|The leak} {cue|was reported by} {source|Mayor Ann Lind}.", ["Ann Lind (person)"]),
    ],
)
def test_whom_it_is_done_to_does_not_speak(prose: str, speakers: list[str]) -> None:
    assert voiced(prose) == speakers


@pytest.mark.parametrize(
    ("prose", "speakers"),
    [
        (
            "{source|A former Port Authority engineer} {cue|said} {content|it leaks}.",
            ["anonymous former Port Authority engineer (anonymous)"],
        ),
        ("{source|A lawyer for Tomas Reuel} {cue|said} {content|it leaks}.", ["Tomas Reuel’s lawyer (person)"]),
        ("{source|A Port Authority report} {cue|says} {content|that it leaks}.", ["Port Authority report (document)"]),
    ],
)
def test_one_of_several_is_nobody_s_in_particular(prose: str, speakers: list[str]) -> None:
    assert voiced(prose) == speakers


def test_who_are_those_that_a_paper_cites() -> None:
    prose = "The Post printed it, citing two harbour officials {source|who} {cue|said} {content|it leaks}."
    assert voiced(prose) == ["anonymous two harbour officials (anonymous)"]


@pytest.mark.parametrize(
    ("prose", "speakers"),
    [
        ("The board called {source|on Mr. Reuel} {cue|to deny} {content|that it leaks}.", ["Reuel (person)"]),
        ("The server is in Halm, N.Y. {source|Mr. Reuel} {cue|had asked} {content|for it}.", ["Reuel (person)"]),
        ("{source|Ms. Lind’s} {cue|claim} {content|that it leaks} is old.", ["Lind (person)"]),
        ("{source|Harbour assessments} {cue|concluded} {content|that it leaks}.", ["Harbour assessments (document)"]),
    ],
)
def test_a_word_before_a_name_and_a_plural_hide_nobody(prose: str, speakers: list[str]) -> None:
    assert voiced(prose) == speakers


def test_whose_government_it_is_makes_nobody_a_body() -> None:
    prose = "The Okoro administration fell. The Okoro government was new. {source|President Okoro} {cue|said} {content|nothing}."
    assert voiced(prose) == ["Okoro (person)"]


def test_a_name_whose_form_tells_nothing_is_of_what_the_model_sees_in_it() -> None:
    given = read("{source:1|Velden} {cue:1|said} {content:1|it would sue}. {source:2|Okoro} {cue:2|said} {content:2|nothing}.")
    text = given.article.text
    places = [Span(at := text.index(name), at + len(name)) for name in ("Velden", "Okoro")]
    sighted = [NameSighting(places[0], "place"), NameSighting(places[1], "person")]
    for seen, kinds in (([], ["organisation", "organisation"]), (sighted, ["organisation", "person"])):
        speakers, _, _ = resolve(given.article, given.attributions, seen)
        assert [speaker.kind for speaker in speakers] == kinds
