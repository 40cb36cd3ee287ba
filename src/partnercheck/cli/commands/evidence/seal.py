"""`partnercheck evidence seal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from partnercheck.cli.changing import Change, ChangedArgument, change, said_beside
from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK, ConfineOption, QuietOption, YesOption
from partnercheck.diagnostics import shown

if TYPE_CHECKING:
    from partnercheck.model.evidence_check import EvidenceNoticed
    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)


@command(app)
def seal(
    dossier: ChangedArgument,
    yes: YesOption = False,
    quiet: QuietOption = False,
    confine: ConfineOption = None,
) -> None:
    """Put the digest of every file that a dossier cites beside its name, where there is none.

    A file that is changed afterwards no longer counts, and `verify` says so; this command names
    it, and seals it no second time. Look at the files first: a seal
    says that they have not changed since, not that they are true. Every other byte of the dossier stays.

    \b
    Examples:
      partnercheck evidence seal acme.yaml
    """
    from partnercheck.record.evidence import noticed, sealed

    broken: list[EvidenceNoticed] = []

    def make(inputs: Inputs, raw: bytes) -> Change:
        seen = noticed(inputs, dossier.parent, str(dossier), within=0)
        broken.extend(each for each in seen if each.status in {"changed", "missing"} and each.file)
        return Change(sealed(raw, str(dossier), inputs.dossier, dossier.parent))

    with said_beside(dossier, quiet=quiet) as output:
        change(dossier, make, output, yes=yes, confine=confine)
        for each in broken:
            what = "is not there" if each.status == "missing" else "is not the one that was sealed"
            print(f"note: `{shown(each.file)}`, cited for {each.supports}, {what}")
