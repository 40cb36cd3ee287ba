"""One flag, read in three readings."""

from __future__ import annotations

FACTS = {"listed": {"type": "yes_no"}, "stage": {"options": ["startup", "grown"]}}
LOW = {"criterion": "c", "at_most": 25}
