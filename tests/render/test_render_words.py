"""How things are said in sentences: how much of a text there is room for, and numbers in prose."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.engine import numbers
from partnercheck.render import shortened, words


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I. Quarrendale was listed. He holds half.", "I. Quarrendale was listed."),
        ("Paid to Acme Ltd. in May. Nothing since.", "Paid to Acme Ltd. in May."),
        ("Is it so? Yes.", "Is it so?"),
        ("One “thing.” Then another.", "One “thing.”"),
        ("No end", "No end"),
        ("Up by 2.5 points. Since May.", "Up by 2.5 points."),
        ("See Dr. Who (No. 4) first. Then go.", "See Dr. Who (No. 4) first."),
    ],
)
def test_the_first_sentence_of_a_text(text: str, first: str) -> None:
    assert shortened.first_sentence(text) == first


@given(text=st.text(max_size=400), most=st.integers(20, 300), longest=st.integers(20, 400))
def test_a_brief_text_is_short_and_the_start_of_what_was_said(text: str, most: int, longest: int) -> None:
    brief = shortened.brief(text, most, longest)
    assert len(brief) <= longest
    assert len(brief) <= most or shortened.first_sentence(brief) == brief
    assert brief == brief.strip()
    kept = "".join(brief.removesuffix(shortened.SHORTENED).split())
    assert "".join(shortened.brief(text, 10**6).split()).startswith(kept)


@pytest.mark.parametrize(
    ("value", "said"), [(66.3, "66"), (9.96, "10"), (2.71, "2.7"), (2.0, "2"), (0.04, "0"), (1234.5, "1,235")]
)
def test_numbers_in_prose_have_no_needless_decimals(value: float, said: str) -> None:
    assert words.prose(value) == said


@given(hundredths=st.integers(0, 10_000))
def test_a_number_has_one_decimal_for_reasons_and_for_pages(hundredths: int) -> None:
    """Halves go up in both: a reason that says 54.2 beside a table that says 54.3 is taken for an error."""
    half_up = Decimal(hundredths).scaleb(-2).quantize(Decimal("0.1"), ROUND_HALF_UP)
    said = str(half_up).removesuffix(".0")
    value = hundredths / 100
    assert words.number(value).removesuffix(".0") == words.trimmed(value).replace(",", "") == said
    assert numbers.words(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.8844, "0.88"),
        (3.4928, "3.49"),
        (-0.9821, "−0.98"),
        (12.345, "12.3"),
        (0.0042, "0.0042"),
        (7, "7"),
        (0, "0"),
        (-0.00001, "0"),
    ],
)
def test_numbers_of_answers_have_no_more_decimals_than_tell_something(value: float, said: str) -> None:
    assert words.short(value) == said


def test_nothing_is_less_than_nothing() -> None:
    assert {way(-0.00001) for way in (words.short, words.plain, words.trimmed, words.prose)} == {"0"}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (1.5, 1.04, ("1.5", "1.04")),
        (0.8844, 0.8812, ("0.884", "0.881")),
        (10.04, 10.01, ("10.04", "10.01")),
        (10.001, 9.999, ("10.001", "9.999")),
        (-0.00001, 0.00001, ("−0.00001", "0.00001")),
        (12.3456, 12.3456, ("12.3", "12.3")),
        (0.3, 0.1 + 0.2, ("0.3", "0.3")),
    ],
)
def test_two_numbers_have_as_few_decimals_as_tell_them_apart(
    one: float, other: float, told: tuple[str, str]
) -> None:
    assert words.told_apart(one, other, words.DIGITS) == told


@pytest.mark.parametrize(
    ("value", "in_a_table", "in_prose"),
    [(0.2, "20.0 %", "20 %"), (0.125, "12.5 %", "12.5 %"), (1.0, "100.0 %", "100 %"), (0.0, "0.0 %", "0 %")],
)
def test_a_share_has_its_decimal_in_tables_and_in_prose_where_it_has_any(
    value: float, in_a_table: str, in_prose: str
) -> None:
    assert (words.share(value), words.share(value, in_prose=True)) == (in_a_table, in_prose)
