"""What a run of a portfolio says on the terminal: how the partners stand, and what needs somebody first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.insight.overview import LEVELS
from partnercheck.render import words

if TYPE_CHECKING:
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
    within = portfolio.options["within"]
    lines.append(f"{seen.overdue} overdue, {seen.due} due within {within} days")
    for each in seen.first[:_FIRST]:
        late = "overdue" if each.due.overdue else ""
        start = f"  {each.due.day} {late:<8}{cut(each.partner, _NAME):<{_NAME + 1}}"
        lines.append(f"{start}{cut(f'{each.due.kind}: {each.due.text}', 79 - len(start))}")
    told = min(len(seen.first), _FIRST)
    if seen.overdue + seen.due > told:
        lines.append(f"  and {seen.overdue + seen.due - told} more")
    return "".join(f"{line.rstrip()}\n" for line in lines)


def cut(text: str, width: int) -> str:
    """Return a text made visible, in no more than so many characters."""
    shown = visible(text)
    return shown if len(shown) <= width else shown[: width - 1] + "…"
