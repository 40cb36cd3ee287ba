"""`partnercheck rubric check`."""

from __future__ import annotations

import typer

from partnercheck.cli.command import command
from partnercheck.cli.findings import FindingsOutput, targets, tell
from partnercheck.cli.options import (
    LOOK,
    ChildrenOption,
    ConfineOption,
    FindingsFormat,
    QuietOption,
    RubricsArgument,
    StrictOption,
)

app = typer.Typer(**LOOK)


@command(
    app,
    exits={0: "no errors", 1: "errors, or with --strict warnings", 2: "something is no rubric"},
    note="`partnercheck explain` lists the rules; `ignore:` in a rubric leaves a finding out, with a reason.",
)
def check(
    rubrics: RubricsArgument = None,
    format: FindingsFormat = "terminal",  # noqa: A002  (the option's name)
    output: FindingsOutput = None,
    strict: StrictOption = False,
    children: ChildrenOption = True,
    quiet: QuietOption = False,
    confine: ConfineOption = None,
) -> int:
    """Check rubrics: their form, where their names lead, and what a reader or a partner would trip over.

    Whether a verdict or a flag can come about at all is decided exactly, not by trying some answers. A file
    of cases is held against its rubric; `partnercheck rubric test` tries the cases. Rubrics that extend one
    of those named are checked too.

    \b
    Examples:
      partnercheck rubric check ours.yaml
      partnercheck rubric check rubrics/ --strict
      partnercheck rubric check rubrics/ -o rubrics.sarif -o report.md
      git show HEAD:ours.yaml | partnercheck rubric check -
    """
    from partnercheck.authoring.examine import examine, rules
    from partnercheck.cli.references import expanded, loader_of, with_dependents
    from partnercheck.model.findings import Results

    files = targets(output)
    references = expanded(rubrics or ())
    if children:
        references = with_dependents(references)
    loader = loader_of(references, confine)
    results = Results("check/1", examine(loader, references), rules(), strict)
    return tell(results, format, files, (loader, references), quiet=quiet)
