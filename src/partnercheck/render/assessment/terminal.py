"""The first page for a terminal: at most 40 lines of 80 columns, readable without colour.

What a manager and an analyst read beside it follows as the report's Markdown, laid out by rich.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from partnercheck.diagnostics import visible
from partnercheck.render.console import WIDTH, console_for, line, written

if TYPE_CHECKING:
    from rich.console import Console

    from partnercheck.render.report import Report
    from partnercheck.render.report.page_one import Condition, Flag, ScoreLine

_LINE = 60
_STYLES = {
    "proceed": "bold green",
    "conditional": "bold yellow",
    "decline": "bold red",
    "hold": "bold magenta",
}
_MOST = {"reasons": 3, "flags": 3, "conditions": 3, "changes": 2}
"""How many of a kind the page shows; a report shows all."""


def render(report: Report, *, width: int = WIDTH, color: bool = False) -> str:
    """Return the first page of a report, with escape codes where `color` asks for them."""
    console = console_for(width=width, color=color)
    draw(report, console)
    if report.depth != "executive":
        _draw_rest(report, console)
    return written(console)


def _draw_rest(report: Report, console: Console) -> None:
    """Write the parts that follow page one."""
    from rich.markdown import Markdown

    from partnercheck.render.templates import markdown

    rest = replace(report, contents=report.contents[1:])
    console.print()
    console.print(Markdown(markdown(rest), hyperlinks=False))


def draw(report: Report, console: Console) -> None:
    """Write the first page of a report."""
    page, verdict = report.page_one, report.verdict
    facts = {fact.name: fact.text for fact in page.facts}
    console.print(
        line(page.partner, "bold"), line(f"{facts['Rubric']} · as of {facts['As of']}", "dim"), sep="  "
    )
    if "Scope" in facts:
        console.print(line(_cut(facts["Scope"], console.width), "dim"))
    console.print()
    console.print(line(f"{verdict.symbol} {verdict.headline.upper()}", _STYLES[verdict.level]))
    console.print(line(verdict.firmness))
    for place, reason in enumerate(verdict.reasons[: _MOST["reasons"]]):
        room = console.width - 6 if place else 2 * console.width - 16  # what decides is told in full
        console.print(_hanging("  · ", _cut(reason, room)))
    if len(verdict.reasons) > _MOST["reasons"]:
        console.print(line(f"    and {len(verdict.reasons) - _MOST['reasons']} more in a report (-o)", "dim"))
    if verdict.without_waivers:
        console.print(_hanging("  · ", verdict.without_waivers))
    _decided(report, console)
    console.print()
    score = report.score
    console.print(
        line(f"Score {score.range.value}", "bold"),
        f"range {score.range.span}, coverage {score.coverage}",
        sep="   ",
    )
    for drawn in score_line(score):
        console.print("  " + drawn)
    console.print(_dimensions(report))
    for sentence in page.naming:
        console.print(_hanging("", sentence))
    flags = [_flag(flag) for flag in page.flags]
    _list(console, "flags", "Red flags", flags, len(report.obstacles.flags))
    conditions = [
        f"  {number}. {_task(each, 2 * console.width)}" for number, each in enumerate(page.conditions, 1)
    ]
    wanted = len(report.obstacles.conditions)
    _list(console, "conditions", page.conditions_title, conditions, wanted, lines=2)
    changes = [*page.changes[:1], *page.next_evidence[:1], *page.changes[1:]]
    found = len(report.robustness.flips) + bool(page.next_evidence)
    _list(console, "changes", "What would change it", [f"  · {each}" for each in changes], found, lines=2)


def _decided(report: Report, console: Console) -> None:
    """Write who has decided, or must, in at most four lines."""
    if (found := report.decided) is not None:
        said = [found.headline, *filter(None, [found.against]), *found.notes]
        console.print(line(_cut(f"{found.symbol} {' '.join(said)}", 4 * console.width - 12)))


def score_line(score: ScoreLine) -> tuple[str, str]:
    """Return the score between 0 and 100 in characters, and under it the limits.

    `=` is the range, `O` the score; without a score there is only the range.
    """
    low, high = score.range.low or 0.0, 100.0 if score.range.high is None else score.range.high
    cells = ["-"] * (_LINE + 1)
    for cell in range(_cell(low), _cell(high) + 1):
        cells[cell] = "="
    if score.range.point is not None:
        cells[_cell(score.range.point)] = "O"
    under = [" "] * (_LINE + 4)
    for limit in score.limits:
        mark = f"^{limit.text}"
        under[_cell(limit.value) : _cell(limit.value) + len(mark)] = mark
    return f"0 {''.join(cells)} 100", f"  {''.join(under).rstrip()}"


def _cell(value: float) -> int:
    return round(value / 100 * _LINE)


def _dimensions(report: Report) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    table.add_column("Dimension", no_wrap=True, overflow="ellipsis")
    for title in ("Weight", "Score", "Range", "Coverage"):
        table.add_column(title, justify="right", no_wrap=True)
    for row in report.dimensions.bars.table.rows:
        table.add_row(line(row[0]), *(Text(cell) for cell in row[1:]))
    return table


def _flag(flag: Flag) -> str:
    waived = "; waived" if flag.waiver else ""
    return f"  {flag.symbol} {flag.status}: {flag.title} ({flag.effect}{waived})"


def _task(condition: Condition, room: int) -> str:
    """Return what is to be done, cut to leave room for who sees to it and until when."""
    said = (condition.owner, condition.due, condition.status)
    progress = _cut(", ".join(text for text in said if text not in {"nobody yet", "no date"}), room // 2)
    return f"{_cut(condition.action, room - len(progress) - 24)} ({progress})"


def _list(console: Console, kind: str, title: str, items: list[str], number: int, lines: int = 1) -> None:
    """Write the first items of a list, each in as many lines as it may take, under a title that counts.

    `number` is how many there are in the whole report.
    """
    if not items:
        return
    items = items[: _MOST[kind]]
    rest = f"  ({len(items)} of {number}; a report with -o shows all)" if number > len(items) else ""
    console.print(line(title, "bold"), line(rest, "dim"), sep="")
    for item in items:
        indent = len(item) - len(item.lstrip(" ")) + 2
        console.print(_hanging(item[:indent], _cut(item[indent:], lines * (console.width - indent) - 4)))


def _hanging(bullet: str, text: str) -> Table | Text:
    """Return a text whose further lines stand under its first word, not under its bullet."""
    if not bullet:
        return line(text)
    table = Table.grid()
    table.add_column(width=len(bullet))
    table.add_column(overflow="fold")
    table.add_row(bullet, line(text))
    return table


def _cut(text: str, width: int) -> str:
    text = visible(text)
    return text if len(text) <= width else text[: width - 1] + "…"
