from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import assessed, criterion, dimension, dossier, flag, organisation, rubric, sure

from partnercheck.insight.comparison import compare as compared
from partnercheck.model.assessment import FileUsed
from partnercheck.model.comparison import ScoreLimits

RULES = rubric(
    dimension("d", criterion("a"), criterion("b", weight=3)),
    dimension("e", criterion("c", "metric")),
    red_flags=[flag(when={"criterion": "a", "at_most": 25})],
)


def compare(assessments: Any) -> Any:
    return compared(assessments, ScoreLimits(50, 70))


def one(name: str, a: Any = 2, b: Any = 2, c: Any = 50, *, grade: str = "audited", **more: Any) -> Any:
    answers: Any = {"d": {}, "e": {}}
    for home, key, value in (("d", "a", a), ("d", "b", b), ("e", "c", c)):
        if value is not None:
            answers[home][key] = sure(value, grade, date=more.get("as_of", "2026-11-20"))
    partner = {"name": name} | more.pop("partner", {})
    return assessed(RULES, dossier(answers, partner=partner, **more))


def test_candidates_stand_in_their_order_with_what_they_score() -> None:
    found = compare([one("Ash", a=4), one("Birch", c=90)])
    assert found.rivals == ("Ash", "Birch")
    assert [each.standing.score.point for each in found.candidates] == [56.25, 70]
    assert [each.best_in for each in found.candidates] == [("d",), ("e",)]
    assert [(each.id, [s.score.point for s in each.candidates]) for each in found.dimensions] == [
        ("d", [62.5, 50]),
        ("e", [50, 90]),
    ]
    assert (found.dominance, found.movements, found.notes) == ((), (), ())


def test_ranges_that_overlap_are_undecided_and_others_are_not() -> None:
    sure_low, sure_high, vague = one("Ash", 1, 1, 25), one("Birch", 4, 4, 100), one("Cedar", grade="asserted")
    found = compare([sure_low, sure_high, vague])
    assert [each.undecided_with for each in found.candidates] == [("Cedar",), (), ("Ash",)]
    assert [tuple(each) for each in found.dominance] == [
        ("Birch", "Ash", "ranges"),
        ("Birch", "Cedar", "ranges"),
        ("Cedar", "Ash", "points"),
    ]


def test_leads_are_the_criteria_above_all_others_most_worth_first() -> None:
    found = compare([one("Ash", 4, 3, 50), one("Birch", 2, 2, 20), one("Cedar", 3, 1, None)])
    leads = [(each.criterion, each.point, each.ahead, each.worth) for each in found.candidates[0].leads]
    assert leads == [("b", 75, 25, 0.375 * 25), ("a", 100, 25, 0.125 * 25)]  # c is not known of all
    assert [each.leads for each in found.candidates[1:]] == [(), ()]


def test_flags_that_are_raised_or_open_are_shown() -> None:
    found = compare([one("Ash", a=1), one("Birch", a=None), one("Cedar")])
    flags = [[(each.id, each.status) for each in of.red_flags] for of in found.candidates]
    assert flags == [[("f", "raised")], [("f", "open")], []]


def test_shares_of_weightings_are_exact_for_two() -> None:
    found = compare([one("Ash", 4, 4, 50), one("Birch", 2, 2, 60)]).first
    assert found is not None
    assert (found.method, found.samples, found.seed) == ("exact", None, None)
    assert [(each.candidate, each.share, each.error) for each in found.shares] == [
        ("Ash", pytest.approx(50 / 60), 0),
        ("Birch", pytest.approx(10 / 60), 0),
    ]


def test_shares_of_three_are_counted_and_say_how_exact_they_are() -> None:
    more = rubric(*(dimension(f"d{n}", criterion(f"c{n}", "metric")) for n in range(3)))
    values = ((90, 40, 40), (40, 90, 40), (40, 40, 90))
    found = compare(
        [
            assessed(
                more,
                dossier({f"d{n}": {f"c{n}": sure(v)} for n, v in enumerate(each)}, partner={"name": str(m)}),
            )
            for m, each in enumerate(values)
        ]
    ).first
    assert found is not None
    assert (found.method, found.samples, found.seed) == ("sample", 20_000, 1)
    assert all(each.error == pytest.approx(0.00333, abs=1e-4) for each in found.shares)


