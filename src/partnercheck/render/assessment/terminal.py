"""Page one of the memo for a terminal: at most 40 lines of 80 columns, readable without colour.

What a manager and an analyst read beside it follows as the report's Markdown, laid out by rich.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from partnercheck.diagnostics import visible
from partnercheck.render import words
from partnercheck.render.console import WIDTH, console_for, contents, line, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from partnercheck.render.report import Report
    from partnercheck.render.report.page_one import Cause, ScoreLine

_LINE = 60
_STYLES = {
    "proceed": "bold green",
    "conditional": "bold yellow",
    "decline": "bold red",
    "hold": "bold magenta",
}
_FLAG_STYLES = {"raised": "red", "not ruled out": "magenta"}
_TASKS = 3
"""How many things to do the page shows; a report shows more."""

_HEIGHT = 40
"""Lines of a terminal's page."""


class _Entry(NamedTuple):
    """A text in a block: how it begins, and how many lines it may take.

    Attributes:
        text: What it says.
        most: Lines of it at most.
        bullet: What stands before it; further lines stand under its first word.
        style: Of the text up to and with its first `: ` where it has a bullet, else of all.
    """

    text: str
    most: int = 1
    bullet: str = ""
    style: str = ""


def render(report: Report, *, width: int = WIDTH, color: bool = False) -> str:
    """Return page one of a report, with escape codes where `color` asks for them."""
    console, more = console_for(width=width, color=color), 2
    draw(report, console, more)
    while more and contents(console).count("\n") > _HEIGHT:
        console, more = console_for(width=width, color=color), more - 1
        draw(report, console, more)
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


def draw(report: Report, console: Console, more: int = 0) -> None:
    """Write page one of a report, a blank line between its blocks; each text may take so many lines more."""
    blocks = (_head(report), _why(report), _causes(report), _decided(report), _tasks(report), _call(report))
    for place, block in enumerate(each for each in map(list, blocks) if each):
        if place:
            console.print()
        for entry in block:
            _write(console, entry._replace(most=entry.most + more) if entry.bullet else entry)
        if place == 1:
            console.print()
            for drawn in score_line(report.score):
                console.print("  " + drawn)


def _head(report: Report) -> Iterator[_Entry]:
    page = report.page_one
    yield _Entry(page.partner, 1, style="bold")
    yield _Entry(
        f"{page.scope} · as of {page.as_of}" if page.scope else f"As of {page.as_of}", 2, style="dim"
    )


def _why(report: Report) -> Iterator[_Entry]:
    page, verdict = report.page_one, report.verdict
    yield _Entry(f"{verdict.symbol} {verdict.headline.upper()}", 1, style=_STYLES[verdict.level])
    for cause in page.why[:1]:
        start = "Not ruled out: " if cause.status == "not ruled out" else ""
        source = f" Source: {cause.source}." if cause.source else ""
        yield _Entry(f"{start}{cause.title}. {cause.said}{source}", 6)
    yield _Entry(f"{page.standing} {verdict.firmness} {verdict.without_waivers or ''}".rstrip(), 3)


def _causes(report: Report) -> Iterator[_Entry]:
    for cause in report.page_one.why[1:]:
        status = f"{cause.status}: " if cause.status else ""
        yield _Entry(
            f"{status}{_named(cause)}", 2, f"{cause.symbol or '·'} ", _FLAG_STYLES.get(cause.status, "")
        )


def _named(cause: Cause) -> str:
    return f"{cause.title}. {cause.said}"


def _decided(report: Report) -> Iterator[_Entry]:
    found = report.decided
    if found is None:
        yield _Entry("Nobody has decided yet.")
    else:
        said = [found.headline, *filter(None, [found.against]), *found.notes]
        yield _Entry(f"{found.symbol} {' '.join(said)}", 4)


def _tasks(report: Report) -> Iterator[_Entry]:
    page = report.page_one
    if not page.tasks:
        return
    yield _Entry(page.tasks_title, 1, style="bold")
    for number, task in enumerate(page.tasks[:_TASKS], 1):
        yield _Entry(f"{task.action} ({task.who}, {task.when})", 2, f"{number}. ")
    if page.more_tasks or len(page.tasks) > _TASKS:
        yield _Entry("A report, written with -o, lists all.", 1, "   ", "dim")


def _call(report: Report) -> Iterator[_Entry]:
    page = report.page_one
    if page.naming:
        yield _Entry(" ".join(page.naming), 3)
    for tests in page.tests:
        yield _Entry(f"{tests.word}: {', '.join(tests.names)}", 2, f"{tests.symbol} ")


def _write(console: Console, entry: _Entry) -> None:
    """Write an entry in as many lines as it may take: whole sentences where there are too many."""
    room = console.width - len(entry.bullet)
    text = visible(entry.text)
    lines = _wrapped(console, text, room)
    if len(lines) > entry.most:
        lines = _wrapped(console, _fitting(text, entry.most * room), room)[: entry.most]
    if entry.bullet and entry.style not in {"", "dim"} and lines:
        lines[0].stylize(entry.style, 0, max(text.find(": "), 0))
    elif entry.style:
        for each in lines:
            each.stylize(entry.style)
    for place, each in enumerate(lines):
        each.rstrip()
        start = entry.bullet if place == 0 else " " * len(entry.bullet)
        console.print(Text.assemble((start, entry.style if entry.bullet else ""), each), soft_wrap=True)


def _wrapped(console: Console, text: str, width: int) -> list[Text]:
    return list(line(text).wrap(console, width))


def _fitting(text: str, letters: int) -> str:
    """Return what fits of a text that ends with something in brackets, which is kept."""
    body, bracket, end = text.rpartition(" (")
    if not bracket or not end.endswith((")", ").")) or len(end) > letters // 2:
        return words.brief(text, letters - _SLACK)
    return f"{words.brief(body, letters - len(end) - _SLACK)} ({end}"


_SLACK = 12
"""Lines end before the width where a long word follows."""


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
