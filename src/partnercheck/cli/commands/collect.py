"""`partnercheck collect`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.options import LOOK, ConfineOption, QuietOption, named_path
from partnercheck.model.asking import Side
from partnercheck.render.formats import COLLECTED

app = typer.Typer(**LOOK)


@command(app, exits={2: "a file, the dossier or the command is wrong; good files are collected"})
def collect(
    dossier: Annotated[
        Path, typer.Argument(metavar="DOSSIER", parser=named_path, help="The dossier of the partner.")
    ],
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Replies and forms that came back, what they enclose, folders of them; - reads one reply.",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and report, and write nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace earlier replies of the same person.")
    ] = False,
    link: Annotated[
        bool, typer.Option("--link", help="Add the line to the dossier that names the replies.")
    ] = False,
    side: Annotated[
        Side | None,
        typer.Option(help="Whose side those are on whom nobody asked.", show_default=False),
    ] = None,
    quiet: QuietOption = False,
    format: Annotated[str, FormatOption(COLLECTED)] = "terminal",  # noqa: A002  (the option's name)
    confine: ConfineOption = None,
) -> int:
    """Read what comes back from those who were asked, and keep it beside the dossier.

    Every reply is checked against the rubric and written into a file of its own, with the files that came
    with it, sealed by their digests. It then says who is missing, where people disagree and what is open.

    \b
    Examples:
      partnercheck collect acme.yaml returned/ --link
      partnercheck collect acme.yaml haddad.xlsx minutes.pdf
      partnercheck collect acme.yaml moore.json --replace --dry-run
    """
    from partnercheck.cli.collecting import Run, run
    from partnercheck.cli.dossiers import check_in_file

    check_in_file(dossier, "replies are kept")
    return run(
        Run(dossier, files, side, dry_run=dry_run, replace=replace, link=link, quiet=quiet), format, confine
    )
