"""A page for a terminal: readable without colour, in the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table as Grid

from partnercheck.render import words
from partnercheck.render.console import WIDTH, console_for, line, written
from partnercheck.render.page import Bullets, Course, Ranges, Table, Waterfall, Words

if TYPE_CHECKING:
    from rich.console import Console

    from partnercheck.render.page import Page, Range

_BESIDE = 18
"""How many letters stand beside the line of a range and its key."""
_MOST = 8
"""How many items of a list are shown; other formats show all."""


def render(page: Page, *, width: int = WIDTH, color: bool = False) -> str:
    """Return a page, with escape codes where `color` asks for them."""
    console = console_for(width=width, color=color)
    console.print(line(page.title, "bold"))
    for fact in page.facts:
        console.print(line(fact, "dim"))
    for section in page.sections:
        console.print()
        console.print(line(section.title, "bold"))
        for block in section.blocks:
            _draw(block, console)
    return written(console)


def _draw(block: Words | Bullets | Table | Ranges | Course | Waterfall, console: Console) -> None:
    match block:
        case Words():
            console.print(line(block.text))
        case Bullets():
            for item in block.sentences[:_MOST]:
                console.print(_bullet(item))
            if len(block.sentences) > _MOST:
                rest = f"    and {len(block.sentences) - _MOST} more in Markdown"
                console.print(line(rest, "dim"))
        case Table():
            console.print(_grid(block))
        case Waterfall():
            console.print(line(block.title))
        case Course():
            console.print(line(f"{block.title} {block.message}"))
            for moment in block.moments:
                key = f"{words.day(moment.day):>11} {moment.symbol}"
                console.print(line(_line(key, moment.range, console.width)))
        case Ranges():
            console.print(line(block.title))
            for each in block.bars:
                console.print(line(_line(each.key, each.range, console.width)))


def _bullet(item: str) -> Grid:
    """Return a sentence whose further lines stand under its first word."""
    grid = Grid.grid()
    grid.add_column(width=4)
    grid.add_column(overflow="fold")
    grid.add_row("  · ", line(item))
    return grid


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for column in table.columns:
        grid.add_column(line(column.title), justify="right" if column.number else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(line(cell) for cell in row))
    return grid


def _line(key: str, value: Range, width: int) -> str:
    """Return a range on a line from 0 to 100: `=` is the range, `O` the score."""
    last = min(width - _BESIDE - len(key), 60)
    cells = ["-"] * (last + 1)
    if value.low is not None and value.high is not None:
        for cell in range(round(value.low / 100 * last), round(value.high / 100 * last) + 1):
            cells[cell] = "="
    if value.point is not None:
        cells[round(value.point / 100 * last)] = "O"
    return f"  {key} {''.join(cells)} {value.value} ({value.span})"
