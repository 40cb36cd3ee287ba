"""What the terminal is like."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any


def terminal_options() -> dict[str, Any]:
    """Return width and colour of the terminal; a file or pipe is 80 columns wide and has none."""
    if not sys.stdout.isatty():
        return {"width": 80, "color": False}
    width = min(max(shutil.get_terminal_size().columns, 60), 120)
    return {"width": width, "color": not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"}
