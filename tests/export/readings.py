"""Readings drawn at random, and the stories that the export tests share."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from onrecord.model import FORMS, Article, Attribution, Block, Moment, Reading, Span, Spans, article_id, attribution_id
from onrecord.model.annotation import PredicateSighting
from onrecord.stages import qualify
from tests import marked

STORY = marked.read(
    "{headline|Bridge is safe, mayor says}\n"
    "{source:1|Mayor Ann Lee} {cue:1|told reporters} {content:1|that {source:2|the union} {cue:2|believes} {content:2|“the bridge will "
    "fall”}}.\n"
    "{content:3|“It will not,”} {source:3|she} {cue:3|said}. {content:3|“Not in my time.\nNot ever.”}\n"
    "{furniture:appeal|Support the Harbour Ledger today.} {cue:4|Reportedly}, {content:4|the cracks were known}.\n"
    "{voice|The bridge opened in 2019.}",
    origin="story.html",
    title="Bridge is safe, mayor says",
    outlet="The Harbour Ledger",
    published=Moment("2031-05-04", "day"),
    notices=("Two pages were empty.",),
)

# Where the danger is: controls, direction marks, lone surrogates, breaks, formulas, markup, letters outside the BMP.
_HOSTILE = list("\x00\x07\x1b\x7f\x9b\r\n\t\x85\u2028\u202e\u2066\ufeff\ud800\U0001f600=+-@'\"“”,;|[]<>&\\#_ éاक")
texts = st.lists(
    st.one_of(st.sampled_from(_HOSTILE), st.sampled_from(["word", "said", " ", ". ", "[bold]", "\x1b[31m"]), st.characters())
).map("".join)


@st.composite
def _places(draw: st.DrawFn, text: str, *, least: int) -> Spans:
    """Ordered spans that each hold a word, at least `least` of them where the text allows it."""
    starts = [at for at, character in enumerate(text) if not character.isspace()]
    bounds = sorted(draw(st.sets(st.sampled_from(starts), min_size=least, max_size=3))) if starts else []
    ends = [*bounds[1:], len(text)][: len(bounds)]
    return tuple(Span(start, draw(st.integers(start + 1, end))) for start, end in zip(bounds, ends, strict=True))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that can be made, its text hostile; what it quotes makes no sense and is at its place."""
    text = draw(texts) + draw(st.sampled_from(["x", "\nend", "=1"]))
    origin = draw(st.sampled_from(["a.txt", "=b.html", "\x1b]0;c\x07.txt"]))
    name = article_id(origin, text)
    whole = Span(0, len(text))
    block = draw(st.sampled_from([(), (Block(whole, "body"),), (Block(whole, "furniture", "appeal"),), (Block(whole, "headline"),)]))
    article = Article(name, origin, text, block, title=draw(st.none() | texts), outlet=draw(st.none() | texts), notices=(draw(texts),))
    found: dict[str, Attribution] = {}
    for _ in range(draw(st.integers(0, 4))):
        places = draw(_places(text, least=0)), draw(_places(text, least=1)), draw(_places(text, least=1))
        parent = draw(st.sampled_from([None, *found]))
        one = attribution_id(name, *places)
        found.setdefault(one, Attribution(one, name, *places, draw(st.sampled_from(FORMS)), parent, 0.5, "drawn/1"))
    return Reading(article, tuple(found.values()), draw(st.sampled_from([(), (whole,)])))


def sure() -> Reading:
    """A reading in which three speakers are sure of what they tell, doubtful, and silent about it."""
    given = marked.read(
        "{source:1|Ann Lee} {cue:1|said} {content:1|she had not sold it}. {source:2|Reuel} {cue:2|said} {content:2|it may be safe}. "
        "{source:3|He} {cue:3|denied} {content:3|the report}."
    )
    scores = {"sold": -2.8, "be": 0.9}
    text = given.article.text
    seen = [PredicateSighting(Span(at := text.index(word), at + len(word)), score) for word, score in scores.items()]
    return replace(given, qualifications=qualify(given.article, given.attributions, seen))
