"""What holds for every module: it is short, and the type checker is never silenced without a reason."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from building import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("src", "tests", "docs", "benchmarks")
MODULES = [each for name in ("src", "tests") for each in sorted((ROOT / name).rglob("*.py"))]
EVERY = [each for name in FOLDERS for each in sorted((ROOT / name).rglob("*.py"))]
SILENCED = "# type: " + "ignore"
REASON = re.compile(r"\]  \(\w")


@pytest.mark.parametrize("module", MODULES, ids=lambda each: str(each.relative_to(ROOT)))
def test_a_long_module_says_why(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    reason = re.search("longer than most modules|over 300 lines", " ".join(said(text).lower().split()))
    assert text.count("\n") <= 300 or reason


def said(text: str) -> str:
    return ast.get_docstring(ast.parse(text)) or ""


def test_the_type_checker_is_silenced_five_times_at_most_and_each_time_with_a_reason() -> None:
    texts = (each.read_text(encoding="utf-8") for each in EVERY)
    lines = [line for text in texts for line in text.splitlines() if SILENCED in line]
    assert len(lines) <= 5
    assert [line for line in lines if not REASON.search(line)] == []
