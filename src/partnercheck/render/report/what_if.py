"""What other weights would make of the verdict, for a reader to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MovableWeight:
    """A dimension whose weight a reader may move.

    Attributes:
        title: The dimension.
        weight: What it weighs in the rubric, relative to the others.
        share: That as a share of the whole, in %.
    """

    title: str
    weight: float
    share: str


@dataclass(frozen=True)
class WhatIf:
    """What a page's script needs to say what other weights would give.

    Attributes:
        weights: The dimensions, in the order of `facts`.
        most: The greatest weight that can be chosen for one of them.
        facts: The engine's numbers and the words for what follows; plain data, to be written as JSON.
    """

    weights: list[MovableWeight]
    most: float
    facts: dict[str, Any]
