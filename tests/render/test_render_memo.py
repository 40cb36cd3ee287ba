"""The memo: its sentences come from the partner's own facts and fit the verdict."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from memo_texts import made

from building import DOSSIER, EXAMPLES, NAMES, RUBRIC
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render import shortened
from partnercheck.render.document import document
from partnercheck.render.report.parts import Fact

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field

    from running import Result


def texts(value: Any) -> list[str]:
    """Return every text of a part, however deep; what only names how something looks is none."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each)]
    own: dict[str, Field[Any]] = getattr(value, "__dataclass_fields__", {})
    return [text for name in own if name not in {"id", "status"} for text in texts(getattr(value, name))]


EVERY = (*NAMES, "tollgate")


@pytest.mark.parametrize("name", EVERY)
def test_page_one_has_no_id_no_backtick_no_many_decimals_and_no_cut_text(name: str) -> None:
    report = made(EXAMPLES / f"{name}.yaml")
    inputs = decide(Loader().dossier(EXAMPLES / f"{name}.yaml")).inputs
    ids = {each for each in (*inputs.rubric.criteria, *inputs.rubric.flags) if "-" in each}
    program = [Fact("Program", f"partnercheck {report.method.provenance[0].text.split()[-1]}")]
    told = [each for each in texts([report.page_one, report.verdict]) if each not in texts(program)]
    assert len(told) > 20
    for text in told:
        assert not ids & {*re.findall(r"[a-z-]+", text)}, text
        assert "`" not in text
        assert "…" not in text
        assert not re.search(r"\d[.]\d\d(?![.\d])", text), text
        assert not re.search(r"\d{4}-\d\d-\d\d", text), text
    for text in texts(report.page_two):
        assert not re.search(r"`|…|\d{4}-\d\d-\d\d|\d[.]\d\d(?![.\d])", text), text


@pytest.mark.parametrize(
    ("name", "title", "said", "source"),
    [
        (
            "acme",
            "Money, leads or access demanded at once",
            "Clause 7 makes it",
            "clause 7, read by",
        ),
        ("ostermere", "Partner is under sanctions", "I. Quarrendale was put on", "C. Ng"),
        ("fernlight", "Partner is under sanctions", "only asserted", "The two founders"),
        (
            "birchwood",
            "The score and every floor are reached, and no red flag is raised or open",
            "The joint why",
            "R. Patel put the question",
        ),
    ],
)
def test_the_first_sentence_is_a_fact_of_the_partner_with_its_source(
    name: str, title: str, said: str, source: str
) -> None:
    first = made(EXAMPLES / f"{name}.yaml").page_one.why[0]
    assert first.title == title
    assert said in first.said
    assert source in first.source
    assert re.search(r"\((audited|verified|documented|asserted), \d+ \w{3} \d{4}\)$", first.source)


def test_every_flag_that_decides_stands_on_page_one() -> None:
    for name in EVERY:
        decision = decide(Loader().dossier(EXAMPLES / f"{name}.yaml"))
        reasons = explain(decision).verdict.reasons
        flags = decision.inputs.rubric.flags
        titles = {
            flags[each.subject].title for each in reasons if "flag" in each.code and each.subject in flags
        }
        told = {each.title for each in made(EXAMPLES / f"{name}.yaml").page_one.why}
        assert titles <= told


@pytest.mark.parametrize("name", EVERY)
def test_a_criterion_speaks_for_the_partner_or_costs_points(name: str) -> None:
    page = made(EXAMPLES / f"{name}.yaml").page_two
    assert not {each.title for each in page.speaks_for} & {each.title for each in page.costs}
    assert "all of it" not in page.gap or " and " not in page.gap


def test_what_decides_a_hold_stands_in_the_order_in_which_to_ask(run: Callable[..., Result]) -> None:
    report = made(EXAMPLES / "fernlight.yaml")
    rubric = decide(Loader().dossier(EXAMPLES / "fernlight.yaml")).inputs.rubric
    flags = [re.findall("“(.*?)”", each.when)[0] for each in report.page_one.tasks[:3]]
    settled = {each.title: each.flags for each in report.evidence.steps}
    named = [re.findall("“(.*?)”", each)[0] for each in report.page_two.next_evidence]
    assert [settled[each][0] for each in named] == flags
    assert flags[0] == next(each.title for each in rubric.red_flags if each.effect == "decline")
    assert re.fullmatch(r"Also \d+ open[.]", report.page_two.more_flags or "")
    assert run("new", "blank.yaml").code == 0
    page = made(Path("blank.yaml"))
    asked = [each.action for each in page.page_one.tasks[:3]]
    assert [f"“{each}”" in said for each, said in zip(asked, page.page_two.next_evidence, strict=True)] == [
        True
    ] * 3


