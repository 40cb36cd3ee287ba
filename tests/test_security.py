"""Each sentence of SECURITY.md names tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
CLAIMS = PAGE.partition("## What is trusted")[2]


def test_every_sentence_names_a_test() -> None:
    items = re.split(r"^- ", CLAIMS, flags=re.MULTILINE)[1:]
    assert len(items) >= 20
    for item in items:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", item), item


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", CLAIMS)
    assert named
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, (file, name)
