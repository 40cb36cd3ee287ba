"""A report in every format: from the bundled templates or a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnercheck.render.assessment import Assessed
    from partnercheck.render.formats import Layout


def terminal(assessed: Assessed, layout: Layout) -> str:
    """Return the first page, and what readers of more depth are told after it."""
    if assessed.template is not None:
        return _own(assessed, "terminal")
    from partnercheck.render.assessment import terminal as written

    return written.render(assessed.report("executive"), width=layout.width, color=layout.color)


def markdown(assessed: Assessed, _: Layout) -> str:
    """Return the report as Markdown."""
    if assessed.template is not None:
        return _own(assessed, "markdown")
    from partnercheck.render import templates

    return templates.markdown(assessed.report())


def html(assessed: Assessed, _: Layout) -> str:
    """Return the report as one self-contained HTML file."""
    if assessed.template is not None:
        return _own(assessed, "html")
    from partnercheck.render import templates

    return templates.html(assessed.report())


def pdf(assessed: Assessed, layout: Layout) -> bytes:
    """Return the report as a PDF.

    Raises:
        InputError: What makes PDFs is not installed.
    """
    from partnercheck.render.pdf import pdf as printed

    return printed(html(assessed, layout), assessed.assessment.as_of)


def docx(assessed: Assessed, layout: Layout) -> bytes:
    """Return the report as a Word document, by default for managers.

    Raises:
        InputError: What makes Word documents is not installed.
    """
    from dataclasses import replace

    from partnercheck.render.word.document import word

    assessed = replace(assessed, depth=assessed.depth or "manager")
    return word(html(assessed, layout), assessed.report(), assessed.assessment.as_of)


def xlsx(assessed: Assessed, _: Layout) -> bytes:
    """Return the answers, evidence, conditions and measures as a workbook.

    Raises:
        InputError: What makes workbooks is not installed.
    """
    from partnercheck.model.assessment import rounded
    from partnercheck.render.assessment.workbook import workbook

    return workbook(rounded(assessed.assessment), assessed.inputs, names=assessed.named)


def json(assessed: Assessed, layout: Layout) -> str:
    """Return the assessment as JSON."""
    from partnercheck.render.json import result

    return result(assessed.whole, layout)


def _own(assessed: Assessed, form: str) -> str:
    """Return what a user's template makes of it, escaped for its own format and for that of the output."""
    from partnercheck.render import templates

    template = assessed.template
    assert template is not None  # noqa: S101  (asked before)
    forms = {form, template.format}
    write = (
        templates.html if "html" in forms else templates.markdown if "markdown" in forms else templates.plain
    )
    return write(assessed.report(), template.text, template.name)
