"""`partnercheck evidence seal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from partnercheck.cli.changing import Change, ChangedArgument, change
from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK, ConfineOption, YesOption

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)


@command(app)
def seal(
    dossier: ChangedArgument,
    yes: YesOption = False,
    confine: ConfineOption = None,
) -> None:
    """Put the digest of every file that a dossier cites beside its name, where there is none.

    A file that is changed afterwards no longer counts, and `verify` says so. Look at the files first: a seal
    says that they have not changed since, not that they are true. Every other byte of the dossier stays.

    \b
    Examples:
      partnercheck evidence seal acme.yaml
    """
    from partnercheck.record.evidence import sealed

    def make(inputs: Inputs, raw: bytes) -> Change:
        return Change(sealed(raw, str(dossier), inputs.dossier, dossier.parent))

    change(dossier, make, yes=yes, confine=confine)
