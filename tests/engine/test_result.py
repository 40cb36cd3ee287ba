"""What the assessment says of its inputs and of each criterion."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from engine_inputs import (
    AS_OF,
    DIGEST,
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    item,
    make,
    na,
    of_criterion,
    organisation,
    rubric,
    sure,
    warned,
)

from partnercheck import __version__
from partnercheck.diagnostics import Diagnostic, Position
from partnercheck.engine import assess, decide, explain
from partnercheck.model.assessment import Note, plain
from partnercheck.source import Plain


def test_result_names_the_program_the_partner_and_the_files() -> None:
    partner = {"name": "Acme", "country": "GB", "website": "https://acme.example"}
    result = assessed(rubric(), dossier() | {"partner": partner}, organisation())
    assert result.partnercheck == "assessment/1"
    assert tuple(result.tool) == ("partnercheck", __version__)
    assert tuple(result.partner) == ("Acme", "GB", None, "https://acme.example")
    assert tuple(result.rubric) == ("made-up", "1.0.0", None, DIGEST)
    assert tuple(result.dossier) == ("dossier.yaml", DIGEST)
    assert tuple(result.organisation) == ("us.yaml", DIGEST)
    assert result.as_of == dt.date.fromisoformat(AS_OF)
    assert assessed(rubric(), dossier()).organisation is None


def test_result_keeps_identifiers_that_are_given() -> None:
    partner = {"name": "Acme", "identifiers": {"lei": "529900T8BM49AURSDO55"}}
    result = assessed(rubric(), dossier() | {"partner": partner})
    assert result.partner.identifiers == {"lei": "529900T8BM49AURSDO55"}


def test_assessing_is_deciding_and_explaining() -> None:
    inputs = make(rubric(), dossier({"c": sure(2)}))
    assert explain(decide(inputs)) == assess(inputs)


def test_judgements_that_somebody_has_made_are_decided_on_in_place_of_the_dossiers() -> None:
    better = decide(make(rubric(), dossier({"c": sure(4)})))
    found = decide(make(rubric(), dossier({"c": sure(0)})), better.judgements)
    assert (found.judgements, found.tree) == (better.judgements, better.tree)


def test_dimensions_and_criteria_stand_in_rubric_order_with_their_words() -> None:
    rules = rubric(
        dimension("y", criterion("b", title="Bee"), criterion("a", kind="yes_no"), weight=3),
        dimension("x", criterion("e")),
    )
    result = assessed(rules, dossier({"x": {"e": sure(1)}}))
    assert [(part.id, part.title, part.weight) for part in result.dimensions] == [
        ("y", "Y", 0.75),
        ("x", "X", 0.25),
    ]
    assert [[each.id for each in part.criteria] for part in result.dimensions] == [["b", "a"], ["e"]]
    found = of_criterion(result, "b")
    assert (found.title, found.kind, found.status, found.answer) == ("Bee", "levels", "unanswered", None)
    assert of_criterion(result, "a").kind == "yes_no"


@pytest.mark.parametrize(
    ("kind", "raw", "written"),
    [
        ("levels", 3, 3),
        ("levels", Plain("3"), 3),
        ("yes_no", True, True),
        ("yes_no", Plain("yes"), "yes"),
        ("yes_no", Plain("NO"), "no"),
        ("yes_no", Plain("true"), True),
        ("yes_no", Plain("False"), False),
        ("choice", "a", "a"),
        ("checklist", ["b", "a"], ["b", "a"]),
        ("checklist", [], []),
        ("metric", 12.5, 12.5),
        ("metric", Plain("0.123456789"), 0.123456789),
        ("match", 2, 2),
        ("levels", "unknown", None),
    ],
)
def test_answer_is_given_as_it_is_written(kind: str, raw: Any, written: Any) -> None:
    found = of_criterion(assessed(rubric(criterion(kind=kind)), dossier({"c": {"answer": raw}})))
    answer = plain(found.answer, 4)
    assert answer == written
    assert type(answer) is type(written)


def test_answer_of_several_raters_is_the_list_of_them() -> None:
    given = [
        {"by": "J. Moore", "side": "us", "answer": Plain("yes"), "note": "Saw it"},
        {"by": "O. Haddad", "side": "them", "answer": "unknown"},
    ]
    found = of_criterion(assessed(rubric(criterion(kind="yes_no")), dossier({"c": {"ratings": given}})))
    assert found.answer == [
        {"by": "J. Moore", "side": "us", "answer": "yes"},
        {"by": "O. Haddad", "side": "them", "answer": None},
    ]


def test_not_applicable_is_given_with_its_reason_and_without_numbers() -> None:
    found = of_criterion(assessed(rubric(criterion(allow_na=True)), dossier({"c": na("No goods")})))
    assert found.answer == {"not_applicable": "No goods"}
    assert (found.contribution, found.meets, found.measure, found.weight) == (None, None, None, 0)


def test_measured_criterion_may_be_declared_not_applicable() -> None:
    asked = criterion(kind="metric", allow_na=True, **{"from": "surveys.latest"})
    rounds = [{"date": "2026-10-01", "sections": {"a": 10}}]
    found = of_criterion(assessed(rubric(asked), dossier({"c": na()}, surveys={"rounds": rounds})))
    assert (found.status, found.measure) == ("not_applicable", None)


def test_unknown_for_a_measured_criterion_says_no_more_than_leaving_it_out() -> None:
    asked = criterion(kind="metric", **{"from": "surveys.latest"})
    rounds = [{"date": "2026-10-01", "sections": {"a": 10}}]
    found = of_criterion(assessed(rubric(asked), dossier({"c": "unknown"}, surveys={"rounds": rounds})))
    assert (found.status, found.value.point, found.answer) == ("answered", 10, None)


def test_measure_asks_both_sides_as_of_the_day() -> None:
    asked = criterion(kind="metric", **{"from": "surveys.latest"})
    rounds = [{"date": "2026-10-01", "sections": {"a": 10}}, {"date": "2026-11-21", "sections": {"a": 90}}]
    known = dossier(surveys={"rounds": rounds})
    assert of_criterion(assessed(rubric(asked), known)).value.point == 10
    assert of_criterion(assessed(rubric(asked), known | {"as_of": "2026-11-21"})).value.point == 90
    covers = criterion(kind="metric", **{"from": "capabilities.covers_us"})
    ours = organisation(capabilities={"items": {"design": {"level": 0}}})
    theirs = dossier(capabilities={"items": {"design": {"level": 4}}})
    assert of_criterion(assessed(rubric(covers), theirs, ours)).value.point == 100
    assert of_criterion(assessed(rubric(covers), theirs)).status == "unanswered"


def test_evidence_is_listed_with_the_grade_it_earns() -> None:
    items = [item("verified", "Call", date="2026-11-01"), item("audited", "Paper")]
    found = of_criterion(assessed(rubric(), dossier({"c": {"answer": 1, "evidence": items}}))).evidence
    assert (found.grade, found.reliability) == ("verified", 0.95)
    assert [tuple(each) for each in found.items] == [
        ("verified", "Call", dt.date(2026, 11, 1), True, None),
        ("audited", "Paper", None, True, None),
    ]


def test_grade_in_short_has_no_items() -> None:
    found = of_criterion(assessed(rubric(), dossier({"c": {"answer": 1, "evidence": "asserted"}}))).evidence
    assert (found.grade, found.reliability, tuple(found.items)) == ("asserted", 0.4, ())


def test_warnings_are_notes_that_machines_read() -> None:
    items = [item("audited", "Later", date="2027-01-01")]
    rules = rubric(profile={"listed": {"type": "yes_no"}})
    inputs = make(rules, dossier({"c": {"answer": 1, "evidence": items}}, profile={"listd": "yes"}))
    result = assess(inputs)
    assert [each.code for each in result.diagnostics] == ["unknown-fact", "evidence"]
    assert tuple(result.diagnostics[1]) == (
        "evidence",
        "warning",
        "“Later” does not count: it is dated 1 Jan 2027, after 20 Nov 2026",
        "dossier.yaml",
        1,
        1,
        None,
    )
    assert result.diagnostics == tuple(map(Note.of, decide(inputs).diagnostics))
    assert result.diagnostics[0].hint == "did you mean `listed`?"


def test_a_note_is_an_error_or_else_a_warning() -> None:
    place = Position("dossier.yaml", 3, 5)
    for severity in ("error", "warning"):
        found = Note.of(Diagnostic("odd", severity, "Odd", place))
        assert (found.code, found.severity, found.message, found.hint) == ("odd", severity, "Odd", None)
        assert (found.file, found.line, found.column) == ("dossier.yaml", 3, 5)


def test_balance_sheet_that_does_not_balance_is_a_warning() -> None:
    years = {2025: {"total_assets": 100, "total_liabilities": 50, "equity": 20}}
    books = {"currency": "GBP", "years": years}
    codes = [each.code for each in assessed(rubric(), dossier(financials=books)).diagnostics]
    assert len(codes) == 1
    assert assessed(rubric(), dossier()).diagnostics == ()


@pytest.mark.parametrize(
    ("assessor", "asked", "told"), [("A. Ray", 2, 1), ("a.  ray", 2, 1), ("B. Lee", 2, 0), ("A. Ray", 1, 0)]
)
def test_an_approval_that_nobody_is_left_to_give_is_a_warning(assessor: str, asked: int, told: int) -> None:
    us = organisation(approvals={"proceed": asked, "against": 2, "by": ["A. Ray", "C. Dow"]})
    inputs = make(rubric(criterion()), dossier({"c": sure(4)}, assessors=[{"name": assessor}]), us)
    said = [(code, message) for code, _, _, message in warned(inputs)]
    only = "2 must approve, but only 1 of those listed can: who assessed does not count"
    assert said == [("approvers", only)] * told


@pytest.mark.parametrize(
    ("by", "until", "told"),
    [
        ("A. Ray", "2026-12-31", 1),
        ("a.  ray, buyer", "2026-12-31", 1),
        ("A. Ray (buyer)", "2026-12-31", 1),
        ("B. Lee", "2026-12-31", 0),
        ("A. Rayburn", "2026-12-31", 0),
        ("A. Ray", "2026-01-31", 0),
    ],
)
def test_a_waiver_by_somebody_who_assessed_is_a_warning_where_it_is_used(
    by: str, until: str, told: int
) -> None:
    waiver = {"flag": "f", "by": by, "reason": "We know.", "until": until}
    given = rubric(criterion(), red_flags=[flag(waivable=True)])
    inputs = make(given, dossier({"c": sure(0)}, assessors=[{"name": "A. Ray"}], waivers=[waiver]))
    said = [(code, message) for code, _, _, message in warned(inputs)]
    assert said == [("own-waiver", f"`{by}` assessed, and accepts a red flag of the assessment too")] * told
