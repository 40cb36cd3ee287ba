"""What a run of a portfolio says on the terminal: how the partners stand, and what needs somebody first."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.model.levels import VERDICT_LEVELS
from partnercheck.render import words
from partnercheck.render.due import LINES, SAID, in_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.insight.overview import Overview
    from partnercheck.render.portfolio.listing import Portfolio

_FIRST = 5
_WIDTH = 80


def summary(portfolio: Portfolio) -> str:
    """Return the summary, in lines of at most 80 characters."""
    seen = portfolio.overview
    count = sum(seen.levels.values())
    lines = [f"{count} partner{'s' if count != 1 else ''}, {seen.firm} with a firm verdict"]
    for level in VERDICT_LEVELS:
        symbol, name = words.VERDICTS[level]
        lines.append(f"  {symbol} {name.partition(':')[0]:<24}{seen.levels[level]:>7}")
    lines += _trends(seen)
    within = portfolio.options["within"]
    lines += ["", f"{seen.overdue} overdue, {seen.due} due within {within} days"]
    for each in seen.first[:_FIRST]:
        day = words.day(each.due.day) + (", overdue" if each.due.overdue else "")
        lines += _wrapped(f"{day}: {each.partner}: {SAID[each.due.kind]}: {in_brief(each.due)}")
    listed = min(len(seen.first), _FIRST)
    if seen.overdue + seen.due > listed:
        lines.append(f"  and {seen.overdue + seen.due - listed} more; `partnercheck due` tells them all")
    return "".join(f"{line.rstrip()}\n" for line in [*lines, ""])


def _trends(seen: Overview) -> Iterator[str]:
    """Yield how many went which way since the date before, and who stands worse; nothing without dates."""
    if not seen.earlier:
        return
    counted = ", ".join(f"{number} {words.TRENDS[trend][1]}" for trend, number in seen.trends.items())
    yield from ("", f"Since the date before: {counted}")
    for each in seen.worse[:_FIRST]:
        past, before = each.past, each.past.earlier[-1]
        raised = f"; raised: {words.quoted(past.newly_raised_titles)}" if past.newly_raised else ""
        now = words.LEVEL_NAMES[each.level]
        verdict = (
            f"{now}, was {words.LEVEL_NAMES[before.level]}" if each.level != before.level else f"still {now}"
        )
        symbol = words.TRENDS["worse"][0]
        yield from _wrapped(f"{symbol} {each.partner}, since {words.day(before.as_of)}: {verdict}{raised}")
    if seen.trends["worse"] > _FIRST:
        yield f"  and {seen.trends['worse'] - _FIRST} more"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        visible(text),
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        max_lines=LINES,
        placeholder=" …",
    )
