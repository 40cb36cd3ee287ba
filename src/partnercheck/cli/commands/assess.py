"""`partnercheck assess`."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import command
from partnercheck.cli.completion import criteria
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import BAD_INPUT, UNMET, say_bad
from partnercheck.cli.options import LOOK, Against, ConfineOption
from partnercheck.cli.reports import ReportOptions
from partnercheck.cli.told import Told
from partnercheck.diagnostics import InputError, did_you_mean, fail, shown, visible
from partnercheck.model.levels import VERDICT_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Weighting
    from partnercheck.render.assessment import Template

app = typer.Typer(**LOOK)


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
    report: ReportOptions
    explain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CRITERION",
            help="Show instead how this criterion came to its value; may be repeated.",
            autocompletion=criteria,
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
    from partnercheck.cli.outputs import check_all_kept, files_of
    from partnercheck.load import Loader

    template = asked.report.read_template()
    kept = _check(asked, template)
    code, loader, told = 0, Loader(confine=confine), Told(notes=not asked.report.quiet)
    names, against = asked.dossiers, asked.against
    opened: Iterable[Inputs | InputError] = (inputs_or_error(loader, name, against) for name in names)
    if asked.report.output:  # no report takes the place of what a later dossier is assessed from
        opened = list(opened)
        targets = [target for name in names for target in asked.report.targets(name, template)]
        kept |= files_of(zip(names, opened, strict=True))
        check_all_kept(targets, kept)
    for name, found in zip(names, opened, strict=True):
        try:
            code = max(code, _assess(asked, name, usable(found), template, told, kept))
        except InputError as error:
            code = BAD_INPUT
            if asked.report.format == "json":
                say_bad(error, machine=True, one_line=len(asked.dossiers) > 1)
            else:
                told.say(name, error.diagnostics)
    told.finish()
    return code


def _check(asked: Options, template: Template | None) -> set[str]:
    """Refuse a command that cannot be done as a whole; returns where the files stand that it names.

    Raises:
        InputError: Its results would overwrite each other, or have no form that is known.
    """
    if asked.explain and (asked.report.quiet or asked.report.format not in {None, "terminal"}):
        message = "an explanation is for the terminal; it takes neither --quiet nor another --format"
        raise typer.BadParameter(message, param_hint="--explain")
    return asked.report.check(asked.dossiers, template, (asked.against.rubric, asked.against.organisation))


def _assess(
    asked: Options, name: str, inputs: Inputs, template: Template | None, told: Told, kept: set[str]
) -> int:
    """Assess a dossier, then write and print all that is asked for; nothing that is `kept` is replaced."""
    from partnercheck.cli.approvals import with_approvals
    from partnercheck.cli.outputs import write_all
    from partnercheck.engine import decide, explain
    from partnercheck.insight import with_insight
    from partnercheck.render.assessment import Assessed

    report = asked.report
    targets = list(report.targets(name, template))
    decision = decide(with_approvals(inputs, (target.path for target in targets)))
    assessment = with_insight(decision, explain(decision))

    def weighting() -> Weighting:
        from partnercheck.insight.weighting import weighting as found

        return found(decision)

    assessed = Assessed(assessment, decision.inputs, weighting, report.readers, template, report.named)
    note = partial(told.note, name)
    files = report.files(targets, assessed, note)
    printed: str | bytes = ""
    form = "terminal"
    if asked.explain:
        printed = _explanation(asked.explain, decision, assessment)
    elif not report.quiet:
        printed, form = report.printed(assessed, note, one_line=len(asked.dossiers) > 1)
    write_all(files, kept, quiet=report.quiet)
    show(printed, form)
    if not report.quiet and form != "json" and not isinstance(printed, bytes):
        sys.stdout.flush()  # the decision comes before what is odd about it
        told.say(name, decision.diagnostics)
    return _required(asked, assessment)


def _explanation(names: list[str], decision: Decision, assessment: Assessment) -> str:
    """Return how the named criteria came to their values.

    Raises:
        InputError: The rubric has no such criterion.
    """
    from partnercheck.engine.steps import steps
    from partnercheck.render import reckoning

    inputs, laid_out = decision.inputs, layout()
    results = assessment.criteria
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
    if asked.require and VERDICT_LEVELS.index(level) > VERDICT_LEVELS.index(asked.require.value):
        print(f"{who}: {asked.require} is required, but the verdict is {level}", file=sys.stderr)
        code = UNMET
    if asked.firm and not assessment.verdict.firm:
        print(f"{who}: a firm verdict is required, but this one is not", file=sys.stderr)
        code = UNMET
    return code
