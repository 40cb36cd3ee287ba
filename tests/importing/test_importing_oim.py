"""ESEF reports in xBRL-JSON are read like IFRS companyfacts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from companies import codes, read, section
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError
from pinning import pin

if TYPE_CHECKING:
    from partnercheck.importing import Found

YEAR = "2025-01-01T00:00:00/2026-01-01T00:00:00"
END = "2026-01-01T00:00:00"


def item(
    concept: str, value: Any, period: str = YEAR, unit: str = "iso4217:EUR", **more: Any
) -> dict[str, Any]:
    dimensions = {"concept": concept, "entity": "scheme:529900EXAMPLE0000001", "period": period, "unit": unit}
    return {"value": value, "decimals": -3, "dimensions": {**dimensions, **more}}


def report(*facts: dict[str, Any]) -> dict[str, Any]:
    info = {"documentType": "https://xbrl.org/2021/xbrl-json", "namespaces": {"ifrs-full": "x"}}
    return {"documentInfo": info, "facts": {f"f{at}": each for at, each in enumerate(facts)}}


WHOLE = (
    item("ifrs-full:Revenue", "5000"),
    item("ifrs-full:ProfitLossFromOperatingActivities", "700"),
    item("ifrs-full:AdjustmentsForDepreciationAndAmortisationExpense", "90"),
    item("ifrs-full:ProfitLoss", "400"),
    item("ifrs-full:Assets", "9000", END),
    item("ifrs-full:Liabilities", "5500", END),
    item("ifrs-full:Equity", "3500", END),
    item("ifrs-full:Borrowings", "2500", END),
)


def imported(*facts: dict[str, Any]) -> Found:
    return read(json.dumps(report(*facts)).encode(), "report.json")


def test_a_report_is_told_by_its_first_bytes_and_read() -> None:
    found = section(imported(*WHOLE))
    assert (found.currency, found.year_end) == ("EUR", "12-31")
    assert found.years[2025] == {
        "revenue": 5000,
        "ebit": 700,
        "depreciation_amortisation": 90,
        "ebitda": 790,
        "net_income": 400,
        "total_assets": 9000,
        "total_liabilities": 5500,
        "equity": 3500,
        "total_debt": 2500,
    }
    assert found.evidence is not None
    assert "xBRL-JSON report of 529900EXAMPLE0000001" in found.evidence[0].source


def test_a_report_of_nobody_is_one_of_an_unnamed_entity() -> None:
    fact = item("ifrs-full:Revenue", "5000")
    del fact["dimensions"]["entity"]
    found = section(imported(fact))
    assert found.evidence is not None
    assert "xBRL-JSON report of an unnamed entity" in found.evidence[0].source


def test_facts_of_parts_texts_and_nothing_are_not_read() -> None:
    parts = (
        item("ifrs-full:Revenue", "1", **{"ifrs-full:SegmentsAxis": "x:North"}),
        {
            "value": "Text",
            "dimensions": {
                "concept": "ifrs-full:NameOfReportingEntity",
                "entity": "scheme:529900EXAMPLE0000001",
                "period": YEAR,
            },
        },
        item("ifrs-full:CostOfSales", None),
        item("ifrs-full:CostOfSales", ""),
    )
    assert section(imported(*WHOLE, *parts)).years == section(imported(*WHOLE)).years


def test_tags_of_the_issuers_own_and_those_without_a_line_are_listed() -> None:
    found = imported(*WHOLE, item("acme:AdjustedProfit", "1"), item("ifrs-full:Goodwill", "2", END))
    assert "extension" in codes(found)
    assert "acme:AdjustedProfit" in found.text
    assert "ifrs-full" not in found.text.partition("acme:")[2].partition("\n")[0]
    assert "(1): Goodwill" in found.text


def test_the_more_precise_of_two_facts_counts_and_two_alike_are_a_conflict() -> None:
    rough = {**item("ifrs-full:Revenue", "5000000"), "decimals": -6}
    exact = {**item("ifrs-full:Revenue", "5012345"), "decimals": 0}
    for facts in ((rough, exact), (exact, rough)):
        assert section(imported(*WHOLE[1:], *facts)).years[2025]["revenue"] == 5012345
    found = imported(*WHOLE[1:], exact, {**exact, "value": "5"})
    assert "revenue" not in section(found).years[2025]
    assert "conflict" in codes(found)
    assert "one filing (report) gives Revenue as 5 and 5012345" in found.text


def test_balances_that_do_not_balance_are_left_out() -> None:
    found = imported(
        *WHOLE[:5], item("ifrs-full:Liabilities", "5500", END), item("ifrs-full:Equity", "1", END)
    )
    assert not {"total_assets", "total_liabilities", "equity"} & section(found).years[2025].keys()


@pytest.mark.parametrize(
    "data",
    [
        {"documentInfo": {}},
        {"documentInfo": {}, "facts": []},
        report({"value": "1"}),
        report({"value": "1", "dimensions": {"concept": 1}}),
        report(item("ifrs-full:Revenue", 5)),
        report(item("ifrs-full:Revenue", "five")),
        report(item("ifrs-full:Revenue", "5", "2025")),
        report(item("ifrs-full:Revenue", "5", "2025-13-01T00:00:00")),
        report(item("ifrs-full:Revenue", "5", "0001-01-01T00:00:00")),
        report(WHOLE[0], item("ifrs-full:Equity", "5", END, entity="scheme:other")),
    ],
)
def test_what_is_no_report_is_told(data: Any) -> None:
    with pytest.raises(InputError) as raised:
        read(json.dumps(data).encode(), "report.json", "oim")
    assert [each.code for each in raised.value.diagnostics] == ["wrong-facts"]
    pin(str(raised.value))


values = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.just({}) | st.just([])


@given(st.sampled_from(["value", "decimals", "dimensions", "concept", "entity", "period", "unit"]), values)
def test_any_value_in_a_fact_is_read_or_told(key: str, value: Any) -> None:
    changed = item("ifrs-full:Revenue", "5")
    target = changed if key in changed else changed["dimensions"]
    target[key] = value
    try:
        assert section(imported(changed, *WHOLE[1:])).years
    except InputError:
        return
