"""A program as a user writes it, with every public name, which mypy reads as strictly as our own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import partnercheck
from partnercheck import (
    Decisions,
    Explanation,
    InputError,
    LoadedDossier,
    LoadedRubric,
    Result,
    assess,
    check,
    compare,
    decide,
    diff,
    explain,
    load_dossier,
    load_rubric,
    portfolio,
    render,
    test,
    to_frame,
    whatif,
)

if TYPE_CHECKING:
    from pathlib import Path


def decided(examples: Path) -> Decisions:
    """Return what two people decide on an example."""
    rubric: LoadedRubric = load_rubric("strategic-alliance")
    dossier: LoadedDossier = load_dossier(examples / "acme.yaml", rubric=rubric, as_of=dt.date(2026, 11, 20))
    result: Result = assess(dossier)
    first: Decisions = decide(result, by="S. Okafor", role="CFO", vote="approve", on="2026-11-24")
    return decide(first, by="M. Renshaw", role="Chief executive", vote="approve", on=dt.date(2026, 11, 26))


def reported(examples: Path) -> list[str]:
    """Return reports on an example as texts."""
    result = assess(str(examples / "acme.yaml"))
    page: str = render(result.to_dict(), "html", depth="executive")
    book: bytes = result.render("xlsx")
    lines: list[str] = [*render(result).splitlines(), *result.render("markdown").splitlines()]
    return [page, book[:2].decode(), *lines]


def told(examples: Path) -> dict[str, float | str | None]:
    """Return what else there is to know of it."""
    result = Result.from_dict(assess(examples / "acme.yaml").to_dict())
    steps: Explanation = explain(result, "operators-engaged")
    moved = whatif(result, answers={"sanctions": True}, weights={"financials": 30}).movement
    candidates = compare(examples / "acme.yaml", examples / "birchwood.yaml").candidates
    return {
        "version": partnercheck.__version__,
        "step": steps.steps[0].about,
        "verdict": moved.after.level,
        "ahead": candidates[0].name,
        "score": result.score.point,
        "rows": len(to_frame([result])),
    }


def of_rubrics(rubric: str, examples: Path) -> tuple[int, int, str | None]:
    """Return whether a rubric is clean and passes its cases, and the version that it should have."""
    found = diff(rubric, "strategic-alliance", [examples / "birchwood.yaml"])
    return check(rubric).code, test(rubric).code, found.version and found.version.least


def wrong(paths: list[Path]) -> list[tuple[str | None, int | None, int | None]]:
    """Return where the dossiers that cannot be used are wrong."""
    return [(each.file, each.line, each.column) for each in portfolio(paths) if isinstance(each, InputError)]
