"""What a waiver lowers, and which are reported as unused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from engine_inputs import assessed, criterion, dossier, flag, of_flag, rated, rubric, sure, verdict, waiver


def waived(effect: str, entry: Any, *waivers: Any, when: Any = None, **more: Any) -> Any:
    rules = rubric(red_flags=[flag(when=when, effect=effect, waivable=True, **more)])
    return assessed(rules, dossier({"c": entry}, waivers=list(waivers or [waiver()])))


def levels(result: Any) -> tuple[str, ...]:
    verdict = result.verdict
    return verdict.level, verdict.worst, verdict.now, verdict.best, verdict.without_waivers


def test_waiver_lowers_decline_to_conditional() -> None:
    result = waived("decline", sure(0))
    assert levels(result) == ("conditional", "conditional", "conditional", "conditional", "decline")


def test_without_the_waiver_a_flag_declines_whatever_is_unknown() -> None:
    rules = rubric(
        criterion(),
        criterion("e"),
        red_flags=[flag(effect="decline", waivable=True)],
        verdict=verdict(coverage={"overall": 60, "dimension": 0}),
    )
    result = assessed(rules, dossier({"c": sure(0)}, waivers=[waiver()]))
    assert (result.verdict.level, result.verdict.without_waivers) == ("hold", "decline")


def test_waiver_lowers_conditional_to_none() -> None:
    assert levels(waived("conditional", sure(0))) == (
        "proceed",
        "proceed",
        "proceed",
        "proceed",
        "conditional",
    )


def test_waiver_never_hides_the_flag() -> None:
    found = of_flag(waived("decline", sure(0)))
    assert (found.status, found.effect) == ("raised", "decline")
    assert found.waived == ("CFO", "Capped", dt.date(2027, 1, 1))
    assert found.because == ("“C” scores 0, and 25 or less raises the flag",)


def test_waiver_of_an_open_flag_lowers_it_too() -> None:
    # Open and lowered to conditional: no reason to hold any more, but conditional while it is open.
    result = waived("decline", sure(4, "asserted"))
    assert levels(result) == ("conditional", "conditional", "conditional", "proceed", "hold")
    assert [each.for_ for each in result.conditions] == ["f"]
    assert levels(waived("conditional", sure(4, "asserted")))[1] == "proceed"


def test_waived_conditional_flag_gives_no_condition() -> None:
    assert waived("conditional", sure(0)).conditions == ()


@pytest.mark.parametrize(("until", "level"), [("2026-11-20", "proceed"), ("2026-11-19", "conditional")])
def test_last_day_of_a_waiver_counts(until: str, level: str) -> None:
    result = waived("conditional", sure(0), waiver(until=until))
    assert result.verdict.level == level
    assert [tuple(each) for each in result.waivers_unused] == (
        [] if level == "proceed" else [("f", "it ended on 19 Nov 2026")]
    )


def test_waiver_of_a_clear_flag_is_unused() -> None:
    result = waived("conditional", sure(4))
    assert [tuple(each) for each in result.waivers_unused] == [("f", "the flag is clear")]
    assert of_flag(result).waived is None


def test_waiver_of_a_flag_that_does_not_apply_is_unused() -> None:
    rules = rubric(criterion(allow_na=True), red_flags=[flag()])
    result = assessed(rules, dossier({"c": {"not_applicable": "No"}}, waivers=[waiver()]))
    assert [tuple(each) for each in result.waivers_unused] == [("f", "the flag does not apply")]


def test_waiver_of_a_note_has_no_effect_to_lower() -> None:
    result = waived("note", sure(0))
    assert levels(result) == ("proceed",) * 5
    assert [tuple(each) for each in result.waivers_unused] == [
        ("f", "the flag only notes; there is no effect to lower")
    ]
    assert of_flag(result).waived is None


def test_two_waivers_of_one_flag_lower_it_by_one_step() -> None:
    result = waived("decline", sure(0), waiver(), waiver(until="2028-01-01"))
    assert result.verdict.level == "conditional"
    assert of_flag(result).waived.until == dt.date(2027, 1, 1)
    assert [tuple(each) for each in result.waivers_unused] == [
        ("f", "another waiver of the same flag is used")
    ]


def test_waiver_that_has_ended_leaves_the_next_one_to_count() -> None:
    result = waived("conditional", sure(0), waiver(until="2026-01-01"), waiver())
    assert result.verdict.level == "proceed"
    assert [tuple(each) for each in result.waivers_unused] == [("f", "it ended on 1 Jan 2026")]


def test_clear_flag_that_a_single_rating_would_raise_keeps_its_effect_at_worst() -> None:
    # Only raised and open flags are waived; this one is clear, and true of one rating.
    result = waived("conditional", rated(("us", 1), ("us", 2), ("us", 3)))
    assert levels(result) == ("proceed", "conditional", "proceed", "proceed", "proceed")


def test_waiver_used_is_among_the_reasons() -> None:
    reasons = waived("decline", sure(0)).verdict.reasons
    assert reasons[-1] == (
        "waiver",
        "f",
        None,
        None,
        "The flag “Flag f” is waived until 1 Jan 2027 by CFO: Capped",
    )
    assert [each.code for each in reasons] == ["flag", "waiver"]


def test_each_waiver_lowers_its_own_flag() -> None:
    flags = [flag("f", effect="conditional"), flag("g", effect="conditional")]
    result = assessed(rubric(red_flags=flags), dossier({"c": sure(0)}, waivers=[waiver("g")]))
    assert result.verdict.level == "conditional"
    assert [bool(each.waived) for each in result.red_flags] == [False, True]


def test_waiver_on_its_last_day_is_unused_for_another_reason() -> None:
    result = waived("conditional", sure(4), waiver(until="2026-11-20"))
    assert [tuple(each) for each in result.waivers_unused] == [("f", "the flag is clear")]
