"""The scalars of the file formats: how a place reads the text that stands in it.

Every reader takes the text of a YAML scalar (`source.Plain` where it is unquoted) or the Python value
itself, and refuses what it would have to guess: true is never 1, a quoted "3" is a text. They stand together,
in somewhat over 300 lines, as they share what they refuse.
"""

from __future__ import annotations

import datetime as dt
import re
from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import (
    no_info_after_validator_function,
    no_info_plain_validator_function,
    str_schema,
)

from partnercheck.diagnostics import did_you_mean, shown
from partnercheck.model.countries import COUNTRIES
from partnercheck.source import NUMBER, Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

MAX_NUMBER = 1e18
"""The largest magnitude of any number in a file; well inside what floats add and multiply safely."""

MIN_WEIGHT = 1e-6

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_WHOLE_KEY = re.compile(r"0|-?[1-9][0-9]*")
_LONG_EXPONENT = r"[-+]?[0-9.]+[eE][-+]?[0-9]{3,}"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = re.compile(r"([1-9][0-9]{0,3}) (month|year)s?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_AS_PEOPLE_WRITE = re.compile(r"[-−]?[0-9]+[.,'’ \u00a0\u202f%][0-9.,'’ \u00a0\u202f]*%?")
"""A number with marks that only people and spreadsheets read."""
_WRITTEN = {
    "a number": "write digits, and a point before decimals, such as 1234.5; no commas, spaces or %",
    "a whole number": "write digits alone, such as 1234",
}
MAX_DIGITS = 40


def refuse(code: str, message: str, hint: str | None = None, at: tuple[str | int, ...] = ()) -> NoReturn:
    """Refuse the value that is being read, or what stands at the path `at` within it.

    Raises:
        PydanticCustomError: Always; `model.strict.problem_of` turns it into a problem at the value's place.
    """
    # The message goes through the context: a brace in it must not be read as a placeholder.
    raise PydanticCustomError(code, "{text}", {"text": message, "hint": hint, "at": at})


def refuse_all(checks: Iterable[Callable[[], object]]) -> None:
    """Run every check, and refuse at once whatever any of them refuses.

    Raises:
        ValidationError: A check has refused something.
    """
    refused: list[InitErrorDetails] = []
    for check in checks:
        try:
            check()
        except PydanticCustomError as error:
            refused.append({"type": error, "input": None})
    if refused:
        raise ValidationError.from_exception_data("refused", refused)


def _wrong(value: object, wanted: str, known: Collection[int] = ()) -> NoReturn:
    hint = f"{min(known)} to {max(known)}, or `unknown`" if known else None
    if isinstance(value, str) and not isinstance(value, Plain) and NUMBER.fullmatch(value):
        hint = "remove the quotes: a quoted number is a text"
    elif isinstance(value, str) and _AS_PEOPLE_WRITE.fullmatch(value):
        hint = hint or _WRITTEN.get(wanted)
    refuse("wrong-type", f"{wanted} is needed here, not {kind_of(value)}", hint)


def kind_of(value: object) -> str:
    """Return what a value is, in words for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"`{shown(value)}`" if isinstance(value, Plain) else f'the text "{shown(value)}"'
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else f"`{shown(value)}`"


def _digits(value: object, pattern: re.Pattern[str], wanted: str, known: Collection[int] = ()) -> str:
    """Return the text of a number, or refuse."""
    if isinstance(value, Plain):
        if pattern.fullmatch(value):
            if len(value) > MAX_DIGITS:
                refuse("wrong-value", f"a number has at most {MAX_DIGITS} characters")
            return value
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        text = str(value)
        if pattern.fullmatch(text):
            return text
    if isinstance(value, Plain | float | Decimal) and re.fullmatch(_LONG_EXPONENT, str(value)):
        refuse("wrong-value", f"`{shown(value)}` has an exponent of more than two digits")
    _wrong(value, wanted, known)


def read_number(value: object) -> float:
    """Read a number such as `12`, `-0.5` or `1e3`, also `.5` and `5.`; at most `MAX_NUMBER` in magnitude.

    It is written as in the core schema of YAML 1.2, but for needless zeros in front: 0123 may be a text.
    """
    number = float(_digits(value, NUMBER, "a number"))
    if not abs(number) <= MAX_NUMBER:
        refuse("wrong-value", f"`{shown(value)}` is too large a number")
    return number or 0.0  # `-0` is 0


def read_weight(value: object) -> float:
    """Read a weight: a positive number, from a millionth to a million."""
    weight = read_number(value)
    if weight <= 0:
        refuse("wrong-weight", f"a weight must be positive, not `{shown(value)}`")
    if not MIN_WEIGHT <= weight <= 1 / MIN_WEIGHT:
        refuse("wrong-weight", f"a weight must lie between {MIN_WEIGHT} and {1 / MIN_WEIGHT:.0f}")
    return weight


def read_amount(value: object) -> Decimal:
    """Read a number exactly as it is written; at most `MAX_NUMBER` in magnitude."""
    read_number(value)
    return Decimal(str(value)) or Decimal(0)


def read_whole(value: object, known: Collection[int] = ()) -> int:
    """Read a whole number such as `3` or `-2`; `known` are those there are, for a message."""
    return int(_digits(value, _WHOLE, "a whole number", known))


def read_whole_key(value: object) -> int:
    """Read a key that is a whole number, such as a level or a year; each number has one spelling."""
    return int(_digits(Plain(value) if isinstance(value, str) else value, _WHOLE_KEY, "a whole number"))


def read_yes_no(value: object) -> bool:
    """Read yes, no, true or false."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _YES_NO:
        return _YES_NO[value.lower()]
    _wrong(value, "yes or no")


def read_day(value: object) -> dt.date:
    """Read a calendar day, `YYYY-MM-DD`."""
    if isinstance(value, str):
        return _written_day(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    refuse("wrong-date", _day_needed(value))


@lru_cache(maxsize=4096)  # many items of many dossiers share their dates
def _written_day(text: str) -> dt.date:
    if not _DAY.fullmatch(text):
        refuse("wrong-date", _day_needed(text))
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        refuse("wrong-date", f"there is no day {text}")


def _day_needed(value: object) -> str:
    return f"a date such as 2026-11-20 is needed here, not {kind_of(value)}"


class MonthCount(int):
    """A length of time in calendar months."""

    @property
    def text(self) -> str:
        """The length as it is read."""
        return f"{self:d} month{'s' * (self != 1)}"


def read_months(value: object) -> MonthCount:
    """Read a length of time in whole months or years."""
    if isinstance(value, int) and not isinstance(value, bool):
        return MonthCount(value)
    match = _MONTHS.fullmatch(value) if isinstance(value, str) else None
    if not match:
        refuse("wrong-type", f"a length such as `18 months` is needed here, not {kind_of(value)}")
    return MonthCount(int(match[1]) * (12 if match[2] == "year" else 1))


def read_word(value: object) -> str:
    """Read a word that is compared with others; yes and true are one word, no and false another."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str) or not value.strip():
        refuse("wrong-type", f"a word is needed here, not {kind_of(value)}")
    return _one_spelling(value.strip())


def one_or_many(value: object) -> object:
    """Return a single text as a list of one."""
    return (value,) if isinstance(value, str) else value


def _read_id(value: str) -> str:
    if value in {"unknown", "default"}:
        refuse("wrong-id", f"`{value}` has a meaning of its own and cannot be an id")
    return value


def _read_country(value: str) -> str:
    if value not in COUNTRIES:
        meant = {"UK": "GB", "EL": "GR"}.get(value.upper(), value.upper())
        hint = did_you_mean(meant, COUNTRIES) or "GB, DE and US are such codes"
        refuse("wrong-country", f"`{shown(value)}` is no country code of ISO 3166-1 (two letters)", hint)
    return value


def _one_spelling(value: str) -> str:
    known = _YES_NO.get(value.lower())
    return value if known is None else "yes" if known else "no"


class OrInShort:
    """Says in the JSON Schema of a place that it also takes a short form."""

    def __init__(self, short: dict[str, Any]) -> None:
        self._short = short

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the schema of both forms."""
        return {"anyOf": [self._short, handler(core_schema)]}


class Scalar:
    """How pydantic reads a scalar.

    Its core schema is made once for all the places that hold such a scalar. From other annotations pydantic
    would work it out again for every field of every model, which takes longer than assessing a dossier.
    """

    def __init__(self, core: CoreSchema, described: dict[str, Any] | None = None) -> None:
        """Take the core schema, and the JSON Schema where pydantic cannot tell it from that."""
        self._core = core
        self._described = described

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a copy, as pydantic notes in it what it knows of the place."""
        return copy(self._core)

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return a copy of the JSON Schema, as pydantic writes into it what it knows of the place."""
        return handler(core_schema) if self._described is None else dict(self._described)


def read_by(read: Callable[[Any], object], **described: Any) -> Scalar:
    """Return the scalar that a function reads, with its JSON Schema."""
    return Scalar(no_info_plain_validator_function(read), described)


def within(
    read: Callable[[object], float | Decimal], least: float, most: float | None, **described: Any
) -> Scalar:
    """Return the number that a function reads, refused where it lies outside of limits."""

    def read_within(value: object) -> float | Decimal:
        number = read(value)
        if number < least:
            raise PydanticKnownError("greater_than_equal", {"ge": least})
        if most is not None and number > most:
            raise PydanticKnownError("less_than_equal", {"le": most})
        return number

    limits = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return read_by(read_within, **described, **limits)


def number(least: float, most: float) -> Scalar:
    """Return a number within limits."""
    return within(read_number, least, most, type="number")


def whole(least: int, most: int) -> Scalar:
    """Return a whole number within limits."""
    return within(read_whole, least, most, type="integer")


MAX_TEXT = 20_000

_TEXT = str_schema(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)
_ID = str_schema(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)

Text = Annotated[str, Scalar(_TEXT)]
"""A text that says something; white space around it is dropped."""

Id = Annotated[str, Scalar(no_info_after_validator_function(_read_id, _ID))]
"""Lower-case words joined by hyphens."""

Key = Annotated[str, Scalar(no_info_after_validator_function(_read_id, _TEXT))]
"""A word that names an option, item, fact or source."""

Word = Annotated[
    str,
    Scalar(
        no_info_after_validator_function(_one_spelling, _TEXT),
        {"type": ["string", "boolean"], "minLength": 1, "maxLength": MAX_TEXT},
    ),
]
"""A word that is compared with others; yes and true are one word, no and false another."""

Country = Annotated[str, Scalar(no_info_after_validator_function(_read_country, _TEXT))]
Digest = Annotated[str, Scalar(str_schema(pattern=r"^[0-9a-fA-F]{64}$", to_lower=True))]
Currency = Annotated[str, Scalar(str_schema(pattern=r"^[A-Z]{3}$"))]
Version = Annotated[str, Scalar(str_schema(pattern=r"^[0-9]+(\.[0-9]+){0,2}$", max_length=40))]
MonthDay = Annotated[
    str,
    Scalar(
        str_schema(pattern=r"^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)$")
    ),
]
"""Month and day, such as 03-31; a day that the month has in some year."""

Number = Annotated[float, read_by(read_number, type="number")]
Percent = Annotated[float, number(0, 100)]
Weight = Annotated[float, read_by(read_weight, type="number", exclusiveMinimum=0)]
Amount = Annotated[Decimal, read_by(read_amount, type="number")]
NotNegative = Annotated[Decimal, within(read_amount, 0, None, type="number")]
Whole = Annotated[int, read_by(read_whole, type="integer")]
WholeKey = Annotated[int, read_by(read_whole_key, type="integer")]
YesNo = Annotated[bool, read_by(read_yes_no, enum=[True, False, "yes", "no"])]
Day = Annotated[dt.date, read_by(read_day, type="string", format="date")]
Months = Annotated[
    MonthCount, read_by(read_months, type="string", pattern=r"^[1-9][0-9]{0,3} (month|year)s?$")
]
