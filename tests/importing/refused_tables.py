"""What an import says of a table that it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from companies import table

from partnercheck.diagnostics import InputError


def error(text: str, **wishes: Any) -> str:
    with pytest.raises(InputError) as raised:
        table(text, **wishes)
    return str(raised.value)
