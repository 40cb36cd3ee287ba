"""`partnercheck evidence check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import DONE, UNMET
from partnercheck.cli.options import LOOK, Against, ConfineOption, PathsArgument, QuietOption, StrictOption
from partnercheck.render.formats import EVIDENCE

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    paths: PathsArgument
    within: Annotated[
        int, typer.Option(metavar="DAYS", min=0, help="What soon expires: days after the as-of date.")
    ] = 90
    against: Against = Against()
    strict: StrictOption = False
    quiet: QuietOption = False


@command(
    app,
    exits={
        DONE: "done, whatever is listed",
        UNMET: "--strict, and there is something to look at",
        2: "a dossier cannot be used (the others are listed), or the command is wrong",
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
    from partnercheck.cli.each import see_each
    from partnercheck.cli.references import loader_of
    from partnercheck.model.evidence_check import EvidenceCheck, EvidenceNoticed
    from partnercheck.record.evidence import noticed, placed

    loader = loader_of(map(str, asked.paths), confine)
    found: list[EvidenceNoticed] = []
    cited: list[bool] = []

    def see(name: str, path: Path) -> None:
        inputs = loader.dossier(path, **asked.against._asdict())
        for item, _ in placed(inputs.dossier):
            sealed = item.file is not None and item.sha256 is not None
            cited.append(sealed and (item.file, item.sha256) not in inputs.faults)
        found.extend(noticed(inputs, path.parent, name, asked.within))

    seen = see_each(asked.paths, see)
    result = EvidenceCheck(
        "evidence/1", seen.dossiers, len(cited), sum(cited), tuple(found), tuple(seen.refused)
    )
    if not asked.quiet:
        show(EVIDENCE.render(format, result, layout()), format)
    return seen.finish() or (UNMET if asked.strict and found else DONE)
