"""CoNLL-U: one token a line, with the roles that it plays in attributions in MISC.

`# attribution = 1 …` before an article's first sentence lists its attributions with their exact places (code points into its text).
`Content=1,2`, `Cue=1`, `Source=1` on a token give the numbers of the attributions whose content, cue or source it belongs to;
`Furniture=appeal` and `Voice=Yes` mark what was set aside and what the outlet says itself; `Span=10:15` is the token's place. Columns that
need a parser are "_".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from onrecord.export.visible import encodable
from onrecord.model import Certainty, Reading, Span, Spans, When
from onrecord.model.proof import proven
from onrecord.model.segment import sentences, words


def chunks(readings: Iterable[Reading]) -> Iterator[str]:
    """One document of CoNLL-U for each reading that has any words.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    for reading in readings:
        document = "".join(_document(proven(reading)))
        if document:
            yield encodable(document)


def _document(reading: Reading) -> Iterator[str]:
    article, text = reading.article, reading.article.text
    name = "_".join(article.id.split()) or "article"
    roles = _Roles(reading)
    paragraph_end = -1
    for number, sentence in enumerate(sentences(text), 1):
        if number == 1:
            yield f"# newdoc id = {name}\n"
            yield from _header(reading)
        if "\n" in text[paragraph_end : sentence.start] or number == 1:
            yield "# newpar\n"
        paragraph_end = sentence.end
        yield f"# sent_id = {name}-{number}\n# text = {' '.join(sentence.of(text).split())}\n"
        for at, word in enumerate(words(sentence.of(text)), 1):
            token = Span(word.start + sentence.start, word.end + sentence.start)
            misc = roles.of(token)
            if token.end < len(text) and not text[token.end].isspace():
                misc.append("SpaceAfter=No")
            misc.append(f"Span={token.start}:{token.end}")
            yield f"{at}\t{token.of(text)}\t_\t_\t_\t_\t_\t_\t_\t{'|'.join(sorted(misc))}\n"
        yield "\n"


def _header(reading: Reading) -> Iterator[str]:
    numbers = {one.id: number for number, one in enumerate(reading.attributions, 1)}
    for at, one in enumerate(reading.attributions):
        parent = numbers[one.parent] if one.parent else "_"
        places = " ".join(
            f"{role}={_places(spans)}" for role, spans in (("source", one.source), ("cue", one.cue), ("content", one.content))
        )
        yield f"# attribution = {numbers[one.id]} {one.id} form={one.form} parent={parent} {places}\n"
        if reading.voicings:
            speaker, path = reading.speaker(at), reading.voicings[at].path
            yield f"# speaker = {numbers[one.id]} {speaker.kind} {_line(speaker.name)} chain={_line(path)}\n"
        if reading.qualifications:
            qualified = reading.qualifications[at]
            said = f"hedges={_places(qualified.hedges)} certainty={_sure(qualified.certainty)} said={_time(qualified.said)}"
            yield f"# act = {numbers[one.id]} {qualified.act} polarity={qualified.polarity} {said}\n"
        if reading.propositions:
            yield f"# proposition = {numbers[one.id]} {_line(reading.propositions[at].text)}\n"
        if denial := reading.denial(at):
            back = _places((denial.antecedent,)) if denial.antecedent else "_"
            yield f"# denial = {numbers[one.id]} extent={denial.extent} scope={_places(denial.scope)} antecedent={back}\n"


def _sure(certainty: Certainty | None) -> str:
    if certainty is None:
        return "_"
    return f"{certainty.label},{certainty.polarity},{certainty.score:.2f},{_places((certainty.word,))}"


def _time(when: When | None) -> str:
    return f"{when.span.start}:{when.span.end} ({when.placed})" if when else "_"


def _line(words: str) -> str:
    return " ".join(words.split())


def _places(spans: Spans) -> str:
    return ",".join(f"{span.start}:{span.end}" for span in spans) or "_"


class _Roles:
    """What a token is part of, found without walking all attributions for each token."""

    def __init__(self, reading: Reading) -> None:
        marks: list[tuple[Span, str, str]] = []
        for number, one in enumerate(reading.attributions, 1):
            for role, spans in (("Source", one.source), ("Cue", one.cue), ("Content", one.content)):
                marks += [(span, role, str(number)) for span in spans]
        marks += [(block.span, "Furniture", block.reason) for block in reading.article.blocks if block.reason]
        marks += [(span, "Voice", "Yes") for span in reading.voice]
        bounds = sorted({bound for span, _, _ in marks for bound in (span.start, span.end)})
        # Between two neighbouring bounds every code point plays the same roles.
        self._bounds = bounds
        self._marks: list[list[tuple[str, str]]] = [[] for _ in bounds]
        index = {bound: at for at, bound in enumerate(bounds)}
        for span, role, value in marks:
            for at in range(index[span.start], index[span.end]):
                self._marks[at].append((role, value))

    def of(self, token: Span) -> list[str]:
        first, last = bisect_right(self._bounds, token.start) - 1, bisect_right(self._bounds, token.end - 1) - 1
        found: dict[str, list[str]] = {}
        for at in range(max(first, 0), last + 1):
            for role, value in self._marks[at]:
                values = found.setdefault(role, [])
                if value not in values:
                    values.append(value)
        return [f"{role}={_joined(values)}" for role, values in found.items()]


def _joined(values: Sequence[str]) -> str:
    return ",".join(sorted(values, key=lambda value: (len(value), value)))
