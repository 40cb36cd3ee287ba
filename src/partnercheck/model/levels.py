"""The levels that a decision can come out at, and how far a condition can have come."""

from typing import Literal

Level = Literal["proceed", "conditional", "decline"]
VerdictLevel = Literal["proceed", "conditional", "decline", "hold"]
ConditionStatus = Literal["open", "met", "dropped"]
