"""The outlets of a claim under one name each, whatever an article calls them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.english.bodies import is_outlet_name, is_press, outlet_words, same_outlet
from onrecord.model import Statement
from onrecord.stages.trace.line import Line


class Outlets:
    """The outlets that print or are cited in these lines, and those of the ledger that are given."""

    def __init__(self, lines: Sequence[Line], given: Iterable[str]) -> None:
        # An agency is an outlet whatever its name looks like.
        self._agencies = {line.house for line in lines if line.house and line.house != line.said.outlet}
        self._own = _longest_first(name for name in (*(line.house for line in lines), *(line.said.outlet for line in lines), *given))
        self._relays = _longest_first(name for line in lines for name in line.said.via)
        self._cited = _longest_first((*self._relays, *(line.said.speaker for line in lines if line.said.kind == "organisation")))
        self._one: dict[str, str] = {}

    def one(self, name: str) -> str:
        """The outlet that a name means; the name itself where it fits none, or several."""
        if name not in self._one:
            exact = [other for other in self._own if outlet_words(other) == outlet_words(name)]
            fitting = {outlet_words(other): other for other in exact or self._own if same_outlet(name, other)}
            if not fitting:
                # Of an outlet without an article the fullest name that it is called by, where that is one.
                longer = [other for other in self._cited if same_outlet(name, other)]
                most = max((len(outlet_words(other)) for other in longer), default=0)
                fitting = {outlet_words(other): other for other in reversed(longer) if len(outlet_words(other)) == most}
            self._one[name] = next(iter(fitting.values())) if len(fitting) == 1 else name
        return self._one[name]

    def speaks(self, said: Statement) -> bool:
        """Whether it is an outlet that speaks, and nobody whom it quotes. A name of two words can be read as a person's ("Vantry Live")."""
        if said.kind == "organisation":
            known = any(same_outlet(said.speaker, other) for other in (*self._own, *self._relays))
            return is_outlet_name(said.speaker) or (known and self.is_press(self.one(said.speaker)))
        return said.kind == "person" and self.is_press(said.speaker) and said.speaker in (*self._own, *self._relays)

    def is_press(self, house: str) -> bool:
        """Whether a house is a news outlet or an agency; a body of another kind publishes its own statements."""
        return not house or house in self._agencies or is_press(house)


def _longest_first(called: Iterable[str]) -> list[str]:
    return sorted({name for name in called if name}, key=lambda name: (-len(outlet_words(name)), name))
