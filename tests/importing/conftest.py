"""Every test reads captions and heads of columns itself: none relies on what another one has read."""

from __future__ import annotations

import pytest

from partnercheck.importing.folding import fold
from partnercheck.importing.tables.headings import read_heading


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    fold.cache_clear()
    read_heading.cache_clear()
