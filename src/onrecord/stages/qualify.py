"""Say what each speaker does with the content: the act, the polarity of the cue, and the words that hedge it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date

from onrecord.english import acts
from onrecord.english.times import times
from onrecord.model import Act, Article, Attribution, Qualification, Span, When
from onrecord.model.segment import sentence_at, sentences

_NEAR_CUE = 60  # code points between a cue and the time at which it was said
_NEAR, _FAR = 110, 240  # code points of a content that tell its act, and in which it may call something false


def qualify(article: Article, attributions: Sequence[Attribution]) -> tuple[Qualification, ...]:
    """The qualification of each attribution, in their order."""
    found = times(article.text, _published(article))
    return tuple(_qualified(article, one, found) for one in attributions)


def _published(article: Article) -> date | None:
    """The day of publication, where it is known to the day."""
    given = article.published
    return date.fromisoformat(given.value[:10]) if given and given.precision in ("day", "minute", "second") else None


def _qualified(article: Article, one: Attribution, found: Sequence[When]) -> Qualification:
    cue, content = (re.sub(r"\s+", " ", article.quote(spans)).strip() for spans in (one.cue, one.content))
    negative = acts.NEGATION.search(cue.casefold())
    spoken_of = tuple(when for span in one.content for when in _within(found, span))
    return Qualification(
        one.id,
        act_of(cue, content, own=bool(one.source)),
        "negative" if negative else "positive",
        _hedges(article, one),
        said=_said(article.text, one, found),
        times=spoken_of,
    )


def _within(found: Sequence[When], span: Span) -> Sequence[When]:
    return found[bisect_left(found, span.start, key=_start) : bisect_left(found, span.end, key=_start)]


def _start(when: When) -> int:
    return when.span.start


def _said(text: str, one: Attribution, found: Sequence[When]) -> When | None:
    """When it was said: the time that stands nearest to the cue, in its sentence and outside the content."""
    cue = one.cue[0]
    sentence = sentences(text)[sentence_at(text, cue.start)]
    near = [
        (away, when.span, when)
        for when in _within(found, sentence)
        if not any(when.span.overlaps(span) for span in (*one.content, *one.source))
        and (away := max(when.span.start - one.cue[-1].end, cue.start - when.span.end)) <= _NEAR_CUE
    ]
    return min(near, key=lambda pair: pair[:2])[2] if near else None


def act_of(cue: str, content: str, *, own: bool = True) -> Act:
    """The act that a cue performs on a content: that of the first rule that fits.

    Where a noun tells it and nobody is its `own` source ("claims that he does not read"), "he" is not the speaker and denies nothing.
    """
    said, what = cue.casefold(), content.casefold()
    act: Act = next((act for act, fits in _RULES if fits(said, what)), "assert")
    others = not own and acts.CHARGE.search(said) and not acts.FALSE.search(what[:_FAR])
    return "assert" if act == "deny" and others else act


def _declines(said: str, what: str) -> bool:
    """Declining to comment, not responding to a request, saying that one will not discuss it, turning down what was asked for."""
    open_ended = said.endswith((" to", "refused", "not", "immediately"))
    turned_down = acts.NEGATION.search(said) or "declin" in said or "refus" in said
    return bool(
        acts.DECLINE.search(f"{said} {what[:30]}" if open_ended else said)
        or (turned_down and acts.UNANSWERED.search(what))
        or acts.SILENT.search(f"{said} {what[:120]}")
        or (_denies(said) and acts.ASKED_FOR.search(f"{said} {what[:60]}"))
    )


def _denies(said: str) -> bool:
    negative = acts.NEGATION.search(said)
    return bool(acts.CONFIRM.search(said) if negative else acts.DENY.search(said))


def _asked_to(said: str, what: str) -> bool:
    return bool(acts.ASK.search(said) and acts.ASKED_TO.match(what) and "?" not in what)


def _asks(said: str, what: str) -> bool:
    # "Asked about it, he said": he answers.
    return bool(acts.ASK.search(said) and not acts.ANSWERED.search(said)) or what.rstrip("”\"’' ").endswith("?")


def _denies_in_content(said: str, what: str) -> bool:
    plain = acts.PLAIN.search(said) or said == ":"
    if not plain and not acts.EVALUATE.search(said):
        return False
    insists_not = acts.INSIST.search(said) and acts.ANY_NOT.search(what[:80])
    return bool(acts.FALSE.search(f"{said} {what[:_FAR]}") or (plain and acts.NEGATED.search(what)) or insists_not)


def _in_content(pattern: re.Pattern[str], beside: re.Pattern[str] = acts.PLAIN) -> Callable[[str, str], bool]:
    """A rule for cues that leave the act to the content."""
    return lambda said, what: bool((beside.search(said) or said == ":") and pattern.search(what[:_NEAR]))


def _by_cue(pattern: re.Pattern[str]) -> Callable[[str, str], bool]:
    return lambda said, _: bool(pattern.search(said))


_RULES: tuple[tuple[Act, Callable[[str, str], bool]], ...] = (
    ("decline", _declines),
    ("doubt", _by_cue(acts.DOUBT)),
    ("deny", lambda said, _: _denies(said)),
    ("confirm", _by_cue(acts.CONFIRM)),
    ("urge", _by_cue(acts.URGE)),
    ("deny", lambda _, what: bool(acts.DENIAL.match(what))),
    ("urge", lambda _, what: bool(acts.REQUEST.match(what))),
    ("intend", lambda _, what: bool(acts.OFFER.match(what))),
    ("urge", _asked_to),
    ("ask", _asks),
    ("doubt", _in_content(acts.UNSURE)),
    ("deny", _denies_in_content),
    ("evaluate", lambda said, _: bool(acts.EVALUATE.search(said) and not acts.PLAIN.search(said))),
    ("intend", _in_content(acts.WILL)),
    ("urge", _in_content(acts.OUGHT)),
    ("believe", _in_content(acts.MAYBE)),
    ("intend", _in_content(acts.WILL, beside=acts.HINT)),
    ("believe", _by_cue(acts.BELIEVE)),
    ("intend", _by_cue(acts.INTEND)),
)


def _hedges(article: Article, one: Attribution) -> tuple[Span, ...]:
    out = []
    for span in sorted((*one.cue, *one.content)):
        out += [Span(span.start + m.start(), span.start + m.end()) for m in acts.HEDGES.finditer(span.of(article.text))]
    return tuple(out)
