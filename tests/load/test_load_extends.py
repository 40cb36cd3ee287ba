"""A rubric that extends another."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from load_messages import told

from building import DOSSIER, RUBRIC
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.load.pins import wrong_pin
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import validate
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

LOST = "extends: rubric.yaml\n"
CHILD = f"partnercheck: rubric/1\nid: child\nversion: 3.0.0\n{LOST}"

# In the texts below `<>` marks where the diagnostic must point; it is taken out before the file is written.
_CHANGED = (
    "`partnercheck rubric diff OLD strategic-alliance` shows what changed; "
    "`partnercheck update` brings a dossier to `strategic-alliance@2.0.0`"
)


@pytest.fixture
def child(folder: Path, small: Callable[..., Path]) -> Callable[..., Path]:
    """Write a child of the small rubric with this text after its head; returns the child."""

    def child(text: str = "", head: str = CHILD, **files: str) -> Path:
        small(dossier=DOSSIER.replace("./rubric.yaml", "child.yaml"), **files)
        (folder / "child.yaml").write_text(head + text)
        return folder / "child.yaml"

    return child


def test_the_child_starts_as_the_parent(child: Callable[..., Path], folder: Path) -> None:
    rubric = Loader().rubric(str(child())).rubric
    parent = Loader().rubric(str(folder / "rubric.yaml")).rubric
    for key in (
        "title",
        "sources",
        "profile",
        "evidence",
        "dimensions",
        "red_flags",
        "verdict",
        "relationship",
    ):
        assert getattr(rubric, key) == getattr(parent, key)
    assert (rubric.id, rubric.version) == ("child", "3.0.0")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "drop: [no-audit, habits]\n",
        "dimensions: [{id: culture, weight: 3}]\n",
        "dimensions: [{id: culture, criteria: [{id: openness, weight: 3}]}]\n",
        "red_flags: [{id: no-audit, effect: note}]\n",
    ],
)
def test_what_a_child_takes_over_is_what_it_would_be_if_it_stood_there(
    child: Callable[..., Path], text: str
) -> None:
    path = child(text)
    grandchild = path.with_name("grandchild.yaml")
    grandchild.write_text(f"{CHILD.replace('rubric.yaml', path.name)}{text.replace('drop', 'changes: {} #')}")
    piped = Loader(path.parent).in_memory(path.read_bytes(), "-")
    for loaded in (Loader().rubric(str(path)), Loader().rubric(str(grandchild)), piped):
        assert loaded.rubric == validate(Rubric, loaded.document.data)[0]


def test_maps_are_merged_at_every_depth_and_lists_replaced(child: Callable[..., Path]) -> None:
    text = """\
title: Other
sources: {NEW: {title: New}, BOOK: {year: 1999}}
profile: {stage: {options: [young, grown, old]}}
evidence: {max_age: 1 year}
verdict: {coverage: {overall: 10}, conditional: {dimension: {culture: 40}}}
"""
    rubric = Loader().rubric(str(child(text))).rubric
    assert rubric.title == "Other"
    assert rubric.sources["BOOK"].title == "A book"
    assert rubric.sources["BOOK"].year == 1999
    assert set(rubric.sources) == {"BOOK", "NEW"}
    assert rubric.profile["stage"].question == "How old is the firm?"
    assert rubric.profile["stage"].options == ("young", "grown", "old")
    assert rubric.evidence.max_age == 12
    assert rubric.verdict.coverage.overall == 10
    assert rubric.verdict.conditional.score == 50
    assert rubric.verdict.conditional.dimension == {"default": 30, "money": 20, "culture": 40}


def test_grades_are_replaced_whole(child: Callable[..., Path]) -> None:
    grades = "{seen: {reliability: 1}, said: {reliability: 0.2}}"
    text = f"evidence: {{grades: {grades}, default: said, clears: seen}}\n"
    assert list(Loader().rubric(str(child(text))).rubric.evidence.grades) == ["seen", "said"]


def test_parts_of_one_id_keep_their_place_and_take_the_keys_named(child: Callable[..., Path]) -> None:
    text = """\
dimensions:
  - {id: fresh, title: Fresh, weight: 1, criteria: [{id: f, title: F, question: F?, kind: yes_no}]}
  - id: money
    weight: 9
    criteria:
      - {id: extra, title: E, question: E?, kind: yes_no}
      - {id: growth, expect: 70}
      - {id: deal, kind: yes_no, title: D, question: D?}
red_flags:
  - {id: extra-flag, title: X, effect: note, when: {criterion: extra, at_most: 0}}
  - {id: closed-shop, effect: note}
