"""What a flag says of itself: which value raises it, what keeps it open, which criteria."""

from __future__ import annotations

from typing import Any

from engine_flags import FACTS, LOW
from engine_inputs import (
    assessed,
    criterion,
    dossier,
    flag,
    of_flag,
    rated,
    rubric,
    sure,
)


def because(entries: Any, when: Any = None, *, asked: Any = None, **more: Any) -> tuple[str, ...]:
    rules = rubric(
        *(asked or [criterion("c", title="Candour")]), profile=FACTS, red_flags=[flag(when=when, **more)]
    )
    known = dossier(entries, profile={"listed": "no", "stage": "grown"})
    return tuple(of_flag(assessed(rules, known)).because)


def test_raised_flag_says_which_value_raises_it() -> None:
    assert because({"c": sure(1)}) == ("“Candour” scores 25, and 25 or less raises the flag",)
    levels = {key: {"text": f"t{key}", "value": value} for key, value in ((0, 12.34), (1, 90))}
    asked = [criterion("c", title="Candour", levels=levels)]
    when = {"criterion": "c", "at_most": 33.5}
    assert because({"c": sure(0)}, when, asked=asked) == (
        "“Candour” scores 12.3, and 33.5 or less raises the flag",
    )


def test_open_flag_on_a_number_that_nothing_gives_says_so() -> None:
    asked = [
        criterion(
            "c", "metric", title="Liquidity", **{"from": "financials.current_ratio"}, curve=[[1, 0], [2, 100]]
        )
    ]
    assert because({}, asked=asked) == ("“Liquidity” cannot be worked out yet",)


def test_open_flag_says_what_keeps_it_open() -> None:
    assert because({}) == ("“Candour” has no answer yet",)
    weak = "“Candour” rests on evidence that is only asserted; to clear the flag it must be documented"
    assert because({"c": sure(4, "asserted")}) == (weak,)
    asks = "“Candour” rests on evidence that is only documented; to clear the flag it must be audited"
    assert because({"c": sure(4, "documented")}, evidence="audited") == (asks,)
    late = "evidence that does not count (it is dated 21 Nov 2026, after 20 Nov 2026)"
    entry = sure(4, date="2026-11-21")
    assert because({"c": entry}) == (f"“Candour” rests on {late}; to clear the flag it must be documented",)
    entry["evidence"] += sure(4, "asserted")["evidence"]
    assert because({"c": entry}) == (weak,)
    disputed = ("one side rates “Candour” at 25 or less",)
    assert because({"c": rated(("us", 0), ("them", 4))}) == disputed


def test_flag_on_a_dimension_says_its_score_or_how_low_it_may_be() -> None:
    when = {"dimension": "d", "at_most": 40}
    asked = [criterion("a"), criterion("b")]
    assert because({"a": sure(1)}, when, asked=asked) == ("“D” scores 25, and 40 or less raises the flag",)
    assert because({"a": sure(3)}, when, asked=asked) == (
        "“D” may be as low as 37.5, and 40 or less raises the flag",
    )
    assert because({}, when, asked=asked) == ("“D” may be as low as 0, and 40 or less raises the flag",)


def test_clear_flag_says_nothing_and_only_the_leaves_that_matter_speak() -> None:
    assert because({"c": sure(4)}) == ()
    when = {"any": [LOW, {"criterion": "b", "at_most": 25}, LOW, {"profile": "listed", "is": "no"}]}
    asked = [criterion("c"), criterion("b")]
    assert because({"c": sure(0), "b": sure(4)}, when, asked=asked) == (
        "“C” scores 0, and 25 or less raises the flag",
    )


