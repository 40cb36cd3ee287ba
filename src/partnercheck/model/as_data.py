"""Models as the plain data that they are read from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from partnercheck.model.periods import Period
from partnercheck.source import Plain


def as_data(value: Any) -> Any:
    """Return a model as the plain data that it is read from: what was set of it."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            fields[name].alias or name: as_data(each)
            for name, each in value
            if name in value.model_fields_set and (each is not None or fields[name].is_required())
        }
    if isinstance(value, Plain):
        return _scalar(value)
    if isinstance(value, Period):
        return value.text
    if isinstance(value, list | tuple):
        return [as_data(each) for each in value]
    if isinstance(value, dict):
        return {str(key): as_data(each) for key, each in value.items()}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


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
