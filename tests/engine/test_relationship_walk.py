"""What the deal should be called."""

from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import assessed, criterion, dimension, dossier, na, rated, rubric, sure

FACTS = {"listed": {"type": "yes_no"}}


def rule(call: str, test: Any = None, title: str | None = None) -> dict[str, Any]:
    return {"call": call, "title": title or call.title()} | ({"when": test} if test else {})


A = rule("ally", {"criterion": "a", "at_least": 60})
B = rule("buyer", {"criterion": "b", "at_least": 60})
REST = rule("rest", title="All the rest")


def walked(answers: Any, *rules: Any, called: Any = None, **more: Any) -> Any:
    asked = [criterion(name, allow_na=True) for name in "ab"]
    known = dossier(answers, called=called or {}, profile={"listed": "no"})
    relationship = list(rules or (A, B, REST))
    return assessed(rubric(*asked, relationship=relationship, profile=FACTS, **more), known).relationship


def name(answers: Any, *rules: Any, **more: Any) -> tuple[Any, ...]:
    found = walked(answers, *rules, **more)
    return found.call, found.possible


def test_first_rule_that_holds_gives_the_name() -> None:
    assert name({"a": sure(4), "b": sure(4)}) == ("ally", ())
    assert name({"a": sure(2), "b": sure(3)}) == ("buyer", ())


def test_last_rule_holds_without_a_test() -> None:
    assert name({"a": sure(2), "b": sure(2)}) == ("rest", ())
    assert name({}, REST) == ("rest", ())


def test_unknown_rule_before_the_one_that_holds_leaves_no_name_yet() -> None:
    assert name({"b": sure(4)}) == (None, ("ally", "buyer"))
    assert name({"b": sure(0)}) == (None, ("ally", "rest"))
    assert name({"a": sure(0)}) == (None, ("buyer", "rest"))
    assert name({}) == (None, ("ally", "buyer", "rest"))


def test_unknown_rule_after_the_one_that_holds_does_not_matter() -> None:
    assert name({"a": sure(4)}) == ("ally", ())


def test_criterion_with_weaker_evidence_than_clears_is_unknown() -> None:
    assert name({"a": sure(4, "asserted"), "b": sure(4)}) == (None, ("ally", "buyer"))
    assert name({"a": sure(0, "asserted"), "b": sure(4)}) == (None, ("ally", "buyer"))
    assert name({"a": sure(4, "documented")}) == ("ally", ())
    strict = {"clears": "audited"}
    assert name({"a": sure(4, "verified"), "b": sure(4)}, evidence=strict) == (None, ("ally", "buyer"))


def test_criterion_that_does_not_apply_makes_its_leaf_false() -> None:
    assert name({"a": na(), "b": sure(4)}) == ("buyer", ())
    low = rule("low", {"criterion": "a", "at_most": 100})
    assert name({"a": na(), "b": sure(4)}, low, REST) == ("rest", ())


def test_ratings_are_read_at_the_plain_point() -> None:
    # us 0, them 100: 50. A flag would be unknown here; the relationship is not.
    low = rule("low", {"criterion": "a", "at_most": 25})
    assert name({"a": rated(("us", 0), ("them", 4))}, low, REST) == ("rest", ())


@pytest.mark.parametrize(
    ("test", "level", "holds"),
    [
        ({"at_least": 50}, 2, True),
        ({"at_least": 50.0000000001}, 2, True),
        ({"at_least": 50.1}, 2, False),
        ({"at_most": 50}, 2, True),
        ({"at_most": 49.9}, 2, False),
        ({"at_least": 0}, 0, True),
        ({"at_most": 0}, 0, True),
        ({"at_most": 0}, 1, False),
    ],
)
def test_limits_are_inclusive(test: Any, level: int, holds: bool) -> None:
    found = name({"a": sure(level)}, rule("it", {"criterion": "a"} | test), REST)
    assert found == ("it" if holds else "rest", ())


