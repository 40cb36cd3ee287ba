"""Machine output: numbers rounded to four decimals, keys in the contract's order."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from partnercheck.model.assessment import plain

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, Diagnostics

DECIMALS = 4

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control and direction characters that JSON may hold as they are, but a terminal would obey."""


def render(result: Assessment | Diagnostics, *, indent: int | None = 2) -> str:
    """Return a result as JSON; on one line where `indent` is None."""
    data = rounded(plain(result))
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def rounded(value: Any) -> Any:
    """Return plain data with every float rounded; minus zero is zero."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return value
