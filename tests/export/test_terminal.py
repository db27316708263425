"""The terminal: a desk editor's page, and nothing in an article can steer the terminal or the eye."""

import io
import re
import unicodedata

from hypothesis import given
from rich.console import Console

from onrecord.export import terminal
from onrecord.export.visible import one_line
from onrecord.model import Reading
from tests import marked
from tests.export.readings import STORY, readings, sure
from tests.stages.whole import whole

IN_ORDER = """\
Bridge is safe, mayor says
The Harbour Ledger · 2031-05-04 · story.html
Note: Two pages were empty.

Who says what (4)
  Mayor Ann Lee  told reporters  mixed
    that the union believes “the bridge will fall”
      the union  believes  direct
        “the bridge will fall”
  she  said  direct
    “It will not,” … “Not in my time. ↵ Not ever.”
  no source named  Reportedly  indirect
    the cracks were known

In the outlet's own voice
  The bridge opened in 2019.

Set aside as none of the article
  appeal  Support the Harbour Ledger today.

"""

BY_SOURCE = """\
Who says what (3)
  Ann Lee (2)
      said  indirect
        it holds
      added  indirect
        it will hold … The union denied that
  The union (1)
      denied  indirect  in the words of Ann Lee
        that
"""


def test_a_story_in_the_order_of_the_text() -> None:
    assert "".join(terminal.chunks([STORY])) == IN_ORDER


def test_a_story_by_source() -> None:
    reading = marked.read(
        "{source:1|Ann Lee} {cue:1|said} {content:1|it holds}. {source:2|Ann Lee} {cue:2|added} {content:2|it will hold}; "
        "{content:2|{source:3|The union} {cue:3|denied} {content:3|that}}."
    )
    shown = "".join(terminal.chunks([reading], by="source"))
    assert BY_SOURCE in shown


def test_what_the_page_does_not_state_is_named_as_absent() -> None:
    shown = "".join(terminal.chunks([marked.read("Nothing is said here.")]))
    assert shown.startswith("no headline\nno outlet named · no date in this text · marked.txt\n")
    assert "Nobody is said to say anything." in shown


def test_escapes_overrides_and_markup_are_shown_not_obeyed() -> None:
    reading = marked.read("{source|\x1b[31mLee\u202e} {cue|said} {content|[bold]red[/bold] :smile:\x07\x9b2J}")
    shown = "".join(terminal.chunks([reading]))
    assert "␛[31mLee⟨U+202E⟩  said  indirect\n    [bold]red[/bold] :smile:␇⟨U+009B⟩2J\n" in shown


def test_attributions_that_hold_each_other_are_still_shown() -> None:
    reading = marked.read("{content:1|a {cue:2|says}} {content:2|b {cue:1|hears}}")
    assert reading.attributions[0].parent
    assert reading.attributions[1].parent
    shown = "".join(terminal.chunks([reading]))
    assert "says" in shown
    assert "hears" in shown


@given(readings())
def test_a_terminal_gets_no_control_character_of_any_article(reading: Reading) -> None:
    for by in ("order", "source", "speaker"):
        for shown in ("".join(terminal.chunks([reading], by=by)), _on_a_terminal(reading, by=by)):
            assert not [character for character in shown if character != "\n" and _steers(character)]
            assert shown.encode("utf-8")


def _on_a_terminal(reading: Reading, *, by: terminal.Grouping) -> str:
    """What a terminal without colours is sent."""
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system=None, width=60, _environ={}).print(terminal.view(reading, by=by))
    # Rich itself sets bold and the like.
    return re.sub(r"\x1b\[[\d;]*m", "", out.getvalue())


def _steers(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


@given(readings())
def test_every_word_of_every_attribution_is_shown(reading: Reading) -> None:
    shown = "".join("".join(terminal.chunks([reading])).split())
    for one in reading.attributions:
        assert "".join(one_line(reading.article.quote(one.content)).split()) in shown


def test_what_is_denied_and_what_it_means_alone_stand_under_the_words() -> None:
    reading = whole(
        "{source:1|The Velden Post} {cue:1|reported} {content:1|that the pier was sold}. "
        "{source:2|Mr Reuel} {cue:2|denied} {content:2|any role in the sale that the story tells of}. {source:3|He} {cue:3|said} "
        "{content:3|he was at sea}. {source:4|The port} {cue:4|could neither confirm nor deny} {content:4|the sale}."
    )
    shown = "".join(terminal.chunks([reading], width=200))
    assert "    denies any role in the sale that the story tells of · only a part of: that the pier was sold\n" in shown
    assert "    reads  [Reuel] was at sea\n" in shown
    assert "    neither confirms nor denies the sale\n" in shown


def test_whom_it_is_done_to_is_not_shown_as_who_speaks() -> None:
    reading = whole("{source|Mayor Ann Lind} {cue|was warned of} {content|the leak}.")
    assert "Mayor Ann Lind = speaker not stated  was warned of" in "".join(terminal.chunks([reading]))


def test_who_goes_on_without_being_named_again_is_shown() -> None:
    reading = whole("{source:1|Ann Lind} {cue:1|denied} {content:1|it} and {cue:2|said} {content:2|it holds}.")
    assert "no source named = Ann Lind  said" in "".join(terminal.chunks([reading]))


def test_who_is_not_certain_and_who_says_no_is_shown() -> None:
    (shown,) = terminal.chunks([sure()])
    lines = [line.strip() for line in shown.splitlines()]
    assert [line for line in lines if "  said  " in line] == [
        "Ann Lee  said  indirect  deny  certain, no",
        "Reuel  said  indirect  believe  possible, yes  hedged may",
    ]
