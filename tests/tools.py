"""Tools that some tests need and not every machine has."""

from __future__ import annotations

import os
from typing import TypeVar

import pytest

Tool = TypeVar("Tool")


def needed(found: Tool | None, what: str) -> Tool:
    """Return a tool; without it skip the test, or fail it where `PARTNERCHECK_TOOLS=required`, as in CI."""
    if found is not None:
        return found
    if os.environ.get("PARTNERCHECK_TOOLS") == "required":
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")
