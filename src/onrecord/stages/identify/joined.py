"""Which appearances are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.model import Appearance

MOST_UNSETTLED = 12  # a name that fits more than so many says nothing of any of them


@dataclass(slots=True)
class Joined:
    """Which appearances are one, by the least of their ids; `given` are all of them by id."""

    given: Mapping[str, Appearance]
    leader: dict[str, str] = field(default_factory=dict)

    def led(self, name: str) -> str:
        """The least id of all that are one with it."""
        self.leader.setdefault(name, name)
        while self.leader[name] != name:
            self.leader[name] = self.leader[self.leader[name]]
            name = self.leader[name]
        return name

    def join(self, names: Iterable[str]) -> None:
        """Make them one."""
        led = sorted({self.led(name) for name in names})
        for other in led[1:]:
            self.leader[other] = led[0]

    def groups(self) -> dict[str, list[str]]:
        """All that are one, by the least of their ids, in order."""
        out: dict[str, list[str]] = defaultdict(list)
        for name in self.given:
            out[self.led(name)].append(name)
        return out
