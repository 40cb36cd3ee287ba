"""Filed amounts in a wrong unit are doubted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from companies import codes, company, flow, imported, instant, section


@pytest.mark.parametrize(("first", "second", "taken"), [(1000, 1, None), (1, 1000, 1000)])
def test_an_amount_a_thousand_times_another_is_in_a_wrong_unit(
    first: int, second: int, taken: int | None
) -> None:
    new = "0000000001-25-000009"
    revenues = [
        flow(first * 1_000_000, 2023),
        flow(second * 1_000_000, 2023, filed="2025-03-01", accession=new),
        flow(second * 1_100_000, accession=new),
    ]
    nothing = instant(0, 2022)
    found = imported(company(Revenues=revenues, Assets=[instant(900_000_000), nothing]))
    expected = {"total_assets": 900_000_000} | ({"revenue": taken * 1_100_000} if taken else {})
    assert section(found).years[2024] == expected
    if taken is None:
        assert "Revenues to 2023-12-31 is 1000000 in one filing and 1000000000 in another" in " ".join(
            each.what for each in section(found).notes
        )


@pytest.mark.parametrize("order", [(1000, 1), (1, 1000)])
def test_a_filing_in_two_units_is_doubted_for_all_years_in_any_order(order: tuple[int, int]) -> None:
    new: dict[str, Any] = {"accession": "0000000001-25-000009", "filed": "2025-03-01"}
    revenues = [
        flow(1_000_000_000, 2023),
        *(flow(each * 1_000_000, 2023, **new) for each in order),
        flow(1_100_000, **new),
    ]
    found = imported(company(Revenues=revenues, Assets=[instant(900_000_000)]))
    assert section(found).years == {2024: {"total_assets": 900_000_000}}
    assert "wrong-unit" in codes(found)


@pytest.mark.parametrize(
    ("ratio", "doubted"),
    [
        *((499, False), (500, True), (2_000, True), (2_001, False)),
        *((499_999, False), (500_000, True), (2_000_000, True), (2_000_001, False)),
    ],
)
def test_between_which_factors_an_amount_is_in_a_wrong_unit(ratio: int, *, doubted: bool) -> None:
    new: dict[str, Any] = {"accession": "0000000001-25-000009", "filed": "2025-03-01"}
    revenues = [flow(0, 2022, accession="0"), flow(7, 2023), flow(7 * ratio, 2023, **new), flow(8, **new)]
    found = imported(company(Revenues=revenues, Assets=[instant(7, 2023)]))
    assert ("wrong-unit" in codes(found)) == doubted
    data = company(Revenues=revenues)  # without total assets, both filings are doubted
    if doubted:
        assert section(imported(data)).years == {2022: {"revenue": 0}}
    else:
        assert section(imported(data)).years[2024] == {"revenue": 8}


@pytest.mark.parametrize("assets", ["0", "1e999999999", "1e19"])
def test_assets_of_no_size_tell_nothing_of_a_unit(assets: str) -> None:
    data = json.dumps(company(Revenues=[flow(5)], Assets=[instant(7654321)])).replace("7654321", assets)
    assert section(imported(data.encode())).years[2024]["revenue"] == 5
