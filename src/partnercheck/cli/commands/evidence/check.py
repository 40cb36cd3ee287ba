"""`partnercheck evidence check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK, Against, ConfineOption, StrictOption
from partnercheck.diagnostics import InputError
from partnercheck.render.formats import EVIDENCE

if TYPE_CHECKING:
    from partnercheck.model.portfolio import Refused

app = typer.Typer(**LOOK)
_FAILED = 1


class Options(NamedTuple):
    """What the command line asks for."""

    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Dossiers, and folders to search for them.")
    ]
    within: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="What soon expires: days after the as-of date.")
    ] = 90
    against: Against = Against()
    strict: StrictOption = False


@command(
    app,
    exits={
        1: "--strict, and there is something to look at",
        2: "a dossier cannot be used (the others are told), or the command is wrong",
    },
)
def check(
    asked: Options,
    format: Annotated[str, FormatOption(EVIDENCE)] = "table",  # noqa: A002  (the option's name)
    confine: ConfineOption = None,
) -> int:
    """List evidence that changed, is missing, unsealed, expired or soon expires.

    No clock is read: without --as-of each dossier speaks for the day it names.

    \b
    Examples:
      partnercheck evidence check acme.yaml
      partnercheck evidence check partners/ --as-of 2026-12-01 --within 30 --strict
    """
    from partnercheck.cli.portfolio.refused import exit_code, refused_for, tell
    from partnercheck.cli.progress import progress
    from partnercheck.load import Loader
    from partnercheck.load.folders import dossiers_in
    from partnercheck.model.evidence_check import EvidenceCheck, EvidenceNoticed
    from partnercheck.record.evidence import noticed, placed

    looked = dossiers_in(asked.paths, Path.cwd())
    loader = Loader(confine=confine)
    bad: list[Refused] = [refused_for(name, error) for name, error in looked.unreadable.items()]
    found: list[EvidenceNoticed] = []
    items = sealed = 0
    with progress("Reading", len(looked.dossiers)) as advance:
        for name, path in looked.dossiers.items():
            advance(1)
            try:
                inputs = loader.dossier(path, **asked.against._asdict())
            except InputError as error:
                bad.append(refused_for(name, error))
                continue
            cited = [each.item for each in placed(inputs.dossier)]
            items += len(cited)
            sealed += sum(
                each.sha256 is not None and (each.file, each.sha256) not in inputs.faults
                for each in cited
                if each.file is not None
            )
            found += noticed(inputs, path.parent, name, asked.within)
    result = EvidenceCheck("evidence-check/1", len(looked.dossiers), items, sealed, tuple(found))
    show(EVIDENCE.render(format, result, layout()), format)
    for each in bad:
        tell(each)
    return exit_code(bad) or (_FAILED if asked.strict and found else 0)
