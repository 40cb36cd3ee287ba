"""The folder that a portfolio is written into, and what a run says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from running import fitting

if TYPE_CHECKING:
    from running import Result


OUT = Path("out")
STATE = OUT / ".partnercheck" / "state.sqlite"


def data() -> dict[str, Any]:
    found: dict[str, Any] = fitting("portfolio", (OUT / "portfolio.json").read_text(encoding="utf-8"))
    return found


def assessed(result: Result) -> tuple[int, ...]:
    """Return how many dossiers were assessed, as before, refused."""
    line = next(line for line in result.out.splitlines() if line.startswith("assessed: "))
    return tuple(int(part.rpartition(" ")[2]) for part in line.split(";"))
