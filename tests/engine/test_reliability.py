"""The reliability that evidence earns an answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from engine_inputs import assessed, criterion, dossier, item, na, of_criterion, rubric, sure
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.engine.evidence import last_day, oldest
from partnercheck.model.evidence import EvidenceItem

RELIABILITY = {"audited": 1.0, "verified": 0.95, "documented": 0.7, "asserted": 0.4}


def earned(evidence: Any = None, *, rules: Any = None, faults: Any = None, **more: Any) -> str:
    """Return the grade that evidence earns an answer; `as_of` and the dossier's `default` as keywords."""
    asked = criterion(**{key: more.pop(key) for key in ("max_age",) if key in more})
    entry = {"answer": 2} if evidence is None else {"answer": 2, "evidence": evidence}
    if "default" in more:
        more["evidence"] = more.pop("default")
    result = assessed(rubric(asked, evidence=rules or {}), dossier({"c": entry}, **more), faults=faults)
    found = of_criterion(result).evidence
    grades = (rules or {}).get("grades")
    assert found.reliability == (grades[found.grade]["reliability"] if grades else RELIABILITY[found.grade])
    return str(found.grade)


@pytest.mark.parametrize(
    ("grade", "low", "high"),
    [("audited", 50, 50), ("verified", 47.5, 52.5), ("documented", 35, 65), ("asserted", 20, 80)],
)
def test_range_is_the_value_discounted_by_the_reliability(grade: str, low: float, high: float) -> None:
    # low = r · 50, high = r · 50 + 100 · (1 − r)
    value = of_criterion(assessed(rubric(), dossier({"c": sure(2, grade)}))).value
    assert value[:3] == (50, pytest.approx(low), pytest.approx(high))


def test_strongest_item_that_counts_decides() -> None:
    day = "2026-11-01"
    items = [item("asserted", date=day), item("verified", date=day), item("documented", date=day)]
    assert earned(items) == "verified"
    assert earned(items[::-1]) == "verified"


def test_without_evidence_the_dossiers_counts_and_else_the_rubrics_default() -> None:
    assert earned() == "asserted"
    assert earned(rules={"default": "documented"}) == "documented"
    assert earned(default="documented") == "documented"
    assert (
        earned(default=[item("documented", date="2026-11-01")], rules={"default": "verified"}) == "documented"
    )
    assert earned("asserted", default="documented") == "asserted"


def test_empty_list_of_evidence_is_no_evidence() -> None:
    assert earned([], default="documented") == "documented"
    assert earned([], default=[], rules={"default": "documented"}) == "documented"


def test_dossiers_evidence_ages_like_any() -> None:
    old = [item("documented", date="2025-01-01")]
    assert earned(default=old) == "documented"
    assert earned(default=old, max_age="12 months") == "asserted"


def test_items_of_which_none_counts_earn_the_weakest_grade() -> None:
    assert earned([item("audited", date="2026-11-21")], default="documented") == "asserted"
    assert earned([item("audited", date="2026-11-21")], rules={"default": "documented"}) == "asserted"


def test_item_without_any_date_counts_at_most_as_clears() -> None:
    assert earned([item("audited")]) == "documented"
    assert earned([item("asserted")]) == "asserted"
    assert earned([item("audited")], rules={"clears": "verified"}) == "verified"


def test_grade_in_short_counts_at_most_as_clears() -> None:
    assert earned("audited") == "documented"
    assert earned("documented") == "documented"
    assert earned("asserted") == "asserted"


def test_where_a_max_age_applies_a_grade_without_date_is_the_weakest() -> None:
    assert earned("audited", max_age="12 months") == "asserted"
    assert earned([item("verified")], max_age="12 months") == "asserted"
    assert earned("documented", rules={"max_age": "1 year"}) == "asserted"
    assert earned([item("verified", date="2026-11-01")], max_age="12 months") == "verified"


