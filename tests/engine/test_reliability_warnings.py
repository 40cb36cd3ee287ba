"""Evidence that does not count is a warning that names it and its place."""

from __future__ import annotations

import datetime as dt

from engine_inputs import assessed, criterion, dossier, item, make, of_criterion, rubric, warned


def test_dossiers_evidence_is_weighed_for_each_age_that_criteria_ask() -> None:
    asked = [
        criterion("a"),
        criterion("b", max_age="12 months"),
        criterion("e"),
        criterion("f", max_age="3 years"),
    ]
    known = dossier(dict.fromkeys("abef", 2), evidence=[item("documented", date="2025-01-01")])
    result = assessed(rubric(*asked), known)
    grades = [of_criterion(result, name).evidence.grade for name in "abef"]
    assert grades == ["documented", "asserted", "documented", "documented"]


def test_evidence_of_what_a_measure_works_out_stands_with_its_section() -> None:
    asked = criterion(kind="metric", curve=[[-100, 0], [100, 100]], **{"from": "surveys.latest"})
    found = warned(make(rubric(asked), dossier({"c": {"answer": "unknown", "evidence": "verified"}})))
    message = "`c` is worked out from `surveys.latest`; evidence given here changes nothing"
    assert found == [("ignored-evidence", "warning", "answers.d.c.evidence", message)]


def test_one_month_is_said_as_one() -> None:
    entry = {"answer": 2, "evidence": [item("audited", "Accounts", date="2026-01-31")]}
    inputs = make(rubric(criterion(max_age="1 month")), dossier({"c": entry}))
    assert warned(inputs)[0][-1].endswith("more than 1 month before 20 Nov 2026")


def test_each_item_that_does_not_count_is_a_warning_that_names_it() -> None:
    items = [
        item("audited", "Accounts 2020", date="2020-12-31"),
        item("audited", "Accounts 2027", date="2027-12-31"),
        item("verified", "Certificate", valid_until="2026-01-31"),
        item("verified", "Minutes", date="2026-11-01", file="m.pdf"),
        item("documented", "Letter", date="2026-11-01"),
    ]
    entry = {"answer": 2, "evidence": items}
    faults = {("m.pdf", None): "its file `m.pdf` is missing"}
    inputs = make(rubric(criterion(max_age="1 year")), dossier({"c": entry}), faults=faults)
    assert warned(inputs) == [
        (
            "evidence",
            "warning",
            "answers.d.c.evidence.0",
            (
                "“Accounts 2020” does not count: it is too old: "
                "dated 31 Dec 2020, more than 12 months before 20 Nov 2026"
            ),
        ),
        (
            "evidence",
            "warning",
            "answers.d.c.evidence.1",
            "“Accounts 2027” does not count: it is dated 31 Dec 2027, after 20 Nov 2026",
        ),
        (
            "evidence",
            "warning",
            "answers.d.c.evidence.2",
            "“Certificate” does not count: it was valid until 31 Jan 2026",
        ),
        (
            "evidence",
            "warning",
            "answers.d.c.evidence.3",
            "“Minutes” does not count: its file `m.pdf` is missing",
        ),
    ]
    found = of_criterion(assessed(rubric(criterion(max_age="1 year")), dossier({"c": entry}), faults=faults))
    assert found.evidence.grade == "documented"
    assert [each.counts for each in found.evidence.items] == [False, False, False, False, True]
    assert found.evidence.items[2] == (
        "verified",
        "Certificate",
        None,
        False,
        "it was valid until 31 Jan 2026",
    )
    assert found.evidence.items[4] == ("documented", "Letter", dt.date(2026, 11, 1), True, None)


def test_warnings_of_the_dossiers_evidence_and_of_a_sections_name_their_place_once() -> None:
    future = [item("documented", "Later", date="2027-01-01")]
    asked = [
        criterion("a"),
        criterion("b"),
        criterion("m", "metric", **{"from": "surveys.latest"}),
        criterion("n", "metric", max_age="1 year", **{"from": "surveys.weakest"}),
    ]
    rounds = [{"date": "2026-10-01", "sections": {"x": 50}}]
    known = dossier({"a": 1, "b": 1}, evidence=future, surveys={"rounds": rounds, "evidence": future})
    paths = [path for _, _, path, _ in warned(make(rubric(*asked), known))]
    assert paths == ["evidence.0", "surveys.evidence.0"]


def test_evidence_for_no_answer_warns_too() -> None:
    entry = {"answer": "unknown", "evidence": [item("audited", "Later", date="2027-01-01")]}
    assert [path for _, _, path, _ in warned(make(rubric(), dossier({"c": entry})))] == [
        "answers.d.c.evidence.0"
    ]
    assert of_criterion(assessed(rubric(), dossier({"c": entry}))).evidence is None
