"""`partnercheck history`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import DONE, UNMET
from partnercheck.cli.options import (
    LOOK,
    ConfineOption,
    OrganisationOption,
    PathsArgument,
    QuietOption,
    RubricOption,
    outputs_option,
)
from partnercheck.diagnostics import InputError, fail, shown, visible
from partnercheck.render.formats import HISTORY, UnderRubrics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.load.folders import Found
    from partnercheck.model.history import History
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.series import Series

app = typer.Typer(**LOOK)

_NAMED = 5
"""How many series are named where there are several."""


class FailOn(StrEnum):
    """What a job may fail on."""

    worse = "worse"


class Options(NamedTuple):
    """What the command line asks for."""

    paths: PathsArgument
    rubric: RubricOption = None
    organisation: OrganisationOption = None
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            help="Exit 1 where the latest verdict is lower than the one before, or a flag is newly raised.",
            show_default=False,
        ),
    ] = None
    calibration: Annotated[
        bool,
        typer.Option(
            "--calibration",
            help="In place of that: what became of deals, as `decide --became` says, against the verdicts. "
            "PATH is an assessment, or a folder to search for those that were decided on.",
        ),
    ] = False
    by_approver: Annotated[
        bool,
        typer.Option(
            "--by-approver",
            help="With --calibration: how right each approver's forecasts were (Brier score, from ten on).",
        ),
    ] = False
    format: Annotated[str | None, FormatOption(HISTORY, "On standard output; by default terminal.")] = None
    output: Annotated[
        list[str] | None,
        outputs_option(
            "Write the history: a file (.md .html .json .txt), or a folder, which gets history.html and "
            "history.md; may be repeated."
        ),
    ] = None
    quiet: QuietOption = False


@command(
    app,
    exits={
        1: "it is worse than before, and --fail-on worse asks for that",
        2: "the input or the command is wrong; with --calibration: a record is not sound (the others count)",
    },
)
def history(asked: Options, confine: ConfineOption = None) -> int:
    """Show one partner over time: its dossiers in the order of their dates, and what moved between them.

    The dossiers must be one series: one partner, one scope, one rubric. A partner is known by its LEI, or
    within one country by its company number, VAT number or name; a dossier without an LEI belongs to the
    partner whose LEI another of the same name gives, unless two partners have that name. From the best
    verdict to the worst: proceed, conditional, hold, decline.

    \b
    Examples:
      partnercheck history partners/acme/
      partnercheck history acme-*.yaml -o acme.html
      partnercheck history partners/acme/ --fail-on worse --quiet
      partnercheck history partners/ --calibration --by-approver
    """
    _check(asked)
    if asked.calibration:
        from partnercheck.cli.calibrating import calibrate

        return calibrate(
            asked.paths,
            asked.output or (),
            asked.format,
            by_approver=asked.by_approver,
            quiet=asked.quiet,
        )
    return _over_time(asked, confine)


def _check(asked: Options) -> None:
    """Refuse options that mean nothing together.

    Raises:
        typer.BadParameter: There are such.
    """
    if asked.by_approver and not asked.calibration:
        raise typer.BadParameter("it belongs to --calibration", param_hint="--by-approver")
    others = {"--rubric": asked.rubric, "--organisation": asked.organisation, "--fail-on": asked.fail_on}
    for option, given in others.items():
        if asked.calibration and given is not None:
            raise typer.BadParameter("it means nothing with --calibration", param_hint=option)


def _over_time(asked: Options, confine: Path | None) -> int:
    """Show one partner over time."""
    from partnercheck.cli.each import dossiers_at
    from partnercheck.cli.outputs import check_all_kept, files_of, page_targets, real_paths, write_all
    from partnercheck.cli.told import say_after
    from partnercheck.engine import decide
    from partnercheck.insight.history import history as over_time

    looked = dossiers_at(asked.paths)
    inputs = real_paths([*looked.dossiers.values(), asked.rubric, asked.organisation])
    targets = list(page_targets(HISTORY, "history", asked.output or (), asked.format, inputs))
    opened = _open(looked, asked, confine)
    series = _one(opened)
    decisions = [decide(opened[name]) for name in series.dossiers]
    if targets:
        inputs |= files_of(opened.items())
        check_all_kept(targets, inputs)
    made = over_time(decisions, series.by)
    under = UnderRubrics(made, tuple(each.inputs.rubric for each in decisions))
    write_all([(path, HISTORY.render(form, under)) for path, form in targets], inputs, quiet=asked.quiet)
    if not asked.quiet:
        form = asked.format or "terminal"
        show(HISTORY.render(form, under, layout()), form)
        say_after(decisions[-1].diagnostics)  # the others were told in their time
    return _ended(made) if asked.fail_on else DONE


def _open(looked: Found, asked: Options, confine: Path | None) -> dict[str, Inputs]:
    """Return all dossiers, by name.

    Raises:
        InputError: Some cannot be used or a folder cannot be looked into, with all that is wrong with any.
    """
    from partnercheck.cli.references import loader_of

    loader = loader_of(map(str, asked.paths), confine)
    opened: dict[str, Inputs] = {}
    wrong = [each for error in looked.unreadable.values() for each in error.diagnostics]
    for name, path in looked.dossiers.items():
        try:
            opened[name] = loader.dossier(path, rubric=asked.rubric, organisation=asked.organisation)
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(wrong)
    return opened


def _one(opened: Mapping[str, Inputs]) -> Series:
    """Return the series that dossiers make up.

    Raises:
        InputError: There are several.
    """
    from partnercheck.insight.series import all_series, member

    found = list(all_series(member(name, each) for name, each in opened.items()))
    if len(found) > 1:
        named = "; ".join(_named(each, opened) for each in found[:_NAMED])
        more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        message = f"these are {len(found)} series, not one: {named}{more}"
        hint = _apart([opened[each.dossiers[-1]] for each in found])
        raise fail("several-series", message, found[1].dossiers[0], hint)
    return found[0]


def _apart(ends: list[Inputs]) -> str:
    """Return what keeps series apart, where their partners have one name, and what to do.

    Args:
        ends: The last dossier of each.
    """
    from partnercheck.model.names import spelling_key

    known = "a partner is known by its LEI, or by number or name within its country"
    if len({(each.dossier.partner.name, each.rubric_used.id) for each in ends}) > 1:
        return f"name those of one; {known}"
    dossiers = [each.dossier for each in ends]
    if len({spelling_key(each.scope or "") for each in dossiers}) == len(dossiers):
        return "these differ by `scope`: name those of one, or `partnercheck compare` them"
    if not all(each.partner.country for each in dossiers):
        return f"{known}: say the `country` of each"
    partners = [
        {"country": spelling_key(each.partner.country or ""), **each.partner.identifiers} for each in dossiers
    ]
    keys = dict.fromkeys(key for each in partners for key in each)
    differing = [f"`{key}`" for key in keys if len({each.get(key) for each in partners}) > 1]
    return f"these differ by {' and '.join(differing)}, so they count as several partners; {known}"


def _named(series: Series, opened: Mapping[str, Inputs]) -> str:
    """Return what tells a series from others, scopes that differ late among it."""
    from partnercheck.render import shortened

    inputs = opened[series.dossiers[-1]]
    dossier = inputs.dossier
    country = dossier.partner.country or "no country"
    scope = f"scope `{shortened.cut(dossier.scope, _SCOPE)}`" if dossier.scope else "no scope"
    return (
        f"{shown(dossier.partner.name)} ({country}, {inputs.rubric_used.id}, {scope}): "
        f"{', '.join(shown(each) for each in series.dossiers)}"
    )


_SCOPE = 400
"""How many letters of a scope are told: enough to tell deals apart."""


def _ended(made: History) -> int:
    """Return 1 where it is worse than before, and say so."""
    if not made.steps or made.steps[-1].trend != "worse":
        return DONE
    step = made.steps[-1]
    raised = f"; raised: {', '.join(visible(each.title) for each in step.raised)}" if step.raised else ""
    before, after = (each.standing.level for each in made.dates[-2:])
    who = visible(made.partner.name)
    print(f"{who}: worse than on {step.before}: {before}, then {after}{raised}", file=sys.stderr)
    return UNMET
