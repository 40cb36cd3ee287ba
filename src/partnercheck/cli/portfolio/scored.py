"""The page of a portfolio whose partners were scored in a warehouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck import __version__
from partnercheck.cli.files import encoded
from partnercheck.cli.portfolio.entries import Settings
from partnercheck.cli.portfolio.store import OUTPUTS, Store
from partnercheck.diagnostics import fail, shown
from partnercheck.insight.overview import overview
from partnercheck.load import Loader
from partnercheck.render.portfolio.index import index
from partnercheck.render.portfolio.listing import Listed, Portfolio
from partnercheck.warehouse.result import read_result

if TYPE_CHECKING:
    from pathlib import Path

LISTED = 5_000
"""So many partners stand in the page: a browser still sorts and filters them at once."""


def write_scored(scores: Path, output: Path, rubric: str | None, confine: Path | None) -> tuple[int, int]:
    """Write the page of a result; returns how many partners there are, and how many are listed.

    Dimensions have the titles of the rubric, where one is named; else their ids. What an earlier run left in
    the folder goes, as it tells of other partners.

    Raises:
        InputError: The file is no result, or that of another rubric; or the page cannot be written, or would
            replace another's.
    """
    found = read_result(scores, LISTED)
    used = None if rubric is None else Loader(confine=confine).rubric(rubric).rubric
    titles = {} if used is None else {each.id: each.title for each in used.dimensions}
    if used is not None and set(found.dimensions) != set(titles):
        other = min(set(found.dimensions) ^ set(titles))
        message = f"`{shown(rubric)}` gave other scores: only one of both has the dimension `{shown(other)}`"
        raise fail("wrong-rubric", message, str(scores), "name the rubric that `score` was given")
    seen = overview((), most=0)._replace(
        order=tuple(each.partner.dossier.named for each in found.listed),
        rank={each.partner.dossier.named: each.rank for each in found.listed},
        levels=found.levels,
        firm=found.firm,
        dimensions={each: titles.get(each, each) for each in found.dimensions},
        rubrics={} if used is None else {f"{used.id} {used.version}": found.total},
        days=found.days,
    )
    portfolio = Portfolio(__version__, seen, (), 0, {"scores": scores.name, "rubric": rubric}, workbook=False)
    listed = (Listed(each.rank, each.partner, (), "") for each in found.listed)
    with Store(output, Settings(__version__, rubric, organisation=None, as_of=None, within=0)) as store:
        store.begin((), (), ())
        with store.replacing("index.html") as file:
            file.writelines(map(encoded, index(portfolio, listed, {}, scored=True)))
        for name in {*OUTPUTS} - {"index.html"}:
            store.remove(name)
        store.finish(())
    return found.total, len(found.listed)
