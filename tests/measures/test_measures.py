"""What holds for every measure: the registry, what it says of itself and what it reads."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from measured_data import dossier_of

from partnercheck.measures import (
    MEASURES,
    SECTIONS,
    Sides,
    organisation_model,
)
from partnercheck.measures.finance.financials import LINES
from partnercheck.model.strict import Strict

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured


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
        dossier_of(WHOLE), organisation_model(OUR_SIDE).model_validate(OUR_SIDE), dt.date(2026, 11, 20)
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
