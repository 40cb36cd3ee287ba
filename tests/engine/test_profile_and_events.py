"""Facts that are unknown, numbers or conditional; events; what ratings rest on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    item,
    make,
    of_criterion,
    of_flag,
    rubric,
    sure,
    warned,
)

from partnercheck.model.profile import read_profile
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.source import Plain

FACTS: dict[str, Any] = {
    "listed": {"type": "yes_no"},
    "exchange": {"options": ["London", "other"], "when": {"profile": "listed", "is": "yes"}},
    "value": {"type": "number", "unit": "EUR a year"},
}
LISTED = criterion("c", when={"profile": "listed", "is": "yes"})
BIG = criterion("b", when={"profile": "value", "at_least": 100})


def stated(profile: dict[str, Any], *asked: Any, answers: Any = None, **more: Any) -> Any:
    rules = rubric(*(asked or (LISTED, criterion("e"))), profile=FACTS, **more)
    return assessed(
        rules, dossier({"c": sure(4), "e": sure(4)} if answers is None else answers, profile=profile)
    )


# ------------------------------------------------------------------------------------------- unknown facts


def test_unknown_fact_holds_and_says_so() -> None:
    verdict = stated({"listed": "unknown"}).verdict
    assert (verdict.level, verdict.now) == ("hold", "proceed")
    assert [(each.code, each.subject) for each in verdict.reasons] == [("profile", "listed")]
    assert verdict.reasons[0].text.startswith("The profile fact “listed” is unknown;")


def test_criterion_that_may_not_apply_counts_as_unanswered_whatever_is_said_of_it() -> None:
    for entry in (sure(4), {"not_applicable": "No"}):
        found = stated(
            {"listed": "unknown"},
            LISTED | {"allow_na": True},
            criterion("e"),
            answers={"c": entry, "e": sure(4)},
        )
        assert of_criterion(found).status == "unanswered"
        assert of_criterion(found).value[:3] == (None, 0, 100)
        assert found.score.gap == (50, 0, 0)


def test_text_that_may_not_apply_is_scored_no_more_than_any_text() -> None:
    text = {
        "id": "t",
        "title": "T",
        "question": "T?",
        "kind": "text",
        "when": {"profile": "listed", "is": "yes"},
    }
    found = stated({"listed": "unknown"}, text, criterion("e"), answers={"t": "words", "e": sure(4)})
    assert (of_criterion(found, "t").status, of_criterion(found, "t").weight) == ("unanswered", 0)
    assert of_criterion(found, "t").value[:3] == (None, None, None)
    assert found.score[:4] == (100, 100, 100, 100)


@pytest.mark.parametrize(("effect", "level"), [("decline", "hold"), ("conditional", "hold")])
def test_flag_on_an_unknown_fact_is_open(effect: str, level: str) -> None:
    flags = [flag(effect=effect, when={"profile": "listed", "is": "no"})]
    found = stated({"listed": "unknown"}, red_flags=flags)
    assert (of_flag(found).status, found.verdict.level) == ("open", level)
    assert of_flag(found).because == ("the profile fact “listed” is unknown",)


def test_fact_that_only_the_name_of_the_deal_asks_for_holds_nothing() -> None:
    rules = [
        {"call": "quoted", "title": "Quoted", "when": {"profile": "listed", "is": "yes"}},
        {"call": "other", "title": "Other"},
    ]
    facts = {"listed": FACTS["listed"]}
    known = dossier({"c": sure(4)}, profile={"listed": "unknown"})
    found = assessed(rubric(profile=facts, relationship=rules), known)
    assert found.verdict.level == "proceed"
    assert (found.relationship.call, found.relationship.possible) == (None, ("quoted", "other"))
    assert found.relationship.rules[0] == ("quoted", "unknown", (("listed is yes", "unknown"),))


def test_unknown_fact_does_not_save_what_nothing_could_save() -> None:
    flags = [flag(effect="decline", when={"criterion": "e", "at_most": 0})]
    found = stated({"listed": "unknown"}, red_flags=flags, answers={"e": sure(0)})
    assert (found.verdict.level, found.verdict.firm) == ("decline", True)


# ------------------------------------------------------------------------------------- numbers and conditions


@pytest.mark.parametrize(("value", "applies"), [(99.5, False), (100, True), (250, True)])
def test_number_is_compared_with_its_limit(value: float, applies: bool) -> None:
    asked, answers = (BIG, criterion("e")), {"b": sure(4), "e": sure(4)}
    found = stated({"listed": "no", "value": value}, *asked, answers=answers)
    assert (of_criterion(found, "b").status != "not_applicable") is applies


def problems(profile: dict[str, Any]) -> list[tuple[str, tuple[Any, ...]]]:
    found: list[Any] = []
    asked = [criterion("c", when={"profile": "exchange", "is": "London"}), BIG]
    rules = Rubric.model_validate(rubric(*asked, profile=FACTS))
    read_profile(profile, rules, found)
    return [(each.code, each.path) for each in found]


def test_fact_is_needed_only_where_it_matters() -> None:
    assert problems({"listed": "no", "value": 1}) == []
    assert problems({"listed": "unknown", "value": 1}) == []
    assert problems({"listed": "yes", "value": "unknown"}) == [("missing-fact", ("profile",))]
    assert problems({"listed": "yes", "exchange": "unknown", "value": 1}) == []
    assert problems({"listed": "no", "exchange": "London", "value": 1}) == [
        ("ignored-fact", ("profile", "exchange"))
    ]
    assert problems({"listed": "no", "exchange": "unknown", "value": 1}) == []


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ({"listed": "maybe"}, "unknown-option"),
        ({"listed": None}, "wrong-type"),
        ({"listed": [1]}, "wrong-type"),
        ({"value": "much"}, "wrong-type"),
    ],
)
def test_fact_that_cannot_be_is_named_at_its_place(profile: dict[str, Any], code: str) -> None:
    assert (code, ("profile", *profile, "is")) in problems({"listed": "no", "value": 1} | profile)


def test_number_may_be_written_as_yaml_has_it() -> None:
    assert problems({"listed": Plain("no"), "value": Plain("1e3")}) == []


def test_test_on_a_fact_whose_own_question_is_open_is_unknown_whatever_is_said() -> None:
    asked = [criterion("c", when={"profile": "exchange", "is": "London"}), criterion("e")]
    for exchange in ("London", "other", "unknown"):
        found = stated({"listed": "unknown", "exchange": exchange}, *asked)
        assert of_criterion(found).status == "unanswered"
        assert [each.subject for each in found.verdict.reasons] == ["listed"]
    none = stated({"listed": "no", "exchange": "London"}, *asked)
    assert (of_criterion(none).status, none.verdict.level) == ("not_applicable", "proceed")


@pytest.mark.parametrize(
    ("facts", "when", "place"),
    [
        (FACTS, {"profile": "value", "is": "much"}, "when"),
        (FACTS, {"profile": "listed", "at_least": 1}, "when"),
        ({"late": {"type": "yes_no", "when": {"profile": "listed", "is": "yes"}}} | FACTS, None, "profile"),
    ],
)
def test_test_that_does_not_fit_its_fact_is_an_error(facts: Any, when: Any, place: str) -> None:
    asked = criterion("c", when=when) if when else criterion("c")
    found = list(check_rubric(Rubric.model_validate(rubric(asked, profile=facts)), ()))
    assert [each.code for each in found] == ["wrong-test"]
    assert place in found[0].path


def test_profile_says_what_each_fact_takes_out_and_on_what_evidence() -> None:
    evidence = [item("verified", date="2026-10-01"), item("documented", date="2026-11-30")]
    found = stated(
        {"listed": {"is": "no", "evidence": evidence}, "value": 250}, LISTED, BIG, answers={"c": sure(4)}
    )
    assert found.profile == (
        ("listed", "no", "verified", ("c",)),
        ("exchange", None, None, ()),
        ("value", 250, None, ()),
    )
    assert [each.code for each in found.diagnostics] == ["ignored-answer", "evidence"]


# ----------------------------------------------------------------------------------------------------- events

EVENT = {"on": "2026-09-01", "about": ["c"], "what": "Sold its network unit"}


def after(evidence: Any, **event: Any) -> Any:
    known = dossier({"x": {"c": {"answer": 4, "evidence": evidence}, "e": sure(4)}}, events=[EVENT | event])
    rules = rubric(dimension("x", criterion("c"), criterion("e")), red_flags=[flag()])
    return assessed(rules, known)


@pytest.mark.parametrize(
    ("evidence", "grade", "items"),
    [
        ([item("audited", date="2026-08-31")], "asserted", 1),
        ([item("audited", date="2026-09-01")], "audited", 0),
        ([item("audited", valid_until="2027-01-01")], "asserted", 1),
        ([item("audited", date="2026-08-31"), item("documented", date="2026-10-01")], "documented", 1),
        ("documented", "asserted", 0),
        ([], "asserted", 0),
    ],
)
def test_evidence_older_than_an_event_is_worth_nothing(evidence: Any, grade: str, items: int) -> None:
    found = after(evidence)
    assert of_criterion(found).evidence.grade == grade
    assert found.events == ((dt.date(2026, 9, 1), ("c",), "Sold its network unit", items),)


def test_event_is_named_where_evidence_does_not_count() -> None:
    why = "it is dated 31 Aug 2026, and on 1 Sep 2026 this happened: Sold its network unit"
    found = after([item("audited", date="2026-08-31")])
    assert of_criterion(found).evidence.items[0].why_not == why
    assert [each.message for each in found.diagnostics] == [f"“Somewhere” does not count: {why}"]
    undated = of_criterion(after([item("audited", valid_until="2027-01-01")])).evidence.items[0]
    assert undated.why_not == "it has no date, and on 1 Sep 2026 this happened: Sold its network unit"


@pytest.mark.parametrize(("about", "struck"), [("c", True), ("x", True), ("f", True), ("e", False)])
def test_event_is_about_criteria_dimensions_and_what_flags_test(about: str, struck: bool) -> None:
    found = after([item("audited", date="2026-08-31")], about=[about])
    assert (of_criterion(found).evidence.grade == "asserted") is struck


@pytest.mark.parametrize(
    ("on", "grade", "events"), [("2026-11-20", "asserted", 1), ("2026-11-21", "audited", 0)]
)
def test_event_after_the_as_of_date_is_told_and_changes_nothing(on: str, grade: str, events: int) -> None:
    found = after([item("audited", date="2026-08-31")], on=on)
    assert (of_criterion(found).evidence.grade, len(found.events)) == (grade, events)
    said = [(each.code, each.message) for each in found.diagnostics if each.code == "event-ahead"]
    ahead = ("event-ahead", "this is of 21 Nov 2026, after 20 Nov 2026: it changes nothing yet")
    assert said == ([] if events else [ahead])


# ------------------------------------------------------------------------------------------ ratings' evidence


def rating(by: str, side: str, answer: Any, **more: Any) -> dict[str, Any]:
    return {"by": by, "side": side, "answer": answer} | more


def test_ratings_bring_evidence_of_their_own() -> None:
    good, weak = [item("verified", date="2026-10-01")], [item("documented", date="2026-10-01")]
    both = {"ratings": [rating("A", "us", 4, evidence=good), rating("B", "us", 4)], "evidence": weak}
    found = of_criterion(assessed(rubric(), dossier({"c": both})))
    assert (found.evidence.grade, len(found.evidence.items)) == ("verified", 2)
    unknown = {
        "ratings": [rating("A", "us", "unknown", evidence=good), rating("B", "us", 4)],
        "evidence": weak,
    }
    found = of_criterion(assessed(rubric(), dossier({"c": unknown})))
    assert (found.evidence.grade, tuple(found.raters)) == ("documented", (1, 0, 0))
    short = {"ratings": [rating("A", "us", 4, evidence="documented")]}
    assert of_criterion(assessed(rubric(), dossier({"c": short}))).evidence.grade == "documented"


def test_an_empty_list_beside_a_rating_is_no_evidence() -> None:
    """The dossier's evidence counts where neither answer nor ratings give any."""
    silent = {"ratings": [rating("A", "us", 4, evidence=[]), rating("B", "us", 4)]}
    found = of_criterion(assessed(rubric(), dossier({"c": silent}, evidence="documented")))
    plain = {"ratings": [rating("A", "us", 4), rating("B", "us", 4)]}
    assert found == of_criterion(assessed(rubric(), dossier({"c": plain}, evidence="documented")))
    assert found.evidence.grade != "asserted"


@pytest.mark.parametrize(("answer", "doubted"), [(0.965, True), (1, True), (96.5, False), (0.5, False)])
def test_a_share_of_one_where_a_share_of_a_hundred_is_asked_is_a_warning(
    answer: float, *, doubted: bool
) -> None:
    share = criterion(kind="metric", unit="%", curve=[[85, 0], [100, 100]])
    given = {"c": {"ratings": [rating("A", "us", answer)]}, "e": answer}
    inputs = make(rubric(share, share | {"id": "e"}), dossier(given))
    assert [code for code, *_ in warned(inputs)] == ["doubtful"] * (2 * doubted)


def test_answer_of_the_side_that_was_not_asked_is_a_warning() -> None:
    def told(ask: str, *sides: str) -> list[str]:
        ratings = [rating(f"P{n}", side, 4) for n, side in enumerate(sides)]
        inputs = make(rubric(criterion(ask=ask)), dossier({"c": {"ratings": ratings}}))
        return [code for code, *_ in warned(inputs)]

    assert told("us", "them") == told("partner", "us", "us") == ["wrong-voice"]
    assert told("us", "us", "them") == told("partner", "them") == told("both", "us") == []
    assert told("us", "reference") == []
