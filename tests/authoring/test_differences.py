"""What differs between two rubrics, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from building import RUBRIC, lay_out
from partnercheck.authoring.differences import differences
from partnercheck.authoring.versions import asked_version
from partnercheck.load import Loader
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.rubric import Rubric
    from partnercheck.model.rubric_changes import Change


def told(folder: Path, *replaced: tuple[str, str]) -> list[Change]:
    """Return what differs once texts of the small rubric are replaced."""
    text = RUBRIC
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after, 1)
    lay_out(folder)
    (folder / "new.yaml").write_text(text)
    old, new = (Loader(folder).rubric(str(folder / name)).rubric for name in ("rubric.yaml", "new.yaml"))
    return list(differences(old, new))


def lines(found: list[Change]) -> list[str]:
    return [
        f"{each.kind} {each.section} {each.name}: {each.aspect}: {each.before} → {each.after}"
        for each in found
    ]


def test_a_rubric_does_not_differ_from_itself(folder: Path) -> None:
    assert told(folder) == []


ONE: dict[str, tuple[str, str, str]] = {
    "version": ("version: 1.2.0", "version: 1.3.0", "changed rubric : version: 1.2.0 → 1.3.0"),
    "source": ("title: A book", "title: The book", "changed source BOOK: title: A book → The book"),
    "fact": (
        "options: [young, grown]",
        "options: [young, grown, old]",
        "changed profile fact stage: options: young, grown → young, grown, old",
    ),
    "level": ("1: ajar", "1: half open", "changed criterion openness: level 1: ajar → half open"),
    "value of a level": (
        "{0: closed, 1: ajar, 2: open}",
        "{0: {text: closed, value: 0}, 1: {text: ajar, value: 60}, 2: {text: open, value: 100}}",
        "changed criterion openness: value of level 1: 50 → 60",
    ),
    "question": (
        "How open are they?",
        "Do they open up?",
        "changed criterion openness: question: How open are they? → Do they open up?",
    ),
    "expect": (
        "allow_na: true",
        "allow_na: true, expect: 60",
        "changed criterion openness: expect: 50 → 60",
    ),
    "not applicable": (
        ", allow_na: true",
        "",
        "changed criterion openness: may be not applicable: yes → no",
    ),
    "new aspect": (
        "allow_na: true",
        "allow_na: true, why: It tells",
        "added criterion openness: why: None → It tells",
    ),
    "gone aspect": (", action: Ask again", "", "removed criterion openness: action: Ask again → None"),
    "option": (
        "value: 20",
        "value: 30",
        "changed criterion deal: value of option sale: 20 → 30",
    ),
    "item": (
        "call back, weight: 3",
        "call back, weight: 1",
        "changed criterion habits: share of item calls: 75.00 % → 50.00 %",
    ),
    "curve": ("[20, 100]]", "[30, 100]]", "changed criterion growth: curve: 0: 0, 20: 100 → 0: 0, 30: 100"),
    "measure": (
        "financials.current_ratio",
        "financials.quick_ratio",
        "changed criterion liquidity: measure: financials.current_ratio → financials.quick_ratio",
    ),
    "axis": ("2: steady", "2: even", "changed criterion pace: position 2: steady → even"),
    "when": (
        "when: {profile: listed, is: yes}}\n",
        "when: {any: [{profile: listed, is: yes}, {profile: stage, in: [young, grown]}]}}\n",
        "changed criterion listing: applies when: listed is yes → listed is yes or stage is young or grown",
    ),
    "weight": (
        "source: BOOK,",
        "source: BOOK, weight: 2,",
        "changed criterion openness: share of the whole: 25.00 % → 37.50 %",
    ),
    "effect": (
        "effect: decline",
        "effect: conditional, waivable: no",
        "changed red flag no-audit: effect: decline → conditional",
    ),
    "limit": (
        "when: {criterion: openness, at_most: 0}",
        (
            "when: {all: [{criterion: openness, at_most: 50}, {any: [{criterion: deal, at_most: 20}, "
            "{dimension: money, at_most: 40}]}]}"
        ),
        (
            "changed red flag closed-shop: raised when: openness at most 0 → "
            "openness at most 50 and (deal at most 20 or money at most 40)"
        ),
    ),
    "score": (
        "proceed: {score: 70",
        "proceed: {score: 75",
        "changed verdict : score to proceed: 70 → 75",
    ),
    "floor": (
        "money: 20",
        "culture: 25",
        "removed verdict : floor of money to proceed with conditions: 20 → None",
    ),
    "coverage": (
        "proceed:",
        "coverage: {overall: 65}\n  proceed:",
        "changed verdict : coverage of the whole: 60 % → 65 %",
    ),
    "relationship": (
        "at_least: 50}}",
        "at_least: 100}}",
        "changed relationship partnership: holds when: openness at least 50 → openness at least 100",
    ),
    "clears": (
        "dimensions:",
        "evidence: {clears: verified, max_age: 2 years}\ndimensions:",
        "changed evidence : clears: documented → verified",
    ),
}


@pytest.mark.parametrize("change", ONE)
def test_a_change_is_told_in_words(folder: Path, change: str) -> None:
    before, after, wanted = ONE[change]
    found = lines(told(folder, (before, after)))
    assert wanted in found
    more = {"clears": 2, "floor": 2}
    assert len(found) == more.get(change, 1)


def test_a_dimension_that_gains_weight_takes_it_from_the_others(folder: Path) -> None:
    found = lines(told(folder, ("weight: 3", "weight: 1")))
    assert found == [
        "changed dimension culture: share of the whole: 75.00 % → 50.00 %",
        "changed dimension money: share of the whole: 25.00 % → 50.00 %",
    ]


def test_weights_that_keep_their_proportions_have_not_changed(folder: Path) -> None:
    assert told(folder, ("weight: 3\n", "weight: 6\n"), ("weight: 1\n", "weight: 2\n")) == []


def test_what_comes_and_goes_is_told_as_a_whole(folder: Path) -> None:
    found = told(
        folder,
        ("{id: audited, title: Audited", "{id: checked, title: Checked"),
        ("criterion: audited", "criterion: checked"),
        ("call: partnership, title: Partnership", "call: alliance, title: Alliance"),
    )
    assert lines(found) == [
        "added criterion checked: : None → Checked; share of the whole 5.00 %",
        "changed red flag no-audit: raised when: audited at most 0 → checked at most 0",
        "added relationship alliance: : None → Alliance; holds when openness at least 50",
        "removed criterion audited: : Audited; share of the whole 5.00 % → None",
        "removed relationship partnership: : Partnership; holds when openness at least 50 → None",
    ]


def test_a_criterion_that_moves_is_told_once(folder: Path) -> None:
    line = next(each for each in RUBRIC.splitlines(keepends=True) if "id: audited" in each)
    text = RUBRIC.replace(line, "")
    text = text.replace("      - {id: pace", line + "      - {id: pace")
    lay_out(folder)
    (folder / "new.yaml").write_text(text)
    old, new = (Loader(folder).rubric(str(folder / name)).rubric for name in ("rubric.yaml", "new.yaml"))
    found = lines(list(differences(old, new)))
    assert found == ["changed criterion audited: dimension: money → culture"]


EVIDENCE = (
    "evidence: {grades: {seen: {reliability: 1}, told: {reliability: 0.5}}, default: told, clears: seen}\n"
)
RENAMED = {
    "openness": "candour",
    "money": "finance",
    "closed-shop": "shut",
    "listed": "quoted",
    "told": "claimed",
}


def renamed(folder: Path, *more: tuple[str, str]) -> tuple[Rubric, Rubric]:
    """Return the small rubric, and itself with other ids, which it says, and with texts replaced."""
    old = new = RUBRIC + EVIDENCE
    for was, now in RENAMED.items():
        new = re.sub(rf"(?<![\w-]){was}(?![\w-])", now, new)
    for was, now in more:
        new = new.replace(was, now)
    ids = ", ".join(f"{was}: {now}" for was, now in RENAMED.items())
    lay_out(folder, rubric=old)
    (folder / "new.yaml").write_text(f"{new}changes: {{1.2.0: {{what: Names, renamed: {{{ids}}}}}}}\n")
    one, two = (Loader(folder).rubric(str(folder / name)).rubric for name in ("rubric.yaml", "new.yaml"))
    return one, two


def test_what_is_called_otherwise_is_renamed_and_nothing_else_differs(folder: Path) -> None:
    old, new = renamed(folder)
    found = {(each.section, each.before, each.after) for each in differences(old, new)}
    sections = ("criterion", "dimension", "red flag", "profile fact", "grade")
    assert found == {(each, *pair) for each, pair in zip(sections, RENAMED.items(), strict=True)}
    assert {each.kind for each in differences(old, new)} == {"renamed"}
    back = list(differences(new, old))  # of which nobody says that it was renamed
    assert {each.kind for each in back} == {"added", "removed", "changed"}


def test_of_two_that_became_one_the_first_is_renamed_and_the_other_gone(folder: Path) -> None:
    line = next(each for each in RUBRIC.splitlines(keepends=True) if "id: audited" in each)
    old, one, two = (line.replace("audited", each) for each in ("books", "accounts", "audited"))
    lay_out(folder, rubric=RUBRIC.replace(line, two + one))
    changes = "changes: {1.2.0: {what: One, renamed: {accounts: books, audited: books}}}\n"
    text = RUBRIC.replace(line, old).replace("criterion: audited", "criterion: books")
    (folder / "new.yaml").write_text(text + changes)
    found = list(differences(_rubric(folder, "rubric"), _rubric(folder, "new")))
    assert [(each.kind, each.before) for each in found if each.kind == "renamed"] == [("renamed", "accounts")]
    assert [each.name for each in found if each.kind == "removed"] == ["audited"]


def test_what_changes_with_its_name_is_told_beside_it(folder: Path) -> None:
    old, new = renamed(folder, ("title: Openness", "title: Frankness"))
    found = [each for each in lines(list(differences(old, new))) if "criterion candour" in each]
    assert found == [
        "renamed criterion candour: : openness → candour",
        "changed criterion candour: title: Openness → Frankness",
    ]


def test_a_new_name_asks_for_another_major_version_and_says_what_becomes_of_answers(folder: Path) -> None:
    old, new = renamed(folder)
    asked = asked_version(old, new, tuple(differences(old, new)))
    assert asked is not None
    assert (asked.step, asked.least) == ("major", "2.0.0")
    now = "is called `{}` now (`partnercheck update` renames it)"
    assert set(asked.because) == {f"`{was}` {now.format(to)}" for was, to in RENAMED.items()}


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_a_new_name_is_told_as_one(folder: Path, form: str) -> None:
    renamed(folder)
    said = {"terminal": "renamed openness → candour", "markdown": "- renamed: openness → candour"}[form]
    told = invoke("rubric", "diff", "rubric.yaml", "new.yaml", "-f", form).out
    assert f"\n  {said}\n" in told.split("criterion candour")[1]


def test_a_child_takes_over_the_new_names_of_its_parent(folder: Path) -> None:
    renamed(folder)
    head = "partnercheck: rubric/1\nid: c\nversion: 1.0.0\ntitle: C\ndrop: [DROPPED]\nextends: "
    for name, parent, dropped in (("a", "rubric.yaml", "no-audit"), ("b", "new.yaml", "no-audit")):
        (folder / f"{name}.yaml").write_text(f"{head.replace('DROPPED', dropped)}./{parent}\n")
    assert {each.kind for each in differences(*(_rubric(folder, each) for each in ("a", "b")))} == {"renamed"}
    (folder / "d.yaml").write_text(f"{head.replace('DROPPED', 'shut')}./new.yaml\n")
    assert _rubric(folder, "d").renamed == {was: now for was, now in RENAMED.items() if now != "shut"}


def test_a_former_name_that_a_parent_gives_to_something_else_is_none(folder: Path) -> None:
    renamed(folder)
    old = next(was for was, now in RENAMED.items() if now in _rubric(folder, "new").criteria)
    head = "partnercheck: rubric/1\nid: {0}\nversion: 1.0.0\ntitle: C\nextends: ./{1}.yaml\n"
    home = _rubric(folder, "new").dimensions[0].id
    added = f"{{id: {old}, title: Other, question: Is it?, kind: yes_no}}"
    (folder / "p.yaml").write_text(
        head.format("p", "new") + f"dimensions: [{{id: {home}, criteria: [{added}]}}]\n"
    )
    (folder / "c.yaml").write_text(head.format("c", "p") + f"drop: [{old}]\n")
    assert old in _rubric(folder, "new").renamed
    assert old not in _rubric(folder, "p").renamed
    assert old not in _rubric(folder, "c").renamed


@pytest.mark.parametrize("way", [("--resolved",), ("--format", "json")])
def test_new_names_stand_in_a_child_that_is_shown_with_all_that_it_extends(
    folder: Path, way: tuple[str, ...]
) -> None:
    renamed(folder)
    child = "partnercheck: rubric/1\nid: {0}\nversion: 1.0.0\ntitle: C\nextends: ./{1}.yaml\n"
    (folder / "a.yaml").write_text(child.format("a", "new") + "former_names: {books: openness, x: audited}\n")
    (folder / "b.yaml").write_text(child.format("b", "a"))
    (folder / "whole.yaml").write_text(invoke("rubric", "show", "b.yaml", *way).out)
    shown, whole = _rubric(folder, "b"), _rubric(folder, "whole")
    assert whole == shown.model_copy(update={"extends": None})
    assert whole.renamed == shown.renamed == {**RENAMED, "books": "candour", "x": "audited"}


def _rubric(folder: Path, name: str) -> Rubric:
    return Loader(folder).rubric(str(folder / f"{name}.yaml")).rubric
