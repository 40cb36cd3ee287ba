"""Settings stand in for what a command line leaves out; options come before them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC
from partnercheck.cli.config import HEEDED, defaults
from partnercheck.load.config import settings
from partnercheck.model.config import Config
from running import commands, fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
CHILD = (
    "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\nextends: ./rubric.yaml\n"
    "dimensions: [{id: money, weight: 2}]\n"
)
UNTESTED = "error below-minimum: flags and rules covered in all: 0 %, and 50 % is asked for"


@pytest.fixture
def repository(folder: Path, write: Write) -> Path:
    write("rules/rubric.yaml", RUBRIC)
    write("partners/acme.yaml", DOSSIER.replace("./rubric.yaml", "../rules/rubric.yaml"))
    write("us.yaml", ORGANISATION)
    write("partners/us.yaml", ORGANISATION)
    write("partnercheck.toml", 'rubrics = ["rules"]\ndossiers = ["partners"]\n')
    return folder


def test_every_command_that_heeds_the_settings_has_what_they_set(repository: Path, write: Write) -> None:
    text = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert text is not None
    write("partnercheck.toml", text[1])
    found, known = defaults(), commands()
    for name, each in HEEDED.items():
        for words in [(name, below) for below in each] if isinstance(each, dict) else [(name,)]:
            given = found.get(words[0]).get(words[1]) if len(words) == 2 else found.get(name)
            assert given
            assert given.keys() <= {parameter.name for parameter in known[words].params}, words
    with_option = {
        words
        for words, each in known.items()
        if "organisation" in {parameter.name for parameter in each.params} and words != ("new",)
    }
    assert with_option <= {(name,) for name in HEEDED} | {("evidence", "check")}
    assert repository.is_dir()


def test_the_page_lists_every_key() -> None:
    listed = {each.replace("-", "_") for each in re.findall(r"^\| `([a-z.-]+)` \|", PAGE, re.MULTILINE)}
    flat = {name for name in Config.model_fields if name not in {"test", "diff"}}
    within = {
        f"{part}.{name}" for part in ("test", "diff") for name in type(getattr(Config(), part)).model_fields
    }
    assert listed == flat | within


def test_rubrics_and_dossiers_are_those_of_the_settings_unless_some_are_named(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = run("rubric", "check").out
    assert "\n1 rubric: " in checked
    assert checked == run("rubric", "check", "rules/rubric.yaml").out
    assert "1 dossier, " in run("todo").out
    assert "there is no such file" in run("todo", "elsewhere").err
    (repository / ".git").mkdir()
    monkeypatch.chdir(repository / "partners")
    assert "../rules/rubric.yaml" in run("rubric", "check").out


def test_strictness_and_thresholds_are_those_of_the_settings_unless_options_say_otherwise(
    repository: Path, write: Write, run: Run
) -> None:
    assert run("rubric", "check").code == 0
    write("partnercheck.toml", 'rubrics = "rules"\nstrict = true\n[test]\nmin-coverage = {rules = 50}\n')
    assert run("rubric", "check").code == 1
    assert run("rubric", "check", "--no-strict").code == 0
    assert UNTESTED in run("rubric", "test").out
    assert UNTESTED not in run("rubric", "test", "--min-coverage", "0").out
    write("partnercheck.toml", 'rubrics = "rules"\n[test]\nmin-coverage = 50\n')
    assert UNTESTED in run("rubric", "test").out
    assert repository.is_dir()


def test_our_own_side_is_that_of_the_settings_unless_an_option_says_otherwise(
    repository: Path, write: Write, run: Run
) -> None:
    write("partnercheck.toml", 'organisation = "us.yaml"\n')
    write("them.yaml", ORGANISATION)
    assert '"file": "../us.yaml"' in run("assess", "partners/acme.yaml", "-f", "json").out
    other = run("assess", "partners/acme.yaml", "-f", "json", "--organisation", "them.yaml")
    assert '"file": "../them.yaml"' in other.out
    assert repository.is_dir()


def test_faulty_settings_are_bad_input_of_the_commands_that_heed_them(
    repository: Path, write: Write, run: Run
) -> None:
    write("partnercheck.toml", "strict = maybe\n")
    result = run("rubric", "check")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("partnercheck.toml:1:10: error not-toml")
    assert run("rubric", "show", "quick-screen").code == 0
    assert repository.is_dir()


@pytest.mark.parametrize(
    "asked", [("-f", "json"), ("-fjson",), ("-qf", "json"), ("--format", "json"), ("--format=json",)]
)
def test_faulty_settings_are_told_to_programs_as_all_bad_input_is(
    repository: Path, write: Write, run: Run, asked: tuple[str, ...]
) -> None:
    write("partnercheck.toml", "strict = 1\n")
    for command in (("assess", "partners/acme.yaml"), ("rubric", "check"), ("todo",)):
        result = run(*command, *asked)
        assert (result.code, result.err) == (2, "")
        (told,) = fitting("diagnostics", result.out)["diagnostics"]
        assert (told["file"], told["line"], told["column"]) == ("partnercheck.toml", 1, 10)
        assert run(*command, "-o", "json").out == ""
    assert repository.is_dir()


def test_a_folder_of_that_name_needs_no_settings(folder: Path, write: Write, run: Run) -> None:
    assert run("rubric", "check").code == 2
    write("rubrics/rubric.yml", RUBRIC)
    assert "1 rubric" in run("rubric", "check").out
    assert settings(folder).config == Config()


@pytest.mark.parametrize("named", ["rules/rubric.yaml", "rules"])
def test_the_children_of_a_rubric_are_checked_and_tested_with_it(
    repository: Path, write: Write, run: Run, named: str
) -> None:
    write("rules/child.yml", CHILD)
    write("rules/apart.yaml", RUBRIC.replace("id: small", "id: apart"))
    write("elsewhere/grandchild.yaml", CHILD.replace("./rubric.yaml", "../rules/child.yml"))
    write("partnercheck.toml", 'rubrics = ["rules", "elsewhere"]\n')
    for command in ("check", "test"):
        found = run("rubric", command, named).out
        assert "rules/rubric.yaml" in found
        assert f"{3 + (named == 'rules')} rubrics" in found
    assert "1 rubric:" in run("rubric", "check", "rules/rubric.yaml", "--no-children").out
    write("rules/child.yml", CHILD.replace("id: money", "id: cash"))
    broken = run("rubric", "check", "rules/rubric.yaml")
    assert broken.code == 1
    assert "the parent has no dimension `cash` that this could change" in broken.out
    assert repository.is_dir()


def test_what_is_asked_of_cases_is_asked_of_the_rubrics_that_are_named(
    repository: Path, write: Write, run: Run
) -> None:
    write("rules/child.yml", CHILD)
    found = run("rubric", "test", "rules/rubric.yaml", "--min-coverage", "50").out
    assert found.count("below-minimum") == 1
    assert "rules/child.yml: flags" in found
    assert repository.is_dir()
