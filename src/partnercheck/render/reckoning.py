"""One criterion for a terminal: what was asked, answered and shown, and how its value came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from partnercheck.render import words
from partnercheck.render.console import WIDTH, console_for, line, written
from partnercheck.render.document.answers import answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.model.assessment import CriterionResult
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.inputs import Inputs


def render(
    result: CriterionResult,
    criterion: Criterion,
    inputs: Inputs,
    steps: Iterable[tuple[str, str]],
    *,
    width: int = WIDTH,
    color: bool = False,
) -> str:
    """Return a criterion with the steps of its reckoning.

    Args:
        result: The criterion as it was assessed.
        criterion: The question, from the rubric.
        inputs: What the assessment was made from.
        steps: What is worked out and how, in order.
        width: Of the terminal, in columns.
        color: Whether to write escape codes.
    """
    console = console_for(width=width, color=color)
    console.print(line(f"{result.title} ({result.id})", "bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for about, text in (*_asked(result, criterion, inputs), *steps):
        table.add_row(line("" if about == before else about), line(text))
        before = about
    console.print(table)
    return written(console)


def _asked(result: CriterionResult, criterion: Criterion, inputs: Inputs) -> Iterator[tuple[str, str]]:
    yield "question", criterion.question
    if criterion.why:
        yield "why", criterion.why
    if result.measure is None:
        yield from (("answer", text) for text in answers(criterion, result, inputs))
    else:
        yield "measure", result.measure.name
    for item in result.evidence.items if result.evidence else ():
        date = f", {item.date}" if item.date else ""
        fault = "" if item.counts else f"; does not count: {item.why_not}"
        yield "evidence", f"{item.grade}: {item.source}{date}{fault}"
    if result.value.point is not None and result.expect is not None:
        verb = "is met" if result.meets else "is not met"
        yield "expected", f"{words.number(result.expect)} or more, which {verb}"
