"""`partnercheck evidence seal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from partnercheck.cli.changing import Change, ChangedArgument, ChangeOptions, change
from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK, name_of
from partnercheck.diagnostics import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.inputs import Inputs

app = typer.Typer(**LOOK)


@command(app)
def seal(
    dossier: ChangedArgument,
    *,
    asked: ChangeOptions,
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

    def make(inputs: Inputs, raw: bytes) -> Change:
        return Change(sealed(raw, name_of(dossier), inputs.dossier, dossier.parent))

    def notes(before: Inputs, _: Inputs) -> Iterator[str]:
        for each in noticed(before, dossier.parent, name_of(dossier), within=0):
            if each.file and each.status in {"changed", "missing"}:
                what = "is not there" if each.status == "missing" else "is not the one that was sealed"
                yield f"`{shown(each.file)}`, cited for {each.supports}, {what}"

    change(dossier, make, asked, notes)
