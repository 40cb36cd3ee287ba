"""A portfolio as `portfolio/1`: one JSON object, one partner a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.assessment import Tool
from partnercheck.model.portfolio import DimensionNamed, PortfolioList
from partnercheck.render import json

if TYPE_CHECKING:
    from partnercheck.render.portfolio.listing import Listed, Portfolio


def head(portfolio: Portfolio) -> str:
    """Return all that comes before the partners."""
    seen = portfolio.overview
    data = PortfolioList(
        partnercheck="portfolio/1",
        tool=Tool("partnercheck", portfolio.version),
        options=portfolio.options,
        verdicts=seen.levels,
        firm=seen.firm,
        overdue=seen.overdue,
        due=seen.due,
        trends=seen.trends,
        rubrics=seen.rubrics,
        dimensions=tuple(DimensionNamed(*each) for each in seen.dimensions.items()),
        other_files=portfolio.others,
        refused=tuple(portfolio.refused),
        partners=(),
    )
    return json.render(data, indent=None).removesuffix(TAIL) + "\n"


def row(listed: Listed, *, last: bool) -> str:
    """Return a partner with its rank, its reports, and its history, null where there are no dates before."""
    data = {"rank": listed.rank, "reports": listed.reports, "history": listed.past}
    own = json.render(data, indent=None).removesuffix("}\n")
    return f"{own},{listed.json[1:]}{'' if last else ','}\n"


TAIL = "]}\n"
"""What comes after the partners."""
