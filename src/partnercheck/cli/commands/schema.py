"""`partnercheck schema`."""

from enum import StrEnum
from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


class SchemaKind(StrEnum):
    """The files that have a schema."""

    rubric = "rubric"
    dossier = "dossier"
    organisation = "organisation"
    reply = "reply"
    cases = "cases"
    approval = "approval"
    config = "config"
    assessment = "assessment"
    approvals = "approvals"
    verify = "verify"
    whatif = "whatif"
    compare = "compare"
    history = "history"
    calibration = "calibration"
    check = "check"
    test = "test"
    diff = "diff"
    rubrics = "rubrics"
    rules = "rules"
    portfolio = "portfolio"
    due = "due"
    collect = "collect"
    measures = "measures"
    evidence = "evidence"
    todo = "todo"
    update = "update"
    change = "change"
    import_ = "import"
    lines = "lines"
    diagnostics = "diagnostics"
    tables = "tables"


@command(
    app,
    note="In an editor with the YAML language server, the first line of a dossier may then read: "
    "# yaml-language-server: $schema=dossier.schema.json",
)
def schema(kind: Annotated[SchemaKind, typer.Argument(metavar="KIND", help="The kind of file.")]) -> None:
    """Print the JSON Schema of a kind of file, so that editors complete and explain its keys."""
    from partnercheck.authoring.schema import schema as describe

    print(describe(kind.value), end="")
