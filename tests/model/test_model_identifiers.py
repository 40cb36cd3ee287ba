"""Identifiers are checked with their own check digits, countries by ISO 3166-1."""

from __future__ import annotations

import pytest

from partnercheck.model.countries import COUNTRIES
from partnercheck.model.dossier import Dossier
from partnercheck.model.identifiers import IDENTIFIERS
from partnercheck.model.strict import validate


def problems(identifiers: dict[str, str], country: str | None = "GB") -> list[str]:
    partner = {"name": "A", "country": country, "identifiers": identifiers}
    data = {"partnercheck": "dossier/1", "partner": partner, "as_of": "2026-11-20"}
    return [problem.code for problem in validate(Dossier, data)[1]]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("lei", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D16"),
        ("iban", "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 33"),
        ("vat", "GB980780684", "GB980780685"),
        ("vat", "XI980780684", "XI980780685"),
        ("vat", "DE136695976", "DE136695977"),
        ("vat", "EL094259216", "EL094259217"),
        ("bic", "AGRIFRPP882", "AGRIFRPP8821"),
        ("isin", "US0378331005", "US0378331006"),
        ("gln", "4006381333931", "4006381333932"),
        ("siren", "552008443", "552008444"),
        ("abn", "83914571673", "83914571674"),
        ("cnpj", "16.727.230/0001-97", "16.727.230/0001-98"),
    ],
)
def test_a_check_digit_is_checked(kind: str, right: str, wrong: str) -> None:
    assert problems({kind: right}) == []
    assert problems({kind: wrong}) == ["wrong-identifier"]


@pytest.mark.parametrize(
    ("country", "right", "wrong"), [("NO", "923 609 016", "923609017"), ("SE", "556012-5790", "556012-5791")]
)
def test_a_number_that_two_countries_call_alike_is_checked_by_the_partners(
    country: str, right: str, wrong: str
) -> None:
    assert problems({"orgnr": right}, country) == []
    assert problems({"orgnr": wrong}, country) == ["wrong-identifier"]
    assert problems({"orgnr": wrong}, "DK") == []


def test_numbers_without_check_digits_are_taken_as_they_are() -> None:
    assert problems({"company_number": "00012 xyz", "duns": "1", "tax_id": "?", "vat": "US1"}) == []


def test_an_unknown_kind_is_refused_and_every_fault_told() -> None:
    found = problems({"lie": "x", "lei": "x", "iban": "y"})
    assert found == ["unknown-key", "wrong-identifier", "wrong-identifier"]


@pytest.mark.parametrize("kind", IDENTIFIERS)
@pytest.mark.parametrize("text", ["x", "٣" * 20, "🙂", "\x00", "0" * 5000, "ﬀ" * 9, "GB\u00a01", "--"])
def test_odd_text_is_refused_or_taken_but_never_breaks(kind: str, text: str) -> None:
    for country in ("GB", "SE", "NO", "AQ", None):
        assert set(problems({kind: text}, country)) <= {"wrong-identifier"}


def test_there_are_249_countries() -> None:
    assert len(set(COUNTRIES)) == 249
    assert {"GB", "DE", "US", "SS", "XK"} - set(COUNTRIES) == {"XK"}
