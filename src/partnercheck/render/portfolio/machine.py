"""A portfolio as `portfolio/1`: one JSON object, one partner a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.render import json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.render.portfolio.listing import Portfolio


def machine(portfolio: Portfolio) -> Iterator[str]:
    """Yield the parts of the JSON."""
    seen = portfolio.overview
    head = {
        "partnercheck": "portfolio/1",
        "tool": {"name": "partnercheck", "version": portfolio.version},
        "options": portfolio.options,
        "verdicts": seen.levels,
        "firm": seen.firm,
        "overdue": seen.overdue,
        "due": seen.due,
        "rubrics": seen.rubrics,
        "dimensions": [{"id": name, "title": title} for name, title in seen.dimensions.items()],
        "other_files": portfolio.others,
    }
    yield json.render(head, indent=None).removesuffix("}\n") + ',\n"refused": ['
    yield from _list(portfolio.refused)
    yield '],\n"partners": ['
    yield from _list(
        {"rank": each.rank, **each.partner._asdict(), "reports": each.reports} for each in portfolio.listed()
    )
    yield "]}\n"


def _list(items: Iterable[tuple[Any, ...] | dict[str, Any]]) -> Iterator[str]:
    before = "\n"
    for item in items:
        yield before + json.render(item, indent=None).rstrip("\n")
        before = ",\n"
    if before != "\n":
        yield "\n"
