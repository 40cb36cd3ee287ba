"""Every error of a rubric with its place and hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from load_messages import check_one, told

from building import RUBRIC
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

LEVELS = "levels: {0: closed, 1: ajar, 2: open}"
FLAG = "when: {criterion: openness, at_most: 0}"


RUBRIC_ERRORS = {
    "wrong version": ("version: 1.2.0", "version: <>one", "wrong-id", None),
    "format of another file": (
        "partnercheck: rubric/1",
        "partnercheck: <>rubric/2",
        "wrong-value",
        "did you mean `rubric/1`?",
    ),
    "id with a capital": ("id: listing", "id: <>Listing", "wrong-id", None),
    "id `unknown` is taken": ("id: listing", "id: <>unknown", "wrong-id", None),
    "id `default` is taken": ("id: listing", "id: <>default", "wrong-id", None),
    "id twice": ("id: listing", "id: <>openness", "duplicate-id", None),
    "id of a dimension": ("id: listing", "id: <>culture", "duplicate-id", None),
    "unknown source": ("source: BOOK", "source: <>BOKO", "unknown-source", "did you mean `BOOK`?"),
    "unknown source in a list": (
        "source: BOOK",
        "source: [BOOK, <>BOKO]",
        "unknown-source",
        "did you mean `BOOK`?",
    ),
    "unknown kind": ("kind: levels", "kind: <>level", "wrong-kind", "did you mean `levels`?"),
    "gap between levels": (LEVELS, "levels: <>{0: a, 2: c}", "wrong-levels", None),
    "one level": (LEVELS, "levels: <>{0: a}", "wrong-levels", None),
    "level twice": (LEVELS, "levels: {0: a, <>0: b, 1: c}", "duplicate-key", None),
    "level in two spellings": (LEVELS, "levels: {0: a, <>+0: b, 1: c}", "wrong-type", None),
    "values for some levels": (
        LEVELS,
        "levels: <>{0: a, 1: {text: b, value: 3}}",
        "wrong-levels",
        None,
    ),
    "falling levels": (
        LEVELS,
        "levels: <>{0: {text: a, value: 9}, 1: {text: b, value: 3}}",
        "wrong-levels",
        None,
    ),
    "gap in an axis": ("{1: slow, 2: steady, 3: fast}", "<>{1: slow, 3: fast}", "wrong-positions", None),
    "curve not increasing": ("[[0, 0], [20, 100]]", "[[0, 0], [<>0, 100]]", "wrong-curve", None),
    "curve of one point": ("[[0, 0], [20, 100]]", "<>[[0, 0]]", "empty", None),
    "curve above 100": ("[[0, 0], [20, 100]]", "[[0, 0], [20, <>101]]", "wrong-value", None),
    "weight of nothing": ("weight: 3\n", "weight: <>0\n", "wrong-weight", None),
    "negative weight": ("weight: 3\n", "weight: <>-1\n", "wrong-weight", None),
    "unknown measure": (
        "from: financials.current_ratio",
        "from: <>financials.curent_ratio",
        "unknown-measure",
        "did you mean `financials.current_ratio`?",
    ),
    "unknown fact": (
        "profile: listed, is: yes",
        "profile: <>liste, is: yes",
        "unknown-fact",
        "did you mean `listed`?",
    ),
    "unknown value of a fact": (
        "profile: listed, is: yes",
        "profile: listed, is: <>perhaps",
        "unknown-option",
        "known here: `yes`, `no`",
    ),
    "when on a criterion": (
        "when: {profile: listed, is: yes}",
        "when: <>{criterion: openness, at_most: 3}",
        "wrong-test",
        None,
    ),
    "test without form": ("when: {profile: listed, is: yes}", "when: <>{}", "wrong-test", None),
    "empty any": ("when: {profile: listed, is: yes}", "when: {any: <>[]}", "empty", None),
    "two limits": (
        FLAG,
        "when: <>{criterion: openness, at_most: 0, at_least: 0}",
        "wrong-test",
        None,
    ),
    "flag that a better answer could raise": (
        FLAG,
        "when: {criterion: openness, <>at_least: 3}",
        "wrong-flag",
        "a red flag tests criteria and dimensions with `at_most`",
    ),
    "flag that every answer raises": (
        FLAG,
        "when: {criterion: openness, at_most: <>100}",
        "wrong-flag",
        None,
    ),
    "unknown criterion in a flag": (
        FLAG,
        "when: {all: [{criterion: <>openess, at_most: 3}]}",
        "unknown-criterion",
        "did you mean `openness`?",
    ),
    "unknown dimension in a flag": (
        FLAG,
        "when: {dimension: <>cultur, at_most: 3}",
        "unknown-dimension",
        "did you mean `culture`?",
    ),
    "unknown effect": (
        "effect: decline",
        "effect: <>declin",
        "wrong-value",
        "did you mean `decline`?",
    ),
    "conditional above proceed": ("{score: 50,", "{score: <>71,", "wrong-limits", None),
    "floor of conditional above proceed": ("money: 20", "money: <>51", "wrong-limits", None),
    "floor of no dimension": (
        "money: 20",
        "<>mony: 20",
        "unknown-dimension",
        "did you mean `money`?",
    ),
    "last rule with a test": (
        "  - {call: supplier-customer, title: Supplier and customer}\n",
        "",
        "wrong-rule",
        "add a rule for everything else",
    ),
    "rising reliabilities": (
        "title: Small rubric\n",
        (
            "title: Small rubric\nevidence: {grades: <>{asserted: {reliability: 0.5},\n"
            "  documented: {reliability: 0.6}}}\n"
        ),
        "wrong-grades",
        None,
    ),
    "unknown default grade": (
        "title: Small rubric\n",
        "title: Small rubric\nevidence: {default: <>assertet}\n",
        "unknown-grade",
        "did you mean `asserted`?",
    ),
    "grades of its own, without the one that clears": (
        "title: Small rubric\n",
        "title: Small rubric\nevidence: <>{grades: {hi: {reliability: 1}}, default: hi}\n",
        "unknown-grade",
        "`clears` is `documented` unless it is set; set it to one of your own grades",
    ),
    "age in weeks": (
        "title: Small rubric\n",
        "title: Small rubric\nevidence: {max_age: <>3 weeks}\n",
        "wrong-type",
        None,
    ),
    "drop without parent": (
        "title: Small rubric\n",
        "title: Small rubric\n<>drop: [openness]\n",
        "wrong-key",
        None,
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "hint"), RUBRIC_ERRORS.values(), ids=RUBRIC_ERRORS.keys())
def test_rubric_error(
    small: Callable[..., Path],
    run: Callable[..., Result],
    old: str,
    new: str,
    code: str,
    hint: str | None,
) -> None:
    assert old in RUBRIC
    marked = RUBRIC.replace(old, new, 1)
    if code == "wrong-rule":
        marked = marked.replace(
            "when: {criterion: openness, at_least", "when: <>{criterion: openness, at_least"
        )
    small(rubric=marked.replace("<>", ""))
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    if told(result)[-1][0].startswith("dossier.yaml"):
        assert told(result)[0][0].startswith("rubric.yaml")
    check_one(result, "rubric.yaml", marked, code, hint)


@pytest.mark.parametrize(("count", "code"), [(100, 0), (101, 2)])
def test_a_rubric_has_at_most_a_hundred_dimensions(
    small: Callable[..., Path], run: Callable[..., Result], count: int, code: int
) -> None:
    question = "criteria: [{id: c%d, title: C, question: Is it so?, kind: yes_no}]"
    more = "".join(
        f"  - {{id: d{number}, title: D, weight: 1, {question % number}}}\n" for number in range(count)
    )
    text = (
        "partnercheck: rubric/1\nid: wide\nversion: 1.0.0\ntitle: Wide\ndimensions:\n"
        f"{more}verdict: {{proceed: {{score: 70}}, conditional: {{score: 50}}}}\n"
    )
    folder = small(rubric=text).parent
    dossier = "partnercheck: dossier/1\npartner: {name: A}\nrubric: ./wide.yaml\nas_of: 2026-11-20\n"
    (folder / "wide.yaml").write_text(text, encoding="utf-8")
    (folder / "wide-dossier.yaml").write_text(dossier, encoding="utf-8")
    result = run("assess", "wide-dossier.yaml")
    assert result.code == code, result.err
    assert ("at most 100 entries needed here" in result.err) is bool(code)


def test_a_text_with_a_comma_in_brackets_is_to_be_quoted(folder: Path) -> None:
    (folder / "rubric.yaml").write_text(RUBRIC.replace("title: Openness,", "title: Openness, at all,"))
    with pytest.raises(InputError) as caught:
        Loader(folder).rubric(str(folder / "rubric.yaml"))
    assert [each.hint for each in caught.value.diagnostics] == [
        "a text with a comma in it, within brackets, is put in quotes"
    ]


def test_an_unknown_measure_is_told_some_that_are_near(folder: Path) -> None:
    (folder / "rubric.yaml").write_text(RUBRIC.replace("financials.current_ratio", "financials.cash"))
    with pytest.raises(InputError) as caught:
        Loader(folder).rubric(str(folder / "rubric.yaml"))
    hint = caught.value.diagnostics[0].hint or ""
    assert hint.startswith("did you mean `financials.cash_ratio` or `financials.cash_runway` or ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (RUBRIC.replace("version: 1.2.0", "version:\t1.2.0"), (3, 9)),
        (RUBRIC.replace("title: Openness, question", "title: Openness,\tquestion"), (14, 40)),
        (RUBRIC.replace("title: Openness", 'title: "Open\tness"'), None),
        (RUBRIC.replace("title: Small rubric", "title: Small rubric  # a\tcomment"), None),
    ],
)
def test_a_tab_that_other_readers_refuse_is_a_warning(
    folder: Path, text: str, place: tuple[int, int] | None
) -> None:
    (folder / "rubric.yaml").write_text(text.replace("?, kind", " at all, kind"))
    found = Loader(folder).rubric(str(folder / "rubric.yaml")).warnings
    assert [(each.code, each.position[1:3]) for each in found] == ([("tab", place)] if place else [])
