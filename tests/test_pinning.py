"""Pinned texts are those of tests that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

import pinning

HOLD = sorted(each for each in Path(__file__).parent.rglob("golden/test_*.txt"))


@pytest.mark.parametrize("file", HOLD, ids=lambda each: each.stem)
def test_no_text_is_pinned_for_a_test_that_is_gone(file: Path) -> None:
    assert pinning.stale(file) == set(), "pytest --update-golden removes them"


def test_the_text_of_a_test_that_is_gone_is_named_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Path(__file__).relative_to(Path(__file__).parents[1]).as_posix()
    name = "test_the_text_of_a_test_that_is_gone_is_named_and_removed"
    file = tmp_path / "golden" / "test_pinning.txt"
    file.parent.mkdir()
    file.write_text("== test_gone\nold\n\n== test_here[a 1] 2\nkept\n", encoding="utf-8")
    monkeypatch.setattr(pinning, "__file__", str(tmp_path / "pinning.py"))
    monkeypatch.setattr(pinning, "collected", {f"{here}::test_here[a 1]", f"{here}::{name}"})
    assert pinning.stale(file) == {"test_gone"}
    monkeypatch.setattr(pinning, "updating", True)
    pinning.pin("new")
    assert file.read_text(encoding="utf-8") == f"== test_here[a 1] 2\nkept\n\n== {name}\nnew\n"
