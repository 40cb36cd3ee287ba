"""Rows with faults: each is named by partner and criterion, its partner left out, and the rest scored."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pytest
from engine_inputs import criterion, dossier, flag, make, make_rubric, rated, rubric, sure, waiver
from pyarrow import parquet

from partnercheck.warehouse.arrow import Collector
from partnercheck.warehouse.duck import DuckDB
from partnercheck.warehouse.score import score

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]

RATIO = "financials.current_ratio"
DAY = dt.date(2026, 11, 1)
BEYOND = 4_000_000
"""A day after the year 9999, in days; Python has no date for it."""
RULES = rubric(
    criterion("level", allow_na=True),
    criterion("yes", "yes_no"),
    criterion("choice", "choice"),
    criterion("list", "checklist"),
    criterion("number", "metric", curve=[[0, 0], [2000, 100]]),
    criterion("fit", "match"),
    criterion("rated"),
    criterion("ratio", "metric", **{"from": RATIO}),
    red_flags=[
        flag("soft", {"criterion": "level", "at_most": 0}),
        flag("hard", effect="decline", when={"criterion": "yes", "at_most": 0}),
    ],
    profile={"size": {"type": "number"}, "listed": {"type": "yes_no"}, "stage": {"options": ["new", "old"]}},
    relationship=[
        {
            "call": "a",
            "title": "A",
            "when": {
                "all": [
                    {"profile": "size", "at_least": 1},
                    {"profile": "listed", "is": "yes"},
                    {"profile": "stage", "is": "new"},
                ]
            },
        },
        {"call": "b", "title": "B"},
    ],
)
RUBRIC = make_rubric(RULES)
GOOD = dossier(
    {
        "level": sure(3),
        "yes": sure(True),
        "choice": sure("b"),
        "list": sure(["a", "b"]),
        "number": sure(1000),
        "fit": sure(2),
        "rated": rated(("us", 1), ("them", 3)),
    },
    profile={"size": 3, "listed": "yes", "stage": "new"},
    waivers=[waiver("soft")],
    events=[{"on": "2020-01-01", "about": ["level"], "what": "Something"}],
)
US = {"partnercheck": "organisation/1", "name": "Us", "culture": {"fit": 2}}


def row(**columns: Any) -> Row:
    return {"partner": "bad", **columns}


def answer(criterion: str, answer: str | None, *, excluded: bool = False) -> Row:
    return row(criterion=criterion, answer=answer, not_applicable=excluded)


def item(criterion: str | None = "level", grade: str | None = "audited") -> Row:
    return row(criterion=criterion, grade=grade, date=DAY, valid_until=None, sound=True)


def rating(
    side: str | None = "us", by: str | None = "P9", answer: str | None = "1", criterion: str = "rated"
) -> Row:
    return row(criterion=criterion, side=side, by=by, answer=answer)


ANSWERS = {
    "level": ("007", "9", "1.0", "+3", " 2 ", "\u0661"),
    "yes": ("maybe", "1", "ja"),
    "choice": ("NO", "A", "a,b"),
    "list": ("a,a", "a,c", "a, b", ",a", "a,"),
    "number": (
        "1_000",
        "1.5d",
        "NaN",
        " 12 ",
        "12\n",
        "0x10",
        "inf",
        "1e19",
        "007",
        "1,5",
        "\u0663",
        "",
        "1" * 41,
    ),
    "fit": ("5", "x"),
}
"""Texts that are no answer, whatever an engine might make of them."""
NOT_HERE = answer("yes", None, excluded=True)
TWICE_MEASURED = row(measure=RATIO, value=1.0, extreme=None)
FAULTS: dict[str, tuple[str, Row, str | None, str]] = {
    **{
        f"{name} {said!a}": ("answers", answer(name, said), name, "wrong-answer")
        for name, texts in ANSWERS.items()
        for said in texts
    },
    "an answer to nothing": ("answers", answer("none", "1"), "none", "unknown-criterion"),
    "an answer to no criterion": ("answers", answer(None, "1"), None, "unknown-criterion"),
    "an answer to a measure": ("answers", answer("ratio", "1"), "ratio", "measured"),
    "not applicable where it may not be": ("answers", NOT_HERE, "yes", "not-applicable"),
    "an answer not applicable": ("answers", answer("level", "1", excluded=True), "level", "wrong-answer"),
    "a rating of nothing": ("ratings", rating(criterion="none"), "none", "unknown-criterion"),
    "a rating that is none": ("ratings", rating(answer="9"), "rated", "wrong-answer"),
    "a side that is none": ("ratings", rating(side="ours"), "rated", "unknown-side"),
    "no side": ("ratings", rating(side=None), "rated", "unknown-side"),
    "no name": ("ratings", rating(by=None), "rated", "no-name"),
    "one person twice": ("ratings", rating(by=" p0 "), "rated", "duplicate-rating"),
    "ratings beside an answer": ("answers", answer("rated", "1"), "rated", "wrong-answer"),
    "a grade that is none": ("evidence", item(grade="heard"), "level", "unknown-grade"),
    "no grade": ("evidence", item(grade=None), "level", "unknown-grade"),
    "evidence for nothing": ("evidence", item("none"), "none", "unknown-criterion"),
    "too strong for all": ("evidence", item(None), None, "wrong-evidence"),
    "evidence of no day": ("evidence", item() | {"date": BEYOND}, "level", "wrong-date"),
    "evidence that never ends": ("evidence", item() | {"valid_until": BEYOND}, "level", "wrong-date"),
    "evidence from before all days": ("evidence", item() | {"date": -BEYOND}, "level", "wrong-date"),
    "a measure twice": ("measures", TWICE_MEASURED, RATIO, "duplicate-measure"),
    "an event about nothing": ("events", row(about="none", on=DAY), "none", "unknown-subject"),
    "an event without a day": ("events", row(about="level", on=None), "level", "no-date"),
    "an event on no day": ("events", row(about="level", on=BEYOND), "level", "no-date"),
    "a waiver that never ends": ("waivers", row(flag="soft", until=BEYOND), "soft", "no-date"),
    "a waiver of nothing": ("waivers", row(flag="none", until=DAY), "none", "unknown-flag"),
    "a waiver that may not be": ("waivers", row(flag="hard", until=DAY), "hard", "not-waivable"),
    "a waiver without end": ("waivers", row(flag="soft", until=None), "soft", "no-date"),
}  # fmt: skip
CHANGES: dict[str, tuple[str, Row, str | None, str]] = {
    "no day": ("partners", {"as_of": None}, None, "no-date"),
    "a day that is none": ("partners", {"as_of": BEYOND}, None, "no-date"),
    "a fact that is missing": ("partners", {"size": None}, "size", "missing-fact"),
    "a fact that is no number": ("partners", {"size": "3k"}, "size", "wrong-fact"),
    "a fact that is no yes or no": ("partners", {"listed": "partly"}, "listed", "wrong-fact"),
    "a fact that is no option": ("partners", {"stage": "New"}, "stage", "wrong-fact"),
    "not a number": ("measures", {"value": float("nan")}, RATIO, "wrong-number"),
    "endless": ("measures", {"value": float("-inf")}, RATIO, "wrong-number"),
    "an extreme that is none": ("measures", {"value": None, "extreme": "good"}, RATIO, "wrong-extreme"),
    "both": ("measures", {"extreme": "best"}, RATIO, "wrong-extreme"),
}  # fmt: skip


def tables() -> dict[str, list[Row]]:
    """The tables of a partner without a fault, and of one for each fault, which has its name."""
    collector, inputs = Collector(), make(RUBRIC, GOOD, US)
    for partner in ("good", *FAULTS, *CHANGES):
        collector.add(inputs, partner)
    found = {name: table.to_pylist() for name, table in collector.tables().items()}
    measure = {"measure": RATIO, "value": 50.0, "extreme": None}
    found["measures"] = [{"partner": each["partner"], **measure} for each in found["partners"]]
    for fault, (table, wrong, about, _) in FAULTS.items():
        if table == "answers":  # in place of the answer there is
            found[table] = [e for e in found[table] if (e["partner"], e["criterion"]) != (fault, about)]
        found[table].append(wrong | {"partner": fault})
    for fault, (table, change, *_) in CHANGES.items():
        found[table] = [e | change if e["partner"] == fault else e for e in found[table]]
    found["partners"].append(found["partners"][0] | {"partner": TWICE})
    found["partners"].append(found["partners"][0] | {"partner": TWICE})
    found["partners"].append(found["partners"][0] | {"partner": ""})
    found["answers"].append(answer("level", "1") | {"partner": "nobody"})
    found["events"].append(row(about="level", on=DAY) | {"partner": None})
    return found


TWICE = "a partner that is there twice"


class Outcome(NamedTuple):
    """Who is scored, and what is wrong: criterion and code by partner."""

    scored: list[str]
    wrong: dict[str | None, list[tuple[str | None, str]]]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return scored(tables(), tmp_path_factory.mktemp("tables"))


def scored(tables: dict[str, list[Row]], folder: Path) -> Outcome:
    schemas = {name: table.schema for name, table in Collector().tables().items()}
    for name, rows in tables.items():
        facts = [pa.field(column, pa.string()) for column in rows[0] if column not in schemas[name].names]
        schema = pa.schema([*schemas[name], *facts])
        parquet.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
    with DuckDB(folder, "1GB") as engine:
        parts = list(score(engine, RUBRIC, "tables", detail=False))
    wrong: dict[str | None, list[tuple[str | None, str]]] = {}
    for each in (each for part in parts for each in part.problems.to_pylist()):
        wrong.setdefault(each["partner"], []).append((each["criterion"], each["code"]))
    return Outcome([key for part in parts for key in part.scores.column("partner").to_pylist()], wrong)


def test_who_has_no_fault_is_scored(outcome: Outcome) -> None:
    assert outcome.scored == ["good"]


@pytest.mark.parametrize("fault", FAULTS | CHANGES)
def test_a_fault_is_named_by_partner_and_criterion(fault: str, outcome: Outcome) -> None:
    *_, about, code = (FAULTS | CHANGES)[fault]
    assert outcome.wrong[fault] == [(about, code)]


def test_rows_of_nobody_are_named_too(outcome: Outcome) -> None:
    assert outcome.wrong[TWICE] == [(None, "duplicate-partner")]
    assert outcome.wrong[""] == [(None, "no-partner")]
    assert outcome.wrong["nobody"] == outcome.wrong[None] == [(None, "unknown-partner")]
    assert len(outcome.wrong) == len(FAULTS) + len(CHANGES) + 4


def test_where_our_own_position_is_wrong_no_answer_is_said_to_be(tmp_path: Path) -> None:
    found = tables()
    found["culture"] = [{"criterion": "fit", "position": 9}]
    wrong = scored(found, tmp_path).wrong
    assert wrong[None] == [("fit", "wrong-position"), (None, "unknown-partner")]
    assert "good" not in wrong
    assert wrong["fit '5'"] == [("fit", "wrong-answer")]
