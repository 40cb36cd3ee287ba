"""What goes wrong at the edges: links, many problems, outputs that are inputs, deep inheritance."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, RUBRIC

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_json_report_never_replaces_a_dossier_that_it_was_made_from(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    dossier = small()
    same = dossier.with_suffix(".json")
    same.write_text(dossier.read_text())
    result = run("assess", "dossier.json", "--format", "json", "-o", ".")
    assert result.code == 2
    assert "would overwrite what is read" in json.loads(result.out)["diagnostics"][0]["message"]
    assert same.read_text() == dossier.read_text()


def test_a_checklist_too_large_for_flips_is_told_as_not_worked_out(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    items = ", ".join(f"i{n}: {{text: Item {n}}}" for n in range(65))
    rubric = RUBRIC.replace(
        "items: {lists: {text: They keep lists}, calls: {text: They call back, weight: 3}}",
        f"items: {{{items}}}",
    ).replace("{score: 70, dimension: 50}", "{score: 90, dimension: 50}")
    every = ", ".join(f"i{n}" for n in range(65))
    dossier = small(rubric=rubric, dossier=DOSSIER.replace("[lists, calls]", f"[{every}]"))
    data = json.loads(run("assess", dossier, "--format", "json").out)
    assert data["flips_not_worked_out"] == ["habits"]
    assert "habits" not in [each["criterion"] for each in data["flips"]]
    told = run("assess", dossier, "--format", "markdown", "--depth", "analyst").out
    assert "Another answer to “Habits” would change the verdict; which is nearest is not worked out" in told


def test_template_for_text_is_still_escaped_in_a_page(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result], folder: Path
) -> None:
    small(dossier=DOSSIER.replace("name: Acme", 'name: "<script>x</script>"'))
    write("own.j2", "<h1>{{ report.partner }}</h1>")
    assert run("assess", "dossier.yaml", "--template", "own.j2", "-o", "page.html").code == 0
    assert (folder / "page.html").read_text() == "<h1>&lt;script&gt;x&lt;/script&gt;</h1>"


def test_two_names_of_one_rubric_each_extend_their_own_neighbour(
    folder: Path, write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    child = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\nextends: ./parent.yaml\n"
    write("shared.yaml", child)
    for name, title in (("a", "First"), ("b", "Second")):
        write(f"{name}/parent.yaml", RUBRIC.replace("title: ", f"title: {title} ", 1))
        (folder / name / "rubric.yaml").symlink_to(folder / "shared.yaml")
        write(f"{name}/dossier.yaml", DOSSIER.replace("organisation: us.yaml\n", ""))
    both = run("assess", "a/dossier.yaml", "b/dossier.yaml", "--format", "json").out.splitlines()
    alone = [run("assess", f"{name}/dossier.yaml", "--format", "json").out for name in "ab"]
    assert [json.loads(line)["rubric"] for line in both] == [json.loads(text)["rubric"] for text in alone]
    assert json.loads(both[0])["rubric"]["sha256"] != json.loads(both[1])["rubric"]["sha256"]


def test_assessment_verifies_through_a_linked_folder(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path
) -> None:
    small()
    (folder / "real" / "deep").mkdir(parents=True)
    for name in ("dossier.yaml", "rubric.yaml", "us.yaml"):
        (folder / name).rename(folder / "real" / "deep" / name)
    (folder / "link").symlink_to(folder / "real" / "deep")
    assert run("assess", "link/dossier.yaml", "-o", "kept.json", "-q").code == 0
    result = run("verify", "kept.json")
    assert (result.code, result.out[:8]) == (0, "the same")


def test_child_has_an_id_and_a_version_of_its_own(
    write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    write("parent.yaml", RUBRIC)
    write("rubric.yaml", "partnercheck: rubric/1\nextends: ./parent.yaml\n")
    write("dossier.yaml", DOSSIER.replace("organisation: us.yaml\n", ""))
    told = run("assess", "dossier.yaml").err
    assert "missing-key: `id` is required here" in told
    assert "missing-key: `version` is required here" in told


def test_long_line_of_ancestors_is_refused(write: Callable[..., Path], run: Callable[..., Result]) -> None:
    for number in range(60):
        head = f"partnercheck: rubric/1\nid: r{number}\nversion: 1.0.0\n"
        write(f"r{number}.yaml", f"{head}extends: ./r{number + 1}.yaml\n")
    write("dossier.yaml", DOSSIER.replace("rubric: ./rubric.yaml", "rubric: ./r0.yaml"))
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "a rubric has at most 20 ancestors" in result.err


def test_cases_in_a_rubric_are_checked(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    small(rubric=RUBRIC + "cases: [{nonsense: 1}]\n")
    assert "`nonsense` is not a key of this place" in run("assess", "dossier.yaml").err


def test_very_many_warnings_are_an_error_and_drop_no_answer_unsaid(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    facts = ", ".join(f"fact-{number}: x" for number in range(1100))
    small(dossier=DOSSIER.replace("profile: {", f"profile: {{{facts}, ", 1))
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "too-many" in result.err


def test_name_of_a_partner_sends_nothing_to_the_terminal(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(dossier=DOSSIER.replace("name: Acme", r'name: "E\e[31mvil"'))
    result = run("assess", "dossier.yaml", "--require", "proceed", "--firm")
    assert "\x1b" not in result.err + result.out


def test_pin_must_be_a_version(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    for pin in ("", "x", "1.x", "1@2"):
        small(dossier=DOSSIER.replace("rubric: ./rubric.yaml", f"rubric: strategic-alliance@{pin}"))
        assert "rubric-version" in run("assess", "dossier.yaml").err, pin


def test_file_of_another_kind_is_told_in_one_line(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    result = run("assess", "us.yaml")
    assert result.err.count("error") == 1
    assert "this file is an organisation" in result.err


@pytest.mark.parametrize(
    "command",
    [
        ("HOSTILE",),
        ("--HOSTILE",),
        ("rubric", "HOSTILE"),
        ("assess", "a.yaml", "--HOSTILE"),
        ("assess", "a.yaml", "--format", "HOSTILE"),
        ("assess", "a.yaml", "--as-of", "HOSTILE"),
        ("assess", "a.yaml", "--confine", "HOSTILE"),
        ("assess", "a.yaml", "--depth", "HOSTILE"),
        ("due", ".", "--within", "HOSTILE"),
        ("due", ".", "--jobs", "HOSTILE"),
        ("whatif", "a.yaml", "--set", "HOSTILE"),
        ("rubric", "test", "a.yaml", "--min-mutation", "HOSTILE"),
        ("rubric", "diff", "a.yaml", "b.yaml", "--fail-on", "HOSTILE"),
        ("verify", "a.json", "HOSTILE"),
        ("schema", "HOSTILE"),
        ("financials", "import", "a.csv", "--unit", "HOSTILE"),
        ("financials", "import", "a.csv", "--currency", "HOSTILE"),
        ("template", "new", "a.md.j2", "--from", "HOSTILE"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_with_a_command_line_is_told_visibly(
    command: tuple[str, ...], run: Callable[..., Result]
) -> None:
    hostile = "x\x1b[31m\u202e\x9b2J\r\n::error::x"
    result = run(*(each.replace("HOSTILE", hostile) for each in command))
    assert (result.code, result.out) == (2, "")
    assert "Error" in result.err
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", result.err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("assess", "a.yaml", "-f", "odt"),
            "Invalid value for '--format' / '-f': 'odt' is not one of 'terminal',",
        ),
        (
            ("todo", ".", "--form", "doc"),
            "Invalid value for '--form': 'doc' is not one of 'yaml', 'html', 'xlsx'.",
        ),
        (("due", ".", "--within", "soon"), "Invalid value for '--within': a whole number is needed here"),
        (("due", ".", "--within", "-3"), "Invalid value for '--within': it takes at least 0"),
        (
            ("portfolio", ".", "-o", "x", "--jobs", "0"),
            "Invalid value for '--jobs' / '-j': it takes at least 1",
        ),
        (("schema", "poem"), "Invalid value for 'KIND': 'poem' is not one of 'rubric',"),
        (("assess", "a.yaml", "--confine", "no"), "Invalid value for '--confine': there is no 'no'"),
    ],
)
def test_what_is_wrong_with_an_option_is_said_in_plain_words(
    run: Callable[..., Result], arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert f"Error: {said}" in result.err
