"""From the words of a source to who speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.english import pronouns
from onrecord.english.acts import PLAIN
from onrecord.english.words import ANONYMOUS
from onrecord.model import UNSTATED, Attribution, Span, SpeakerKind
from onrecord.stages.resolve.citing import cited
from onrecord.stages.resolve.descriptions import describe
from onrecord.stages.resolve.party import Party, is_plural, of_member
from onrecord.stages.resolve.scene import Said, Scene

_I, _WHO = pronouns.I | pronouns.WE, frozenset(["who", "whom", "whose", "which", "that"])
_PASSIVE = frozenset(["is", "are", "was", "were", "been", "being", "be"])
_VERBAL = re.compile(r"(?:ed|ing|said|says|told|wrote|saw|held|gave|made|spoke|knew|felt|thought)$")
_LEAD = re.compile(r"(?:citing|quoting|according to|by|from|for|on|with|of|to) ", re.IGNORECASE)  # belongs to what a source stands behind
# "Has been criticised over", "had been warned of": the subject is the one it is done to, and nobody says by whom.
_DONE_TO = re.compile(
    r"\b(?:been|is|are|was|were|being|be) (?:\w+ly )?(?:told|warned|briefed|informed|notified|asked|accused|critici[sz]ed|excoriated|blamed"
    r"|praised|urged|questioned|said|alleged|reported|rumou?red|charged|condemned|denounced|mocked|attacked|suspected)\b(?! by\b)"
)
# "Reportedly asked": others say that he did.
_SAID_TO = re.compile(r"(?:had |has |have )?(?:allegedly|reportedly|supposedly|purportedly)\b")
_GOES_ON = re.compile(r"\b(?:and|but|then),?\s*$")
_LOOK_BACK = 40  # code points before a cue in which an "and" is looked for
MARKED = 5  # letters from which a word in capitals is a label and no acronym
THE_AUTHOR = "the author"


def parties(scene: Scene, attributions: Sequence[Attribution]) -> dict[str, Party]:
    """Who speaks in each attribution, by its id; those of before help with those that follow."""
    out: dict[str, Party] = {}
    by_id = {one.id: one for one in attributions}

    def resolved(one: Attribution, below: int = 0) -> Party:
        if one.id not in out:
            # Who speaks in a holder's words is asked first: an "I" in them is the holder.
            holder = resolved(by_id[one.parent], below + 1) if one.parent and below < len(by_id) else None
            out[one.id] = _speaking(scene, one, holder)
        return out[one.id]

    for one in sorted(attributions, key=lambda one: (one.source or one.cue)[0].start):
        resolved(one)
    return out


def _speaking(scene: Scene, one: Attribution, holder: Party | None) -> Party:
    if not one.source:
        return _questioner(scene, one) or _carried_on(scene, one) or Party("unstated", UNSTATED)
    span = Span(one.source[0].start, one.source[-1].end)
    if (lead := _LEAD.match(scene.text, span.start, span.end)) and lead.end() < span.end:
        span = Span(lead.end(), span.end)
    cue = one.cue[-1].of(scene.text)
    if span.end <= one.cue[0].start and (_DONE_TO.search(cue) or (_SAID_TO.match(cue) and not PLAIN.search(cue.casefold()))):
        return Party("unstated", UNSTATED)
    party = _party(scene, span, holder, _looks_back_from(scene.text, one, span))
    scene.said.append(Said(span.start, party, within=one.parent is not None))
    return cited(scene, one, party) or party


def _looks_back_from(text: str, one: Attribution, span: Span) -> int:
    """The place before which those are named whom a pronoun at `span` may mean: before the quotation, where it stands behind one."""
    first = one.content[0].start
    return first if first < span.start and text[first] in "“\"‘'" else span.start


def _party(scene: Scene, span: Span, holder: Party | None, place: int) -> Party:
    """Who the words at `span` mean; `holder` speaks in the attribution that holds this one, and `place` is where they look back from."""
    words = re.sub(r"['’]s?$", "", span.of(scene.text)).strip().casefold()
    as_written = span.of(scene.text)
    if not any(map(str.isalnum, as_written)):
        return Party("unstated", UNSTATED)  # a stray mark
    if label := _labelled(scene, span):
        return label
    rule = next((rule for words_of_it, rule in _PRONOUNS if words in words_of_it), None)
    if rule is None:
        return describe(scene, scene.phrase(span))
    kind, meant = rule(scene, span.start if rule is _first_person or rule is _relative else place, holder)
    return meant or Party(kind, THE_AUTHOR if words in _I else as_written)


_Meant = tuple[SpeakerKind, Party | None]


def _first_person(scene: Scene, place: int, holder: Party | None) -> _Meant:
    quoted = scene.quoted(place)
    last = scene.said[-1].party if scene.said and quoted else None
    return "person", holder or last or (None if quoted else scene.author)


def _relative(scene: Scene, place: int, _: Party | None) -> _Meant:
    before = scene.before_relative(place)
    return "person", describe(scene, before) if before else None


_PRONOUNS: tuple[tuple[frozenset[str], Callable[[Scene, int, Party | None], _Meant]], ...] = (
    (_I, _first_person),
    (pronouns.HE, lambda scene, place, _: ("person", scene.person(place, "m"))),
    (pronouns.SHE, lambda scene, place, _: ("person", scene.person(place, "f"))),
    (_WHO, _relative),
    (pronouns.IT, lambda scene, place, _: ("organisation", scene.thing(place))),
    (pronouns.THEY, lambda scene, place, _: ("group", scene.several(place))),
)


def _questioner(scene: Scene, one: Attribution) -> Party | None:
    """Who asks in a transcript, where "Q" stands for the press."""
    label = one.cue[0].of(scene.text)
    return Party("anonymous", "a reporter") if label == "Q" else Party("person", "the one who answers") if label == "A" else None


def _labelled(scene: Scene, span: Span) -> Party | None:
    """Who a transcript's label in capitals names."""
    label = span.of(scene.text)
    if not label.isupper() or len(label) < MARKED:
        return None
    given = scene.phrase(span)
    if given.head in ANONYMOUS:
        # Of several who are called the same, as the title says that they are, nobody can tell which speaks.
        one_of = f"{label}s".casefold() in scene.title.casefold()
        return Party("anonymous", f"anonymous {label.casefold()}{'s' * one_of}", phrase=given, plural=one_of or is_plural(given))
    if given.name:
        known = scene.cast.surnamed(given.words)
        return of_member(known, given) if known else Party("person", label.title())
    return None


def _carried_on(scene: Scene, one: Attribution) -> Party | None:
    """Who spoke just before in the sentence, where a second verb goes on without a source of its own ("confirmed it and said")."""
    cue = one.cue[0]
    words = cue.of(scene.text).casefold().split()
    if words[0] in _PASSIVE or not _VERBAL.search(words[-1]) or not _GOES_ON.search(scene.text, max(0, cue.start - _LOOK_BACK), cue.start):
        return None
    return next(scene.spoke(cue.start, 0), None)
