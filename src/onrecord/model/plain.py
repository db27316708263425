"""Small records as plain JSON values, and back. Spans are [start, end] in code points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.model.certainty import Certainty
from onrecord.model.denial import Denial
from onrecord.model.proposition import Part, Proposition, Reference
from onrecord.model.span import Span, pairs_of, spans_of
from onrecord.model.speaker import Anonymity, Hop, Speaker
from onrecord.model.when import When

Plain = dict[str, Any]


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def plain_hop(hop: Hop) -> Plain:
    """A hop of a chain."""
    return {"name": hop.name, "span": _pair(hop.span), "outlet": hop.outlet}


def hop_of(one: Mapping[str, Any]) -> Hop:
    """The hop of plain values."""
    return Hop(one["name"], _span(one["span"]), one["outlet"])


def plain_speaker(speaker: Speaker) -> Plain:
    """A speaker, without the article."""
    hidden = speaker.anonymity
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "mentions": pairs_of(speaker.mentions),
        "role": pairs_of(speaker.role),
        "affiliation": pairs_of(speaker.affiliation),
        "party": pairs_of(speaker.party),
        "country": pairs_of(speaker.country),
        "anonymity": hidden
        and {
            "number": _pair(hidden.number),
            "role": _pair(hidden.role),
            "knowledge": _pair(hidden.knowledge),
            "reason": _pair(hidden.reason),
        },
    }


def speaker_of(article: str, one: Mapping[str, Any]) -> Speaker:
    """The speaker of plain values."""
    hidden = one["anonymity"] and Anonymity(**{name: _span(pair) for name, pair in one["anonymity"].items()})
    stated = {name: spans_of(one[name]) for name in ("mentions", "role", "affiliation", "party", "country")}
    return Speaker(one["id"], article, one["name"], one["kind"], **stated, anonymity=hidden)


def plain_when(when: When) -> Plain:
    """A time."""
    return {"span": _pair(when.span), "earliest": when.earliest, "latest": when.latest, "unresolved": when.unresolved or None}


def when_of(one: Mapping[str, Any]) -> When:
    """The time of plain values."""
    return When(Span(*one["span"]), one["earliest"], one["latest"], one["unresolved"] or "")


def plain_certainty(certainty: Certainty) -> Plain:
    """A certainty."""
    return {
        "label": certainty.label,
        "polarity": certainty.polarity,
        "score": round(certainty.score, 2),
        "word": _pair(certainty.word),
    }


def certainty_of(one: Mapping[str, Any]) -> Certainty:
    """The certainty of plain values."""
    return Certainty(one["label"], one["polarity"], one["score"], Span(*one["word"]))


def plain_denial(denial: Denial) -> Plain:
    """The scope of a denial, without the attribution."""
    return {
        "scope": pairs_of(denial.scope),
        "antecedent": _pair(denial.antecedent),
        "answers": denial.answers,
        "extent": denial.extent,
    }


def denial_of(attribution: str, one: Mapping[str, Any]) -> Denial:
    """The denial of plain values."""
    return Denial(attribution, spans_of(one["scope"]), _span(one["antecedent"]), one["answers"], one["extent"])


def plain_proposition(proposition: Proposition) -> Plain:
    """A proposition, without the attribution; its evidence is the attribution's content."""
    return {
        "text": proposition.text,
        "references": [{"span": _pair(one.span), "name": one.name, "antecedent": _pair(one.antecedent)} for one in proposition.references],
        "unresolved": pairs_of(proposition.unresolved),
        "parts": [
            {
                "text": one.text,
                "evidence": pairs_of(one.evidence),
                "act": one.act,
                "certainty": one.certainty and plain_certainty(one.certainty),
            }
            for one in proposition.parts
        ],
    }


def proposition_of(attribution: str, evidence: tuple[Span, ...], one: Mapping[str, Any]) -> Proposition:
    """The proposition of plain values."""
    references = tuple(Reference(Span(*each["span"]), each["name"], Span(*each["antecedent"])) for each in one["references"])
    # Readings of before contents were cut have no parts.
    parts = tuple(
        Part(each["text"], spans_of(each["evidence"]), each["act"], each["certainty"] and certainty_of(each["certainty"]))
        for each in one.get("parts", ())
    )
    return Proposition(attribution, one["text"], evidence, references, spans_of(one["unresolved"]), parts)
