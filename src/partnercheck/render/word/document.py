"""A Word document as a file: its properties, header and footer, and the same bytes for the same report."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from partnercheck import __version__
from partnercheck.diagnostics import fail
from partnercheck.extras import install

if TYPE_CHECKING:
    from partnercheck.render.report import Report

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name."""


def library(name: str = "DOCX") -> Any:
    """Return the module that makes Word documents; `name` is the output that needs it, for errors.

    Raises:
        InputError: It is not installed, or what draws its pictures is not.
    """
    try:
        import docx
        import PIL  # noqa: F401  (draws the charts)
    except ImportError:
        message = f"a Word document needs the extra `docx`; install it with: {install('docx')}"
        raise fail("docx", message, name) from None
    return docx


def word(html: str, report: Report, day: dt.date) -> bytes:
    """Return a report's page as a Word document, dated to a day.

    Raises:
        InputError: What makes Word documents is not installed.
    """
    document = library().Document()
    from partnercheck.render.word import page, styles
    from partnercheck.render.word.body import Body
    from partnercheck.render.word.runs import legible

    said = page.read(html)
    look = report.look
    styles.dress(document, look.accent[0].removeprefix("#") if look and look.accent else None)
    Body(document, said).write(said)
    owner = legible(look.name) if look else ""
    partner = legible(report.page_one.partner)
    _running(
        document.sections[0], " · ".join(each for each in (owner, "Partner assessment") if each), partner, day
    )
    _describe(document.core_properties, f"{partner}: {report.verdict.headline}", owner, day)
    file = io.BytesIO()
    document.save(file)
    return _steady(file.getvalue())


def _running(section: Any, head: str, partner: str, day: dt.date) -> None:
    """Write what stands at the head and foot of every page."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    from partnercheck.render import words
    from partnercheck.render.word.styles import HINT

    section.header.paragraphs[0].style = HINT
    section.header.paragraphs[0].add_run(head)
    foot = section.footer.paragraphs[0]
    foot.style = HINT
    right = section.page_width - section.left_margin - section.right_margin
    foot.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{partner} · as of {words.day(day)}\tPage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """Write a number that Word works out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  (python-docx has no other way)


def _describe(properties: Any, title: str, owner: str, day: dt.date) -> None:
    moment = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  (a day; Word's have no zone)
    properties.title, properties.author, properties.subject = title[:255], owner[:255], "Partner assessment"
    properties.comments = f"partnercheck {__version__}"
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.revision, properties.language = "", 1, "en-GB"


def _steady(raw: bytes) -> bytes:
    """Return a ZIP file without the times at which its parts were written."""
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return steady.getvalue()
