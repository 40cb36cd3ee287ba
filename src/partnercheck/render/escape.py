"""Texts of others, so that the format they are written in shows them as they are."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from partnercheck.diagnostics import visible

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$#])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)](?=\s|$))")
_LINK = re.compile(r"(?i)(https?|ftp)(?=://)|www(?=\.)|(?=@)")


def css_text(text: str) -> Markup:
    """Return a text in quotes for a style sheet; no character of it can end the text or the sheet."""
    plain = visible(text)
    return Markup('"' + "".join(each if each.isalnum() else f"\\{ord(each):x} " for each in plain) + '"')  # noqa: S704  (escaped)


def escape_markdown(value: Any) -> Any:
    """Return a text that Markdown shows as it is: on one line, nothing in it markup or a link."""
    if not isinstance(value, str):
        return value
    text = _MARKUP.sub(r"\\\1", visible(value))
    text = _LINK.sub(lambda match: match[0] + "\\", text)
    return _AT_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", text)
