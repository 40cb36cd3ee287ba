"""`partnercheck assess`."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.console import terminal_options
from partnercheck.cli.dossiers import open_dossier, say_bad
from partnercheck.cli.explain import explanation
from partnercheck.cli.files import complain, write
from partnercheck.cli.outputs import (
    FORMS,
    SUFFIX_OF,
    check_kept,
    check_place,
    check_read_once,
    form_of,
    is_folder,
    real_paths,
)
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import STDIN, Loader, read
from partnercheck.render import json
from partnercheck.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.cli.dossiers import Against
    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment
    from partnercheck.render.report import Depth, Report

_RANKS = ("hold", "decline", "conditional", "proceed")
BAD_INPUT, UNMET = 2, 1


class Request(NamedTuple):
    """What the command line asks for."""

    dossiers: list[str]
    against: Against
    format: str | None
    outputs: list[str]
    quiet: bool
    depth: Depth | None
    template: Path | None
    explain: list[str]
    require: str | None
    firm: bool


def run_assess(request: Request) -> int:
    """Assess every dossier; a bad one stops none of the others. Returns the exit code."""
    try:
        check_outputs(request)
        template = Template.read(request.template) if request.template else None
    except InputError as error:
        complain(error)
        return BAD_INPUT
    code = 0
    loader = Loader()
    for name in request.dossiers:
        try:
            decision = decide(open_dossier(loader, name, request.against))
            code = max(code, _deliver(request, name, decision, template))
        except InputError as error:
            code = BAD_INPUT
            say_bad(error, request.format, indent=None if len(request.dossiers) > 1 else 2)
    return code


def check_outputs(request: Request) -> None:
    """Refuse a command whose results would overwrite each other or have no known form.

    Raises:
        InputError: It is such a command.
    """
    if request.explain and (request.quiet or request.format not in {None, "terminal"}):
        message = "an explanation is for the terminal; it takes neither --quiet nor another --format"
        raise fail("explain", message, "--explain")
    stems = [_stem(name) for name in request.dossiers]
    for output in request.outputs:
        check_place(output)
        if is_folder(output):
            double = next((stem for stem in stems if stems.count(stem) > 1), None)
            if double is not None:
                raise fail("output", f"two dossiers would both be written as `{double}`", output)
        elif len(stems) > 1:
            raise fail(
                "output", "several dossiers need a folder, not one file", output, "end the path with /"
            )
        elif request.template is None and form_of(Path(output), request.format) is None:
            raise fail("output", f"a report's suffix is one of {', '.join(FORMS)}", output)
    against = request.against
    inputs = real_paths([*request.dossiers, against.rubric, against.organisation, request.template])
    for name in request.dossiers:
        for path, _ in _targets(request, name):
            check_kept(path, inputs)
    check_read_once(request.dossiers)
    _check_pdf(request)


def _check_pdf(request: Request) -> None:
    """Refuse a PDF that cannot be made, or that would go where no PDF can."""
    piped = [STDIN] if request.format == "pdf" and not request.outputs else []
    if piped and (len(request.dossiers) > 1 or sys.stdout.isatty()):
        what = "several PDFs need a folder" if len(request.dossiers) > 1 else "a terminal shows no PDF"
        raise fail("output", what, STDIN, "name a file or a folder with -o")
    files = [path for name in request.dossiers for path, form in _targets(request, name) if form == "pdf"]
    for output in [*map(str, files), *piped][:1]:
        from partnercheck.render.pdf import weasyprint

        weasyprint(output)


def _deliver(request: Request, name: str, decision: Decision, template: Template | None) -> int:
    """Write and print the results of one assessment; returns its exit code."""
    assessment = with_insight(decision, explain(decision))

    @cache
    def report(depth: Depth) -> Report:
        from partnercheck.insight.weighting import weighting
        from partnercheck.render.document import document

        return document(assessment, decision.inputs, request.depth or depth, weighting(decision))

    for path, form in _targets(request, name):
        if form == "pdf":
            write(path, _pdf(str(path), assessment, report, template))
        else:
            write(path, _render(form, assessment, report, template))
        if not request.quiet:
            print(f"written: {visible(str(path))}", file=sys.stderr)
    if not request.quiet:
        if request.format == "json":
            indent = None if len(request.dossiers) > 1 else 2
            print(json.render(assessment, indent=indent), end="")
        elif request.format == "pdf" and not request.outputs:
            sys.stdout.buffer.write(_pdf(STDIN, assessment, report, template))
        else:
            for diagnostic in decision.diagnostics:
                print(diagnostic, file=sys.stderr)
            own = None if request.outputs else template
            form = request.format if request.format not in {None, "pdf"} else "terminal"
            print(
                explanation(request.explain, decision, assessment, **terminal_options())
                or _render(form, assessment, report, own, **terminal_options()),
                end="",
            )
    return _required(request, assessment)


def _targets(request: Request, name: str) -> Iterator[tuple[Path, str]]:
    """Yield the files to write for a dossier, each with its form."""
    for output in request.outputs:
        if is_folder(output):
            forms = [request.format] if request.format else ["html", "markdown"]
            if request.template is not None and request.format != "pdf":
                forms = [_form_of(request.template)]
            yield from ((Path(output) / f"{_stem(name)}{SUFFIX_OF[form]}", form) for form in forms)
        else:
            yield Path(output), form_of(Path(output), request.format) or _form_of(Path(output))


def _form_of(path: Path) -> str:
    """Return the form that a file's suffix stands for; plain text where it stands for none."""
    return FORMS.get(Path(path.name.removesuffix(".j2")).suffix.lower(), "terminal")


