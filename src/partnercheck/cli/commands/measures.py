"""`partnercheck measures`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK
from partnercheck.diagnostics import did_you_mean, fail, shown
from partnercheck.render.formats import MEASURES

app = typer.Typer(**LOOK)
_NEAR = 3


def _names(incomplete: str) -> list[str]:
    from partnercheck.measures import MEASURES as KNOWN
    from partnercheck.measures import SECTIONS

    return [name for name in (*SECTIONS, *KNOWN) if name.startswith(incomplete)]


@command(app, exits={2: "there is no such measure or section"})
def measures(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A measure such as exchange.balance, or a section such as exchange; without it, all.",
            autocompletion=_names,
        ),
    ] = None,
    format: Annotated[str, FormatOption(MEASURES)] = "terminal",  # noqa: A002  (the option's name)
) -> None:
    """List what can be worked out from a dossier's sections: formula, unit, inputs, source.

    A rubric names a measure in `from` of a criterion of kind `metric`.

    \b
    Examples:
      partnercheck measures
      partnercheck measures financials.interest_coverage
      partnercheck measures ownership --format json
    """
    from partnercheck.measures import SECTIONS
    from partnercheck.model.measure_list import MeasureList, MeasureListed

    listed = {
        f"{section.name}.{each.name}": MeasureListed(
            name=f"{section.name}.{each.name}",
            section=section.title,
            unit=each.unit,
            inputs=each.inputs,
            both_sides=section.ours is not None,
            summary=" ".join(each.doc.partition("\n\n")[0].split()),
            detail=each.doc.partition("\n\n")[2],
        )
        for section in SECTIONS.values()
        for each in section.measures
    }
    asked = [each for key, each in listed.items() if name is None or name in {key, key.partition(".")[0]}]
    if not asked:
        near = [each for each in listed if (name or "") in each][:_NEAR]
        hint = f"did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else None
        hint = hint or did_you_mean(name or "", [*listed, *SECTIONS]) or "`partnercheck measures` lists them"
        raise fail("unknown-measure", f"there is no measure or section `{shown(name)}`", "NAME", hint)
    show(MEASURES.render(format, MeasureList("measures/1", tuple(asked)), layout()), format)
