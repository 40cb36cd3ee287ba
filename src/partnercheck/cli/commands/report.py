"""`partnercheck report`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK
from partnercheck.cli.reports import ReportOptions

if TYPE_CHECKING:
    from partnercheck.model.insight import Weighting

app = typer.Typer(**LOOK)


@command(app)
def report(
    assessment: Annotated[
        str,
        typer.Argument(
            metavar="ASSESSMENT.json", help="What `assess --format json` wrote; - reads standard input."
        ),
    ],
    asked: ReportOptions,
) -> None:
    """Report on a saved assessment, without its dossier.

    Nothing is read but the approvals beside it: the report says what was found then, whatever has become of
    the files since; `verify` tells whether they have changed. Only our logo is not there.

    \b
    Examples:
      partnercheck assess acme.yaml -o acme.json
      partnercheck report acme.json -o acme.html -o acme.pdf
      partnercheck report acme.json --depth executive --format markdown
    """
    from partnercheck.cli.approvals import with_approvals
    from partnercheck.cli.console import show
    from partnercheck.cli.dossiers import read_input
    from partnercheck.cli.outputs import write_all
    from partnercheck.cli.told import Told
    from partnercheck.load import STDIN
    from partnercheck.load.saved import read_saved
    from partnercheck.render.assessment import Assessed

    template = asked.read_template()
    inputs = asked.check([assessment], template)
    saved = read_saved(read_input(assessment), assessment)
    if assessment != STDIN:
        saved = saved._replace(inputs=with_approvals(saved.inputs, [Path(assessment)]))

    def weighting() -> Weighting | None:
        from partnercheck.insight.weighting import weighting_of

        return weighting_of(*saved)

    assessed = Assessed(*saved, weighting, asked.readers, template, asked.named)
    told = Told(notes=not asked.quiet)
    note = partial(told.note, assessment)
    files = asked.files(asked.targets(assessment, template), assessed, note)
    printed, form = ("", "terminal") if asked.quiet else asked.printed(assessed, note)
    write_all(files, inputs, quiet=asked.quiet)
    show(printed, form)
    told.finish()
