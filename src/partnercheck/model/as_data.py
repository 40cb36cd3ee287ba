"""Models as the plain data that they are read from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from partnercheck.model.periods import Period
from partnercheck.model.scalars import MonthCount
from partnercheck.source import Plain

_SAME = frozenset({str, int, bool, type(None)})
_WRITTEN = frozenset({Period, MonthCount})
"""Values that know the text which they are read from."""
_EXACT = 1e15
"""Below it, a whole number is written as such."""


def as_data(value: Any) -> Any:
    """Return a model as the plain data that it is read from: what was set of it."""
    kind = type(value)
    if kind in _SAME:
        return value
    if kind is float:
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if issubclass(kind, BaseModel):
        held, was_set = value.__dict__, value.model_fields_set
        return {
            key: as_data(each)
            for name, key, required in _keys(kind)
            if name in was_set and ((each := held[name]) is not None or required)
        }
    if kind is Plain:
        return _scalar(value)
    if kind in _WRITTEN:
        return value.text
    if issubclass(kind, list | tuple):
        return [as_data(each) for each in value]
    if issubclass(kind, dict):
        return {str(key): as_data(each) for key, each in value.items()}
    if kind is Decimal:
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if issubclass(kind, dt.date) else value


@cache
def _keys(kind: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """Return the fields of a model: name, key in a file, and whether it must stand there."""
    fields = kind.model_fields.items()
    return tuple((name, field.alias or name, field.is_required()) for name, field in fields)


def without(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return a mapping without some keys."""
    return {key: each for key, each in data.items() if key not in keys}


def _scalar(text: str) -> str | float:
    """Return an unquoted scalar as the number that it spells, where that is spelt so again."""
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if str(number) == text and number - number == 0:  # neither infinite nor no number
            return number
    return str(text)
