"""Who is asked what, and how both sides are called in words."""

from collections.abc import Mapping
from typing import Literal

Asked = Literal["partner", "us", "both", "reference", "public"]
"""Who can answer a question."""

ASKED: Mapping[str, frozenset[Asked | None]] = {
    "us": frozenset({"us", "both", "public", None}),
    "them": frozenset({"partner", "both", None}),
    "reference": frozenset({"reference"}),
}
"""The questions that each side is asked, by who can answer them; where that is not said, both sides."""

CAN_ANSWER: Mapping[Asked, str] = {
    "partner": "the partner",
    "us": "us",
    "both": "both sides",
    "reference": "a reference",
    "public": "public sources",
}
"""Who can answer a question, in words."""

SIDES: Mapping[str, str] = {"us": "our side", "them": "their side", "reference": "a reference"}
"""Whose side a person is on, in words."""

WE_AND_THEY: Mapping[str, str] = {"us": "We", "them": "They", "both": "Both"}
"""Who does something, at the beginning of a sentence."""
