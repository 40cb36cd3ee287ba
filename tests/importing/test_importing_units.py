"""What texts say of currency and unit."""

from __future__ import annotations

import pytest
from companies import section, table

from partnercheck.diagnostics import InputError
from partnercheck.importing.tables.units import Found, found_in


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("€", "EUR"),
        ("in £", "GBP"),
        ("₹ crore", "INR"),
        ("US$ million", "USD"),
        ("MUS$", "USD"),
        ("In TUS$", "USD"),
        ("kUS$", "USD"),
        ("A$m", "AUD"),
        ("C$ 000", "CAD"),
        ("HK$'000", "HKD"),
        ("S$", "SGD"),
        ("NZ$", "NZD"),
        ("R$ milhões", "BRL"),
        ("GBP", "GBP"),
        ("EURm", "EUR"),
        ("USDk", "USD"),
        ("CHFbn", "CHF"),
        ("EURx", ""),
        ("gbp", ""),
        ("XGBP", ""),
        ("ABC", ""),
        ("in Euro", "EUR"),
        ("thousands of euros", "EUR"),
        ("neuro", ""),
        ("europe", ""),
        ("Pounds  Sterling", "GBP"),
        ("US dollars", "USD"),
        ("U.S. dollars", "USD"),
        ("Swiss francs", "CHF"),
        ("Indian rupees", "INR"),
        ("Rupees", "INR"),
        ("Rs. lakh", "INR"),
        ("TEUR", "EUR"),
        ("KEUR", "EUR"),
        ("TCHF", "CHF"),
        ("€ and £ and €", "EUR GBP"),
        ("x" * 299 + "€", "EUR"),
        ("x" * 300 + "€", ""),
        ("x" * 296 + " GBP", "GBP"),
        ("x" * 297 + " GBP", ""),
        ("", ""),
    ],
)
def test_currencies(text: str, currencies: str) -> None:
    found = found_in([text])
    assert found.currencies == tuple(currencies.split())
    assert found.doubtful == ()


@pytest.mark.parametrize(
    ("texts", "doubtful"),
    [
        (["$m"], ("$",)),
        (["¥ million"], ("¥",)),
        (["$", "¥", "$"], ("$", "¥")),
        (["$", "USD"], ()),
        (["us$", "$"], ()),
        (["AUS$"], ("$",)),
    ],
)
def test_signs_that_several_currencies_share_count_only_where_nothing_else_is_said(
    texts: list[str], doubtful: tuple[str, ...]
) -> None:
    assert found_in(texts).doubtful == doubtful


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *((text, 10_000_000) for text in ("crore", "in crores", "₹ cr", "INR cr", "in cr", "(cr.)", "(Cr)")),
        *((text, 100_000) for text in ("lakh", "in Lakhs", "lac", "lacs")),
        *((text, 1_000_000_000) for text in ("billion", "Mrd", "milliards", "€bn", "USD bn", "bn €")),
        *(
            (text, 1_000_000)
            for text in ("million", "Millionen", "Mio", "millones", "€m", "€ mn", "$mm", "m€")
        ),
        *((text, 1_000_000) for text in ("in mn", "(m)", "EURm")),
        *(
            (text, 1_000)
            for text in ("thousands", "Tausend", "Tsd", "milliers", "TEUR", "T€", "€000", "£'000")
        ),
        *((text, 1_000) for text in ("'000", "000s", "£’000s", "in 000s", "€k", "k€", "(k)", "GBPk")),
        *((text, 1) for text in ("in units", "in full euros", "whole pounds", "in single units")),
        *((text, None) for text in ("", "m", "k", "cr", "(in words)", "2000", "hundreds", "millionaire")),
        ("billions of thousands", 1_000_000_000),
    ],
)
def test_units(text: str, unit: int | None) -> None:
    assert found_in([text]).units == (() if unit is None else (unit,))


def test_what_is_said_stands_in_the_order_of_its_first_mention() -> None:
    found = found_in(["£ million", "€ thousands", "£ million"])
    assert found == Found(("GBP", "EUR"), (1_000_000, 1_000))
    assert found.words() == "GBP, EUR, millions, thousands"
    assert found.money() == "GBP, EUR"
    assert Found().words() == Found().money() == ""
    assert found_in(["¥"]).money() == "¥ (JPY or CNY)"
    assert found_in(["$ crore"]).words() == "$ (USD, CAD, AUD and others), crore"


def test_amounts_say_the_currency_where_nothing_above_them_does() -> None:
    text = "line,2025,2024\nRevenue,€ 10,9\nNet income,1,€ 2\n"
    assert section(table(text, currency=None)).currency == "EUR"
    assert section(table(f"£,,\n{text}", currency=None)).currency == "GBP"
    for other in (text.replace("€ 2", "£ 2"), text.replace("€ ", "")):
        with pytest.raises(InputError, match="no-currency"):
            table(other, currency=None)
