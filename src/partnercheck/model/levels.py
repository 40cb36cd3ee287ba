"""The levels that a decision can come out at."""

from typing import Literal

Level = Literal["proceed", "conditional", "decline"]
VerdictLevel = Literal["proceed", "conditional", "decline", "hold"]
