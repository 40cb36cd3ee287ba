"""Collecting 200 replies takes less than three times what PyYAML takes to load them, in processor time."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from building import EXAMPLES
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE, MOST, TIMES = 200, 3.0, 6


def spent(call: Callable[[], None]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


@pytest.mark.usefixtures("folder")
def test_collecting_costs_less_than_three_times_loading() -> None:
    shutil.copytree(EXAMPLES, "examples")
    assert invoke("ask", "examples/acme.yaml", "--side", "them", "-o", "form.yaml").code == 0
    back = Path("back")
    back.mkdir()
    form = Path("form.yaml").read_text(encoding="utf-8").replace("date: null", "date: 2026-10-14")
    for number in range(PEOPLE):
        (back / f"{number}.yaml").write_text(
            form.replace("by: null", f"by: Person {number}"), encoding="utf-8"
        )

    def load() -> None:
        for path in back.iterdir():
            yaml.safe_load(path.read_bytes())

    def collect() -> None:
        result = invoke("collect", "examples/acme.yaml", "back")
        assert result.code == 0, result.err

    collecting = loading = float("inf")
    for _ in range(TIMES):
        shutil.rmtree("examples/acme-replies/evidence", ignore_errors=True)
        for path in Path("examples/acme-replies").glob("them-*.yaml"):
            path.unlink()
        loading, collecting = min(loading, spent(load)), min(collecting, spent(collect))
        if collecting < MOST * loading:
            return
    pytest.fail(f"loading {loading:.2f} s, collecting {collecting:.2f} s")