def _stem(name: str) -> str:
    return "stdin" if name == STDIN else Path(name).stem


def _pdf(
    name: str, assessment: Assessment, report: Callable[[Depth], Report], template: Template | None
) -> bytes:
    """Return the report as PDF; `name` is where it goes, for errors."""
    from partnercheck.render.pdf import pdf

    return pdf(_render("html", assessment, report, template), assessment.as_of, name)


def _render(
    form: str,
    assessment: Assessment,
    report: Callable[[Depth], Report],
    template: Template | None,
    *,
    width: int = 80,
    color: bool = False,
) -> str:
    if form == "json":
        return json.render(assessment)
    if template is not None:
        return template.render(report("analyst"), form)
    if form == "terminal":
        from partnercheck.render import terminal

        return terminal.render(report("executive"), width=width, color=color)
    from partnercheck.render import templates

    return (templates.html if form == "html" else templates.markdown)(report("analyst"))


class Template(NamedTuple):
    """A user's own template; its suffix says what it writes."""

    name: str
    text: str

    @classmethod
    def read(cls, path: Path) -> Template:
        """Return the template in a file.

        Raises:
            InputError: It cannot be read.
        """
        return cls(str(path), decode(read(path, str(path)), str(path)))

    def render(self, report: Report, form: str) -> str:
        """Return what the template makes of a report, escaped for its own form and for that of the output."""
        from partnercheck.render import templates

        forms = {form, _form_of(Path(self.name))}
        if "html" in forms:
            return templates.html(report, self.text, self.name)
        if "markdown" in forms:
            return templates.markdown(report, self.text, self.name)
        return templates.plain(report, self.text, self.name)


def _required(request: Request, assessment: Assessment) -> int:
    """Return 1 where the verdict falls short of what the command line asks for, and say so."""
    level, who = assessment.verdict.level, visible(assessment.partner.name)
    code = 0
    if request.require and _RANKS.index(level) < _RANKS.index(request.require):
        print(f"{who}: {request.require} is required, but the verdict is {level}", file=sys.stderr)
        code = UNMET
    if request.firm and not assessment.verdict.firm:
        print(f"{who}: a firm verdict is required, but this one is not", file=sys.stderr)
        code = UNMET
    return code
