"""`partnercheck verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck import __version__
from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import DONE, UNMET
from partnercheck.cli.options import LOOK, ConfineOption, QuietOption, name_of, named_path
from partnercheck.diagnostics import shown
from partnercheck.render.formats import VERIFICATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.dossier import Dossier

app = typer.Typer(**LOOK)

_SHOWN = 20


@command(
    app,
    exits={
        0: "the same decision",
        1: "something differs, or an approval is not sound",
        2: "the input cannot be used",
    },
)
def verify(
    assessment: Annotated[
        Path,
        typer.Argument(
            metavar="ASSESSMENT.json",
            parser=named_path,
            help="What `assess --format json` wrote; - reads standard input.",
        ),
    ],
    signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Check the signatures of approvals against OpenSSH's list of allowed signers.",
            show_default=False,
        ),
    ] = None,
    signed: Annotated[
        bool, typer.Option("--signed", help="Fail where an approval is not signed, or there is none.")
    ] = False,
    format: Annotated[str, FormatOption(VERIFICATION)] = "terminal",  # noqa: A002  (the option's name)
    quiet: QuietOption = False,
    confine: ConfineOption = None,
) -> int:
    """Assess again from the same files and compare; then check what was decided on it.

    The dossier is the one beside the assessment, else the one where the assessment says, from its own folder
    or from the working directory; rubric and organisation beside the dossier, as they were. Of the approvals
    beside the assessment the digests are checked that bind them to it and to each other, and with --signers
    who signed them.

    \b
    Examples:
      partnercheck verify acme.json
      partnercheck verify acme.json --signers allowed_signers --signed
      partnercheck verify acme.json --format json
    """
    from partnercheck.cli.approvals import check_approvals
    from partnercheck.cli.dossiers import read_input
    from partnercheck.cli.reassessing import assessed_again
    from partnercheck.engine import TOOL
    from partnercheck.model.verification import Verification

    if signed and signers is None:
        raise typer.BadParameter("say who may sign, with --signers", param_hint="--signed")
    name = name_of(assessment)
    again = assessed_again(read_input(name), Path(name), confine)
    after, differences = again.after, again.differences
    sound, approvals, left_open = check_approvals(assessment, after, signers, signed=signed)
    found = Verification(
        partnercheck="verify/1",
        tool=TOOL,
        assessment=name,
        dossier=str(again.file),
        partner=after.partner.name,
        verdict=after.verdict.level,
        as_of=after.as_of,
        same=not differences,
        differences=differences,
        sound=sound,
        approvals=approvals,
        notes=(*_notes(again.before.tool.version, again.dossier), *left_open),
    )
    if not quiet:
        show(VERIFICATION.render(format, found, layout()), format)
    return DONE if found.same and found.sound else UNMET


def _notes(version: str, dossier: Dossier) -> Iterator[str]:
    """Yield what the comparison cannot tell."""
    from partnercheck.record.evidence import cited_files

    if version != __version__:
        yield f"it was assessed by version {shown(version)}; this is {__version__}"
    if unsealed := [each for each in cited_files(dossier) if each.sha256 is None]:
        files = ", ".join(dict.fromkeys(shown(str(each.file)) for each in unsealed[:_SHOWN]))
        yield f"a change of what has no digest would go unnoticed: {files}; see `evidence seal`"
