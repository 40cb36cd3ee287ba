"""What is wrong with a rubric that extends another is told where its user can mend it; pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from load_messages import told
from loaded_children import CHILD

from building import RUBRIC
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.load.pins import wrong_pin
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


# In the texts below `<>` marks where the diagnostic must point; it is taken out before the file is written.
_CHANGED = (
    "`partnercheck rubric diff OLD strategic-alliance` shows what changed; "
    "`partnercheck update` brings a dossier to `strategic-alliance@2.0.0`"
)


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
    "dropping the namesake of a fact that stands too low": (
        (
            "drop: [pace]\n"
            "profile: {size: {type: yes_no, when: {profile: pace, is: yes}}, pace: {type: yes_no}}\n"
        ),
        [("child.yaml:6:48", "wrong-test", "`when` of a fact tests facts above it; move one of them")],
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
