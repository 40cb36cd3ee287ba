"""What holds for every measure: the registry, and that none raises, guesses or runs to infinity."""

from __future__ import annotations

import datetime as dt
import math
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnercheck.measures import (
    MEASURES,
    SECTIONS,
    Sides,
    dossier_model,
    measure,
    organisation_model,
    section_warnings,
)
from partnercheck.measures.finance.financials import LINES
from partnercheck.model.strict import Strict

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from partnercheck.measures import Measured
    from partnercheck.model.dossier import Dossier


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    found = MEASURES[name]
    assert name.endswith(f".{found.name}")
    assert found.unit
    assert "Source" in found.doc or "source" in found.doc
    assert "\n    " not in found.doc


class Read(dict[Any, Any]):
    """Statement lines that remember which were looked for."""

    def __init__(self, lines: Any, seen: set[str]) -> None:
        super().__init__(lines)
        self.ends = lines.ends
        self._seen = seen

    def __contains__(self, line: object) -> bool:
        self._seen.add(str(line))
        return super().__contains__(line)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_names_what_it_reads(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its inputs are read of a section in which everything is given; of statements, no other line is."""
    section = SECTIONS[name.partition(".")[0]]
    seen: set[str] = set()
    sides = Sides(
        _dossier(WHOLE), organisation_model(OUR_SIDE).model_validate(OUR_SIDE), dt.date(2026, 11, 20)
    )
    data = section.of(sides.theirs)
    assert data is not None
    if section.name == "financials":
        years = {year: Read(lines, seen) for year, lines in data.years.items()}
        data = data.model_copy(update={"years": years})
    get = Strict.__getattribute__

    def noting(self: Strict, key: str) -> Any:
        if key in (fields := object.__getattribute__(self, "__class__").model_fields):
            seen.add(fields[key].alias or key)
        return get(self, key)

    monkeypatch.setattr(Strict, "__getattribute__", noting)
    found = MEASURES[name](data, sides)
    monkeypatch.undo()
    assert found.value is not None, found.working
    declared = set(MEASURES[name].inputs)
    assert declared
    assert declared <= seen
    if section.name == "financials":  # other sections are read as a whole
        assert seen - {*type(data).model_fields, "ends"} == declared


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_without_its_section_a_measure_is_none_with_the_reason(
    ask: Callable[..., Measured], name: str
) -> None:
    section = name.partition(".")[0]
    assert ask(name) == (None, f"the dossier has no section `{section}`", None)
    assert ask(name, {}) == ask(name)


def test_an_unknown_measure_is_none_with_the_reason(ask: Callable[..., Measured]) -> None:
    financials = {"currency": "GBP", "years": {2025: {}}}
    assert "no measure `financials.magic`" in ask("financials.magic", financials=financials).working
    assert "no section `magic`" in ask("magic.trick").working


def test_measures_start_without_what_draws_and_prints() -> None:
    code = "import sys, partnercheck.measures; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "partnercheck.measures.roadmap" in modules
    assert not {"rich", "typer", "jinja2", "pandas"} & set(modules)


def _dossier(sections: dict[str, Any]) -> Dossier:
    head = {"partnercheck": "dossier/1", "partner": {"name": "Acme"}, "as_of": "2026-11-20"}
    return dossier_model(sections).model_validate(head | sections)


WHOLE: dict[str, Any] = {
    "financials": {
        "currency": "GBP",
        "years": {
            year: dict(zip(LINES, range(10 * year, 10 * year + len(LINES)), strict=True))
            for year in (2023, 2024, 2025)
        },
    },
    "roadmap": {
        "items": [
            {
                "theme": "a",
                "from": "2026",
                "to": "2028",
                "stance": "invest",
                "importance": 4,
                "funded": "yes",
            },
            {"theme": "b", "from": "2026", "to": "2028", "stance": "exit", "in_scope": "yes"},
        ]
    },
    "exchange": {
        "currency": "GBP",
        "contributions": [
            {"side": "us", "what": "a", "amount": 3, "upfront": "yes"},
            {"side": "them", "what": "b", "amount": 2},
        ],
        "benefits": [{"side": "us", "what": "c", "amount": 4}, {"side": "them", "what": "d", "amount": 5}],
    },
    "capabilities": {"items": {"a": {"level": 1, "needed": 3}, "b": {"level": 4, "needed": 2}}},
    "surveys": {
        "rounds": [
            {"date": day, "side": side, "sections": {"a": mean}, "asked": 9, "answered": 5}
            for day, mean in (("2026-01-05", 40), ("2026-06-05", 20))
            for side in ("customers", "us", "them")
        ]
    },
    "plan": {
        "start": "2026-01-01",
        "items": [
            {"what": "a", "due": "2026-03-01", "done": "2026-02-01", "value": "yes"},
            {"what": "b", "due": "2026-03-01", "target": 4, "actual": 3, "less_is_better": "no"},
        ],
    },
    "ownership": {
        "holdings": [
            {"holder": "P", "in": "H", "share": 60, "votes": 70},
            {"holder": "S", "in": "H", "share": 40},
            {"holder": "H", "in": "Acme", "share": 90},
        ],
        "parties": {"P": {"kind": "person", "listed": "A list"}, "S": {"kind": "state"}},
        "control": [{"by": "P", "over": "H", "how": "A contract"}],
    },
}
OUR_SIDE: dict[str, Any] = {
    "partnercheck": "organisation/1",
    "name": "Us",
    "roadmap": {
        "horizon": 5,
        "items": [
            {"theme": "a", "from": "2026", "to": "2028", "stance": "invest", "in_scope": "yes"},
            {"theme": "b", "from": "2026", "to": "2028", "stance": "maintain"},
        ],
    },
    "capabilities": {"items": {"a": {"level": 4, "needed": 1}, "b": {"level": 0, "needed": 5}}},
}
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
    sides = Sides(_dossier(theirs), organisation, as_of)
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
    sides = Sides(_dossier({"financials": {"currency": "GBP", "years": years}}), None, dt.date(2026, 1, 1))
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
            _dossier({"roadmap": {"items": their_items}}),
            organisation_model(us).model_validate(us),
            dt.date(2026, 1, 1),
        )
        return [measure(f"roadmap.{name}", sides).value for name in ("shared_direction", "conflict")]

    before = values(ours, theirs)
    random.shuffle(ours)
    random.shuffle(theirs)
    assert values(ours, theirs) == before
