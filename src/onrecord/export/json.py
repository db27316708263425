"""JSON: one reading, or an array of them, in the format `onrecord/reading/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.export.visible import escaped
from onrecord.model import Reading
from onrecord.model.proof import proven


def chunks(readings: Iterable[Reading], *, array: bool = False) -> Iterator[str]:
    """JSON text, a reading at a time. A single reading is an object unless `array`; several, or none, are an array.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    rest = iter(readings)
    first, second = next(rest, None), None if array else next(rest, None)
    if first is not None and second is None and not array:
        yield _object(first) + "\n"
        return
    before = "["
    for reading in chain(filter(None, (first, second)), rest):
        yield f"{before}\n{_object(reading)}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def _object(reading: Reading) -> str:
    return escaped(proven(reading).to_json(indent=1))
