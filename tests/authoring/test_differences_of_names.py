"""What is called otherwise in one rubric than in another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from told_differences import lines

from building import RUBRIC, lay_out
from partnercheck.authoring.differences import differences
from partnercheck.authoring.versions import asked_version
from partnercheck.load import Loader
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.rubric import Rubric


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
