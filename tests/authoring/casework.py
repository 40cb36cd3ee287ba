"""Test cases of the small rubric, tried in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import dump, lay_out
from partnercheck.authoring.testing.grounds import Grounds
from partnercheck.authoring.testing.mutants import mutants
from partnercheck.authoring.testing.trying import Attempt, Trier, try_case
from partnercheck.load import Loader
from partnercheck.load.cases import Casebook, load_cases

if TYPE_CHECKING:
    from pathlib import Path

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("openness", "pace", "habits", "audited", "deal", "growth", "liquidity", "listing")
"""The criteria of the small rubric."""

PROFILE = {"stage": "grown", "listed": "no"}


def case(name: str = "a case", base: str = "best", **keys: Any) -> dict[str, Any]:
    """Return a case of the small rubric in plain data; by default it expects a verdict."""
    given = {"profile": PROFILE, "expect": {"verdict": "proceed"}} | keys
    return {"name": name, "from": base, **given}


def casebook(folder: Path, *cases: dict[str, Any], **files: str | bytes) -> Casebook:
    """Lay out the small rubric with these cases beside it, and load them."""
    lay_out(folder, **files)
    data = {"partnercheck": "cases/1", "rubric": "rubric.yaml", "cases": list(cases)}
    (folder / "rubric.cases.yaml").write_text(dump(data))
    return load_cases(Loader(folder), str(folder / "rubric.yaml"))


def triers(book: Casebook) -> list[Trier]:
    """Return the cases, ready to be tried."""
    grounds = Grounds()
    return [Trier(each, grounds) for each in book.cases]


def tried(folder: Path, *cases: dict[str, Any], **files: str | bytes) -> list[Attempt]:
    """Return what came of some cases."""
    book = casebook(folder, *cases, **files)
    return [try_case(each) for each in triers(book)]


def said(attempt: Attempt) -> list[tuple[str, str, str]]:
    """Return what came out otherwise than expected: fact, expected, actual."""
    return [(each.fact, each.expected, each.actual) for each in attempt.differences]


def changes(book: Casebook) -> list[str]:
    """Return the words of every change that is tried."""
    return [each.what for each in mutants(book.loaded.rubric)]
