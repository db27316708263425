"""What the stages know of English: words by what they do, names, and the shape of a phrase that names who speaks. No public figures."""

from onrecord.english.names import Name, names
from onrecord.english.phrases import Phrase, phrase, singular

__all__ = ["Name", "Phrase", "names", "phrase", "singular"]