def test_rubrics_default_is_a_grade_in_short_too() -> None:
    assert earned(rules={"default": "audited"}) == "documented"
    assert earned(rules={"default": "documented", "max_age": "1 year"}) == "asserted"


def test_date_of_expiry_is_date_enough() -> None:
    assert earned([item("audited", valid_until="2026-12-31")]) == "audited"
    assert earned([item("audited", valid_until="2026-12-31")], max_age="1 month") == "audited"


@pytest.mark.parametrize(("until", "grade"), [("2026-11-19", "asserted"), ("2026-11-20", "audited")])
def test_valid_until_is_the_last_day_that_counts(until: str, grade: str) -> None:
    assert earned([item("audited", valid_until=until)]) == grade


def test_valid_until_stands_in_place_of_the_age() -> None:
    old_but_valid = item("audited", date="2020-01-01", valid_until="2026-11-20")
    fresh_but_over = item("audited", date="2026-11-01", valid_until="2026-11-19")
    assert earned([old_but_valid], max_age="6 months") == "audited"
    assert earned([fresh_but_over], max_age="6 months") == "asserted"


@pytest.mark.parametrize(("date", "grade"), [("2026-11-20", "audited"), ("2026-11-21", "asserted")])
def test_item_dated_after_the_as_of_date_does_not_count(date: str, grade: str) -> None:
    assert earned([item("audited", date=date)]) == grade
    assert earned([item("audited", date=date, valid_until="2027-12-31")]) == grade


def test_without_max_age_no_evidence_is_too_old() -> None:
    assert earned([item("audited", date="1950-01-01")]) == "audited"


def test_criterions_max_age_goes_before_the_rubrics() -> None:
    year_old = [item("audited", date="2025-11-20")]
    assert earned(year_old, rules={"max_age": "6 months"}) == "asserted"
    assert earned(year_old, rules={"max_age": "6 months"}, max_age="12 months") == "audited"
    assert earned(year_old, rules={"max_age": "24 months"}, max_age="11 months") == "asserted"


@pytest.mark.parametrize(
    ("date", "months", "last"),
    [
        ("2026-05-20", 6, "2026-11-20"),
        ("2026-08-31", 6, "2027-02-28"),  # the day cut to the month's last
        ("2027-08-31", 6, "2028-02-29"),  # … in a leap year
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-02-28", 12, "2027-02-28"),  # no stretching to a month's end
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-05-31", 1, "2026-06-30"),
        ("2025-12-31", 1, "2026-01-31"),  # over the year's end
        ("2025-12-31", 12, "2026-12-31"),
    ],
)
def test_evidence_lasts_for_calendar_months(date: str, months: int, last: str) -> None:
    items = [item("audited", date=date)]
    after = str(dt.date.fromisoformat(last) + dt.timedelta(days=1))
    assert earned(items, max_age=f"{months} months", as_of=last) == "audited"
    assert earned(items, max_age=f"{months} months", as_of=after) == "asserted"


@given(
    as_of=st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)),
    months=st.integers(1, 40),
    back=st.integers(-3, 3),
)
def test_oldest_day_is_the_first_whose_months_reach_the_as_of_date(
    as_of: dt.date, months: int, back: int
) -> None:
    def expires(day: dt.date) -> dt.date:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        for cut in range(4):
            try:
                return dt.date(year, month + 1, day.day - cut)
            except ValueError:
                continue
        raise AssertionError

    first = oldest(as_of, months)
    day = first + dt.timedelta(days=back)
    assert (expires(day) >= as_of) == (day >= first)


def test_age_beyond_the_calendar_is_no_limit() -> None:
    assert (
        earned([item("audited", date="0001-01-01")], max_age="9999 months", as_of="0002-01-01") == "audited"
    )
    assert oldest(dt.date(833, 5, 5), 9999) == dt.date.min
    assert oldest(dt.date(2, 6, 15), 12) == dt.date(1, 6, 15)


