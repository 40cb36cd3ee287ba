from __future__ import annotations

from fractions import Fraction

import pytest

from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.working import Term, exact, result, rounded


def line(name: str, value: str) -> Term:
    return Term.line(name, Fraction(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("1000", "1,000"),
        ("1234567.25", "1,234,567.25"),
        ("-0.5", "-0.5"),
        ("1e18", "1,000,000,000,000,000,000"),
        ("0.1234567890123456789012345678901234567", "0.1234567890123456789012345678901234567"),
    ],
)
def test_a_number_is_told_in_full(value: str, text: str) -> None:
    assert exact(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 20), "= 0.05"),
        (Fraction(10, 3), "≈ 3.3333"),
        (Fraction(-2, 3), "≈ -0.6667"),
        (Fraction("2.24285"), "≈ 2.2429"),
        (Fraction("-2.24285"), "≈ -2.2429"),
        (Fraction(0), "= 0"),
        (Fraction(12345), "= 12,345"),
    ],
)
def test_a_result_has_four_decimals_and_says_whether_it_is_rounded(value: Fraction, text: str) -> None:
    assert result(value) == text


def test_a_result_too_small_or_large_for_four_decimals_is_not_told_as_zero() -> None:
    assert rounded(Fraction("0.000012345")) == "1.234e-05"
    assert rounded(Fraction(10) ** 100) == "1e+100"


def test_brackets_stand_where_the_order_of_operations_needs_them() -> None:
    a, b, c = line("a", "1"), line("b", "2"), line("c", "4")
    assert ((a + b) / c).text == "(a 1 + b 2) ÷ c 4"
    assert (a / (b + c)).text == "a 1 ÷ (b 2 + c 4)"
    assert (a / (b / c)).text == "a 1 ÷ (b 2 ÷ c 4)"
    assert (a + b / c).text == "a 1 + b 2 ÷ c 4"
    assert (a - (b - c)).text == "a 1 \u2212 (b 2 \u2212 c 4)"
    assert (a / b).times("100").text == "100 \u00d7 a 1 ÷ b 2"
    assert (a + b).times("100").text == "100 \u00d7 (a 1 + b 2)"
    assert line("a", "-1").text == "a (-1)"


def test_decimals_are_added_exactly() -> None:
    assert (line("a", "0.1") + line("b", "0.2")).value == Fraction(3, 10)


@pytest.mark.parametrize("divisor", ["0", "-1"])
def test_nothing_is_divided_by_zero_or_less(divisor: str) -> None:
    with pytest.raises(UnmeasurableError, match="not above zero"):
        line("a", "1") / line("b", divisor)


def test_named_parts_are_told_once_and_first() -> None:
    x = (line("a", "1") / line("b", "3")).named("X")
    assert (x + x).sentence(" %") == "X = a 1 ÷ b 3 ≈ 0.333333; X 0.333333 + X 0.333333 ≈ 0.6667 %"
