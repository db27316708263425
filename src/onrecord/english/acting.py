"""What a cue does with a content: the act, by the first rule that fits."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.english import acts
from onrecord.model import Act

_NEAR, _FAR = 110, 240  # code points of a content that tell its act, and in which it may call something false


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
    plain = acts.PLAIN.search(said) or said.endswith(":")
    if not plain and not acts.EVALUATE.search(said):
        return False
    insists_not = acts.INSIST.search(said) and acts.ANY_NOT.search(what[:80])
    no_wrong = plain and acts.NO_WRONG.search(what[:_NEAR])
    false = acts.FALSE.search(f"{said} {what[:_FAR]}")
    calls_false = false and not acts.NOT_SHOWN.search(false.string[: false.start()])
    return bool(calls_false or (plain and acts.NEGATED.search(what)) or insists_not or no_wrong)


def _in_content(pattern: re.Pattern[str], beside: re.Pattern[str] = acts.PLAIN) -> Callable[[str, str], bool]:
    """A rule for cues that leave the act to the content."""

    def fits(said: str, what: str) -> bool:
        found = pattern.search(what) if beside.search(said) or said.endswith(":") else None
        return found is not None and found.start() < _NEAR

    return fits


def _by_cue(pattern: re.Pattern[str]) -> Callable[[str, str], bool]:
    return lambda said, _: bool(pattern.search(said))


_RULES: tuple[tuple[Act, Callable[[str, str], bool]], ...] = (
    ("decline", _declines),
    ("doubt", _by_cue(acts.DOUBT)),
    ("doubt", lambda said, _: bool(acts.NEGATION.search(said) and acts.PROVE.search(said))),
    ("deny", lambda said, _: _denies(said)),
    ("confirm", _by_cue(acts.CONFIRM)),
    ("urge", _by_cue(acts.URGE)),
    ("deny", lambda _, what: bool(acts.DENIAL.match(what))),
    ("doubt", lambda _, what: bool(acts.MISGIVING.match(what))),
    ("urge", lambda _, what: bool(acts.REQUEST.match(what))),
    ("intend", lambda _, what: bool(acts.OFFER.match(what))),
    ("urge", _asked_to),
    ("ask", _asks),
    ("doubt", _in_content(acts.UNSURE)),
    ("confirm", _in_content(acts.ADMITTED)),
    ("believe", _in_content(acts.GUESS)),
    ("deny", _denies_in_content),
    ("evaluate", _in_content(acts.PRAISE)),
    ("evaluate", lambda said, _: bool(acts.EVALUATE.search(said) and not acts.PLAIN.search(said))),
    ("intend", _in_content(acts.WILL)),
    ("intend", _in_content(acts.THREAT)),
    ("urge", _in_content(acts.OUGHT)),
    ("believe", _in_content(acts.MAYBE)),
    ("intend", _in_content(acts.WILL, beside=acts.HINT)),
    ("believe", _by_cue(acts.BELIEVE)),
    ("intend", _by_cue(acts.INTEND)),
)
