"""What a run of a portfolio says on the terminal: how the partners stand, and what needs somebody first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.insight.overview import LEVELS
from partnercheck.render import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.insight.overview import Overview
    from partnercheck.render.portfolio.listing import Portfolio

_FIRST = 8
_NAME = 28


def summary(portfolio: Portfolio) -> str:
    """Return the summary, in lines of at most 80 characters."""
    seen = portfolio.overview
    count = sum(seen.levels.values())
    lines = [f"{count} partner{'s' if count != 1 else ''}, {seen.firm} with a firm verdict"]
    for level in LEVELS:
        symbol, name = words.VERDICTS[level]
        lines.append(f"  {symbol} {name.partition(':')[0]:<24}{seen.levels[level]:>7}")
    lines += _trends(seen)
    within = portfolio.options["within"]
    lines.append(f"{seen.overdue} overdue, {seen.due} due within {within} days")
    for each in seen.first[:_FIRST]:
        late = "overdue" if each.due.overdue else ""
        start = f"  {each.due.day} {late:<8}{cut(each.partner, _NAME):<{_NAME + 1}}"
        lines.append(f"{start}{cut(f'{each.due.kind}: {each.due.text}', 79 - len(start))}")
    listed = min(len(seen.first), _FIRST)
    if seen.overdue + seen.due > listed:
        lines.append(f"  and {seen.overdue + seen.due - listed} more")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _trends(seen: Overview) -> Iterator[str]:
    """Yield how many went which way since the date before, and who stands worse; nothing without dates."""
    if not seen.earlier:
        return
    counted = ", ".join(f"{number} {words.TRENDS[trend][1]}" for trend, number in seen.trends.items())
    yield f"Since the date before: {counted}"
    for each in seen.worse[:_FIRST]:
        raised = f"; raised: {', '.join(each.past.newly_raised)}" if each.past.newly_raised else ""
        now, before = each.level, each.past.earlier[-1]
        verdict = f"{now}, was {before.level}" if now != before.level else now
        start = f"  {words.TRENDS['worse'][0]} {before.as_of} {cut(each.partner, _NAME)}: "
        yield f"{start}{cut(verdict + raised, 79 - len(start))}"
    if seen.trends["worse"] > _FIRST:
        yield f"  and {seen.trends['worse'] - _FIRST} more"


def cut(text: str, width: int) -> str:
    """Return a text made visible, in no more than so many characters."""
    shown = visible(text)
    return shown if len(shown) <= width else shown[: width - 1] + "…"
