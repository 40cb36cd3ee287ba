"""Who is asked what: the sides of a questionnaire."""

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
