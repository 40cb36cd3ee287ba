"""Texts of others, so that the format they are written in shows them as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from partnercheck.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RUN = re.compile(f"[{_LEFTWARDS}](?:[{_LEFTWARDS}\\s'’.&-]*[{_LEFTWARDS}])?")
"""Words of a script that is read from right to left."""
_LATIN = re.compile("[A-Za-z]")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$#])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)](?=\s|$))")
_LINK = re.compile(r"(?i)(https?|ftp)(?=://)|www(?=\.)|(?=@)")


def css_text(text: str) -> Markup:
    """Return a text in quotes for a style sheet; no character of it can end the text or the sheet."""
    plain = visible(text)
    return Markup('"' + "".join(each if each.isalnum() else f"\\{ord(each):x} " for each in plain) + '"')  # noqa: S704  (escaped)


def in_turns(text: str) -> Iterator[str]:
    """Yield a text in turns: what stands before words read from right to left, those words, what follows."""
    done = 0
    for run in _RUN.finditer(text):
        yield text[done : run.start()]
        yield run[0]
        done = run.end()
    yield text[done:]


def sentence_html(text: str) -> Markup:
    """Return a sentence of ours in HTML: names that are read from right to left turn nothing round.

    What has no Latin letter is no sentence of ours, and runs as it would.
    """
    text = visible(text)
    first, *rest = in_turns(text)
    if not rest or not _LATIN.search(text):
        return Markup("<bdi>{}</bdi>").format(text)
    named = Markup("").join(
        each if number % 2 else Markup("<bdi>{}</bdi>").format(each) for number, each in enumerate(rest)
    )
    return Markup('<bdi dir="ltr">{}{}</bdi>').format(first, named)


def escape_markdown(value: Any) -> Any:
    """Return a text that Markdown shows as it is: on one line, nothing in it markup or a link."""
    if not isinstance(value, str):
        return value
    text = _MARKUP.sub(r"\\\1", visible(value))
    text = _LINK.sub(lambda match: match[0] + "\\", text)
    return _AT_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", text)
