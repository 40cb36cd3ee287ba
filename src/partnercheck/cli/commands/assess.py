"""`partnercheck assess`."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, UNMET, say_bad
from partnercheck.cli.options import LOOK, Against, ConfineOption, QuietOption
from partnercheck.diagnostics import InputError, did_you_mean, fail, shown, visible
from partnercheck.render.formats import ASSESSMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.cli.outputs import Target
    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Weighting
    from partnercheck.render.assessment import Assessed, Template
    from partnercheck.render.report import Depth as _Depth

app = typer.Typer(**LOOK)

_RANKS = ("hold", "decline", "conditional", "proceed")


class Depth(StrEnum):
    """For whom a report is."""

    executive = "executive"
    manager = "manager"
    analyst = "analyst"


class Requirement(StrEnum):
    """The least verdict that is asked for."""

    proceed = "proceed"
    conditional = "conditional"


class Options(NamedTuple):
    """What the command line asks for."""

    dossiers: Annotated[
        list[str],
        typer.Argument(metavar="DOSSIER", help="Dossiers to assess; - reads one from standard input."),
    ]
    against: Against
    format: Annotated[
        str | None,
        FormatOption(
            ASSESSMENT,
            "On standard output; by default terminal. JSON of several dossiers is one object a line; "
            "a PDF goes to a file or pipe.",
        ),
    ] = None
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write a report: a file (.html .md .pdf .json .txt), or a folder, which gets .html and .md "
            "or the --format asked for; may be repeated. All files of a dossier are "
            "written before any takes its place.",
            show_default=False,
        ),
    ] = None
    quiet: QuietOption = False
    depth: Annotated[
        Depth | None,
        typer.Option(
            help="How much to say. executive: page one and every reason; manager: red flags, conditions, "
            "dimensions, us and them as well; analyst: everything. By default executive on the terminal, "
            "analyst elsewhere.",
            show_default=False,
        ),
    ] = None
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write reports with this Jinja template; `partnercheck template new` writes a first one.",
            show_default=False,
        ),
    ] = None
    explain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CRITERION",
            help="Show instead how this criterion came to its value; may be repeated.",
            show_default=False,
        ),
    ] = None
    require: Annotated[
        Requirement | None, typer.Option(help="Fail unless the verdict is at least this.", show_default=False)
    ] = None
    firm: Annotated[bool, typer.Option("--firm", help="Fail unless the verdict is firm.")] = False


@command(app, exits={1: "--require or --firm is not met"})
def assess(asked: Options, confine: ConfineOption = None) -> int:
    """Assess dossiers and show the decision.

    \b
    Examples:
      partnercheck assess acme.yaml
      partnercheck assess acme.yaml -o acme.html -o acme.md
      partnercheck assess acme.yaml --explain interest-coverage
      partnercheck assess acme.yaml -o board/ --depth executive
      partnercheck assess partners/*.yaml --format json --require conditional
    """
    from partnercheck.cli.dossiers import inputs_or_error, usable
    from partnercheck.cli.outputs import check_all_kept
    from partnercheck.load import Loader

    template = _template(asked.template) if asked.template else None
    _check(asked, template)
    code, loader = 0, Loader(confine=confine)
    names, against = asked.dossiers, asked.against
    opened: Iterable[Inputs | InputError] = (inputs_or_error(loader, name, against) for name in names)
    if asked.output:  # no report takes the place of what a later dossier is assessed from
        opened = list(opened)
        targets = [target for name in names for target in _targets(asked, name, template)]
        check_all_kept(targets, (each for each in opened if not isinstance(each, InputError)))
    for name, found in zip(names, opened, strict=True):
        try:
            code = max(code, _assess(asked, name, usable(found), template))
        except InputError as error:
            code = BAD_INPUT
            say_bad(error, machine=asked.format == "json", one_line=len(asked.dossiers) > 1)
    return code


def _template(path: Path) -> Template:
    from partnercheck.load import read
    from partnercheck.render.assessment import Template
    from partnercheck.source import decode

    name = str(path)
    return Template(name, decode(read(path, name), name))


def _check(asked: Options, template: Template | None) -> None:
    """Refuse a command whose results would overwrite each other or have no known form.

    Raises:
        InputError: It is such a command.
    """
    from partnercheck.cli.outputs import check_kept, check_place, check_read_once, is_folder, real_paths

    if asked.explain and (asked.quiet or asked.format not in {None, "terminal"}):
        message = "an explanation is for the terminal; it takes neither --quiet nor another --format"
        raise typer.BadParameter(message, param_hint="--explain")
    stems = [_stem(name).casefold() for name in asked.dossiers]  # not all file systems tell cases apart
    for output in asked.output or ():
        check_place(output)
        if is_folder(output):
            double = next((stem for stem in stems if stems.count(stem) > 1), None)
            if double is not None:
                raise fail("output", f"two dossiers would both be written as `{double}`", output)
        elif len(stems) > 1:
            raise fail(
                "output", "several dossiers need a folder, not one file", output, "end the path with /"
            )
    inputs = real_paths([*asked.dossiers, asked.against.rubric, asked.against.organisation, asked.template])
    targets = [target for name in asked.dossiers for target in _targets(asked, name, template)]
    for target in targets:
        check_kept(target.path, inputs)
    check_read_once(asked.dossiers)
    _check_pdf(asked, targets)


def _check_pdf(asked: Options, targets: list[Target]) -> None:
    """Refuse a PDF that cannot be made, or that would go where no PDF can."""
    from partnercheck.load import STDIN

    piped = [STDIN] if asked.format == "pdf" and not asked.output else []
    if piped and (len(asked.dossiers) > 1 or sys.stdout.isatty()):
        what = "several PDFs need a folder" if len(asked.dossiers) > 1 else "a terminal shows no PDF"
        raise fail("output", what, STDIN, "name a file or a folder with -o")
    for name in [*(str(target.path) for target in targets if target.format == "pdf"), *piped][:1]:
        from partnercheck.render.pdf import weasyprint

        weasyprint(name)


def _targets(asked: Options, dossier: str, template: Template | None) -> Iterator[Target]:
    """Yield the files to write for a dossier."""
    from partnercheck.cli.outputs import Target, file_target, format_of, in_folder, is_folder

    wanted = [asked.format] if asked.format else ["html", "markdown"]
    if template is not None and asked.format != "pdf":
        wanted = [template.format]
    for output in asked.output or ():
        if is_folder(output):
            yield from in_folder(ASSESSMENT, output, _stem(dossier), wanted)
        elif template is not None:  # which may write what has no suffix that is known
            path = Path(output)
            yield Target(path, format_of(ASSESSMENT, path, asked.format) or "terminal")
        else:
            yield file_target(ASSESSMENT, output, asked.format, "a report")


def _stem(name: str) -> str:
    from partnercheck.load import STDIN

    return "stdin" if name == STDIN else Path(name).stem


def _assess(asked: Options, name: str, inputs: Inputs, template: Template | None) -> int:
    """Assess a dossier, then write and print all that is asked for."""
    from partnercheck.cli.approvals import with_approvals
    from partnercheck.cli.outputs import write_all
    from partnercheck.engine import decide, explain
    from partnercheck.insight import with_insight
    from partnercheck.render.assessment import Assessed

    targets = list(_targets(asked, name, template))
    decision = decide(with_approvals(inputs, (target.path for target in targets)))
    assessment = with_insight(decision, explain(decision))

    def weighting() -> Weighting:
        from partnercheck.insight.weighting import weighting as found

        return found(decision)

    depth = cast("_Depth | None", asked.depth and asked.depth.value)
    assessed = Assessed(assessment, decision.inputs, weighting, depth, template)
    files = [(path, ASSESSMENT.render(form, assessed)) for path, form in targets]
    printed = "" if asked.quiet else _printed(asked, decision, assessed)
    write_all(files, quiet=asked.quiet)
    if not asked.quiet and asked.format != "json" and not isinstance(printed, bytes):
        for diagnostic in decision.diagnostics:
            print(diagnostic, file=sys.stderr)
    for_people = asked.explain or (asked.output and asked.format == "pdf")
    show(printed, "terminal" if for_people else asked.format or "terminal")
    return _required(asked, assessment)


def _printed(asked: Options, decision: Decision, assessed: Assessed) -> str | bytes:
    """Return what goes to standard output."""
    if asked.explain:
        return _explanation(asked.explain, decision, assessed.assessment)
    form = asked.format or "terminal"
    if asked.output:  # what `--template` and `--format pdf` are for
        assessed, form = replace(assessed, template=None), "terminal" if form == "pdf" else form
    return ASSESSMENT.render(form, assessed, layout(one_line=len(asked.dossiers) > 1))


def _explanation(names: list[str], decision: Decision, assessment: Assessment) -> str:
    """Return how the named criteria came to their values.

    Raises:
        InputError: The rubric has no such criterion.
    """
    from partnercheck.engine.steps import steps
    from partnercheck.render import reckoning

    inputs, laid_out = decision.inputs, layout()
    results = {each.id: each for dimension in assessment.dimensions for each in dimension.criteria}
    for name in names:
        if name not in results:
            message = f"the rubric `{inputs.rubric.id}` has no criterion `{shown(name)}`"
            raise fail("unknown-criterion", message, "--explain", did_you_mean(name, results))
    return "\n".join(
        reckoning.render(
            results[name],
            inputs.rubric.criteria[name],
            inputs,
            steps(decision, name),
            width=laid_out.width,
            color=laid_out.color,
        )
        for name in names
    )


def _required(asked: Options, assessment: Assessment) -> int:
    """Return 1 where the verdict falls short of what the command line asks for, and say so."""
    level, who = assessment.verdict.level, visible(assessment.partner.name)
    code = 0
    if asked.require and _RANKS.index(level) < _RANKS.index(asked.require):
        print(f"{who}: {asked.require} is required, but the verdict is {level}", file=sys.stderr)
        code = UNMET
    if asked.firm and not assessment.verdict.firm:
        print(f"{who}: a firm verdict is required, but this one is not", file=sys.stderr)
        code = UNMET
    return code
