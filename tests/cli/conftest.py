"""Fixtures that the tests of this folder share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_decided import RULES

from building import DOSSIER, ORGANISATION

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
