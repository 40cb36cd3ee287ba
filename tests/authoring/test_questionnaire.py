"""What a questionnaire asks of whom, and what it keeps to itself."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, get_args

import pytest

from building import DOSSIER, EXAMPLES, RUBRIC, lay_out
from partnercheck.authoring.questionnaire import Request, everything, questionnaire
from partnercheck.authoring.section_tables import asked_section
from partnercheck.load import Loader
from partnercheck.measures import SECTIONS
from partnercheck.model.asked import fingerprint
from partnercheck.model.questionnaire import ColumnKind
from partnercheck.resources import places

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.asking import Side
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.questionnaire import Questionnaire

BOTH: tuple[Side, ...] = ("us", "them")
ASKS = {"openness": "partner", "pace": "both", "habits": "us", "audited": "public", "deal": "reference"}


def asking(**asks: str) -> str:
    """Return the small rubric whose criteria say who can answer."""
    text = RUBRIC
    for name, whom in (ASKS | asks).items():
        text = text.replace(f"{{id: {name},", f"{{id: {name}, ask: {whom},")
    return text


def inputs_of(folder: Path, dossier: str = DOSSIER, rubric: str | None = None) -> Inputs:
    lay_out(folder, dossier=dossier, rubric=rubric or asking())
    return Loader(folder).dossier(folder / "dossier.yaml")


def ids(asked: Questionnaire) -> list[str]:
    return [*(each.id for each in asked.facts), *(each.id for each in asked.questions)]


@pytest.mark.parametrize(
    ("side", "found", "sections"),
    [
        ("them", ["openness", "pace", "growth"], []),
        ("us", ["pace", "habits", "audited", "growth"], []),
        ("reference", ["deal"], []),
    ],
)
def test_each_side_is_asked_what_it_can_answer(
    tmp_path: Path, side: Any, found: list[str], sections: list[str]
) -> None:
    asked = questionnaire(inputs_of(tmp_path), Request(side))
    assert (ids(asked), [each.name for each in asked.sections]) == (found, sections)


@pytest.mark.parametrize(("side", "told"), [("them", False), ("us", True)])
def test_a_position_is_asked_of_the_partner_whoever_answers(tmp_path: Path, side: Any, *, told: bool) -> None:
    asked = questionnaire(inputs_of(tmp_path), Request(side)).questions
    (why,) = (each.why for each in asked if each.id == "pace")
    assert (why == "Say what holds for Acme, not for your own firm.") is told
    assert "Say what holds" not in "".join(each.why or "" for each in asked if each.id != "pace")


def test_sections_that_measures_need_are_the_partners_to_give(tmp_path: Path) -> None:
    inputs = inputs_of(tmp_path, DOSSIER[: DOSSIER.index("financials:")])
    (section,) = questionnaire(inputs, Request("them")).sections
    assert section.name == "financials"
    assert {"Gross profit", "EBITDA", "Net new ARR"} <= {each.title for each in section.tables[0].columns}
    assert questionnaire(inputs, Request("us")).sections == ()
    rubric = asking().replace("from: financials.current_ratio", "from: exchange.balance")
    inputs = inputs_of(tmp_path, DOSSIER[: DOSSIER.index("financials:")], rubric)
    for side in BOTH:
        (section,) = questionnaire(inputs, Request(side)).sections
        assert "side" not in [each.key for table in section.tables for each in table.columns]
    assert questionnaire(inputs, Request("reference")).sections == ()


def test_facts_that_are_known_decide_what_is_asked_and_are_not_asked(tmp_path: Path) -> None:
    rubric = asking(listing="partner").replace("listed: {type", "listed: {ask: partner, type")
    known = inputs_of(tmp_path, rubric=rubric)
    assert "listing" not in ids(questionnaire(known, Request("them")))
    unknown = inputs_of(tmp_path, DOSSIER.replace("listed: no", "listed: unknown"), rubric)
    asked = questionnaire(unknown, Request("them"))
    assert ids(asked) == ["listed", "openness", "pace", "growth", "listing"]
    assert asked.questions[-1].when is not None
    ours = questionnaire(unknown, Request("us"))
    assert "listed" not in ids(ours)
    open_to_all = rubric.replace("ask: partner, title: Listing", "title: Listing")
    unknown = inputs_of(tmp_path, DOSSIER.replace("listed: no", "listed: unknown"), open_to_all)
    assert questionnaire(unknown, Request("us")).questions[-1].when is None


def test_of_a_condition_only_what_the_form_asks_is_left(tmp_path: Path) -> None:
    either = "{any: [{profile: listed, is: yes}, {profile: stage, is: young}]}"
    when = f"{{all: [{{profile: stage, is: grown}}, {either}]}}"
    rubric = asking().replace("when: {profile: listed, is: yes}", f"when: {when}")
    rubric = rubric.replace("listed: {type", "listed: {ask: both, type")
    inputs = inputs_of(tmp_path, DOSSIER.replace("listed: no", "listed: unknown"), rubric)
    left = questionnaire(inputs, Request("them")).questions[-1].when
    assert left is not None
    assert left.model_dump(exclude_none=True, by_alias=True) == {"profile": "listed", "is": "yes"}


def test_only_what_is_named_is_asked(tmp_path: Path) -> None:
    inputs = inputs_of(tmp_path)
    assert ids(questionnaire(inputs, Request("them", only=["pace"]))) == ["pace"]
    assert ids(questionnaire(inputs, Request("them", only=["money"]))) == ["growth"]


def test_nothing_in_it_tells_what_an_answer_is_worth() -> None:
    for dossier in sorted(EXAMPLES.glob("*.yaml")):
        if "dossier/1" not in dossier.read_text(encoding="utf-8"):
            continue
        inputs = Loader().dossier(dossier)
        for side in (*BOTH, "reference"):
            told = repr(questionnaire(inputs, Request(side)))
            for flag in inputs.rubric.red_flags:
                assert flag.title not in told
                assert f"'{flag.id}'" not in told
            for each in inputs.rubric.criteria.values():
                assert not each.action or each.action not in told
            assert "value=" not in told
            assert "weight=" not in told


@pytest.mark.parametrize("rubric", places())
def test_no_form_says_which_number_is_worth_how_much(rubric: str) -> None:
    found = Loader().rubric(rubric).rubric
    inputs = Loader().dossier(EXAMPLES / "acme.yaml")._replace(rubric=found)
    for each in everything(inputs).questions:
        assert not re.search(r"set at \d|anchors? at [1-9]", each.why or ""), each.id
        for sentence in (each.why or "").split(". "):
            assert sentence.rstrip(".") in str(found.criteria[each.id].why)


def test_a_form_says_who_we_and_the_partner_are() -> None:
    inputs = Loader().dossier(EXAMPLES / "acme.yaml")
    assert inputs.organisation is not None
    ours, theirs = inputs.organisation.name, inputs.dossier.partner.name
    for side in BOTH:
        assert ours in questionnaire(inputs, Request(side)).meant
        assert theirs in questionnaire(inputs, Request(side)).meant
    assert questionnaire(inputs, Request("reference")).meant.startswith("“We” are those who ask;")
    alone = questionnaire(inputs._replace(organisation=None), Request("them"))
    assert alone.meant.startswith("“We” are those who ask;")


def test_a_reference_learns_nothing_but_partner_and_scope() -> None:
    inputs = Loader().dossier(EXAMPLES / "acme.yaml")
    asked = questionnaire(inputs, Request("reference"))
    told = repr(asked)
    assert asked.scope == inputs.dossier.scope
    assert inputs.organisation is not None
    for secret in (inputs.organisation.name, *(each.name for each in inputs.dossier.assessors)):
        assert secret not in told


def test_a_form_is_known_by_what_it_asks_whom_and_by_the_dossier(tmp_path: Path) -> None:
    inputs = inputs_of(tmp_path)
    base = Request("them", "O. Haddad", dt.date(2026, 12, 11))
    form = questionnaire(inputs, base).form
    assert questionnaire(inputs, base).form == form
    others = (
        base._replace(side="us"),
        base._replace(person=None),
        base._replace(by=None),
        base._replace(only=["pace"]),
    )
    assert len({form, *(questionnaire(inputs, each).form for each in others)}) == 5
    other = inputs_of(tmp_path, DOSSIER + "# a comment\n")
    assert questionnaire(other, base).form != form


def test_answers_are_told_apart_by_kind_options_and_unit_alone(tmp_path: Path) -> None:
    def prints(rubric: str) -> dict[str, str]:
        return {
            name: fingerprint(each)
            for name, each in inputs_of(tmp_path, rubric=rubric).rubric.criteria.items()
        }

    before = prints(asking())
    assert prints(asking().replace("weight: 3", "weight: 2").replace("How open", "Just how open")) == before
    after = prints(asking().replace("1: ajar", "1: half open").replace('unit: "%"', "unit: EUR"))
    assert [name for name in before if before[name] != after[name]] == ["openness", "growth"]


def test_every_section_but_one_of_free_areas_can_be_asked_in_tables() -> None:
    for section in SECTIONS.values():
        found = asked_section(section)
        if section.name == "surveys":
            assert found is None
            continue
        assert found is not None
        columns = [*found.fields, *(each for table in found.tables for each in table.columns)]
        assert all(each.kind in get_args(ColumnKind) and each.title for each in columns)
        assert all((each.kind in {"choice", "yes_no"}) == bool(each.options) for each in columns)


def test_statement_lines_are_asked_for_by_their_names() -> None:
    asked = asked_section(SECTIONS["financials"])
    assert asked is not None
    titles = {each.key: each.title for each in asked.tables[0].columns}
    assert titles["key"] == "Fiscal year"
    assert titles["long_term_debt"] == "Long-term debt"
    assert titles["depreciation_amortisation"] == "Depreciation and amortisation"
    assert titles["net_new_arr"] == "Net new ARR"
    assert titles["ebitda"] == "EBITDA"
    assert titles["total_assets"] == "Total assets"


def test_what_may_have_been_asked_is_everything(tmp_path: Path) -> None:
    inputs = inputs_of(tmp_path)
    asked = everything(inputs)
    measured = {each.id for each in inputs.rubric.criteria.values() if each.measure}
    assert {each.id for each in asked.questions} == set(inputs.rubric.criteria) - measured
    assert [each.name for each in asked.sections] == [n for n in SECTIONS if n != "surveys"]