def test_flag_names_the_criteria_that_raise_it_or_keep_it_open_and_no_others() -> None:
    asked = [criterion("c"), criterion("b")]
    either = {"any": [LOW, {"criterion": "b", "at_most": 25}, {"profile": "listed", "is": "yes"}, LOW]}
    rules = rubric(*asked, profile=FACTS, red_flags=[flag(when=either)])
    for entries, named in (
        ({"c": sure(0), "b": sure(4)}, ("c",)),
        ({"c": sure(4), "b": sure(4, "asserted")}, ("b",)),
        ({"c": sure(0), "b": sure(1)}, ("c", "b")),
        ({"c": sure(4), "b": sure(4)}, ()),
    ):
        known = dossier(entries, profile={"listed": "no", "stage": "grown"})
        assert of_flag(assessed(rules, known)).criteria == named


def test_flag_raised_by_the_profile_alone_has_a_reason_in_the_verdict() -> None:
    when = {"profile": "listed", "is": "no"}
    rules = rubric(profile=FACTS, red_flags=[flag(when=when)])
    result = assessed(rules, dossier({"c": sure(4)}, profile={"listed": "no"}))
    assert of_flag(result).because == ()
    assert result.verdict.reasons[-1].text == "Red flag “Flag f”: the partner's profile raises it."


def test_result_names_the_flag_as_the_rubric_does() -> None:
    found = of_flag(assessed(rubric(red_flags=[flag(effect="decline", title="Extraction")]), dossier()))
    assert (found.id, found.title, found.effect, found.waived) == ("f", "Extraction", "decline", None)


def test_clear_flag_says_nothing_of_leaves_that_another_one_overrules() -> None:
    asked = [criterion("a"), criterion("b"), criterion("e")]
    leaves = [{"criterion": name, "at_most": 0} for name in "abe"]
    # a is true, b unknown, e false.
    assert because({"a": sure(0), "e": sure(4)}, {"all": leaves}, asked=asked) == ()
    assert because({"a": sure(0)}, {"all": leaves}, asked=asked) == (
        "“B” has no answer yet",
        "“E” has no answer yet",
    )


def test_limit_of_zero_is_named_and_compared_as_zero() -> None:
    zero = {"criterion": "c", "at_most": 0}
    assert because({"c": sure(0)}, zero) == ("“Candour” scores 0, and 0 or less raises the flag",)
    low = [criterion("c", "metric", title="Candour")]
    weak = "“Candour” rests on evidence that is only asserted; to clear the flag it must be documented"
    assert because({"c": sure(0.5, "asserted")}, zero, asked=low) == (weak,)
    # Asserted 1 and 0: the point is 0.5, the low 0.
    two = [criterion("a", "metric"), criterion("b", "metric")]
    entries = {"a": sure(1), "b": sure(0)}
    assert because(entries, {"dimension": "d", "at_most": 0}, asked=two) == ()
    half = because({"a": sure(0.5)}, {"dimension": "d", "at_most": 0}, asked=two)
    assert half == ()
    none = because({"a": {"ratings": entries_of(0, 1)}}, {"dimension": "d", "at_most": 0}, asked=two)
    assert none == ("“D” may be as low as 0, and 0 or less raises the flag",)


def entries_of(*answers: float) -> list[dict[str, Any]]:
    return [{"by": f"P{n}", "side": "us", "answer": answer} for n, answer in enumerate(answers)]


def test_disputed_flag_with_just_enough_evidence_names_the_dispute() -> None:
    disputed = ("one side rates “Candour” at 25 or less",)
    assert because({"c": rated(("us", 0), ("them", 4), grade="documented")}) == disputed


def test_reasons_of_a_flag_are_joined_in_one_sentence() -> None:
    asked = [criterion("a"), criterion("b")]
    when = {"all": [{"criterion": "a", "at_most": 0}, {"criterion": "b", "at_most": 25}]}
    result = assessed(rubric(*asked, red_flags=[flag(when=when)]), dossier({"a": sure(0), "b": sure(1)}))
    causes = "“A” scores 0, and 0 or less raises the flag; “B” scores 25, and 25 or less raises the flag"
    told = f"Red flag “Flag f”: {causes}."
    assert [each.text for each in result.verdict.reasons] == [told]