def test_as_of_day_that_the_earlier_month_lacks_starts_at_the_next_month() -> None:
    assert oldest(dt.date(2026, 3, 1), 12) == dt.date(2025, 3, 1)
    # Six months before 31 August there is no 31 February; 28 February lasts to 28 August only.
    assert oldest(dt.date(2026, 8, 31), 6) == dt.date(2026, 3, 1)
    assert oldest(dt.date(2026, 1, 31), 2) == dt.date(2025, 12, 1)
    assert oldest(dt.date(2026, 12, 31), 12) == dt.date(2025, 12, 31)


@pytest.mark.parametrize("digest", [None, "a" * 64])
def test_item_whose_file_is_missing_or_altered_does_not_count(digest: str | None) -> None:
    each = item("audited", date="2026-11-01", file="a.pdf") | ({"sha256": digest} if digest else {})
    assert earned([each]) == "audited"
    assert earned([each], faults={("a.pdf", digest): "its file `a.pdf` is missing"}) == "asserted"
    assert earned([each], faults={("a.pdf", "b" * 64): "altered"}) == "audited"
    assert earned([each], faults={("b.pdf", digest): "missing"}) == "audited"


def test_grades_of_a_rubrics_own_are_worth_what_it_says() -> None:
    grades = {"proved": {"reliability": 0.9}, "told": {"reliability": 0.9}, "guessed": {"reliability": 0}}
    rules = {"grades": grades, "default": "guessed", "clears": "proved"}
    assert earned([item("told", date="2026-11-01")], rules=rules) == "told"
    assert earned([item("proved", date="2027-11-01")], rules=rules) == "guessed"
    value = of_criterion(assessed(rubric(evidence=rules), dossier({"c": {"answer": 4}}))).value
    assert value[:3] == (100, 0, 100)


def test_first_item_of_evidence_may_widen_a_range_where_it_replaces_a_better_default() -> None:
    # The invariant says “beside others”: alone, an asserted item (0.4) replaces a documented default (0.7).
    bare = of_criterion(assessed(rubric(), dossier({"c": 2}, evidence="documented"))).value
    entry = {"answer": 2, "evidence": [item("asserted", date="2026-11-01")]}
    told = of_criterion(assessed(rubric(), dossier({"c": entry}, evidence="documented"))).value
    assert bare.high - bare.low == pytest.approx(30)
    assert told.high - told.low == pytest.approx(60)


def test_not_applicable_has_no_evidence() -> None:
    found = of_criterion(assessed(rubric(criterion(allow_na=True)), dossier({"c": na()})))
    assert (found.evidence, found.value) == (None, (None, None, None, None))


def test_grades_in_short_are_each_their_own_beside_answers_without_evidence() -> None:
    known = {name: {"answer": 2, "evidence": grade} for name, grade in (("a", "asserted"), ("b", "audited"))}
    rules = rubric(criterion("a"), criterion("b"), criterion("e"), evidence={"clears": "verified"})
    result = assessed(rules, dossier(known | {"e": 2}, evidence="documented"))
    grades = [of_criterion(result, name).evidence.grade for name in "abe"]
    assert grades == ["asserted", "verified", "documented"]


@pytest.mark.parametrize(
    ("dates", "max_age", "last"),
    [
        ({"date": "2026-08-31"}, 6, "2027-02-28"),
        ({"date": "2026-08-31"}, None, None),
        ({"date": "2026-08-31", "valid_until": "2028-01-01"}, 6, "2028-01-01"),
        ({"valid_until": "2028-01-01"}, None, "2028-01-01"),
        ({}, 6, None),
    ],
)
def test_the_last_day_is_the_end_of_validity_or_else_of_the_age(
    dates: dict[str, str], max_age: int | None, last: str | None
) -> None:
    found = last_day(EvidenceItem.model_validate(item(**dates)), max_age)
    assert found == (last and dt.date.fromisoformat(last))
