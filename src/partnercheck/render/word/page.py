"""The elements of a page of HTML, as far as paper shows them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {"meta", "link", "img", "br", "hr", "input", "col"}
_NEVER = {"head", "nav", "script", "style", "template", "button", "form", "input", "select"}
"""Elements that paper never shows."""
_OFF_PAPER = {"contents", "skip", "off-paper"}
"""Classes of what the style sheet takes off paper."""


class Element(NamedTuple):
    """An element, or with the tag `#text` a text."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element]
    text: str = ""

    @property
    def classes(self) -> set[str]:
        """What its class says of it."""
        return set(self.attributes.get("class", "").split())

    @property
    def on_paper(self) -> bool:
        """Whether paper shows it: numbers are left out where a drawing shows them."""
        classes = self.classes
        hidden = self.tag in _NEVER or classes & _OFF_PAPER or "hidden" in self.attributes
        return not hidden and not ("numbers" in classes and "kept" not in classes)

    @property
    def shown(self) -> Iterator[Element]:
        """What stands in it that paper shows; of a criterion that is closed, its one line."""
        closed = "criterion" in self.classes and self.tag == "details" and "open" not in self.attributes
        for inner in self.inside:
            if inner.on_paper and (inner.tag == "summary" or not closed):
                yield inner

    def each(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of these kinds within, at any depth, that paper shows."""
        for inner in self.shown:
            if inner.tag in tags:
                yield inner
            yield from inner.each(*tags)

    @property
    def as_table(self) -> Element:
        """A figure with its numbers in place of its drawing."""
        inside = [each for each in self.inside if "drawing" not in each.classes]
        kept = {"class": "numbers kept"}
        return self._replace(
            inside=[each._replace(attributes=kept) if "numbers" in each.classes else each for each in inside]
        )

    @property
    def words(self) -> str:
        """Its text, white space as one blank."""
        if self.tag == "#text":
            return self.text
        return " ".join(" ".join(each.words for each in self.shown).split())


class _Builder(HTMLParser):
    """Builds the tree of a page that this program has written, so that every tag is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("#page", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1].inside.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(Element("#text", {}, [], data))


def read(html: str) -> Element:
    """Return the tree of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]
