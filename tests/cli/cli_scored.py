"""Tables of partners, and how they are scored from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]


VARIANTS = {
    "a": ("", ""),
    "b": ("audited: {answer: yes", "audited: {answer: no"),
    "c": ("pace: {answer: 2, evidence: verified}", "pace: unknown"),
    "d": ("openness: {answer: 2", "openness: {answer: 0"),
    "e": ("deal: joint", "deal: unknown"),
}
"""Dossiers by name: what of that of `building` is another text."""


def rows(path: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    return parquet.read_table(path).to_pylist()


def score(run: Run, source: str = "tables", output: str = "scores.parquet", *more: str) -> Result:
    return run("score", source, "--rubric", "rubric.yaml", "-o", output, *more)