def test_a_hold_tells_the_red_flags_that_are_raised_besides_what_it_waits_for(
    write: Callable[..., Path],
) -> None:
    loss = "Nothing is settled about our loss"

    def told(text: str) -> list[str]:
        why = made(write("hold.yaml", text)).page_one.why
        return [each.title for each in why if each.status == "raised"]

    text = (EXAMPLES / "fernlight.yaml").read_text(encoding="utf-8")
    text = text.replace("organisation: us.yaml\n", "")
    assert told(text) == [f"“{loss}”"]
    waiver = "waivers: [{flag: loss-unsettled, by: D. Whitlock, reason: It is small., until: 2027-01-31}]\n"
    assert told(text + waiver) == []
    more = made(write("hold.yaml", text)).page_one.more_tasks or ""
    assert re.fullmatch(r"\d+ more things to find out \(see “What to find out next”\)[.]", more)


_DECLINED = "What to do, and what would have to change"
_FIRM = (
    "Firm because of a red flag: the score alone, even at its lowest, reaches the 50 needed to proceed with "
    "conditions."
)


@pytest.mark.parametrize(
    ("old", "new", "title", "first", "firm"),
    [
        ("", "", "What to do next", [], "Not firm: "),
        ("answer: 2", "answer: 0", "Before you sign", ["Open up."], "Not firm: "),
        ("answer: yes", "answer: no", _DECLINED, ["Remove the cause of the red flag “No audit”."], _FIRM),
        (
            "answer: yes",
            "answer: unknown",
            "Ask for these first",
            ["Audited: Are the accounts audited?"],
            "Open",
        ),
    ],
)
def test_what_to_do_and_what_makes_it_firm_fit_the_verdict(
    old: str, new: str, title: str, first: list[str], firm: str, small: Callable[..., Path]
) -> None:
    report = made(small(dossier=DOSSIER.replace(old, new, 1)))
    assert report.page_one.tasks_title == title
    assert report.verdict.firmness.startswith(firm)
    assert [each.action for each in report.page_one.tasks[:1]] == first


def test_a_score_that_misses_its_limit_names_what_costs_most(small: Callable[..., Path]) -> None:
    rubric = RUBRIC.replace("proceed: {score: 70", "proceed: {score: 99")
    why = made(small(rubric=rubric)).page_one.why
    assert [each.title for each in why] == ["Score"]
    assert re.match(r"\d+ of 100, below the 99 needed to proceed[.] ", why[0].said)
    assert "“Money” (78) costs the most points." in why[0].said
    assert "The answer that costs most is on “Liquidity”: " in why[0].said
    assert why[0].source


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("{stage: unknown, listed: no}", "It is not known: “How old is the firm?” Which questions "),
        ("{stage: unknown, listed: unknown}", "2 facts are not known; which questions and red flags apply "),
    ],
)
def test_unknown_facts_are_told_by_their_questions_and_once(
    profile: str, said: str, small: Callable[..., Path]
) -> None:
    rubric = RUBRIC.replace(
        "{id: closed-shop, title: A closed shop, effect: conditional, action: Open up,\n     when: ",
        "{id: closed-shop, title: A closed shop, effect: conditional, action: Open up,\n     when: "
        "{any: [{profile: stage, is: young}, {profile: listed, is: yes}, ",
    ).replace("at_most: 0}}\n  - {id: no-audit", "at_most: 0}]}}\n  - {id: no-audit")
    dossier = DOSSIER.replace("{stage: grown, listed: no}", profile)
    told = [each.said for each in made(small(rubric=rubric, dossier=dossier)).page_one.why]
    assert [each.startswith(said) for each in told if "known" in each] == [True]


def test_a_decline_gives_the_deal_no_name_and_a_hold_tests_no_partnership_as_passed(
    small: Callable[..., Path],
) -> None:
    declined = made(small(dossier=DOSSIER.replace("answer: yes", "answer: no", 1))).page_one
    assert (declined.naming, declined.tests) == ([], [])
    unknown = DOSSIER.replace("openness: {answer: 2", "openness: {answer: unknown", 1)
    held = made(small(dossier=unknown)).page_one
    assert [(each.word, each.names) for each in held.tests] == [("Not known", ["Openness"])]


