"""Whatever a file holds: a valid section or a diagnostic; never a traceback, never without bounds."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from companies import company, flow, imported, read, section
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.diagnostics import InputError
from partnercheck.importing import FORMATS
from pinning import pin

GOOD = json.dumps(company(Revenues=[flow(1)]))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"[]", "wrong-facts"),
        (b"null", "wrong-facts"),
        (b"\xff{}", "not-utf8"),
        (b"[" * 150_000, "too-deep"),
        (b'{"a":' * 150_000, "too-deep"),
        (b"[" * 300_000, "too-large"),
        (b"[" + b"1," * 10_000_001, "too-large"),
        (b'{"facts": {}, "facts": {}}', "wrong-facts"),
        (b'{"cik": 1, "facts": {}}', "no-amounts"),
        (b'{"cik": true, "facts": {}}', "wrong-facts"),
        (b'{"cik": "x", "facts": {}}', "wrong-facts"),
        (b'{"cik": 1, "entityName": 5, "facts": {}}', "wrong-facts"),
        (b'{"cik": 1, "facts": {"us-gaap": []}}', "wrong-facts"),
        (b'{"cik": 1, "facts": {"us-gaap": {"Assets": 1}}}', "wrong-facts"),
        (b'{"cik": 1, "facts": {"us-gaap": {"Assets": {"units": {"USD": 1}}}}}', "wrong-facts"),
        (b'{"cik": 1, "facts": {"us-gaap": {"Assets": {"units": {"USD": [1]}}}}}', "wrong-facts"),
        (b'{"cik": ' + b"1" * 5000 + b', "facts": {}}', "not-json"),
    ],
    ids=map(str, range(19)),
)
def test_what_is_no_companyfacts_file_is_told(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as raised:
        imported(raw)
    assert [each.code for each in raised.value.diagnostics] == [code]
    pin(str(raised.value))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "true", "null", '"1"', "[]", "{}"])
def test_a_value_that_is_no_number_is_told(value: str) -> None:
    with pytest.raises(InputError, match="wrong-facts") as raised:
        imported(GOOD.replace('"val": 1', f'"val": {value}').encode())
    pin(str(raised.value))


@pytest.mark.parametrize(
    "value", ["1e999999999", "1e-999999999", "1e19", "1e-40", "0." + "1" * 60, "1" * 18 + "." + "1" * 30]
)
def test_an_amount_that_no_section_holds_is_left_out(value: str) -> None:
    data = company(Revenues=[flow(7654321)], NetIncomeLoss=[flow(2)])
    found = imported(json.dumps(data).replace("7654321", value).encode())
    assert section(found).years[2024] == {"net_income": 2}
    assert "wrong-amount" in {note.code for note in found.notes}


@pytest.mark.parametrize("key", ["end", "start", "filed"])
@pytest.mark.parametrize("value", ["2024-13-01", "2024-02-30", "24-01-01", 20240101, "", "²024-01-01"])
def test_a_day_that_is_none_is_told(key: str, value: object) -> None:
    with pytest.raises(InputError, match="must be a day") as raised:
        imported(company(Revenues=[{**flow(1), key: value}]))
    pin(str(raised.value))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2024-12-31"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(key=st.sampled_from(["val", "end", "start", "filed", "form", "accn"]), value=values)
def test_any_value_in_a_fact_is_read_or_told(key: str, value: Any) -> None:
    tried(json.dumps(company(Revenues=[flow(1), {**flow(2), key: value}], Assets=[flow(3)])).encode())


@given(st.data())
def test_any_part_of_a_file_replaced_is_read_or_told(data: st.DataObject) -> None:
    file: Any = company(Revenues=[flow(1)], Assets=[flow(2)])
    at = file
    for _ in range(data.draw(st.integers(0, 5))):
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or not at[key]:
            break
        at = at[key]
    if isinstance(at, dict):
        at[data.draw(st.sampled_from(list(at)))] = data.draw(values)
    tried(json.dumps(file).encode())


cells = st.sampled_from(
    [
        "revenue",
        "ebit",
        "currency",
        "unit",
        "GBP",
        "EUR",
        "1000",
        "2024",
        "FY2023",
        "2024-03-31",
        "",
        "=1+1",
        "NaN",
    ]
) | st.text(max_size=6)


@given(st.lists(st.lists(cells, max_size=4), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_any_table_is_read_or_told(rows: list[list[str]], separator: str) -> None:
    text = "\n".join(separator.join(row) for row in rows)
    tried(text.encode("utf-8", "surrogatepass"), "csv", currency="GBP", unit=1)


@given(st.binary(max_size=200), st.sampled_from(FORMATS))
def test_any_bytes_are_read_or_told(raw: bytes, kind: Any) -> None:
    tried(raw, kind)
    tried(b"PK\x03\x04" + raw, kind)


def tried(raw: bytes, kind: Any = "companyfacts", **wishes: Any) -> None:
    try:
        found = read(raw, "file", kind, **wishes)
    except InputError:
        return
    assert section(found).years
    assert found == read(raw, "file", kind, **wishes)


def test_thousands_of_restatements_are_told_in_bounds() -> None:
    facts = [flow(index, accession=f"{index:010d}") for index in range(2000)]
    found = imported(company(Revenues=facts))
    assert section(found).years == {2024: {"revenue": 1999}}
    assert len(found.notes) == 1001
    more = r"facts\.json:1:1: warning too-many: there are 10[0-9]{2} further notes"
    assert re.fullmatch(more, str(found.notes[-1]))


def test_more_years_than_a_company_has_are_refused() -> None:
    with pytest.raises(InputError, match="error too-large: annual amounts end in more than 100 years"):
        imported(company(Revenues=[flow(1, year) for year in range(1800, 1950)]))
