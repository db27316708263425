"""Compare texts: which articles carry one text, be it with slips and cuts, and what agency they name."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from onrecord.english.agencies import agency_in
from onrecord.model import Article, Edition

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SHINGLE = 5  # words: shorter runs recur in any two stories on one subject, longer ones break at every slip
_KEPT = 8  # one shingle in so many is in a signature: of a brief of 60 words about 7, of a story of 800 about 100
_MOST = 1024  # values of a signature, for the text of a book
_FEWEST = 24  # shingles of a text that can be told to be a copy
# Of the 230 articles of BASIL and `data/bounty` no two stories on one event share more than .35, an excerpt and its article share all;
# the wire of the examples, cut and set anew, .97. Anything from .4 to .8 parts them.
_CONTAINED = 0.6
_SHORTEST = 0.1  # of the longer text: what is shorter is a quotation in it, not a cut of it
_FEW = 16  # texts that share a value, up to which all pairs of them are looked at
ASKED = 2  # values in common, or all that one has, that make two texts worth comparing: one can be a proverb
_HEAD, _FOOT = 400, 300  # code points in which an agency is looked for


def wording(article: Article) -> str:
    """The text that is compared: the body, without headline, byline and furniture; all of it where no body is marked."""
    bodies = [block.span for block in article.blocks if block.kind == "body"]
    if bodies:
        return "\n".join(span.of(article.text) for span in bodies)
    out, at = [], 0
    for block in article.blocks:
        out.append(article.text[at : block.span.start])
        at = block.span.end
    return "".join((*out, article.text[at:]))


def signature(text: str) -> tuple[int, ...]:
    """A text's signature: whole numbers below 2**60, in order, of which any two texts that share long runs of words share some.

    They are the hashes of its runs of five words that a fixed modulus picks, so that the part of a text has a part of its signature: what
    was cut from a story is found by it, where the least hashes of each would differ. (Broder 1997, "On the resemblance and containment of
    documents", the mod-m sketch.) Texts that share none are taken to have nothing in common: of copies of a brief of forty words one in a
    hundred is missed so. Those that share some are compared by `is_copy`.
    """
    return _signature(_shingles(text))


def _signature(shingles: frozenset[int]) -> tuple[int, ...]:
    picked = sorted(value for value in shingles if value % _KEPT == 0)[:_MOST]
    # Of a text of a few lines it may pick none; the least then, so that equal texts still meet.
    return tuple(picked or sorted(shingles)[:1])


def is_copy(one: str, other: str) -> bool:
    """Whether two texts are one, be it with slips and cuts: most of the runs of five words of the shorter stand in the longer."""
    return _contained(_shingles(one), _shingles(other))


def edition(article: Article) -> Edition:
    """An article as its lineage is traced, with a text of its own."""
    text = wording(article)
    agency = agency_in(text[:_HEAD], article.byline or "", text[-_FOOT:])
    published = article.published.value if article.published else ""
    return Edition(article.id, article.outlet or "", published, text_id((article.id,)), agency)


def copies(texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The pairs of ids whose texts are copies, the lesser id first, in order. Only texts whose signatures meet are compared."""
    shingles = {name: _shingles(text) for name, text in texts.items()}
    marks = {name: _signature(some) for name, some in shingles.items()}
    bearers: dict[int, list[str]] = defaultdict(list)
    for name in sorted(texts):
        for value in marks[name]:
            bearers[value].append(name)
    met: Counter[tuple[str, str]] = Counter()
    for names in bearers.values():
        # Of a hundred prints of one wire each with the first and with the next is enough to bring them together.
        few = len(names) <= _FEW
        met.update(combinations(names, 2) if few else {*((names[0], name) for name in names[1:]), *pairwise(names)})
    near = (pair for pair, times in met.items() if times >= min(ASKED, *(len(marks[name]) for name in pair)))
    return tuple(sorted((a, b) for a, b in near if _contained(shingles[a], shingles[b])))


def together(editions: Iterable[Edition], pairs: Iterable[tuple[str, str]]) -> tuple[Edition, ...]:
    """The editions, in the order given, with one text for all that are copies of each other, and its agency on each.

    `pairs` are ids of articles that are copies. The id of a text does not depend on the order of either.
    """
    given = tuple(editions)
    leader = {one.article: one.article for one in given}

    def led(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for a, b in pairs:
        if a in leader and b in leader:
            low, high = sorted((led(a), led(b)))
            leader[high] = low
    groups: dict[str, list[Edition]] = defaultdict(list)
    for one in given:
        groups[led(one.article)].append(one)
    out: dict[str, Edition] = {}
    for group in groups.values():
        named = Counter(one.agency for one in group if one.agency)
        agency = min(named, key=lambda name: (-named[name], name)) if named else ""
        text = text_id(one.article for one in group)
        out |= {one.article: replace(one, text=text, agency=agency) for one in group}
    return tuple(out[one.article] for one in given)


def editions(articles: Sequence[Article]) -> tuple[Edition, ...]:
    """The editions of articles, in their order, copies found among them."""
    return together(map(edition, articles), copies({article.id: wording(article) for article in articles}))


def text_id(articles: Iterable[str]) -> str:
    """The id of the text that these articles carry: "txt_" and 24 hex digits of a SHA-256 of the least of their ids."""
    return "txt_" + hashlib.sha256(min(articles).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _shingles(text: str) -> frozenset[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = (" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    return frozenset(map(_hash, runs))


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 4


def _contained(one: frozenset[int], other: frozenset[int]) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _FEWEST or len(short) < _SHORTEST * len(long):
        return one == other and bool(one)
    return len(short & long) >= _CONTAINED * len(short)
