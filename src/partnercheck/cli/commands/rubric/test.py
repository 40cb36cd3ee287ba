"""The options of `partnercheck rubric test`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, FindingsFormat, FindingsOption, StrictOption, rubric_names

app = typer.Typer(**LOOK)


@app.command(
    "test",
    epilog="Exit codes: 0 all cases pass; 1 a case fails or a share asked for is missed; 2 the input or the "
    "command is wrong.",
)
def rubric_test(
    rubrics: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Rubrics to test: paths, folders of rubrics, their files of cases, or ids.",
            autocompletion=rubric_names,
        ),
    ],
    format: FindingsOption = FindingsFormat.terminal,  # noqa: A002  (the option's name)
    strict: StrictOption = False,
    uncovered: Annotated[bool, typer.Option("--uncovered", help="List what no case covers.")] = False,
    mutation: Annotated[
        bool,
        typer.Option(
            "--mutation",
            help="Change weights, limits, values and effects of the rubric one at a time, and list every "
            "change that no case notices.",
        ),
    ] = False,
    min_coverage: Annotated[
        list[str] | None,
        typer.Option(
            "--min-coverage",
            metavar="PCT|KIND=PCT",
            help="Fail unless the cases cover so much of flags, verdict and relationship rules, or of one "
            "kind: criteria, levels, flags, verdict, relationship; may be repeated.",
            show_default=False,
        ),
    ] = None,
    min_mutation: Annotated[
        float | None,
        typer.Option(
            "--min-mutation",
            metavar="PCT",
            min=0,
            max=100,
            help="Fail unless the cases notice so many of the changes; implies --mutation.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Try the test cases of rubrics, and show what they cover.

    A case is a dossier in short and what must come out of it. Cases stand in the rubric under `cases:`,
    and beside it in NAME.cases.yaml; `partnercheck schema cases` describes them.

    \b
    Examples:
      partnercheck rubric test rubrics/ours.yaml
      partnercheck rubric test rubrics/ --min-coverage 100 --min-coverage criteria=90
      partnercheck rubric test strategic-alliance --min-mutation 90
      partnercheck rubric test rubrics/ours.yaml --format junit > results.xml
    """
    from partnercheck.authoring.testing import Demands
    from partnercheck.cli.rubric_test import Request, run_test

    demands = Demands(_shares(min_coverage or []), min_mutation, uncovered)
    request = Request(rubrics, format.value, demands, mutation or min_mutation is not None, strict)
    raise typer.Exit(run_test(request))


def _shares(texts: list[str]) -> dict[str, float]:
    """Return the least coverage by kind that options such as `80` and `flags=100` ask for."""
    from partnercheck.authoring.testing import KINDS, RULES
    from partnercheck.model.scalars import read_number
    from partnercheck.source import Plain

    found: dict[str, float] = {}
    for text in texts:
        kind, _, share = text.rpartition("=")
        try:
            number = read_number(Plain(share))
        except ValueError:
            number = -1.0
        if not 0 <= number <= 100 or (kind and kind not in KINDS):
            known = ", ".join(KINDS)
            raise typer.BadParameter(
                f"{text!r} is neither a share such as 80 nor one of a kind such as flags=100; kinds: {known}",
                param_hint="--min-coverage",
            )
        found[kind or RULES] = number
    return found
