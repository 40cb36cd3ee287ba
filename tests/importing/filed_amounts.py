"""What filed amounts come to, and what an import says of those it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from companies import imported, section

from partnercheck.diagnostics import InputError

if TYPE_CHECKING:
    from decimal import Decimal


def amount(data: dict[str, Any], line: Any, year: int = 2024) -> Decimal | None:
    return section(imported(data)).years[year].get(line)


def error(data: Any, **wishes: Any) -> str:
    with pytest.raises(InputError) as raised:
        imported(data, **wishes)
    return str(raised.value)
