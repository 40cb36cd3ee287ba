"""Texts made shorter: to whole sentences where that will do."""

from __future__ import annotations

import re

from partnercheck.diagnostics import visible

_LAST_WORD = 16
"""How much of a cut text may be given up to end with a whole word."""


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, at a word's end where there is one near."""
    text = visible(text)
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ")
    return (kept[:space] if space > max(most - _LAST_WORD, 0) else kept).rstrip(" ,;:.–") + "…"


_END = re.compile(r"""[.!?]["”’)]*\s+(?=[^a-z\s])""")
_SHORT = frozenset("Mr Mrs Ms Dr Prof St No no Co Ltd Inc vs e.g i.e approx cf".split())  # noqa: SIM905  (a word a line is long)
"""Abbreviations that a point ends without ending a sentence."""


def first_sentence(text: str) -> str:
    """Return the first sentence of a text; an initial or an abbreviation ends none."""
    text = " ".join(text.split())
    for end in _END.finditer(text):
        last = text[: end.start()].rpartition(" ")[2].lstrip('(“"')
        if len(last) > 1 and last not in _SHORT:
            return text[: end.end()].rstrip()
    return text


def sentences(text: str, most: int) -> str:
    """Return as many whole sentences of a text as `most` characters hold, and at least the first."""
    text = " ".join(visible(text).split())
    if len(text) <= most:
        return text
    kept = first_sentence(text)
    while len(longer := f"{kept} {first_sentence(text[len(kept) :].lstrip())}") <= most:
        kept = longer
    return kept


def brief(text: str, most: int, longest: float | None = None) -> str:
    """Return as many whole sentences of a text as `most` characters hold.

    A first sentence that is longer is whole up to `longest` characters, by default as many; of one that is
    longer still there is the beginning, which says so.
    """
    longest = most if longest is None else int(longest)
    return begun(sentences(text, min(most, longest)), longest)


SHORTENED = " (shortened)"
"""What is said of a text that is not whole."""


def begun(text: str, most: int) -> str:
    """Return the beginning of a text, to a word's end, where it has more than so many characters.

    A quotation that it breaks off is closed.
    """
    text = visible(text)
    if len(text) <= most:
        return text
    room = most - len(SHORTENED)
    kept = cut(text, room + 1).removesuffix("…")
    if _open(kept):
        kept = cut(text, room).removesuffix("…")
    return f"{kept}{'”' * _open(kept)}{SHORTENED}"


def _open(text: str) -> bool:
    """Return whether a quotation is begun in a text and not closed."""
    return text.rfind("“") > text.rfind("”")
