"""What the warehouse takes that the base install leaves out."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from partnercheck.diagnostics import fail
from partnercheck.extras import install

_MODULES = {"warehouse": ("duckdb", "pyarrow"), "spark": ("pyspark",)}


def needed(extra: Literal["warehouse", "spark"]) -> None:
    """Refuse to go on without the libraries of an extra.

    Raises:
        InputError: One is missing; it says how to install it.
    """
    missing = [module for module in _MODULES[extra] if find_spec(module) is None]
    if missing:
        message = f"this needs the extra `{extra}`; install it with: {install(extra)}"
        raise fail("extra", message, ", ".join(missing))
