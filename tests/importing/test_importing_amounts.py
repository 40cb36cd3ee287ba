"""Amounts as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.importing.tables.amounts import (
    Written,
    decimal_marks,
    in_doubt,
    read_written,
    told_by,
    value,
)

if TYPE_CHECKING:
    from decimal import Decimal


def read(text: str, mark: str = ".") -> Decimal | None:
    found = read_written(text)
    return value(found, "," if mark == "," else ".") if isinstance(found, Written) else None


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("(1,234)", ".", "-1234"),
        ("1,234-", ".", "-1234"),
        ("-1 234", ".", "-1234"),
        ("−55", ".", "-55"),
        ("1.234,5", ",", "1234.5"),
        ("1.234.567,89", ",", "1234567.89"),
        ("1'234.50", ".", "1234.50"),
        ("1’234.50", ".", "1234.50"),
        ("€ 48,210", ".", "48210"),
        ("£(1,234)", ".", "-1234"),
        ("-£1,234", ".", "-1234"),
        ("€-5", ".", "-5"),
        ("48,210k", ".", "48210000"),
        ("1.2bn", ".", "1200000000"),
        ("3 crore", ".", "30000000"),
        ("2 lakh", ".", "200000"),
        ("1\u00a0234\u202f567,5", ",", "1234567.5"),
        ("1\u2009234.5", ".", "1234.5"),
        ("1 234,567", ",", "1234.567"),
        ("12,34,567", ".", "1234567"),
        ("Rs. 1,23,456", ".", "123456"),
        ("CHF 1'234'567", ".", "1234567"),
        ("0.5", ".", "0.5"),
        (".5", ".", "0.5"),
        ("0", ".", "0"),
        ("-0", ".", "0"),
        ("5*", ".", "5"),
        ("5.0", ".", "5"),
    ],
)
def test_amounts(text: str, mark: str, number: str) -> None:
    found = read(text, mark)
    assert found is not None
    assert str(found) == number


@pytest.mark.parametrize("text", ["", "-", "–", "—", "n/a", "N.A.", "nil", "NIL", " ", "\u00a0", "..."])
def test_what_stands_for_nothing(text: str) -> None:
    assert read_written(text) == "nothing"


@pytest.mark.parametrize("text", ["12%", "12.5 %", "(3%)"])
def test_percentages(text: str) -> None:
    assert read_written(text) == "percent"


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        *("1 234.5 6", "1 234,567.8", "1'234.567.8", "1'234.5'6", "12 34.5", "1 234'567"),
        "11, 12",
        "(5",
        "5)",
        "(-5)",
        "1e5",
        "12 34",
        "1 23",
        "3.1.2",
        "1,234,56",
        "1.234,5",
        "007",
        "€000",
        "000",
        "5 Cr Dr",
        "=1+1",
        "1 234'567",
        "1" * 61,
        "1,2345",
        "NaN",
        "²",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("digits", "mark"),
    [
        ("1234", None),
        ("1,234", None),
        ("1.234", None),
        ("1,5", ","),
        ("1.50", "."),
        ("0,123", ","),
        (".123", "."),
        ("1234,567", ","),
        ("1,234,567", "."),
        ("1.234.567", ","),
        ("1,234.5", "."),
        ("1.234,5", ","),
        ("1,234.567.8", None),
        ("12,34,567", "."),
    ],
)
def test_what_tells_the_decimal_mark(digits: str, mark: str | None) -> None:
    assert told_by(digits) == mark


def test_marks_of_a_file() -> None:
    def marks(*texts: str) -> set[str]:
        return set(decimal_marks(each for text in texts if isinstance(each := read_written(text), Written)))

    assert marks("1,234", "640") == set()
    assert marks("1,234", "1,5") == {","}
    assert marks("1.5", "1,5") == {".", ","}
    assert in_doubt("1,234")
    assert not in_doubt("1234")


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([",", ".", " ", "'"]), st.booleans())
def test_every_amount_is_read_in_every_form(number: Decimal, group: str, parentheses: bool) -> None:
    mark = "," if group == "." else "."
    digits = f"{abs(number):,.2f}".replace(".", "|").replace(",", group).replace("|", mark)
    text = digits if number >= 0 else f"({digits})" if parentheses else f"-{digits}"
    assert read(text, mark) == number


@given(st.text(max_size=70))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    for mark in ".,":
        read(text, mark)
