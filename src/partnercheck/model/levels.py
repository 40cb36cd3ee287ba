"""The levels that a decision can come out at, and how far a condition can have come."""

from typing import Literal

Level = Literal["proceed", "conditional", "decline"]
VerdictLevel = Literal["proceed", "conditional", "decline", "hold"]
LEVELS: tuple[Level, ...] = ("proceed", "conditional", "decline")
"""What a reading can come out at, best first."""

VERDICT_LEVELS: tuple[VerdictLevel, ...] = ("proceed", "conditional", "hold", "decline")
"""What a decision can come out at, best first: a hold may yet become better than a decline."""

ConditionStatus = Literal["open", "met", "dropped"]
