"""Captions and headings compared: without case, accents, punctuation, the word "total" and note numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_CAPTION = 300
"""How many characters of a caption are looked at."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_NOTE = re.compile(r"\(?\b(?:see )?(?:notes?|anm|anmerkung|nota|notas) ?[0-9]+(?:[ .,&]+[0-9]+)*\)?")
_NUMBER = re.compile(r"(?:^\(?[0-9ivx]{1,4}[.)]\s+)|(?:^[a-z][.)]\s*)|(?:\s+\(?[0-9]{1,2}\)?$)")
_UNIT = re.compile(
    r"\((?:in )?(?:[£€$₹¥]|us\$)? ?(?:'?000s?|millions?|thousands?|crores?|lakhs?|[mk]|mn|bn)\)"
)
_OR_LOSS = re.compile(
    r"\b(profit|income|earnings|surplus|loss|increase|benefice|gewinn|uberschuss|beneficio) (?:or )?"
    r"(?:loss|losses|profit|deficit|decrease|perte|verlust|fehlbetrag|perdida)\b"
)
_TOTAL = re.compile(r"\b(?:total|totals|totaux|totales|consolidated|group)\b")

_SPACES = {ord(char): " " for char in map(chr, range(128)) if char.isspace()}


def plain(text: str) -> str:
    """Return a text in lower case and without accents; punctuation stays."""
    if text.isascii():  # as most cells are
        return text.lower().translate(_SPACES)
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(" " if char.isspace() else char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=8_192)  # one caption is looked at again and again
def fold(text: str, *, keep: bool = False) -> str:
    """Return what of a caption is compared; with `keep`, what of a heading is read."""
    text = text[:MAX_CAPTION]
    if keep:
        return plain(text).replace("’", "'").replace("−", "-")
    said = plain(_CAMEL.sub(" ", text)).replace("&", " and ").replace("’", "'")
    said = _NUMBER.sub(" ", _NOTE.sub(" ", _UNIT.sub(" ", said)).strip())
    said = re.sub(r"'s\b|s'(?= )", "s", said)
    said = re.sub(r"\b([ld]|qu)'", "", said)
    said = " ".join(re.sub(r"[^\w]|_", " ", said).split())
    said = _OR_LOSS.sub(r"\1", said)
    return " ".join(_TOTAL.sub(" ", said).split()) or said


def says_total(text: str) -> bool:
    """Return whether a caption says that it is a total."""
    return bool(re.search(r"\b(?:total|totals|totaux|totales)\b", plain(text[:MAX_CAPTION])))