relationship: [{call: other, title: Other}]
"""
    rubric = Loader().rubric(str(child(text))).rubric
    assert [each.id for each in rubric.dimensions] == ["culture", "money", "fresh"]
    money = rubric.dimensions[1]
    assert (money.title, money.weight) == ("Money", 9)
    assert [each.id for each in money.criteria] == [
        "audited",
        "deal",
        "growth",
        "liquidity",
        "listing",
        "extra",
    ]
    assert rubric.criteria["growth"].expect == 70
    assert rubric.criteria["growth"].title == "Growth"
    assert rubric.criteria["deal"].kind == "yes_no"
    assert [(each.id, each.effect) for each in rubric.red_flags] == [
        ("closed-shop", "note"),
        ("no-audit", "decline"),
        ("extra-flag", "note"),
    ]
    assert rubric.flags["closed-shop"].title == "A closed shop"
    assert [each.call for each in rubric.relationship] == ["other"]


def test_a_criterion_of_another_kind_is_replaced_whole(
    child: Callable[..., Path], run: Callable[..., Result]
) -> None:
    child("dimensions: [{id: culture, criteria: [{id: openness, kind: yes_no}]}]\n")
    codes = [code for _, code, _ in told(run("assess", "dossier.yaml"))]
    assert codes == ["missing-key", "missing-key"]  # title and question


def test_cases_are_not_inherited(child: Callable[..., Path]) -> None:
    rubric = RUBRIC + "cases: [{name: a, from: best, expect: {verdict: proceed}}]\n"
    assert Loader().rubric(str(child(rubric=rubric))).rubric.cases == ()


def test_drop_removes_dimensions_criteria_and_flags(child: Callable[..., Path]) -> None:
    rubric = Loader().rubric(str(child("drop: [habits, no-audit, audited, closed-shop]\n"))).rubric
    assert "habits" not in rubric.criteria
    assert "audited" not in rubric.criteria
    assert rubric.red_flags == ()


def test_a_dimension_is_dropped_with_its_criteria(child: Callable[..., Path]) -> None:
    text = "drop: [money, no-audit]\nverdict: {conditional: {dimension: 30}}\n"
    rubric = Loader().rubric(str(child(text))).rubric
    assert [each.id for each in rubric.dimensions] == ["culture"]


BY_PATH = "; one of yours is named by its path, which has a `/` or ends in .yaml"
EXTENDS_ERRORS = {
    "dropping what a flag names": (
        "drop: [audited]\n",
        [("rubric.yaml:36:72", "unknown-criterion", "`child` drops `audited`, but not what names it")],
    ),
    "dropping what a floor names": (
        "drop: [money, no-audit]\n",
        [("rubric.yaml:39:53", "unknown-dimension", "`child` drops `money`, but not what names it")],
    ),
    "dropping what a relationship rule names": (
        "drop: [openness, closed-shop]\n",
        [("rubric.yaml:41:63", "unknown-criterion", "`child` drops `openness`, but not what names it")],
    ),
    "dropping nothing": ("drop: [habit]\n", [("child.yaml:5:8", "unknown-id", "did you mean `habits`?")]),
    "dropping and giving": (
        "drop: [habits]\ndimensions: [{id: culture, criteria: [{id: habits, expect: 3}]}]\n",
        [("child.yaml:5:8", "wrong-drop", None)],
    ),
    "criterion of another dimension": (
        "dimensions: [{id: money, criteria: [{id: openness, title: A, question: B, kind: yes_no}]}]\n",
        [("child.yaml:5:42", "wrong-dimension", None), ("child.yaml:5:42", "duplicate-id", None)],
    ),
    "dimension twice": (
        "dimensions: [{id: culture}, {id: culture}]\n",
        [("child.yaml:5:34", "duplicate-id", None)],
    ),
    "criterion twice": (
        "dimensions: [{id: culture, criteria: [{id: pace, expect: 1}, {id: pace, expect: 2}]}]\n",
        [("child.yaml:5:67", "duplicate-id", None)],
    ),
    "flag twice": (
        "red_flags: [{id: no-audit, title: A}, {id: no-audit, title: B}]\n",
        [("child.yaml:5:44", "duplicate-id", None)],
    ),
    "error in the child's own part": (
        "dimensions: [{id: culture, criteria: [{id: openness, levels: {0: a, 2: c}}]}]\n",
        [("child.yaml:5:62", "wrong-levels", None)],
    ),
    "limit of the parent above the child's": (
        "verdict: {proceed: {score: 40}}\n",
        [("rubric.yaml:39:24", "wrong-limits", None)],
    ),
    "unknown key": ("titel: X\n", [("child.yaml:5:1", "unknown-key", "did you mean `title`?")]),
    "id that is a list": (
        "red_flags: [{id: [a], title: A, effect: note, when: {criterion: pace, at_most: 1}}]\n",
        [("child.yaml:5:18", "wrong-type", None)],
    ),
    "dimensions that are no list": ("dimensions: 3\n", [("child.yaml:5:13", "wrong-type", None)]),
    "drop of no words": (
        "drop: [[a], {b: c}]\n",
        [("child.yaml:5:8", "wrong-type", None), ("child.yaml:5:13", "wrong-type", None)],
    ),
}


@pytest.mark.parametrize(("text", "found"), EXTENDS_ERRORS.values(), ids=EXTENDS_ERRORS.keys())
def test_extends_error(
    child: Callable[..., Path],
    run: Callable[..., Result],
    text: str,
    found: list[tuple[str, str, str | None]],
) -> None:
    child(text)
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert told(result) == found, result.err


@pytest.mark.parametrize(
    ("parent", "code", "hint"),
    [
        ("child.yaml", "extends-cycle", None),
        ("./b.yaml", "unknown-rubric", None),
        ("strategic-aliance", "unknown-rubric", "did you mean `strategic-alliance`?"),
        ("nope", "unknown-rubric", "known here: " + ", ".join(f"`{name}`" for name in rubrics()) + BY_PATH),
        ('"./\\0.yaml"', "unknown-rubric", None),
        ("x" * 5000 + ".yaml", "unknown-rubric", None),
        (
            "strategic-alliance@99",
            "rubric-version",
            _CHANGED,
        ),
    ],
)
def test_a_parent_that_cannot_be_is_an_error_at_extends(
    child: Callable[..., Path], run: Callable[..., Result], parent: str, code: str, hint: str | None
) -> None:
    child(head=CHILD.replace("rubric.yaml", parent))
    ((place, found, advice),) = told(run("assess", "dossier.yaml"))
    assert (place, found) == ("child.yaml:4:10", code)
    assert hint is None or advice == hint


def test_a_longer_cycle_names_its_members(
    child: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    child(head=CHILD.replace("rubric.yaml", "b.yaml"))
    write("b.yaml", CHILD.replace("rubric.yaml", "c.yaml"))
    write("c.yaml", CHILD.replace("rubric.yaml", "child.yaml"))
    result = run("assess", "dossier.yaml")
    assert told(result) == [("c.yaml:4:10", "extends-cycle", None)]
    assert "child.yaml → b.yaml → c.yaml → child.yaml" in result.err


def test_an_error_in_the_parent_stands_in_the_parent(
    child: Callable[..., Path], run: Callable[..., Result]
) -> None:
    child(rubric=RUBRIC.replace("weight: 3\n", "weight: 0\n"))
    assert told(run("assess", "dossier.yaml")) == [("rubric.yaml:12:13", "wrong-weight", None)]


def test_the_digest_covers_the_file_then_each_parent(child: Callable[..., Path], folder: Path) -> None:
    grandchild = folder / "deep" / "grandchild.yaml"
    grandchild.parent.mkdir()
    grandchild.write_text(CHILD.replace("rubric.yaml", "../child.yaml"))
    child("title: Middle\n")
    chain = b"".join(
        path.read_bytes() for path in (grandchild, folder / "child.yaml", folder / "rubric.yaml")
    )
    loaded = Loader().rubric(str(grandchild))
    assert loaded.sha256 == hashlib.sha256(chain).hexdigest()
    assert loaded.rubric.title == "Middle"


def test_a_pin_of_the_same_major_version_holds(small: Callable[..., Path]) -> None:
    for pin in ("strategic-alliance@2", "strategic-alliance@2.7"):
        assert Loader().rubric(pin).rubric.id == "strategic-alliance"
    small()


@pytest.mark.parametrize(
    ("pin", "warned"),
    [
        ("1", False),
        ("1.2", False),
        ("1.2.0", False),
        ("1.1", False),
        ("1.1.9", False),
        ("1.2.1", True),
        ("1.3", True),
    ],
)
def test_a_pin_warns_where_it_is_newer_than_what_is_here_and_only_there(pin: str, warned: bool) -> None:
    rubric = Loader().rubric("strategic-alliance").rubric.model_copy(update={"version": "1.2.0"})
    problem = wrong_pin(f"strategic-alliance@{pin}", rubric)
    assert (problem is not None) == warned
    assert problem is None or (problem.severity, problem.code) == ("warning", "rubric-version")


def test_the_exact_version_that_is_here_is_no_news(run: Callable[..., Result]) -> None:
    here = Loader().rubric("strategic-alliance").rubric.version
    run("new", "a.yaml", "--rubric", f"strategic-alliance@{here}")
    result = run("assess", "a.yaml", "-q")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("reference", ["rubric.yaml@1.2", "./rubric.yaml@1.2", "rubric.yml@1.2"])
def test_a_path_takes_no_version(folder: Path, reference: str) -> None:
    head = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\n"
    (folder / "child.yaml").write_text(f"{head}extends: {reference}\n")
    with pytest.raises(InputError) as caught:
        Loader(folder).rubric(str(folder / "child.yaml"))
    path = reference.removesuffix("@1.2")
    assert caught.value.diagnostics[0].hint == f"only an id takes a version; a path names one file: `{path}`"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("dimensions: [{id: gone, weight: 2}]", "dimension `gone`"),
        ("dimensions: [{id: money, criteria: [{id: gone, weight: 2}]}]", "criterion `gone`"),
        ("red_flags: [{id: gone, effect: note}]", "flag `gone`"),
    ],
)
def test_a_change_of_what_the_parent_has_lost_says_so_once(folder: Path, what: str, said: str) -> None:
    (folder / "rubric.yaml").write_text(RUBRIC)
    head = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\nextends: ./rubric.yaml\n"
    (folder / "child.yaml").write_text(head + what + "\n")
    with pytest.raises(InputError) as caught:
        Loader(folder).rubric(str(folder / "child.yaml"))
    (found,) = caught.value.diagnostics
    assert found.message == f"the parent has no {said} that this could change"
