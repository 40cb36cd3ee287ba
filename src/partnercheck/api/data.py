"""Data as Python has them, as the text that every reader of files takes."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import fail
from partnercheck.model.scalars import MAX_DIGITS
from partnercheck.render.json import escaped
from partnercheck.source import MAX_DEPTH

if TYPE_CHECKING:
    from partnercheck.diagnostics import InputError


def as_text(data: Mapping[str, Any]) -> str:
    """Return data as JSON, which every reader of files takes; the same data give the same text.

    Raises:
        InputError: A number is infinite, too long, or none, as where pandas has no value; or they are nested
            too deeply, as what holds itself.
        TypeError: Something in them is no text, number, yes or no, day, list or mapping.
    """
    try:
        text = json.dumps(data, ensure_ascii=False, indent=1, default=_plain)
    except RecursionError:
        raise fail("too-deep", f"nested deeper than {MAX_DEPTH} levels", "data") from None
    except OverflowError:
        raise _too_long() from None
    except ValueError as error:
        if "Circular" in str(error):
            raise fail("too-deep", "something in it holds itself", "data") from None
        raise _too_long() from None
    if number := _NO_NUMBER.search(_TEXT.sub("", text)):
        hint = "leave it out where nobody knows it, or say `unknown`"
        raise fail("wrong-type", f"no file can hold the number {number[0]}", "data", hint)
    return escaped(text)


def _too_long() -> InputError:
    """Return the error for a number that Python itself does not write."""
    return fail("wrong-value", f"a number has at most {MAX_DIGITS} characters", "data")


_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_NO_NUMBER = re.compile(r"NaN|-?Infinity")


def _plain(value: object) -> object:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value()
        return int(value) if whole else math.nan if value.is_snan() else float(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Integral | Real):  # such as the numbers of numpy
        return int(value) if isinstance(value, Integral) else float(value)
    raise TypeError(f"a {type(value).__name__} cannot stand in a file")
