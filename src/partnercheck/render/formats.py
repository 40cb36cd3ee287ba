"""Which formats each kind of result can be written in; commands ask here.

A renderer is a function of a module below `partnercheck.render`: it takes a result and a layout and returns
text, or bytes where a format is no text; it prints and writes nothing. It is loaded when it is used.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from partnercheck.model.approvals import Approvals
    from partnercheck.model.calibration import Calibration
    from partnercheck.model.collected import Collected
    from partnercheck.model.comparison import Comparison
    from partnercheck.model.dossier_change import DossierChange
    from partnercheck.model.due import DueList
    from partnercheck.model.evidence_check import EvidenceCheck
    from partnercheck.model.findings import Results
    from partnercheck.model.history import History
    from partnercheck.model.imported import Imported, LineList
    from partnercheck.model.measure_list import MeasureList
    from partnercheck.model.questionnaire import Questionnaire
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.rubric_changes import Comparison as RubricComparison
    from partnercheck.model.rubric_list import RubricList
    from partnercheck.model.rubric_shown import RubricShown
    from partnercheck.model.rule_list import RuleList
    from partnercheck.model.todo import TodoList
    from partnercheck.model.update import Update
    from partnercheck.model.verification import Verification
    from partnercheck.model.whatif import WhatIf
    from partnercheck.render.assessment import Assessed

Result = TypeVar("Result")
Result_contra = TypeVar("Result_contra", contravariant=True)


class Layout(NamedTuple):
    """How a text is laid out.

    Attributes:
        width: In columns, for a terminal.
        color: Whether escape codes colour it, for a terminal.
        one_line: Whether JSON stands on one line.
    """

    width: int = 80
    color: bool = False
    one_line: bool = False


PLAIN = Layout()


class Renderer(Protocol[Result_contra]):
    """What writes one kind of result in one format."""

    def __call__(self, result: Result_contra, layout: Layout, /) -> str | bytes:
        """Return the result as text, or as bytes where the format is no text."""


class Format(NamedTuple, Generic[Result]):
    """One format of a kind of result.

    Attributes:
        renderer: The function, or where it stands below `partnercheck.render`, as `module:function`.
        suffixes: Of files in this format; the first is that of files whose names are made up.
        library: For a format that is no text, the function that loads what makes it, as `module:function`;
            it takes the name of an output, for errors.
    """

    renderer: Renderer[Result] | str
    suffixes: tuple[str, ...] = ()
    library: str | None = None


class Formats(Generic[Result]):
    """The formats of one kind of result, by what they are called after `--format`."""

    def __init__(self, formats: dict[str, Format[Result]]) -> None:
        """Take the formats; the first is the one that is used where none is asked for."""
        self._formats = formats

    def add(self, name: str, form: Format[Result]) -> None:
        """Add a format."""
        self._formats[name] = form

    @property
    def names(self) -> tuple[str, ...]:
        """What may be asked for."""
        return tuple(self._formats)

    @property
    def suffixes(self) -> dict[str, str]:
        """The format that each suffix of a file stands for."""
        return {suffix: name for name, form in self._formats.items() for suffix in form.suffixes}

    def suffix(self, name: str) -> str:
        """Return the suffix of files in a format."""
        return self._formats[name].suffixes[0]

    def of(self, path: PurePath | str) -> str | None:
        """Return the format that a file's suffix stands for, None for no format."""
        return self.suffixes.get(PurePath(path).suffix.lower())

    def renderer(self, name: str) -> Renderer[Result]:
        """Return what writes a format."""
        found = self._formats[name].renderer
        if isinstance(found, str):
            renderer: Renderer[Result] = _loaded(found)
            return renderer
        return found

    def is_binary(self, name: str | None) -> bool:
        """Return whether a format is no text, and is made by a library that may be missing."""
        return name is not None and self._formats[name].library is not None

    def check(self, name: str, output: str) -> None:
        """Refuse a format whose library is not installed, for the output that needs it.

        Raises:
            InputError: It is not.
        """
        library = self._formats[name].library
        if library is not None:
            _loaded(library)(output)

    def render(self, name: str, result: Result, layout: Layout = PLAIN) -> str | bytes:
        """Return a result in the format of this name."""
        return self.renderer(name)(result, layout)


def _loaded(name: str) -> Any:
    """Return a function below `partnercheck.render`, named as `module:function`."""
    from importlib import import_module

    module, _, function = name.partition(":")
    return getattr(import_module(f"partnercheck.render.{module}"), function)


class UnderRubric(NamedTuple, Generic[Result]):
    """A result, and the rubric that it was made against, which has the words for it."""

    result: Result
    rubric: Rubric


class UnderRubrics(NamedTuple, Generic[Result]):
    """A result over several dates, and the rubric of each date, which has the words for it."""

    result: Result
    rubrics: tuple[Rubric, ...]


def json(made: UnderRubric[Any] | UnderRubrics[Any], layout: Layout) -> str:
    """Return a result as JSON."""
    written: str = _loaded("json:result")(made.result, layout)
    return written


