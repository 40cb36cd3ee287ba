"""Who is asked what, and how both sides are called in words."""

from collections.abc import Mapping
from typing import Literal

Side = Literal["us", "them", "reference"]
"""Whose side somebody is on who answers."""

SIDES: Mapping[Side, str] = {"us": "our side", "them": "their side", "reference": "a reference"}
"""The sides in order, and in words."""

Asked = Literal["partner", "us", "both", "reference", "public"]
"""Who can answer a question."""

ASKED: Mapping[Side, frozenset[Asked | None]] = {
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

WE_AND_THEY: Mapping[str, str] = {"us": "We", "them": "They", "both": "Both"}
"""Who does something, at the beginning of a sentence."""
