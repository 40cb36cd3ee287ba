"""An assessment as a workbook: what is in it is read back, and no cell is a formula."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from building import DOSSIER, EXAMPLES
from partnercheck.api import assess
from partnercheck.diagnostics import InputError
from partnercheck.render.assessment.workbook import library, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@cache
def acme() -> tuple[Any, Any]:
    result = assess(EXAMPLES / "acme.yaml")
    return result, load_workbook(io.BytesIO(workbook(result.assessment, result.decision.inputs)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    heads, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in below]


def test_there_is_a_sheet_each() -> None:
    assert acme()[1].sheetnames == ["Answers", "Evidence", "Conditions", "Measures"]


def test_answers_are_all_criteria_with_their_values() -> None:
    result, book = acme()
    told = [each for dimension in result.assessment.dimensions for each in dimension.criteria]
    found = rows(book["Answers"])
    assert [each["Criterion"] for each in found] == [each.id for each in told]
    assert [each["Value"] for each in found] == pytest.approx([each.value.point for each in told])
    assert sum(each["Weight, %"] for each in found) == pytest.approx(100)
    speed = next(each for each in found if each["Criterion"] == "decision-speed")
    assert len(speed["Answer"].splitlines()) > 1
    assert speed["Question"].endswith("?")


@pytest.mark.parametrize("asked", [("--names", "off"), ("--depth", "executive")])
def test_people_are_roles_and_sides_where_names_are_left_out(
    folder: Path, run: Callable[..., Result], asked: tuple[str, ...]
) -> None:
    def texts(*more: str) -> str:
        assert run("assess", str(EXAMPLES / "acme.yaml"), *more, "-q", "-o", "a.xlsx").code == 0
        book = load_workbook(folder / "a.xlsx")
        return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)

    people = ("Haddad", "Moore", "Okafor", "Quist")
    assert all(name in texts() for name in people)
    assert not [name for name in people if name in texts(*asked)]
    assert "the commercial director of Acme" in texts(*asked)


def test_evidence_is_every_item_and_why_it_does_not_count() -> None:
    result, book = acme()
    told = [each.evidence for dimension in result.assessment.dimensions for each in dimension.criteria]
    items = [item for each in told if each for item in each.items]
    found = rows(book["Evidence"])
    assert len(found) >= len(items)
    late = [each for each in found if each["Counts"] == "no"]
    assert {item.source for item in items if not item.counts} <= {each["Source"] for each in late}
    assert all(each["Why not"] for each in late)
    assert all(isinstance(each["Date"], dt.datetime) for each in found if each["Date"])


def test_conditions_and_measures_are_those_of_the_assessment() -> None:
    result, book = acme()
    found = rows(book["Conditions"])
    assert [(each["For"], each["What is to be done"], each["Owner"], each["Status"]) for each in found] == [
        (each.for_, each.action, each.owner, each.status) for each in result.assessment.conditions
    ]
    measured = [c for d in result.assessment.dimensions for c in d.criteria if c.measure]
    found = rows(book["Measures"])
    assert [each["Measure"] for each in found] == [each.measure.name for each in measured]
    assert [each["Measured"] for each in found] == pytest.approx([each.measure.value for each in measured])


STARTS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "{=1}",
    "\t=1",
    "http://evil.example",
    "#REF!",
)


@pytest.mark.parametrize("text", STARTS)
def test_no_text_is_a_formula_or_a_link(text: str, small: Callable[..., Path]) -> None:
    quoted = json.dumps(text)
    dossier = DOSSIER.replace("source: A register", f"source: {quoted}, note: {quoted}").replace(
        "deal: joint", f"deal: {{answer: joint, note: {quoted}}}"
    )
    result = assess(small(dossier=dossier))
    raw = workbook(result.assessment, result.decision.inputs)
    book = load_workbook(io.BytesIO(raw))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert sum(str(cell.value).strip() == text.strip() for cell in cells) == 3
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_equal_assessments_are_equal_bytes_and_a_saved_one_gives_the_same(
    run: Callable[..., Result], folder: Path
) -> None:
    command = ["assess", EXAMPLES / "acme.yaml", "-q", "-o", "a.json"]
    assert run(*command, "-o", "a.xlsx").code == 0
    assert run("report", "a.json", "-q", "-o", "b.xlsx").code == 0
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_a_library_that_is_missing_is_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(InputError, match="extra `xlsx`"):
        library("a.xlsx")