def test_a_dimension_without_a_score_of_some_candidate_is_left_out_and_named() -> None:
    found = compare([one("Ash", c=None), one("Birch")]).first
    assert found is not None
    assert (found.dimensions, found.left_out) == (("d",), ("e",))
    nothing = compare([one("Ash", None, None), one("Birch", c=None)])
    assert nothing.first is None


# --- Whose dossiers these are -----------------------------------------------------------------------------


def test_one_partner_at_two_dates_is_a_movement_and_no_rivalry() -> None:
    later = one("Ash", a=4, as_of="2026-11-20")
    found = compare([later, one("Ash", as_of="2025-11-20")])
    assert [each.name for each in found.candidates] == ["Ash, 2026-11-20", "Ash, 2025-11-20"]
    assert (found.rivals, found.first, found.dominance) == ((), None, ())
    assert [(each.before, each.after) for each in found.movements] == [("Ash, 2025-11-20", "Ash, 2026-11-20")]
    assert found.movements[0].movement.difference == pytest.approx(6.25)


def test_three_dates_are_two_movements_and_rivals_are_the_latest() -> None:
    years = [one("Ash", as_of=f"{year}-11-20") for year in (2026, 2024, 2025)]
    found = compare([*years, one("Birch")])
    assert [(each.before[-10:], each.after[-10:]) for each in found.movements] == [
        ("2024-11-20", "2025-11-20"),
        ("2025-11-20", "2026-11-20"),
    ]
    assert found.rivals == ("Ash, 2026-11-20", "Birch")
    assert [each.undecided_with for each in found.candidates] == [("Birch",), (), (), ("Ash, 2026-11-20",)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"name": "Ash Ltd"}, {"name": "ASH  ltd"}, True),
        ({"name": "Ash Ltd"}, {"name": "Birch Ltd"}, False),
        (
            {"name": "Ash", "identifiers": {"company_number": "1"}},
            {"name": "Birch", "identifiers": {"company_number": "1"}},
            True,
        ),
        (
            {"name": "Ash", "identifiers": {"company_number": "1"}},
            {"name": "Ash", "identifiers": {"company_number": "2"}},
            False,
        ),
        (
            {"name": "Ash", "identifiers": {"vat": "GB999 9999 73"}},
            {"name": "A", "identifiers": {"vat": "GB999999973"}},
            True,
        ),
        ({"name": "Ash", "identifiers": {"company_number": "1"}}, {"name": "Ash"}, True),
    ],
)
def test_a_partner_is_known_by_an_identifier_that_both_give_else_by_its_name(
    first: Any, second: Any, same: bool
) -> None:
    found = compare([one("Ash", partner=first), one("Ash", partner=second)])
    assert bool(found.movements) is same
    assert bool(found.rivals) is not same


def test_candidates_are_told_apart_by_date_and_file_and_place() -> None:
    same_day = [one("Ash"), one("Ash")._replace(dossier=FileUsed("other.yaml", "0"))]
    assert [each.name for each in compare(same_day).candidates] == [
        "Ash, 2026-11-20 (dossier.yaml)",
        "Ash, 2026-11-20 (other.yaml)",
    ]
    twice = compare([one("Ash"), one("Ash")])
    assert [each.name for each in twice.candidates] == [
        "Ash, 2026-11-20 (dossier.yaml) 1",
        "Ash, 2026-11-20 (dossier.yaml) 2",
    ]
    assert twice.movements[0].movement.criteria == ()


def test_different_days_and_own_sides_are_noted() -> None:
    days = compare([one("Ash"), one("Birch", as_of="2026-10-01")]).notes
    assert [("--as-of" in note, "2026-10-01" in note) for note in days] == [(True, True)]
    ours = assessed(RULES, dossier({"d": {"a": sure(1)}}, partner={"name": "Cedar"}), organisation())
    assert ["--organisation" in note for note in compare([one("Ash"), ours]).notes] == [True]
    assert compare([one("Ash"), one("Ash", as_of="2025-10-01")]).notes == ()  # of one partner days differ


def test_no_candidate_is_lost_whatever_the_partners_are_called() -> None:
    found = compare(
        [one("X, 2026-11-20"), one("X"), one("X", as_of="2026-12-01"), one("X, 2026-12-01"), one("X")]
    )
    names = [each.name for each in found.candidates]
    assert len(names) == len(set(names)) == 5
