"""Section 11: every error of dossier, rubric and organisation with its place and hint; section 3.3."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

LOST = "extends: rubric.yaml\n"
CHILD = f"partnercheck: rubric/1\nid: child\nversion: 3.0.0\n{LOST}"
LEVELS = "levels: {0: closed, 1: ajar, 2: open}"
FLAG = "when: {criterion: openness, at_most: 0}"
STEPS = "0 to 2, or `unknown`"
AS_OF = "as_of: 2026-11-20"


def place_of(text: str, mark: str) -> tuple[int, int]:
    """Return line and column of the character after `<>` in a text that has it once."""
    before, _, _ = text.partition(mark)
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def told(result: Result) -> list[tuple[str, str, str | None]]:
    """Return place, code and hint of each diagnostic on standard error."""
    found: list[tuple[str, str, str | None]] = []
    for line in result.err.splitlines():
        if match := re.match(r"(\S+:\d+:\d+): (?:error|warning) ([a-z0-9-]+): ", line):
            found.append((match[1], match[2], None))
        elif line.startswith("  hint: "):
            found[-1] = (*found[-1][:2], line.removeprefix("  hint: "))
    return found


def check_one(
    result: Result, file: str, text: str, code: str, hint: str | None, error: str = "error"
) -> None:
    """Hold that there is one diagnostic, at the `<>` of a text, with its caret there."""
    line, column = place_of(text, "<>")
    assert told(result) == [(f"{file}:{line}:{column}", code, hint)], result.err
    assert f": {error} " in result.err
    source, caret = result.err.splitlines()[-2:]
    shown = text.replace("<>", "").splitlines()[line - 1][column - 1 :]
    assert source[caret.index("^") :][:20] == shown[:20]


# In the texts below `<>` marks where the diagnostic must point; it is taken out before the file is written.
_CHANGED = (
    "`partnercheck rubric diff OLD strategic-alliance` shows what changed; "
    "when the answers fit it, pin `strategic-alliance@1.0.0`"
)
DOSSIER_ERRORS = {
    "not YAML": ("growth: 12.5", "growth: [<>\n", "not-yaml", None),
    "duplicate key": (AS_OF, f"{AS_OF}\n<>as_of: 2026-11-21", "duplicate-key", None),
    "unknown key": (AS_OF, f"{AS_OF}\n<>scoop: x", "unknown-key", "did you mean `scope`?"),
    "unknown key deeper": ("name: Acme", "name: Acme, <>land: GB", "unknown-key", None),
    "wrong type": ("partner: {name: Acme}", "partner: <>Acme", "wrong-type", None),
    "text is missing": (
        "name: Acme",
        "name: <>null",
        "wrong-type",
        "quote it if you mean the word",
    ),
    "empty text": ("name: Acme", "name: <>'  '", "empty", None),
    "missing key": (AS_OF, "", "missing-key", None),
    "unknown criterion": ("openness:", "<>openess:", "unknown-criterion", "did you mean `openness`?"),
    "criterion elsewhere": (
        "    deal: joint",
        "    deal: joint\n    <>habits: []",
        "unknown-criterion",
        "it belongs to `culture`",
    ),
    "unknown dimension": ("  money:", "  <>mony:", "unknown-dimension", "did you mean `money`?"),
    "unknown level": ("answer: 2, evidence: [", "answer: <>3, evidence: [", "unknown-level", None),
    "quoted level": (
        "answer: 2, evidence: [",
        'answer: <>"2", evidence: [',
        "wrong-type",
        "remove the quotes: a quoted number is a text",
    ),
    "true is never 1": ("answer: 2, evidence: [", "answer: <>true, evidence: [", "wrong-type", STEPS),
    "half a level": ("answer: 2, evidence: [", "answer: <>1.5, evidence: [", "wrong-type", STEPS),
    "unknown position": ("pace: {answer: 2", "pace: {answer: <>4", "unknown-position", None),
    "unknown option": ("deal: joint", "deal: <>jont", "unknown-option", "did you mean `joint`?"),
    "unknown item": (
        "[lists, calls]",
        "[lists, <>call]",
        "unknown-item",
        "did you mean `calls`?",
    ),
    "item twice": ("[lists, calls]", "[lists, <>lists]", "duplicate-item", None),
    "checklist without list": (
        "[lists, calls]",
        "<>lists",
        "wrong-type",
        "`[]` says: none of them",
    ),
    "yes or no": ("audited: {answer: yes", "audited: {answer: <>1", "wrong-type", None),
    "number as text": (
        "growth: 12.5",
        'growth: <>"12.5"',
        "wrong-type",
        "remove the quotes: a quoted number is a text",
    ),
    "octal is no number": ("growth: 12.5", "growth: <>0123456", "wrong-type", None),
    "a time is no number": ("growth: 12.5", "growth: <>12:30", "wrong-type", None),
    "too large a number": ("growth: 12.5", "growth: <>1e19", "wrong-value", None),
    "endless number": ("growth: 12.5", "growth: <>.inf", "wrong-type", None),
    "not a number": ("growth: 12.5", "growth: <>nan", "wrong-type", None),
    "five thousand digits": ("growth: 12.5", "growth: <>" + "9" * 5000, "wrong-value", None),
    "answer to a measured criterion": (
        "growth: 12.5",
        "growth: 12.5\n    <>liquidity: 3",
        "measured",
        "give the data in the section `financials`",
    ),
    "missing profile fact": (
        "profile: {stage: grown, listed: no}",
        "<>profile: {stage: grown}",
        "missing-fact",
        "one of `yes` or `no`",
    ),
    "unknown option of a fact": (
        "listed: no",
        "listed: <>maybe",
        "unknown-option",
        "known here: `yes`, `no`",
    ),
    "not applicable where not allowed": (
        "pace: {answer: 2, evidence: verified}",
        "<>pace: {not_applicable: It does not matter}",
        "not-applicable",
        "answer it, or leave it out",
    ),
    "not applicable without a reason": (
        "openness: {answer: 2,",
        'openness: {not_applicable: <>"",',
        "empty",
        None,
    ),
    "two forms of an answer": (
        "habits: [lists, calls]",
        "habits: <>{answer: [lists], not_applicable: why}",
        "wrong-answer",
        None,
    ),
    "no ratings": ("habits: [lists, calls]", "habits: {ratings: <>[]}", "empty", None),
    "rating without a side": (
        "habits: [lists, calls]",
        "habits: {ratings: [<>{by: J, answer: [lists]}]}",
        "missing-key",
        None,
    ),
    "unknown side": (
        "habits: [lists, calls]",
        "habits: {ratings: [{by: J, side: <>thm, answer: [lists]}]}",
        "wrong-value",
        "did you mean `them`?",
    ),
    "unknown grade": (
        "evidence: verified",
        "evidence: <>veryfied",
        "unknown-grade",
        "did you mean `verified`?",
    ),
    "evidence without a source": (
        "[{grade: audited, source: A register, date: 2026-10-01}]",
        "[<>{grade: audited}]",
        "missing-key",
        None,
    ),
    "an amount in another currency": (
        "as_of:",
        "exchange: {currency: GBP, benefits: [{side: us, what: B, amount: 1, currency: <>EUR}]}\nas_of:",
        "mixed-currencies",
        "convert the amount, and say in `what` at which rate",
    ),
    "no such day": ("as_of: 2026-11-20", "as_of: <>2026-02-30", "wrong-date", None),
    "another order of date": ("as_of: 2026-11-20", "as_of: <>20.11.2026", "wrong-date", None),
    "digest": (
        "date: 2026-10-01}]}\n    pace",
        "date: 2026-10-01, sha256: <>abc}]}\n    pace",
        "wrong-id",
        None,
    ),
    "general evidence too strong": (
        AS_OF,
        f"{AS_OF}\nevidence: <>verified",
        "wrong-evidence",
        "give it with the answers it supports",
    ),
    "unknown flag": (
        AS_OF,
        f"{AS_OF}\nwaivers: [{{flag: <>close-shop, by: A, reason: B, until: 2027-01-01}}]",
        "unknown-flag",
        "did you mean `closed-shop`?",
    ),
    "waiver on what cannot be waived": (
        AS_OF,
        f"{AS_OF}\nwaivers: [{{flag: <>no-audit, by: A, reason: B, until: 2027-01-01}}]",
        "not-waivable",
        None,
    ),
    "waiver without end": (
        AS_OF,
        f"{AS_OF}\nwaivers: [<>{{flag: closed-shop, by: A, reason: B}}]",
        "missing-key",
        None,
    ),
    "unknown condition": (
        AS_OF,
        f"{AS_OF}\nconditions: [{{for: <>opennes}}]",
        "unknown-condition",
        "did you mean `openness`?",
    ),
    "condition dropped without a reason": (
        AS_OF,
        f"{AS_OF}\nconditions: [<>{{for: openness, status: dropped}}]",
        "missing-key",
        None,
    ),
    "country": (
        "name: Acme",
        "name: Acme, country: <>UK",
        "wrong-country",
        "did you mean `GB`?",
    ),
    "check digit": (
        "name: Acme",
        "name: Acme, identifiers: {lei: <>213800000000000000AB}",
        "wrong-identifier",
        None,
    ),
    "unknown rubric": (
        "./rubric.yaml",
        "<>strategic-aliance",
        "unknown-rubric",
        "did you mean `strategic-alliance`?",
    ),
    "unknown rubric file": (
        "./rubric.yaml",
        "<>nope.yaml",
        "unknown-rubric",
        "a path is relative to the file that names it",
    ),
    "pin of another major version": (
        "./rubric.yaml",
        "<>strategic-alliance@99.1",
        "rubric-version",
        _CHANGED,
    ),
    "unknown organisation": (
        "us.yaml",
        "<>nope.yaml",
        "unknown-organisation",
        "a path is relative to the file that names it",
    ),
    "impossible path": (
        "us.yaml",
        "<>" + "x" * 3000 + ".yaml",
        "unknown-organisation",
        "a path is relative to the file that names it",
    ),
    "evidence outside": (
        "source: A register,",
        "source: A register, file: <>../x,",
        "outside",
        "keep evidence files below the dossier's folder",
    ),
    "evidence at an absolute path": (
        "source: A register,",
        "source: A register, file: <>/etc/passwd,",
        "outside",
        "keep evidence files below the dossier's folder",
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "hint"), DOSSIER_ERRORS.values(), ids=DOSSIER_ERRORS.keys())
def test_dossier_error(
    small: Callable[..., Path],
    run: Callable[..., Result],
    old: str,
    new: str,
    code: str,
    hint: str | None,
) -> None:
    assert old in DOSSIER
    marked = DOSSIER.replace(old, new, 1)
    small(dossier=marked.replace("<>", ""))
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert result.out == ""
    if "<>" not in marked:
        marked = "<>" + marked
    if code == "not-yaml":
        assert told(result)[0][1] == code
    elif code == "unknown-key" and hint is None:
        assert told(result)[0][:2] == ("dossier.yaml:2:23", "unknown-key")
    else:
        check_one(result, "dossier.yaml", marked, code, hint)


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
        "add a rule for all else",
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


def test_all_problems_of_a_file_are_told_in_one_run_in_order(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    text = (
        DOSSIER.replace("name: Acme", "name: Acme, identifiers: {lei: x, iban: y, foo: z}")
        .replace("listed: no", "listed: maybe")
        .replace("deal: joint", "dael: joint")
        .replace("growth: 12.5", "growth: twelve\n    growth: 3")
        .replace("openness: {answer: 2", "openness: {answer: 9")
    )
    small(dossier=text + "waivers: [{flag: nope, by: A, reason: B, until: 2027-01-01}]\nwhat: 1\n")
    found = told(run("assess", "dossier.yaml"))
    places = [tuple(map(int, place.split(":")[1:])) for place, _, _ in found]
    assert places == sorted(places)
    assert [code for _, code, _ in found] == [
        "wrong-identifier",
        "wrong-identifier",
        "unknown-key",
        "unknown-option",
        "unknown-level",
        "unknown-criterion",
        "wrong-type",
        "duplicate-key",
        "unknown-flag",
        "unknown-key",
    ]


def test_all_problems_of_a_rubric_are_told_in_one_run(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    text = (
        RUBRIC.replace("source: BOOK", "source: BOKO")
        .replace("version: 1.2.0", "version: one")
        .replace("effect: decline", "effect: stop")
        .replace("criterion: openness, at_least", "criterion: openess, at_least")
    )
    small(rubric=text)
    assert [code for _, code, _ in told(run("assess", "dossier.yaml"))] == [
        "wrong-id",
        "unknown-source",
        "wrong-value",
        "unknown-criterion",
    ]


def test_faulty_entries_of_one_list_are_each_told_once(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    entries = ", ".join(["{flag: closed-shop}"] * 3 + ["{flag: nope, by: A, reason: B, until: 2027-01-01}"])
    small(dossier=DOSSIER + f"waivers: [{entries}]\n")
    codes = [code for _, code, _ in told(run("assess", "dossier.yaml"))]
    assert codes == ["missing-key"] * 9 + ["unknown-flag"]


def test_a_file_of_a_single_unknown_key_is_refused(
    write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    write("a.yaml", "a: 1\n")
    result = run("assess", "a.yaml")
    assert result.code == 2
    assert "a.yaml:1:1: error unknown-key" in result.err


@pytest.mark.parametrize("text", ["- a\n", "hello\n", "---\n", "12\n"])
def test_a_file_that_is_no_mapping_is_refused(
    small: Callable[..., Path], run: Callable[..., Result], text: str
) -> None:
    for files in ({"dossier": text}, {"rubric": text}, {"us": text}):
        small(**files)
        ((place, code, _),) = told(run("assess", "dossier.yaml"))
        assert (place.split(":", 1)[1], code) == ("1:1", "wrong-type")


def test_a_position_off_the_axis_is_an_error_of_the_organisation(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(us=ORGANISATION.replace("pace: 2", "pace: 4"))
    check_one(
        run("assess", "dossier.yaml"),
        "us.yaml",
        ORGANISATION.replace("pace: 2", "pace: <>4"),
        "unknown-position",
        None,
    )


def test_culture_positions_of_other_rubrics_are_allowed(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(us=ORGANISATION.replace("pace: 2", "pace: 2, elsewhere: 77"))
    assert run("assess", "dossier.yaml").code == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    deal: joint", "    deal: joint\n    listing: yes", "ignored-answer"),
        ("listed: no", "listed: no, mood: good", "unknown-fact"),
        ("date: 2026-10-01}]}\n    pace", "date: 2027-10-01}]}\n    pace", "evidence"),
        ("source: A register", "source: A register, file: none.pdf", "evidence"),
        (
            "2025: {current",
            "2025: {total_assets: 100, total_liabilities: 50, equity: 40, current",
            "unbalanced",
        ),
        (AS_OF, f"{AS_OF}\nconditions: [{{for: openness}}]", "condition-unused"),
    ],
)
def test_warning(
    small: Callable[..., Path], run: Callable[..., Result], old: str, new: str, code: str
) -> None:
    small(dossier=DOSSIER.replace(old, new, 1))
    result = run("assess", "dossier.yaml")
    assert result.code == 0
    assert f"warning {code}" in result.err


@pytest.mark.parametrize(
    "name", ["NO", "0123456", "12:30", "1e3", "1.10", "yes", "Null", "2026-11-20", "0x1F"]
)
def test_text_stays_text(small: Callable[..., Path], name: str) -> None:
    path = small(dossier=DOSSIER.replace("name: Acme", f"name: {name}"))
    assert Loader().dossier(path).dossier.partner.name == name


@pytest.mark.parametrize("word", ["yes", "no", "true", "false", "Yes", "NO", '"yes"'])
def test_a_yes_or_no_takes_four_words(small: Callable[..., Path], word: str) -> None:
    path = small(dossier=DOSSIER.replace("audited: {answer: yes", f"audited: {{answer: {word}"))
    answer = Loader().dossier(path).given["audited"].answer
    assert answer is (word.strip('"').lower() in {"yes", "true"})


@pytest.mark.parametrize("nothing", ["unknown", "null", "~", "", "{answer: unknown}", "{answer: null}", "{}"])
def test_unknown_null_and_absent_are_one(small: Callable[..., Path], nothing: str) -> None:
    path = small(dossier=DOSSIER.replace("growth: 12.5", f"growth: {nothing}"))
    assert Loader().dossier(path).given["growth"].answer is None


def test_a_symlink_out_of_the_folder_is_refused_and_one_within_is_followed(
    small: Callable[..., Path],
    folder: Path,
    write: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret"
    outside.write_text("x")
    write("inside.txt", "x")
    (folder / "link").symlink_to(outside)
    (folder / "good").symlink_to(folder / "inside.txt")
    (folder / "loop").symlink_to(folder / "loop")
    path = small(dossier=DOSSIER.replace("source: A register,", "source: A register, file: link,"))
    with pytest.raises(InputError, match="leads out of"):
        Loader().dossier(path)
    path = small(dossier=DOSSIER.replace("source: A register,", "source: A register, file: good,"))
    assert Loader().dossier(path).faults == {}
    path = small(dossier=DOSSIER.replace("source: A register,", "source: A register, file: loop,"))
    assert Loader().dossier(path).faults


def test_a_directory_a_fifo_and_a_missing_file_support_nothing(
    small: Callable[..., Path], folder: Path
) -> None:
    import os

    (folder / "directory").mkdir()
    os.mkfifo(folder / "fifo")
    for name in ("directory", "fifo", "missing", "x" * 5000, '"a\\0b"'):
        path = small(
            dossier=DOSSIER.replace(
                "source: A register,", f"source: A register, sha256: {'0' * 64}, file: {name},"
            )
        )
        try:
            assert Loader().dossier(path).faults
        except InputError as error:
            assert "outside" in {each.code for each in error.diagnostics}  # noqa: PT017


def test_an_unreadable_file_supports_nothing(
    small: Callable[..., Path], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("proof.txt", "x")
    path = small(
        dossier=DOSSIER.replace(
            "source: A register,", f"source: A register, sha256: {'0' * 64}, file: proof.txt,"
        )
    )

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(hashlib, "file_digest", denied)
    (fault,) = Loader().dossier(path).faults.values()
    assert "cannot be read: Permission denied" in fault


def test_evidence_with_its_digest_counts_and_a_changed_file_does_not(
    small: Callable[..., Path], write: Callable[..., Path]
) -> None:
    write("proof.txt", "x")
    digest = hashlib.sha256(b"x").hexdigest()
    item = f"source: A register, sha256: {digest.upper()}, file: proof.txt,"
    path = small(dossier=DOSSIER.replace("source: A register,", item))
    assert Loader().dossier(path).faults == {}
    write("proof.txt", "y")
    (fault,) = Loader().dossier(path).faults.values()
    assert "another SHA-256" in fault


# Section 3.3


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


EXTENDS_ERRORS = {
    "dropping what a flag names": (
        "drop: [audited]\n",
        [("rubric.yaml:36:72", "unknown-criterion", "this rubric drops `audited`, but still names it")],
    ),
    "dropping what a floor names": (
        "drop: [money, no-audit]\n",
        [("rubric.yaml:39:53", "unknown-dimension", "this rubric drops `money`, but still names it")],
    ),
    "dropping what a relationship rule names": (
        "drop: [openness, closed-shop]\n",
        [("rubric.yaml:41:63", "unknown-criterion", "this rubric drops `openness`, but still names it")],
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
        ("nope", "unknown-rubric", "known here: " + ", ".join(f"`{name}`" for name in rubrics())),
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
    for pin in ("strategic-alliance@1", "strategic-alliance@1.7"):
        assert Loader().rubric(pin).rubric.id == "strategic-alliance"
    small()


def test_very_many_problems_take_bounded_time(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    keys = "".join(f"k{n}: 1\n" for n in range(20_000))
    answers = "".join(f"    k{n}: 1\n" for n in range(20_000))
    for text in (
        keys,
        DOSSIER.replace("    deal: joint\n", answers),
        DOSSIER + "conditions:\n" + "".join(f"  - {{for: k{n}}}\n" for n in range(20_000)),
        DOSSIER.replace("name: Acme", "name: Acme, identifiers: {" + keys.replace("\n", ", ") + "}"),
        DOSSIER.replace("listed: no", "listed: no, " + keys.replace("\n", ", ")),
        DOSSIER + "waivers: [" + "{a: b}, " * 20_000 + "]\n",
    ):
        small(dossier=text)
        result = run("assess", "dossier.yaml")
        assert result.code in {0, 2}
        assert len(result.err) < 3_000_000
