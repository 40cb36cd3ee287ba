"""Words of a page as runs of a paragraph: what looks alike, with white space as HTML reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.render.escape import in_turns
from partnercheck.render.word.styles import TONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.render.word.page import Element

INLINE = {
    "#text",
    "a",
    "abbr",
    "b",
    "bdi",
    "code",
    "em",
    "i",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
_BOLD = {"b", "strong", "dt"}
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


class Run(NamedTuple):
    """Words that look alike."""

    text: str
    bold: bool = False


def runs_of(element: Element, *, bold: bool = False) -> Iterator[Run]:
    """Yield the words of an element, blocks in it parted by blanks."""
    if not element.on_paper:
        return
    if element.tag == "#text":
        yield Run(element.text, bold)
        return
    if element.tag in {"svg", "br"}:
        yield Run(element.attributes.get("aria-label", "") + " ", bold)
        return
    for inner in element.shown:
        yield from runs_of(inner, bold=bold or element.tag in _BOLD)
    if element.tag not in INLINE:
        yield Run(" ", bold)


def trimmed(runs: Iterable[Run]) -> list[Run]:
    """Return runs with white space as HTML reads it: one blank, and none at either end."""
    found: list[Run] = []
    blank = True
    for text, bold in runs:
        said = re.sub(r"[ \t\r\n\f]+", " ", legible(text))
        said = said.removeprefix(" ") if blank else said
        if said:
            blank = said.endswith(" ")
            if found and found[-1].bold == bold:
                found[-1] = Run(found[-1].text + said, bold)
            else:
                found.append(Run(said, bold))
    if found and found[-1].text.endswith(" "):
        found[-1] = found[-1]._replace(text=found[-1].text[:-1])
    return [run for run in found if run.text]


def legible(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NO_TEXT.sub("\ufffd", text)


_LEFT_TO_RIGHT = "\u200e"
_NUMBER_FIRST = re.compile(r"\W*\d")
"""A number after words that are read from right to left would join them."""


def fill(paragraph: Any, runs: Iterable[Run], tone: str | None = None) -> None:
    from docx.shared import RGBColor

    for text, bold in runs:
        for number, part in enumerate(in_turns(text)):
            if not part:
                continue
            joins = number and not number % 2 and _NUMBER_FIRST.match(part)
            run = paragraph.add_run(f"{_LEFT_TO_RIGHT}{part}" if joins else part)
            if bold:
                run.bold = True
            if tone is not None:
                run.font.color.rgb = RGBColor.from_string(TONES[tone])
            if number % 2:
                run.font.rtl = True
