"""The engine's builders serve here too; and a child of the small rubric."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from loaded_children import CHILD

from building import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable


sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))


@pytest.fixture
def child(folder: Path, small: Callable[..., Path]) -> Callable[..., Path]:
    """Write a child of the small rubric with this text after its head; returns the child."""

    def child(text: str = "", head: str = CHILD, **files: str) -> Path:
        small(dossier=DOSSIER.replace("./rubric.yaml", "child.yaml"), **files)
        (folder / "child.yaml").write_text(head + text)
        return folder / "child.yaml"

    return child
