"""The check that a reading's words are where it says they are."""

from __future__ import annotations

from onrecord.model.attribution import attribution_id
from onrecord.model.errors import UnprovenQuoteError
from onrecord.model.reading import Failure, Reading


def proven(reading: Reading) -> Reading:
    """The same reading, every attribution compared with its place; called before any words are shown or written.

    An attribution's id is a hash of its article and its places, so one whose places were changed afterwards no longer fits its id. The text
    behind JSON is compared word for word by `Reading.from_dict`.

    Raises:
        UnprovenQuoteError: an attribution's id is not that of its places, or a piece of it holds no words.
    """
    article = reading.article
    for one in reading.attributions:
        if one.id != attribution_id(article.id, one.source, one.cue, one.content):
            raise UnprovenQuoteError(f"{article.origin}: {one.id} is not at the place that it was made for")
        for span in (*one.source, *one.cue, *one.content):
            if span.of(article.text).isspace():
                raise UnprovenQuoteError(f"{article.origin}: {one.id} quotes nothing at {span.start}:{span.end}")
    return reading


def checked(result: Reading | Failure) -> Reading | Failure:
    """A result that may go on: a reading that is not `proven` is a failure of its article alone."""
    if isinstance(result, Failure):
        return result
    try:
        return proven(result)
    except UnprovenQuoteError as error:
        return Failure(result.article.origin, str(error).removeprefix(f"{result.article.origin}: "), "please report it")
