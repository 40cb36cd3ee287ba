"""Machine output: numbers rounded to four decimals, keys in the contract's order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticSerializationError, to_json

from partnercheck.model.assessment import DECIMALS, plain

if TYPE_CHECKING:
    from partnercheck.render.formats import Layout

_CHARACTER = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it is, but a terminal would obey: control and direction characters."""

_COMMAND = re.compile(r"#(?=#\w*\[)")
"""What the log of a pipeline would obey: `##[` or `##vso[` anywhere in a line."""


def render(result: tuple[Any, ...] | dict[str, Any], *, indent: int | None = 2) -> str:
    """Return a result, a named tuple or plain data, as JSON; on one line where `indent` is None."""
    data = plain(result, DECIMALS)
    try:
        text = to_json(data, indent=indent).decode()
    except PydanticSerializationError:  # half a surrogate pair, which PyYAML without libyaml lets through
        import json

        separators = (",", ":" if indent is None else ": ")
        text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    return escaped(text) + "\n"


def result(result: tuple[Any, ...] | dict[str, Any], layout: Layout) -> str:
    """Return a result whose form is that of its JSON."""
    return render(result, indent=None if layout.one_line else 2)


def escaped(text: str) -> str:
    """Return JSON with what a terminal or log would obey escaped."""
    for obeyed in (_CHARACTER, _COMMAND):  # one after the other, as each alone is found much faster
        text = obeyed.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text
