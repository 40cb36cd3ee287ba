"""Sections of other packages that are incomplete, taken or broken: each is named, and harms nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from installed_sections import MODULE, install

from building import ROOT
from partnercheck.diagnostics import InputError
from partnercheck.measures import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


REQUIRED = ("name", "title", "summary", "model", "measures", "sample", "tables")


@pytest.mark.parametrize("part", REQUIRED)
def test_a_part_that_is_left_out_is_named(
    toys: Path, site: Path, run: Callable[..., Result], part: str
) -> None:
    head, declared = MODULE.split("SECTION = ")
    value = r'"""\\.*?"""' if part == "sample" else r".*?"
    less = re.sub(rf"    {part}={value},\n", "", declared, count=1, flags=re.DOTALL)
    assert less != declared
    (site / "partnercheck_toy.py").write_text(f"{head}SECTION = {less}", encoding="utf-8")
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "partnercheck-toy 1.0:1:1: error broken-section: the section `toy` cannot be used" in result.err
    assert f"'{part}'" in result.err
    assert toys


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="toy"', 'name="Toy!"', "`name` is not words joined by underscores"),
        ('name="toy"', 'name="toys"', "`sample` does not begin with `toys:`"),
        ('title="Toys"', 'title=""', "`title` is empty"),
        ('summary="What became of the toys that we lent them."', 'summary=""', "`summary` is empty"),
        ("model=Toy", "model=dict", "`model` does not extend `SectionData`"),
        ("measures=(returned,)", "measures=()", "`measures` is empty"),
        ("measures=(returned,)", "measures=(tables,)", "`measures` holds something else"),
        ("measures=(returned,)", "measures=(returned, returned)", "two measures have the same name"),
        ("tables=tables", "tables=None", "`tables` or `warnings` is no function"),
        ("tables=tables", "tables=tables, ours=Toy", "`ours` is no `OurPart` of the same name"),
        ('measure_in("%")', 'measure_in("")', "the measure `returned` needs a unit and a docstring"),
        ("SECTION = Section(", "SECTION = dict(", "`partnercheck_toy:SECTION` is no `Section`"),
        ("SECTION = ", "_OTHER = ", "AttributeError"),
        ("from partnercheck.measures import", "from partnercheck.nowhere import", "ModuleNotFoundError"),
        ("class Toy(", "1 / 0\n\n\nclass Toy(", "ZeroDivisionError: division by zero"),
        ("class Toy(", "raise SystemExit(0)\n\n\nclass Toy(", "SystemExit: 0"),
    ],
)
def test_what_is_wrong_with_a_section_is_named_and_nothing_of_it_is_used(
    toys: Path, site: Path, run: Callable[..., Result], old: str, new: str, said: str
) -> None:
    assert old in MODULE
    (site / "partnercheck_toy.py").write_text(MODULE.replace(old, new), encoding="utf-8")
    for code, *command in ((2, "assess", "dossier.yaml"), (1, "rubric", "check", "./rubric.yaml")):
        result = run(*command)
        assert (result.code, said in result.out + result.err) == (code, True), command
    assert toys


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("roadmap", "there is already a section of this name"),
        ("answers", "a dossier, an organisation or a reply uses this name for something else"),
        ("culture", "a dossier, an organisation or a reply uses this name for something else"),
        ("sections", "a dossier, an organisation or a reply uses this name for something else"),
        ("model_dump", "a dossier, an organisation or a reply uses this name for something else"),
        ("play", "the entry point is called `play`, the section itself `toy`"),
    ],
)
def test_a_name_that_is_taken_is_refused(site: Path, name: str, said: str) -> None:
    install(site, name=name)
    with pytest.raises(InputError, match=re.escape(f"the section `{name}` cannot be used: {said}")):
        list(SECTIONS)


def test_of_two_packages_with_one_name_the_second_is_refused(site: Path) -> None:
    install(site)
    install(site, package="2")
    with pytest.raises(InputError) as refused:
        list(SECTIONS)
    (found,) = refused.value.diagnostics
    assert found.position.file == "partnercheck-toy2 1.0"


def test_a_broken_package_harms_no_dossier_that_does_not_need_it(
    site: Path, small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    install(site, "1 / 0")
    dossier = small()
    assert run("assess", "dossier.yaml").code == 0
    dossier.write_text(dossier.read_text(encoding="utf-8").replace("financials:", "finances:"), "utf-8")
    result = run("assess", "dossier.yaml")
    assert (result.code, result.out) == (2, "")
    assert "broken-section" in result.err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("1 / 0", "ZeroDivisionError: division by zero"), ("raise SystemExit(0)", "SystemExit: 0")],
)
def test_a_measure_that_fails_is_named_with_its_package(
    toys: Path, site: Path, run: Callable[..., Result], wrong: str, said: str
) -> None:
    head, line, rest = MODULE.partition("    if ")
    assert line
    (site / "partnercheck_toy.py").write_text(f"{head}    {wrong}\n{line}{rest}", encoding="utf-8")
    result = run("assess", "dossier.yaml")
    assert (result.code, result.out) == (2, "")
    message = f"the measure `toy.returned` failed: {said}"
    assert f"partnercheck-toy 1.0:1:1: error broken-section: {message}" in result.err
    assert run("portfolio", ".", "-o", "out").code == 2
    assert message in (toys / "out" / "portfolio.json").read_text(encoding="utf-8")


def test_packages_are_looked_for_only_where_a_name_is_none_of_ours(toys: Path, site: Path) -> None:
    code = (
        "import sys\nfrom partnercheck.load import Loader\nLoader().dossier(sys.argv[1])\n"
        "print('partnercheck.measures.installed' in sys.modules)"
    )

    def looked(dossier: object) -> str:
        return subprocess.run(
            [sys.executable, "-c", code, str(dossier)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(site)},
            cwd=toys,
        ).stdout.strip()

    assert looked(ROOT / "examples" / "acme.yaml") == "False"
    assert looked(toys / "dossier.yaml") == "True"
