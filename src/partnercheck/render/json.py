"""Machine output: numbers rounded to four decimals, keys in the contract's order."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from partnercheck.model.assessment import plain

DECIMALS = 4

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and direction characters that JSON may hold as they are, but a terminal would obey."""


def render(result: tuple[Any, ...] | dict[str, Any], *, indent: int | None = 2) -> str:
    """Return a result as JSON; on one line where `indent` is None."""
    text = _written(rounded(plain(result)), indent)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _written(data: Any, indent: int | None) -> str:
    """Return plain data as JSON, the same by either way of writing it."""
    if indent is not None:
        try:
            return to_json(data, indent=indent).decode()  # many times as fast, where lines are indented
        except PydanticSerializationError:  # half a surrogate pair, which PyYAML without libyaml lets through
            pass
    import json  # noqa: PLC0415  (one dossier rarely needs it)

    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)


def rounded(value: Any) -> Any:
    """Return plain data with every float rounded; minus zero is zero."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return value