def test_what_an_open_flag_tests_speaks_for_nobody(small: Callable[..., Path]) -> None:
    plain = made(small()).page_two
    assert "Audited" in [each.title for each in plain.speaks_for]
    asserted = DOSSIER.replace("yes, evidence: [{grade: audited", "yes, evidence: [{grade: asserted")
    doubted = made(small(dossier=asserted)).page_two
    assert "Audited" not in [each.title for each in doubted.speaks_for]
    assert [(each.title, each.status) for each in doubted.flags] == [("No audit", "not ruled out")]


def test_there_is_room_to_sign_where_nobody_has_decided() -> None:
    pages = {name: made(EXAMPLES / f"{name}.yaml").page_two for name in NAMES}
    assert {each.signed_for for each in pages.values()} == {"Halden Connect plc"}
    signatures = {name: each.signatures for name, each in pages.items()}
    assert signatures == {
        "acme": ["Approval 1 of 2", "Approval 2 of 2"],  # so many must approve, as our own file says
        "birchwood": [],
        "fernlight": ["Approval 1 of 3", "Approval 2 of 3", "Approval 3 of 3"],
        "ostermere": [],
    }


def test_long_sentences_are_whole_of_fewer_things_and_type_is_large_where_much_is_left() -> None:
    decision = decide(Loader().dossier(EXAMPLES / "acme.yaml"))
    assessment = with_insight(decision, explain(decision))
    long = f"Before you sign, {'have the router tested and the outcome written down, ' * 12}and tell us."
    for actions, whole, roomy in (([], 0, True), ([long], 1, False), ([long] * 5, 3, False)):
        changed = tuple(
            each._replace(action=action) for each, action in zip(assessment.conditions, actions, strict=False)
        )
        conditions = (*changed, *assessment.conditions[len(changed) :])
        page = document(assessment._replace(conditions=conditions), decision.inputs).page_one
        assert [each.action for each in page.tasks].count(long) == whole
        assert (
            page.more_tasks
            == f"Also {6 - len(page.tasks)} open and 1 dropped (see “Red flags and conditions”)."
        )
        assert not any("…" in each or shortened.SHORTENED in each for each in texts(page))
        assert page.roomy == roomy


def test_measures_are_told_of_every_year_that_is_given(small: Callable[..., Path]) -> None:
    years = ", ".join(
        f"{year}: {{current_assets: 3{year % 10}, current_liabilities: 20}}" for year in range(2016, 2026)
    )
    one = "2025: {current_assets: 30, current_liabilities: 20}"
    history = made(small(dossier=DOSSIER.replace(one, years))).financials.history
    assert history is not None
    assert [row[0] for row in history.table.rows] == [str(year) for year in range(2016, 2026)]
    assert [column.title for column in history.table.columns] == ["Year", "Liquidity"]


def test_sides_that_say_the_same_say_it_once(small: Callable[..., Path]) -> None:
    ratings = "ratings: [{by: A. Roe, side: us, answer: 2}, {by: B. Doe, side: them, answer: 2}]"
    page = made(small(dossier=re.sub("answer: 2", ratings, DOSSIER, count=1))).page_two
    said = [each.said for each in (*page.speaks_for, *page.costs)]
    assert any(each.startswith("both sides say “") for each in said)


def test_what_stands_in_the_way_is_called_what_it_is() -> None:
    titles = {name: made(EXAMPLES / f"{name}.yaml").obstacles.conditions_title for name in EVERY}
    assert titles["fernlight"] == "Conditions, as far as they are known"
    assert titles["birchwood"] == "Actions in full"
    assert titles["acme"] == titles["ostermere"] == "Conditions in full"


def test_a_role_that_is_no_title_stands_for_nobody(small: Callable[..., Path]) -> None:
    said = "all that is bought " * 9
    roles = f"assessors: [{{name: Ada Byron, role: buyer}}, {{name: Bea Roe, role: {said}}}]\n"
    facts = made(small(dossier=DOSSIER + roles), names=False).page_one.facts
    assessed = next(each.text for each in facts if each.name == "Assessed by")
    assert assessed.startswith("The buyer")
    assert "a named person" in assessed
