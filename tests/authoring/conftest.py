"""The engine's generators serve here too: rubrics that are shown are those that decide."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))
