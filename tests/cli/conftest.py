"""What several modules here begin with.

An assessment to decide on, forms that were sent, a portfolio, tables of partners, a dossier with
comments, two versions of a rubric, two rubrics with dossiers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_collected import ASKING, BARE
from cli_compared import OTHER, STRICTER, WEAK
from cli_decided import RULES
from cli_dossiers import COMMENTED
from cli_portfolios import OUT
from cli_scored import VARIANTS, score
from cli_updated import NEW, OLD

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


@pytest.fixture
def tables(folder: Path, run: Callable[..., Result], write: Callable[..., Path]) -> Path:
    """The tables of five dossiers in a folder."""
    lay_out(folder)
    (folder / "dossier.yaml").unlink()
    for name, (before, after) in VARIANTS.items():
        text = DOSSIER.replace(before, after) if before else DOSSIER
        text = text.replace("./rubric.yaml", "../rubric.yaml").replace("us.yaml", "../us.yaml")
        write(f"partners/{name}.yaml", text)
    assert run("tables", "partners", "-o", "tables", "-q").code == 0
    return folder / "tables"


@pytest.fixture
def scored(tables: Path, run: Callable[..., Result]) -> Path:
    """What `score` wrote of five partners."""
    score(run)
    return tables.parent / "scores.parquet"


@pytest.fixture
def rubrics(folder: Path) -> Path:
    """Lay out a rubric as `old.yaml`, and the one after it as `new.yaml`."""
    (folder / "old.yaml").write_text(OLD, encoding="utf-8")
    (folder / "new.yaml").write_text(NEW, encoding="utf-8")
    return folder


@pytest.fixture
def dossier(folder: Path, small: Callable[..., object]) -> Path:
    """Lay out the small rubric and a dossier with comments."""
    small()
    path = folder / "acme.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    return path


@pytest.fixture
def two(small: Callable[..., Path], write: Callable[..., Path]) -> Path:
    """The small rubric and a stricter one, and three dossiers in a folder."""
    write("new.yaml", STRICTER)
    for name, text in (("acme", DOSSIER), ("birchwood", OTHER), ("cedar", WEAK)):
        moved = text.replace("./rubric.yaml", "../rubric.yaml").replace("us.yaml", "../us.yaml")
        write(f"partners/{name}.yaml", moved)
    return small()


@pytest.fixture
def assess(small: Callable[..., Path], run: Callable[..., Result]) -> Callable[..., Result]:
    """Assess the small dossier, or another text, with these arguments."""

    def assess(*arguments: object, text: str = DOSSIER) -> Result:
        small(dossier=text)
        return run("assess", "dossier.yaml", *arguments)

    return assess
