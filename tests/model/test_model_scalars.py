"""A scalar is read as the type its place asks for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from partnercheck.model import scalars
from partnercheck.source import Plain

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (scalars.read_number, "12", 12.0),
        (scalars.read_number, "-0.5", -0.5),
        (scalars.read_number, "1e3", 1000.0),
        (scalars.read_number, "1.10", 1.1),
        (scalars.read_number, ".5", 0.5),
        (scalars.read_number, "-.5", -0.5),
        (scalars.read_number, "+.5e1", 5.0),
        (scalars.read_number, "5.", 5.0),
        (scalars.read_number, "1e18", 1e18),
        (scalars.read_whole, "+3", 3),
        (scalars.read_whole_key, "-2", -2),
        (scalars.read_yes_no, "Yes", True),
        (scalars.read_yes_no, "false", False),
        (scalars.read_day, "2024-02-29", dt.date(2024, 2, 29)),
        (scalars.read_months, "18 months", 18),
        (scalars.read_months, "1 month", 1),
        (scalars.read_months, "2 years", 24),
    ],
)
def test_read(read: Callable[[object], Any], text: str, value: object) -> None:
    assert read(Plain(text)) == value


@pytest.mark.parametrize("text", ["-0", "-0.0", "-0e5"])
def test_less_than_nothing_of_nothing_is_nothing(text: str) -> None:
    assert str(scalars.read_number(Plain(text))) == "0.0"
    assert str(scalars.read_amount(Plain(text))) == "0"
    if text == "-0":
        assert str(scalars.read_whole(Plain(text))) == "0"


@pytest.mark.parametrize(
    ("read", "value"),
    [
        *(
            (scalars.read_number, each)
            for each in (True, None, "12", Plain("012"), Plain("1_0"), Plain("0x1"))
        ),
        *(
            (scalars.read_number, Plain(each))
            for each in (".", "-.", ".e1", "00.5", "1,5", "inf", ".nan", "1e19", "-1e99", "")
        ),
        *(
            (scalars.read_number, each)
            for each in (float("inf"), float("nan"), Plain("٣"), Plain("9" * 41), [])
        ),
        *((scalars.read_whole, each) for each in (True, 1.0, "1", Plain("1.0"), Plain("1e2"))),
        *((scalars.read_whole_key, each) for each in ("+1", "-0", "01", " 1", "x")),
        *((scalars.read_yes_no, each) for each in (1, 0, Plain("1"), Plain("y"), Plain("on"), None)),
        *(
            (scalars.read_day, each)
            for each in ("2023-02-29", "2023-2-1", "20230201", "2023-02-01T00:00", 2023, None)
        ),
        (scalars.read_day, dt.datetime(2023, 1, 1, tzinfo=dt.UTC)),
        *(
            (scalars.read_months, each)
            for each in ("18", "0 months", "1.5 years", "3 weeks", "99999 months", True)
        ),
        *((scalars.read_weight, Plain(each)) for each in ("0", "-1", "1e-9", "1e9")),
    ],
)
def test_refuse(read: Callable[[object], Any], value: object) -> None:
    with pytest.raises(PydanticCustomError):
        read(value)


@pytest.mark.parametrize("text", ["1,5", "1.234,50", "1 500 000", "60 %", "1’200"])
def test_a_number_as_people_write_it_is_refused_with_how_files_do(text: str) -> None:
    for value in (Plain(text), text):
        with pytest.raises(PydanticCustomError) as caught:
            scalars.read_number(value)
        assert "a point before decimals" in (caught.value.context or {})["hint"]


def test_an_amount_is_exact() -> None:
    assert str(scalars.read_amount(Plain("0.10"))) == "0.10"


def test_a_refusal_keeps_braces_as_they_are() -> None:
    with pytest.raises(PydanticCustomError, match=r"\{x\}"):
        scalars.read_number(Plain("{x}"))


@pytest.mark.parametrize("written", ["01-31", "02-29", "04-30", "06-01", "12-31"])
def test_a_month_and_day_is_one_of_the_calendar(written: str) -> None:
    assert TypeAdapter(scalars.MonthDay).validate_python(written) == written


@pytest.mark.parametrize(
    "written", ["02-30", "02-31", "04-31", "06-31", "09-31", "11-31", "00-10", "13-01", "1-1"]
)
def test_a_day_that_no_year_has_is_no_month_and_day(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(scalars.MonthDay).validate_python(written)
