"""A form in the hands of LibreOffice: filled in, sorted, saved, converted; and nothing is lost."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from form_workbooks import form, problems_of, raw
from openpyxl import load_workbook
from test_forms_workbook import REPLY, filled, rearrange

from asked import questionnaire
from partnercheck.importing.forms.workbook import read_form
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRIES = (
    ("Read me", "date", "value", "2026-10-14"),
    ("Questions", "profile/stage", "answer", "grown"),
    ("Questions", "profile/listed", "answer", "Yes"),
    ("Questions", "profile/worth", "answer", "2500.5"),
    ("Questions", "openness", "answer", "Entirely"),
    ("Questions", "openness", "note", "ليلى said so"),
    ("Questions", "openness", "1.source", "Minutes"),
    ("Questions", "openness", "1.date", "2026-09-30"),
    ("Questions", "habits#asks", "answer", "Yes"),
    ("Questions", "staff", "reason", "Nobody works there"),
    ("Questions", "aim", "answer", "'=To sell"),
    ("Questions", "section/plan/start", "answer", "2026-01-31"),
)
"""What is typed: into which sheet, row and column."""

BASIC = """\
Sub Fill(source As String, target As String)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = "Hidden"
  options(0).Value = True
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, options())
{entries}
  sheet = book.Sheets.getByName("Questions")
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  ' Sorted by question, from the last to the first.
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = 3
  fields(0).IsAscending = False
  Dim sorting(1) As New com.sun.star.beans.PropertyValue
  sorting(0).Name = "SortFields"
  sorting(0).Value = fields()
  sorting(1).Name = "ContainsHeader"
  sorting(1).Value = False
  last = cursor.RangeAddress
  sheet.getCellRangeByPosition(0, 3, last.EndColumn, last.EndRow).sort(sorting())
  options(0).Name = "FilterName"
  options(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(target, options())
  book.close(True)
End Sub

Sub Put(book, title As String, id As String, name As String, text As String)
  sheet = book.Sheets.getByName(title)
  row = 0
  Do Until sheet.getCellByPosition(0, row).String = id
    row = row + 1
  Loop
  column = 0
  Do Until sheet.getCellByPosition(column, 0).String = name
    column = column + 1
  Loop
  sheet.getCellByPosition(column, row).Formula = text
End Sub
"""
LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" \
library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Form"/>
</library:library>
"""
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Form" \
script:language="StarBasic">{code}</script:module>
"""


@pytest.fixture
def office(tmp_path: Path) -> Callable[..., None]:
    """Run LibreOffice with a profile of its own."""
    program = needed(shutil.which("soffice"), "libreoffice-calc")

    def office(*arguments: str) -> None:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=180, cwd=tmp_path)

    return office


def test_it_is_filled_in_sorted_and_saved(office: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(raw(form()))
    home = tmp_path / "profile" / "user" / "basic" / "Standard"
    office("--terminate_after_init")  # which makes the profile
    home.mkdir(parents=True, exist_ok=True)
    puts = "\n".join("  Put(book, " + ", ".join(f'"{each}"' for each in entry) + ")" for entry in ENTRIES)
    code = escape(BASIC.replace("{entries}", puts))
    (home / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (home / "Form.xba").write_text(MODULE.replace("{code}", code), encoding="utf-8")
    source, target = (tmp_path / "form.xlsx").as_uri(), (tmp_path / "saved.xlsx").as_uri()
    office(f'macro:///Standard.Form.Fill("{source}","{target}")')
    saved = (tmp_path / "saved.xlsx").read_bytes()
    document = read_form(saved, "saved.xlsx", questionnaire())
    assert problems_of(document) == []
    assert document.data["profile"] == {"stage": "grown", "listed": "yes", "worth": "2500.5"}
    assert document.data["answers"] == {
        "culture": {
            "openness": {
                "answer": 2,
                "note": "ليلى said so",
                "evidence": [{"source": "Minutes", "date": "2026-09-30", "grade": "declared"}],
            },
            "habits": {"answer": ["asks"]},
            "staff": {"not_applicable": "Nobody works there"},
        },
        "money": {"aim": {"answer": "=To sell"}},
    }
    assert (document.data["date"], document.data["plan"]) == ("2026-10-14", {"start": "2026-01-31"})
    sheet = load_workbook(io.BytesIO(saved))["Questions"]
    questions = [cell.value for cell in sheet["D"][3:] if cell.value]
    assert questions == sorted(questions, key=str.casefold, reverse=True)
    [rule] = [each for each in sheet.data_validations.dataValidation if "OFFSET" in each.formula1]
    assert str(rule.sqref) == f"F4:F{sheet.max_row}"  # so each row offers the answers to its own question
    assert "$A4" in rule.formula1
    results = load_workbook(io.BytesIO(saved), data_only=True)["Questions"]
    assert [cell.value for cell in results["B"]].count("done") == 8
    assert results["F2"].value == "8 of 9 answered"


def test_a_form_is_converted_there_and_back(office: Callable[..., None], tmp_path: Path) -> None:
    book = filled()
    rearrange(book)
    (tmp_path / "form.xlsx").write_bytes(raw(book))
    office("--convert-to", "ods", "form.xlsx")
    office("--convert-to", "xlsx", "form.ods")
    document = read_form((tmp_path / "form.xlsx").read_bytes(), "form.xlsx", questionnaire())
    assert problems_of(document) == []
    assert document.data == REPLY
