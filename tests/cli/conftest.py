"""What several modules here begin with: an assessment to decide on, forms that were sent, a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_collected import ASKING, BARE
from cli_decided import RULES
from cli_portfolios import OUT

from building import DOSSIER, ORGANISATION, lay_out
from portfolios import lay_out_portfolio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.fixture
def assessed(small: Callable[..., Path], run: Callable[..., Result]) -> Callable[..., Path]:
    """Assess the small dossier into a file beside it, two to approve; returns that file."""

    def assessed(dossier: str = DOSSIER, rules: str = RULES) -> Path:
        path = small(dossier=dossier, us=ORGANISATION + rules)
        assert run("assess", path.name, "-q", "-o", "dossier.json").code == 0
        return path.with_suffix(".json")

    return assessed


@pytest.fixture
def home(folder: Path, run: Callable[..., Result]) -> Path:
    """A dossier without answers, and three forms that were sent."""
    lay_out(folder, dossier=BARE, rubric=ASKING)
    for side, name in (("them", "O. Haddad"), ("us", "J. Moore"), ("us", "K. Late")):
        form = name[3:].lower()
        command = ("ask", "dossier.yaml", "--side", side, "--for", name, "--by", "2026-12-11")
        assert run(*command, "-o", f"{form}.yaml").code == 0
    (folder / "back").mkdir()
    return folder


@pytest.fixture
def portfolio(run: Callable[..., Result]) -> Callable[..., Result]:
    """Run a portfolio into the folder `out`."""
    return lambda *arguments: run("portfolio", *arguments, "-o", OUT)


@pytest.fixture
def partners(folder: Path) -> Path:
    """Lay out a folder with six small dossiers."""
    return lay_out_portfolio(folder, 6)
