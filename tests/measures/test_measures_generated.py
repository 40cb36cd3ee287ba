"""Whatever sections hold: no measure raises, gives a number that is none, or hangs on the order of items."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from measured_data import dossier_of

from partnercheck.measures import (
    MEASURES,
    Sides,
    measure,
    organisation_model,
    section_warnings,
)
from partnercheck.measures.finance.financials import LINES

if TYPE_CHECKING:
    from random import Random


AMOUNTS = st.one_of(
    st.integers(-3, 3),
    st.sampled_from([1e18, -1e18, 1e-99, -1e-99, 0.1, 1e-5]),
    st.decimals(-(10**6), 10**6, places=2),
)
POSITIVE = st.one_of(st.integers(0, 3), st.sampled_from([1e18, 1e-99, 0.1]))
DAYS = st.one_of(st.dates(), st.dates(dt.date(2023, 1, 1), dt.date(2029, 12, 31)))
YEARS = st.one_of(st.integers(2022, 2028), st.sampled_from([1900, 2100]))
SPANS = st.one_of(
    st.tuples(st.sampled_from(["2025", "2026-Q4", "0001", "9999-12"]), st.just("9999")),
    st.tuples(
        st.sampled_from(["2025", "2026-12", "2027-Q1"]), st.sampled_from(["2027-02", "2028", "2031-Q3"])
    ),
    st.tuples(st.sampled_from(["2025", "2031", "9999"]), st.none()),
)
ITEMS = st.builds(
    lambda theme, span, stance, importance, marked: (
        {"theme": theme, "from": span[0], "stance": stance, "importance": importance}
        | ({"to": span[1]} if span[1] else {})
        | dict.fromkeys(marked, True)
    ),
    st.sampled_from(["a", "A ", "b"]),
    SPANS,
    st.sampled_from(["invest", "maintain", "exit", "rival"]),
    st.integers(1, 5),
    st.sets(st.sampled_from(["in_scope", "funded"])),
)
CAPABILITIES = st.dictionaries(
    st.sampled_from(["A", "b", "c"]),
    st.fixed_dictionaries({"level": st.integers(0, 4), "needed": st.integers(1, 5)}),
)
CONTRIBUTIONS = st.fixed_dictionaries(
    {
        "side": st.sampled_from(["us", "them"]),
        "what": st.just("x"),
        "amount": POSITIVE,
        "upfront": st.booleans(),
    }
)
BENEFITS = st.fixed_dictionaries(
    {"side": st.sampled_from(["us", "them"]), "what": st.just("x"), "amount": POSITIVE}
)
ROUND = st.fixed_dictionaries(
    {
        "date": DAYS,
        "side": st.sampled_from(["customers", "us", "them"]),
        "sections": st.dictionaries(st.sampled_from("abc"), st.floats(-100, 100, width=16), min_size=1),
        "asked": st.none() | st.integers(5, 9),
        "answered": st.none() | st.integers(0, 5),
    }
)
PROMISES = st.fixed_dictionaries(
    {
        "what": st.just("x"),
        "due": st.none() | DAYS,
        "done": st.none() | DAYS,
        "target": st.none() | st.sampled_from([1, 1e18, 1e-99, 0.1]),
        "actual": st.none() | AMOUNTS,
        "less_is_better": st.booleans(),
        "value": st.booleans(),
    }
)
PARTIES = st.dictionaries(
    st.sampled_from(["b", "C", "D"]),
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["company", "quoted", "person", "state"]),
            "listed": st.none() | st.just("a list"),
        }
    ),
)
HOLDINGS = st.lists(
    st.fixed_dictionaries(
        {
            "holder": st.sampled_from(["Acme", "A", "B", "c", "d"]),
            "in": st.sampled_from(["acme", "A"]),
            "share": st.sampled_from([0, 0.01, 5, 12.5]),
            "votes": st.none() | st.sampled_from([0, 12.5]),
        }
    ),
    max_size=8,
)
LINKS = st.lists(
    st.fixed_dictionaries(
        {"by": st.sampled_from("ABC"), "over": st.sampled_from(["A", "Acme"]), "how": st.just("board")}
    ),
    max_size=3,
)
THEIRS = st.fixed_dictionaries(
    {
        "financials": st.fixed_dictionaries(
            {
                "currency": st.just("GBP"),
                "unit": st.sampled_from([1, 1000, 1000000]),
                "year_end": st.sampled_from(["12-31", "02-29", "06-30", "03-31"]),
                "years": st.dictionaries(YEARS, st.dictionaries(st.sampled_from(LINES), AMOUNTS), min_size=1),
            }
        ),
        "roadmap": st.fixed_dictionaries({"items": st.lists(ITEMS, max_size=5)}),
        "exchange": st.fixed_dictionaries(
            {
                "currency": st.just("EUR"),
                "contributions": st.lists(CONTRIBUTIONS, max_size=4),
                "benefits": st.lists(BENEFITS, max_size=4),
            }
        ),
        "capabilities": st.fixed_dictionaries({"items": CAPABILITIES}),
        "surveys": st.fixed_dictionaries({"rounds": st.lists(ROUND, max_size=4)}),
        "plan": st.fixed_dictionaries({"items": st.lists(PROMISES, max_size=4)}),
        "ownership": st.fixed_dictionaries({"holdings": HOLDINGS, "parties": PARTIES, "control": LINKS}),
    }
)
OURS = st.fixed_dictionaries(
    {
        "roadmap": st.none()
        | st.fixed_dictionaries({"horizon": st.integers(1, 50), "items": st.lists(ITEMS, max_size=5)}),
        "capabilities": st.none() | st.fixed_dictionaries({"items": CAPABILITIES}),
    }
)


@settings(max_examples=150, deadline=None)
@given(THEIRS, st.none() | OURS, DAYS)
def test_no_measure_raises_or_gives_a_number_that_is_none(
    theirs: dict[str, Any], ours: dict[str, Any] | None, as_of: dt.date
) -> None:
    us = {"partnercheck": "organisation/1", "name": "Us"}
    organisation = None if ours is None else organisation_model(ours).model_validate(us | ours)
    sides = Sides(dossier_of(theirs), organisation, as_of)
    for name in MEASURES:
        value, working, extreme = measure(name, sides)
        assert working
        assert value is None or (math.isfinite(value) and extreme is None), name
        if value is not None and name.partition(".")[0] not in {"financials", "surveys"}:
            share = MEASURES[name].unit == "%"
            assert 0 <= value <= (100 + 1e-9 if share else math.inf), name
        if name in {"roadmap.shared_direction", "roadmap.conflict"} and value is not None:
            assert " ÷ " in working
    for problem in section_warnings(sides.theirs, as_of):
        assert problem.severity == "warning"
        assert problem.path[:2] == ("financials", "years")


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(LINES, AMOUNTS)), st.fixed_dictionaries(dict.fromkeys(LINES, AMOUNTS))
)
def test_complete_statements_give_a_number_an_extreme_or_a_reason(
    now: dict[str, Any], before: dict[str, Any]
) -> None:
    years = {2025: now, 2024: before, 2023: before}
    sides = Sides(dossier_of({"financials": {"currency": "GBP", "years": years}}), None, dt.date(2026, 1, 1))
    for name in MEASURES:
        if name.startswith("financials."):
            value, working, extreme = measure(name, sides)
            if value is None and extreme is None:
                assert "zero" in working, name
            else:
                assert value is None or math.isfinite(value), name


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ITEMS, min_size=1, max_size=5), st.lists(ITEMS, max_size=5), st.randoms(use_true_random=False)
)
def test_the_order_of_items_never_matters(ours: list[Any], theirs: list[Any], random: Random) -> None:
    def values(our_items: list[Any], their_items: list[Any]) -> list[float | None]:
        us = {"partnercheck": "organisation/1", "name": "Us", "roadmap": {"items": our_items}}
        sides = Sides(
            dossier_of({"roadmap": {"items": their_items}}),
            organisation_model(us).model_validate(us),
            dt.date(2026, 1, 1),
        )
        return [measure(f"roadmap.{name}", sides).value for name in ("shared_direction", "conflict")]

    before = values(ours, theirs)
    random.shuffle(ours)
    random.shuffle(theirs)
    assert values(ours, theirs) == before
