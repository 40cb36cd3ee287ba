"""An assessment as an XLSX workbook: answers, evidence, conditions and measures, a sheet each.

What is written are texts, numbers and days, never a formula. Equal assessments give equal bytes. The extra
`xlsx` has XlsxWriter.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import fail, visible
from partnercheck.extras import install
from partnercheck.model.criteria import MetricCriterion
from partnercheck.render.document.answers import answers
from partnercheck.render.document.criteria import items
from partnercheck.render.document.people import without_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs

Cell = str | float | dt.date | None
Columns = tuple[tuple[str, int], ...]

_LONGEST = 32_000
"""As many characters as a cell holds, somewhat rounded down."""
_FIRST_YEAR = 1900
"""Before it, XLSX has no days."""


_ANSWERS: Columns = (
    ("Criterion", 26),
    ("Title", 28),
    ("Dimension", 22),
    ("Question", 44),
    ("Answer", 44),
    ("Status", 14),
    ("Value", 9),
    ("Low", 9),
    ("High", 9),
    ("Weight, %", 10),
    ("Evidence", 14),
    ("Expected", 10),
    ("Note", 40),
)


_EVIDENCE: Columns = (
    ("Criterion", 26),
    ("Title", 28),
    ("Source", 44),
    ("Grade", 14),
    ("Date", 12),
    ("Valid until", 12),
    ("Counts", 9),
    ("Why not", 40),
    ("File", 28),
    ("SHA-256", 20),
    ("Address", 28),
    ("Note", 40),
)


_CONDITIONS: Columns = (
    ("For", 26),
    ("Title", 28),
    ("What is to be done", 60),
    ("Owner", 22),
    ("Due", 12),
    ("Status", 12),
    ("Covers", 40),
)


_MEASURES: Columns = (
    ("Criterion", 26),
    ("Title", 28),
    ("Measure", 30),
    ("Measured", 14),
    ("Unit", 14),
    ("Value", 9),
    ("How it was worked out", 80),
)


class Sheet(NamedTuple):
    """A sheet: its columns with their widths in letters, and its rows."""

    name: str
    columns: Columns
    rows: Iterator[tuple[Cell, ...]]


def library(name: str = "XLSX") -> Any:
    """Return the module that makes workbooks; `name` is the output that needs it, for errors.

    Raises:
        InputError: It is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        message = f"a workbook needs the extra `xlsx`; install it with: {install('xlsx')}"
        raise fail("xlsx", message, name) from None
    return xlsxwriter


def workbook(assessment: Assessment, inputs: Inputs, *, names: bool = True) -> bytes:
    """Return an assessment as a workbook; without `names`, people stand there as roles and sides.

    Raises:
        InputError: What makes workbooks is not installed.
    """
    file = io.BytesIO()
    book = library().Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    day = assessment.as_of
    created = dt.datetime(max(day.year, _FIRST_YEAR), day.month, day.day)  # noqa: DTZ001  (a day)
    book.set_properties({"title": visible(f"Assessment of {assessment.partner.name}"), "created": created})
    top = {"text_wrap": True, "valign": "top"}
    looks = {
        "head": book.add_format({**top, "bold": True, "bottom": 1, "bg_color": "#f5f7f9"}),
        "text": book.add_format(top),
        "number": book.add_format({**top, "num_format": "0.0###"}),
        "day": book.add_format({**top, "num_format": "yyyy-mm-dd"}),
    }
    for sheet in sheets(assessment, inputs):
        page = book.add_worksheet(sheet.name)
        for place, (title, width) in enumerate(sheet.columns):
            page.set_column(place, place, width)
            page.write_string(0, place, title, looks["head"])
        last = 0
        rows = sheet.rows if names else without_names(tuple(sheet.rows), inputs)
        for last, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write(page, last, place, cell, looks)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return file.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    """Write a cell as what it is; a text is never taken for anything else."""
    match cell:
        case None | "":
            page.write_blank(row, column, None, looks["text"])
        case dt.date() if cell.year >= _FIRST_YEAR:
            page.write_datetime(row, column, cell, looks["day"])
        case str() | dt.date():
            lines = "\n".join(visible(line) for line in str(cell).splitlines())
            page.write_string(row, column, lines[:_LONGEST], looks["text"])
        case _:
            page.write_number(row, column, cell, looks["number"])


def sheets(assessment: Assessment, inputs: Inputs) -> Iterator[Sheet]:
    """Yield the sheets; ids stand first, so that rows can be matched with the assessment's JSON."""
    yield Sheet("Answers", _ANSWERS, _answers(assessment, inputs))
    yield Sheet("Evidence", _EVIDENCE, _evidence(assessment, inputs))
    yield Sheet("Conditions", _CONDITIONS, _conditions(assessment, inputs))
    yield Sheet("Measures", _MEASURES, _measures(assessment, inputs))


def _answers(assessment: Assessment, inputs: Inputs) -> Iterator[tuple[Cell, ...]]:
    for dimension, each in ((part.title, each) for part in assessment.dimensions for each in part.criteria):
        criterion, given = inputs.rubric.criteria[each.id], inputs.given.get(each.id)
        yield (
            each.id,
            each.title,
            dimension,
            criterion.question,
            "\n".join(answers(criterion, each, inputs)),
            each.status.replace("_", " "),
            each.value.point,
            each.value.low,
            each.value.high,
            100 * each.weight,
            each.evidence and each.evidence.grade,
            each.expect,
            given.entry.note if given else None,
        )


def _evidence(assessment: Assessment, inputs: Inputs) -> Iterator[tuple[Cell, ...]]:
    for each in assessment.criteria.values():
        for item, why_not in items(each, inputs):
            yield (
                each.id,
                each.title,
                item.source,
                item.grade,
                item.date,
                item.valid_until,
                "no" if why_not else "yes",
                why_not,
                item.file,
                item.sha256,
                item.url,
                item.note,
            )


def _conditions(assessment: Assessment, inputs: Inputs) -> Iterator[tuple[Cell, ...]]:
    rubric = inputs.rubric
    titles = {name: each.title for name, each in rubric.criteria.items()}
    titles |= {name: each.title for name, each in rubric.flags.items()}
    for each in assessment.conditions:
        covers = ", ".join(titles[name] for name in each.covers)
        yield (each.for_, titles[each.for_], each.action, each.owner, each.due, each.status, covers)


def _measures(assessment: Assessment, inputs: Inputs) -> Iterator[tuple[Cell, ...]]:
    for each in assessment.criteria.values():
        criterion, found = inputs.rubric.criteria[each.id], each.measure
        if found is not None:
            unit = criterion.unit if isinstance(criterion, MetricCriterion) else None
            yield each.id, each.title, found.name, found.value, unit, each.value.point, found.working