def _paged(module: str, form: str) -> Renderer[Any]:
    """Return what writes the page that a module below `render.page` makes of a result."""

    def render(result: Any, layout: Layout) -> str:
        """Return a result as a page: on a terminal, in Markdown, or as one self-contained HTML file."""
        make = _loaded(f"page.{module}:page")
        page = make(*result) if isinstance(result, UnderRubric | UnderRubrics) else make(result)
        written: str
        if form == "terminal":
            written = _loaded("page.terminal:render")(page, width=layout.width, color=layout.color)
        else:
            written = _loaded(f"page.templates:{form}")(page)
        return written

    return render


ASSESSMENT: Formats[Assessed] = Formats(
    {
        "terminal": Format("assessment.report:terminal", (".txt",)),
        "markdown": Format("assessment.report:markdown", (".md",)),
        "html": Format("assessment.report:html", (".html", ".htm")),
        "json": Format("assessment.report:json", (".json",)),
        "pdf": Format("assessment.report:pdf", (".pdf",), "pdf:weasyprint"),
        "docx": Format("assessment.report:docx", (".docx",), "word.document:library"),
        "xlsx": Format("assessment.report:xlsx", (".xlsx",), "assessment.workbook:library"),
    }
)
COMPARISON: Formats[UnderRubric[Comparison]] = Formats(
    {
        "terminal": Format(_paged("comparison", "terminal"), (".txt",)),
        "markdown": Format(_paged("comparison", "markdown"), (".md",)),
        "html": Format(_paged("comparison", "html"), (".html", ".htm")),
        "json": Format("formats:json", (".json",)),
    }
)
HISTORY: Formats[UnderRubrics[History]] = Formats(
    {
        "terminal": Format("page.history:terminal", (".txt",)),
        "markdown": Format(_paged("history", "markdown"), (".md",)),
        "html": Format(_paged("history", "html"), (".html", ".htm")),
        "json": Format("formats:json", (".json",)),
    }
)
CALIBRATION: Formats[Calibration] = Formats(
    {
        "terminal": Format(_paged("calibration", "terminal"), (".txt",)),
        "markdown": Format(_paged("calibration", "markdown"), (".md",)),
        "html": Format(_paged("calibration", "html"), (".html", ".htm")),
        "json": Format("json:result", (".json",)),
    }
)
WHAT_IF: Formats[UnderRubric[WhatIf]] = Formats(
    {
        "terminal": Format(_paged("whatif", "terminal")),
        "markdown": Format(_paged("whatif", "markdown")),
        "json": Format("formats:json"),
    }
)
DUE: Formats[DueList] = Formats(
    {
        "table": Format("due:table", (".txt",)),
        "json": Format("due:json", (".json",)),
        "ics": Format("due:ics", (".ics",)),
    }
)
FINDINGS: Formats[Results] = Formats(
    {
        name: Format(f"findings.{name}:render", suffixes)
        for name, suffixes in (
            ("terminal", ()),
            ("json", (".json",)),
            ("junit", (".xml",)),
            ("sarif", (".sarif",)),
            ("github", ()),
            ("markdown", (".md",)),
        )
    }
)
RUBRIC_CHANGES: Formats[RubricComparison] = Formats(
    {
        "terminal": Format("rubric_changes.terminal:render"),
        "json": Format("json:result"),
        "markdown": Format("rubric_changes.markdown:render"),
    }
)
COLLECTED: Formats[Collected] = Formats(
    {"terminal": Format("collected:terminal"), "json": Format("json:result")}
)
FORMS: Formats[Questionnaire] = Formats(
    {
        "yaml": Format("forms.yaml:render", (".yaml", ".yml")),
        "html": Format("forms.html:render", (".html", ".htm")),
        "xlsx": Format("forms.xlsx:render", (".xlsx",)),
    }
)
EVIDENCE: Formats[EvidenceCheck] = Formats(
    {"table": Format("evidence_check:table"), "json": Format("json:result")}
)
APPROVALS: Formats[Approvals] = Formats(
    {"terminal": Format("approvals:terminal"), "json": Format("json:result")}
)
VERIFICATION: Formats[Verification] = Formats(
    {"terminal": Format("verification:terminal"), "json": Format("json:result")}
)
TODO: Formats[TodoList] = Formats({"table": Format("todo:table"), "json": Format("json:result")})
UPDATE: Formats[Update] = Formats({"terminal": Format("update:terminal"), "json": Format("json:result")})
CHANGE: Formats[DossierChange] = Formats(
    {"terminal": Format("dossier_change:terminal"), "json": Format("json:result")}
)
MEASURES: Formats[MeasureList] = Formats(
    {"terminal": Format("measure_list:terminal"), "json": Format("json:result")}
)
RULES: Formats[RuleList] = Formats({"terminal": Format("rule_list:terminal"), "json": Format("json:result")})
RUBRIC_LIST: Formats[RubricList] = Formats(
    {"terminal": Format("rubric_list:terminal"), "json": Format("json:result")}
)
RUBRIC: Formats[RubricShown] = Formats(
    {"yaml": Format("rubric_shown:yaml"), "json": Format("rubric_shown:json")}
)
IMPORTED: Formats[Imported] = Formats({"yaml": Format("imported:yaml"), "json": Format("imported:json")})
LINES: Formats[LineList] = Formats({"terminal": Format("imported:lines"), "json": Format("json:result")})
