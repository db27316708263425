"""A page as a reader of HTML sees it: its elements and its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "br", "img", "use", "path"}


@dataclass
class Element:
    """One element with its attributes, and all the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: str = ""


@dataclass
class Parsed(HTMLParser):
    """All elements of a page, in order."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words += data

    def all(self, tag: str) -> list[Element]:
        """The elements of this name."""
        return [element for element in self.elements if element.tag == tag]

    def lit(self, number: int, role: str) -> str:
        """The words that row `number` (from 0, over the whole page) lights in `role`."""
        marked = [e for e in self.elements if "data-a" in e.attributes]
        pairs = [(e, list(zip(e.attributes["data-a"].split(), e.attributes["data-r"].split(), strict=True))) for e in marked]
        return "".join(element.words for element, marks in pairs if (str(number), role) in marks)


def parsed(page: str) -> Parsed:
    """The page, taken apart; every element must be closed where it ought to be."""
    parser = Parsed()
    parser.feed(page)
    parser.close()
    assert not parser._open, f"not closed: {[element.tag for element in parser._open]}"
    return parser
