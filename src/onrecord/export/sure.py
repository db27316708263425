"""How sure a speaker is, in a word or two for a person."""

from __future__ import annotations

from onrecord.model import Reading


def sure(reading: Reading, at: int) -> str:
    """How sure the speaker of the attribution number `at` is, and whether yes or no ("probable, no").

    Empty where nothing is told, and where the speaker is certain that it is so: that is what all else differs from.
    """
    found = reading.qualifications[at].certainty if reading.qualifications else None
    if found is None or (found.label, found.polarity) == ("certain", "yes"):
        return ""
    return found.label if found.label == "unclear" else f"{found.label}, {found.polarity}"
