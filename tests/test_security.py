"""Each sentence of SECURITY.md names tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
CLAIMS = PAGE.partition("## What is trusted")[2]


def test_every_sentence_names_its_tests() -> None:
    """Each point is one sentence, then tests; there is nothing else between headings."""
    for part in re.split(r"^## .*$", "## " + CLAIMS, flags=re.MULTILINE)[1:]:
        assert part.strip()
        before, *points = re.split(r"^- ", part, flags=re.MULTILINE)
        assert not before.strip()
        for point in points:
            sentence, *tests = re.split(r"\s+(?=`tests/)", point.strip())
            assert re.fullmatch(r"[^.]+(?:\.\w[^.]*)*\.", sentence), sentence
            assert tests, sentence
            assert all(re.fullmatch(r"`tests/[\w/]+\.py::test_\w+`", test) for test in tests), tests


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", CLAIMS)
    assert named
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, (file, name)
