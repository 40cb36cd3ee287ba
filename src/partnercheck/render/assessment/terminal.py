"""Page one of the memo for a terminal: at most 40 lines of 80 columns, readable without colour.

What a manager and an analyst read beside it follows as the report's Markdown, laid out by rich.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from partnercheck.diagnostics import visible
from partnercheck.render import shortened
from partnercheck.render.console import WIDTH, console_for, contents, line, written
from partnercheck.render.document.tasks import NO_DATE, NOBODY, UNSAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from partnercheck.render.report import Report
    from partnercheck.render.report.page_one import ScoreLine, Task

_LINE = 60
_STYLES = {
    "proceed": "bold green",
    "conditional": "bold yellow",
    "decline": "bold red",
    "hold": "bold magenta",
}
_FLAG_STYLES = {"raised": "red", "not ruled out": "magenta"}
_HEIGHT = 40
"""Lines of a terminal's page."""


class _Room(NamedTuple):
    """How much a page may say.

    Attributes:
        more: How many lines a text in a list may take beyond its own.
        tasks: How many things to do it shows; a report shows more.
        tests: Which outcomes of the tests of a partnership it shows.
        cut: Whether of a sentence that is too long for its lines only the beginning is told.
    """

    more: int = 2
    tasks: int = 3
    tests: frozenset[str] = frozenset({"✘", "?", "✔", "–"})
    cut: bool = False


_FAILED = frozenset({"✘"})
_ROOMS = (
    _Room(),
    _Room(1),
    _Room(0),
    _Room(0, tests=_FAILED),
    _Room(0, tests=frozenset()),
    _Room(0, 2, frozenset()),
    _Room(0, 1, frozenset()),
    _Room(3, 3, frozenset(), cut=True),
    _Room(1, 2, frozenset(), cut=True),
    _Room(0, 1, frozenset(), cut=True),
)
"""What is tried until the page is low enough, roomiest first."""


class _Entry(NamedTuple):
    """A text in a block: how it begins, and how many lines it may take.

    Attributes:
        text: What it says; where there is no room for all of it, its first sentences.
        most: Lines of it at most.
        bullet: What stands before it; further lines stand under its first word.
        start: What stands before the text, whole.
        end: What stands after it, whole.
        style: Of the text up to and with its first `: ` where it has a bullet, else of all.
    """

    text: str
    most: int = 1
    bullet: str = ""
    start: str = ""
    end: str = ""
    style: str = ""

    @property
    def around(self) -> int:
        """How long what stands around the text is."""
        return len(self.start) + len(self.end)


def render(report: Report, *, width: int = WIDTH, color: bool = False) -> str:
    """Return page one of a report, with escape codes where `color` asks for them."""
    console = console_for(width=width, color=color)
    draw(report, console)
    for room in _ROOMS[1:]:
        if contents(console).count("\n") <= _HEIGHT:
            break
        console = console_for(width=width, color=color)
        draw(report, console, room)
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


def draw(report: Report, console: Console, room: _Room = _ROOMS[0]) -> None:
    """Write page one of a report, a blank line between its blocks."""
    blocks = (
        _head(report),
        _why(report),
        _causes(report),
        _decided(report),
        _tasks(report, room),
        _call(report, room),
    )
    for place, block in enumerate(each for each in map(list, blocks) if each):
        if place:
            console.print()
        for entry in block:
            _write(console, entry._replace(most=entry.most + room.more * bool(entry.bullet)), cut=room.cut)
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
        yield _Entry(cause.said, 6, start=f"{start}{cause.title}. ", end=source)
    yield _Entry(f"{page.standing} {verdict.firmness}", 3)
    if verdict.without_waivers:
        yield _Entry(verdict.without_waivers, 2)


def _causes(report: Report) -> Iterator[_Entry]:
    for cause in report.page_one.why[1:]:
        status = f"{cause.status}: " if cause.status else ""
        style = _FLAG_STYLES.get(cause.status, "")
        yield _Entry(cause.said, 2, f"{cause.symbol or '·'} ", f"{status}{cause.title}. ", style=style)


def _decided(report: Report) -> Iterator[_Entry]:
    found = report.page_one.decided
    if found is None:
        yield _Entry("Nobody has decided yet.")
    else:
        said = [found.headline, *filter(None, [found.against]), *found.notes]
        yield _Entry(f"{found.symbol} {' '.join(said)}", 4)


def _tasks(report: Report, room: _Room) -> Iterator[_Entry]:
    page = report.page_one
    if not page.tasks:
        return
    shown = page.tasks[: room.tasks]
    left_out = page.more_tasks or len(page.tasks) > len(shown)
    first = "the first" if len(shown) == 1 else f"the first {len(shown)}"
    hint = f" ({first}; a report, written with -o, has all)" if left_out else ""
    yield _Entry(page.tasks_title, 1, end=hint, style="bold")
    for number, task in enumerate(shown, 1):
        whose = _whose(task, report.verdict.level)
        yield _Entry(task.action, 2, f"{number}. ", end=f" ({whose})" if whose else "")


def _whose(task: Task, level: str) -> str:
    """Return who sees to a task and until when; of a question whom to ask and what it settles."""
    asked = level == "hold"  # then both are our words, not a person's name
    who, when = (
        f"{each[0].lower()}{each[1:]}" if asked or each in _LOWERED else each
        for each in (task.who, task.when)
    )
    if not asked:
        return f"{who}, {when}"
    return "; ".join(f"{verb} {each}" for verb, each in (("ask", who), ("settles", when)) if each != UNSAID)


_LOWERED = {NOBODY, NO_DATE}


def _call(report: Report, room: _Room) -> Iterator[_Entry]:
    page = report.page_one
    if page.naming:
        yield _Entry(" ".join(page.naming), 3)
    for tests in page.tests:
        if tests.symbol in room.tests:
            yield _Entry(f"{tests.word}: {', '.join(tests.names)}", 2, f"{tests.symbol} ")


def _write(console: Console, entry: _Entry, *, cut: bool) -> None:
    """Write an entry in as many lines as it may take: whole sentences, at least one, or else `cut`."""
    room = entry.most * (console.width - len(entry.bullet)) - _SLACK
    text = f"{entry.start}{entry.text}{entry.end}"
    lines = _wrapped(console, entry, text)
    if len(lines) > entry.most:
        text = f"{entry.start}{shortened.sentences(entry.text, max(room - entry.around, 1))}{entry.end}"
        lines = _wrapped(console, entry, text)
    while cut and len(lines) > entry.most:
        lines = _wrapped(console, entry, shortened.begun(text, room))
        room -= _SLACK
    if entry.bullet and entry.style not in {"", "dim"}:
        lines[0].stylize(entry.style, 0, max(lines[0].plain.find(": "), 0))
    elif entry.style:
        for each in lines:
            each.stylize(entry.style)
    for place, each in enumerate(lines):
        each.rstrip()
        start = entry.bullet if place == 0 else " " * len(entry.bullet)
        console.print(Text.assemble((start, entry.style if entry.bullet else ""), each), soft_wrap=True)


def _wrapped(console: Console, entry: _Entry, text: str) -> list[Text]:
    return list(line(visible(text)).wrap(console, console.width - len(entry.bullet)))


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