def test_dimension_leaf_is_read_at_its_plain_point() -> None:
    # a 100 asserted, b unanswered: the point is 100, whatever supports it.
    whole = rule("it", {"dimension": "d", "at_least": 90})
    assert name({"a": sure(4, "asserted")}, whole, REST) == ("it", ())
    low = rule("it", {"dimension": "d", "at_most": 90})
    assert name({"a": sure(4, "asserted")}, low, REST) == ("rest", ())


def test_dimension_without_a_point_is_unknown_and_one_that_does_not_apply_false() -> None:
    whole = rule("it", {"dimension": "d", "at_least": 0})
    assert name({}, whole, REST) == (None, ("it", "rest"))
    assert name({"a": na(), "b": na()}, whole, REST) == ("rest", ())


def test_profile_leaf_is_what_it_is() -> None:
    assert name({}, rule("it", {"profile": "listed", "is": "no"}), REST) == ("it", ())
    assert name({}, rule("it", {"profile": "listed", "is": "yes"}), REST) == ("rest", ())


def test_tests_follow_kleenes_logic() -> None:
    a, b = A["when"], B["when"]
    assert name({"a": sure(0)}, rule("it", {"all": [a, b]}), REST) == ("rest", ())
    assert name({"a": sure(4)}, rule("it", {"any": [a, b]}), REST) == ("it", ())
    assert name({"a": sure(4)}, rule("it", {"all": [a, b]}), REST) == (None, ("it", "rest"))


def test_rubric_without_rules_gives_no_name() -> None:
    result = assessed(rubric(), dossier({"c": sure(4)}, called={"us": "alliance", "them": "Alliance"}))
    assert tuple(result.relationship) == (None, (), ("alliance", "Alliance"), False, ())


# ------------------------------------------------------------------------------------- what each side says


def differs(us: str | None, them: str | None, answers: Any = None) -> bool:
    called = {side: said for side, said in (("us", us), ("them", them)) if said}
    return bool(walked(answers or {"a": sure(4)}, called=called).differs)


@pytest.mark.parametrize(
    ("us", "them", "expected"),
    [
        ("ally", "ally", False),
        ("Ally", " ALLY ", False),
        ("ally", "buyer", True),
        ("buyer", "buyer", True),  # both differ from the result
        ("joint venture", "Joint  venture", True),
        ("ally", None, False),
        (None, "ally", False),
        (None, "buyer", True),
        ("buyer", None, True),
        (None, None, False),
        ("joint venture", None, True),
    ],
)
def test_names_that_differ_from_each_other_or_from_the_result_are_said(
    us: Any, them: Any, expected: bool
) -> None:
    assert differs(us, them) is expected


def test_a_rules_title_names_it_too() -> None:
    low = {"a": sure(0), "b": sure(0)}
    assert differs("ALL THE REST", "rest", low) is False
    assert differs("All the rest", "ally", low) is True


def test_without_a_result_only_both_sides_are_compared() -> None:
    assert differs("ally", "buyer", {"b": sure(4)}) is True
    assert differs("buyer", "Buyer", {"b": sure(4)}) is False
    assert differs("anything", None, {"b": sure(4)}) is False
    assert differs("Joint venture", "JOINT VENTURE", {"b": sure(4)}) is False


def test_declared_names_are_given_as_they_were_written() -> None:
    assert tuple(walked({}, called={"us": "Ally", "them": "Our friend"}).declared) == ("Ally", "Our friend")


def test_dimension_of_its_own_is_asked() -> None:
    rules = rubric(
        dimension("x", criterion("a")),
        dimension("y", criterion("b")),
        relationship=[rule("it", {"dimension": "y", "at_least": 100}), REST],
    )
    assert assessed(rules, dossier({"x": {"a": sure(0)}, "y": {"b": sure(4)}})).relationship.call == "it"
