"""`partnercheck compare`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK, Against, ConfineOption, QuietOption, outputs_option
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.render.formats import COMPARISON, UnderRubric

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)

MOST = 26
"""How many dossiers can stand side by side: a letter stands for each."""


class Options(NamedTuple):
    """What the command line asks for."""

    dossiers: Annotated[
        list[str],
        typer.Argument(metavar="DOSSIER", help="Two dossiers to 26; - reads one from standard input."),
    ]
    against: Against
    format: Annotated[str | None, FormatOption(COMPARISON, "On standard output; by default terminal.")] = None
    output: Annotated[
        list[str] | None,
        outputs_option(
            "Write the comparison: a file (.md .html .json .txt), or a folder, which gets "
            "comparison.html and comparison.md; may be repeated."
        ),
    ] = None
    quiet: QuietOption = False


@command(app)
def compare(asked: Options, confine: ConfineOption = None) -> None:
    """Show candidates side by side; of one partner at two dates, what moved.

    Ranges that overlap are undecided: evidence still missing could turn the order. All dossiers are held
    against one rubric; where they name different ones, --rubric assesses all against the one given. One
    partner at more than two dates: `partnercheck history`.

    \b
    Examples:
      partnercheck compare acme.yaml birchwood.yaml
      partnercheck compare partners/*.yaml --rubric strategic-alliance -o comparison.html
      partnercheck compare acme-2025.yaml acme-2026.yaml
    """
    from partnercheck.cli.outputs import (
        check_all_kept,
        check_read_once,
        files_of,
        page_targets,
        real_paths,
        write_all,
    )
    from partnercheck.cli.told import say_after
    from partnercheck.engine import decide, explain
    from partnercheck.insight.comparison import compare as compared
    from partnercheck.insight.comparison import limits_of

    if not 2 <= len(asked.dossiers) <= MOST:
        raise typer.BadParameter(f"it takes two dossiers or more, up to {MOST}", param_hint="DOSSIER")
    inputs = real_paths([*asked.dossiers, asked.against.rubric, asked.against.organisation])
    check_read_once(asked.dossiers)
    targets = list(page_targets(COMPARISON, "comparison", asked.output or (), asked.format, inputs))
    decisions = [decide(each) for each in _open(asked, confine)]
    if targets:
        inputs |= files_of(zip(asked.dossiers, (each.inputs for each in decisions), strict=True))
        check_all_kept(targets, inputs)
    rubric = decisions[0].inputs.rubric
    comparison = compared([explain(decision) for decision in decisions], limits_of(rubric.verdict))
    under = UnderRubric(comparison, rubric)
    files = [(path, COMPARISON.render(form, under)) for path, form in targets]
    write_all(files, inputs, quiet=asked.quiet)
    if asked.quiet:
        return
    form = asked.format or "terminal"
    show(COMPARISON.render(form, under, layout()), form)
    say_after(each for decision in decisions for each in decision.diagnostics)
    for note in comparison.notes:
        print(f"warning: {visible(note)}", file=sys.stderr)
    if {each.before for each in comparison.movements} & {each.after for each in comparison.movements}:
        print("hint: `partnercheck history` shows one partner at more than two dates", file=sys.stderr)


def _open(asked: Options, confine: Path | None) -> list[Inputs]:
    """Return all dossiers, held against one rubric.

    Raises:
        InputError: Some cannot be used, with all that is wrong with any; or their rubrics differ.
    """
    from partnercheck.cli.dossiers import open_dossier
    from partnercheck.load import Loader

    loader = Loader(confine=confine)
    opened: list[Inputs] = []
    wrong: list[Diagnostic] = []
    for name in asked.dossiers:
        try:
            opened.append(open_dossier(loader, name, asked.against))
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(wrong)
    first = opened[0].rubric_used
    for each in opened[1:]:
        used = each.rubric_used
        if (used.id, used.version, used.sha256) != (first.id, first.version, first.sha256):
            other = opened[0].dossier_used.named
            message = f"its rubric is {_named(each)}, but that of {other} is {_named(opened[0])}"
            hint = "--rubric ID|PATH assesses all dossiers against one rubric"
            raise fail("different-rubrics", message, each.dossier_used.named, hint)
    return opened


def _named(inputs: Inputs) -> str:
    used = inputs.rubric_used
    return f"{used.id} {used.version} (SHA-256 {used.sha256[:8]}…)"
