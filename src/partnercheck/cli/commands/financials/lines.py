"""`partnercheck financials lines`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout, show
from partnercheck.cli.options import LOOK
from partnercheck.diagnostics import did_you_mean, fail, shown
from partnercheck.render.formats import LINES

app = typer.Typer(**LOOK)


@command(app, "lines", exits={2: "there is no such line"})
def list_lines(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="LINE", help="Only these lines.", show_default=False),
    ] = None,
    format: Annotated[str, FormatOption(LINES)] = "terminal",  # noqa: A002  (the option's name)
) -> None:
    """List the statement lines: what each means, and the captions that stand for it.

    \b
    Examples:
      partnercheck financials lines
      partnercheck financials lines ebit total_debt
    """
    from partnercheck.importing.captions import captions
    from partnercheck.model.imported import LineList, LineListed

    table = captions()
    known: dict[str, Any] = {name: item for name, item in table.items.items() if item.line}
    for name in names or ():
        if name not in known:
            line = table.match(name)
            hint = f"it is a caption of `{line.item.name}`" if line is not None and line.item.line else None
            hint = hint or did_you_mean(name, known) or "`partnercheck financials lines` lists them"
            raise fail("unknown-line", f"`{shown(name)}` is no statement line", "LINE", hint)
    wanted = tuple(
        LineListed(name, known[name].statement, known[name].meaning, dict(table.synonyms[name]))
        for name in names or known
    )
    show(LINES.render(format, LineList("lines/1", wanted), layout()), format)
