"""Differences of rubrics for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from partnercheck.diagnostics import visible
from partnercheck.render.console import console_for, written
from partnercheck.render.rubric_changes.wording import HEADS, asked, misfit, row, subjects, tally, title

if TYPE_CHECKING:
    from rich.console import Console

    from partnercheck.model.rubric_changes import Change, Comparison, Effects
    from partnercheck.render.formats import Layout

_SIGNS = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "renamed": ("renamed", "yellow"),
    "changed": ("~", "yellow"),
}


def render(comparison: Comparison, layout: Layout) -> str:
    """Return what changed and what it does, with escape codes where the layout asks for them."""
    console = console_for(width=layout.width, color=layout.color)
    console.print(Text(visible(title(comparison)), style="bold"))
    for line in (line for problem in comparison.problems for line in problem.split("\n")):
        console.print(Text(f"  {line}"), soft_wrap=True)
    if not comparison.changes and comparison.old is not None and comparison.new is not None:
        console.print("Nothing differs.")
    for section, name, found in subjects(comparison):
        console.print(Text(f"{section} {visible(name)}".strip(), style="bold"), soft_wrap=True)
        for change in found:
            _change(change, console)
    if comparison.version is not None:
        style = "" if comparison.version.met else "bold"
        console.print(Text(visible(asked(comparison.version)), style=style), soft_wrap=True)
    if comparison.effects is not None:
        _effects(comparison.effects, console)
    return written(console)


def _change(change: Change, console: Console) -> None:
    sign, style = _SIGNS[change.kind]
    line = Text()
    line.append(f"{sign} ", style)
    if change.aspect:
        line.append(f"{visible(change.aspect)}: ", "dim")
    before, after = (None if each is None else visible(each) for each in (change.before, change.after))
    line.append(f"{before} → {after}" if before is not None and after is not None else after or before or "")
    console.print(Padding(line, (0, 0, 0, 2)))


def _effects(effects: Effects, console: Console) -> None:
    console.print()
    console.print(tally(effects))
    if effects.moved:
        table = Table(box=None, pad_edge=False, header_style="dim")
        for head in HEADS:
            table.add_column(head, overflow="fold")
        for moved in effects.moved:
            style = "bold" if "verdict" in moved.moves else ""
            table.add_row(*(Text(visible(cell), style=style) for cell in row(moved)))
        console.print(table)
    for each in effects.unusable:
        console.print(Text(f"{visible(each.file)} {misfit(each.fits)}:", style="bold"), soft_wrap=True)
        for line in (line for problem in each.why for line in problem.split("\n")):
            console.print(Text(f"  {line}"), soft_wrap=True)
