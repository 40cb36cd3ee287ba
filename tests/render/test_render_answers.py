"""How the answer at which a verdict changes is told, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from partnercheck.load import Loader
from partnercheck.model.insight import Flip
from partnercheck.render.document.answers import moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("criterion", "before", "after", "said"),
    [
        ("openness", 2, 1, "“ajar” instead of “open”"),
        ("pace", 2, 3, "“fast” instead of “steady”"),
        ("deal", "joint", "sale", "“A sale” instead of “Joint work”"),
        ("audited", "yes", "no", "“no” instead of “yes”"),
        ("habits", ["lists"], ["lists", "calls"], "with “They call back”"),
        ("habits", ["lists"], ["calls"], "with “They call back” and without “They keep lists”"),
        ("habits", ["lists", "calls"], [], "without any of what it names"),
        ("growth", 12.5, 10.0, "10 % instead of 13 %"),
        ("growth", 12.5, 12.5001, "more than 12.5 %"),
        ("growth", 1200.0, 1199.9999, "less than 1,200 %"),
    ],
)
def test_an_answer_with_an_anchor_is_told_in_its_words(
    small: Callable[..., Path], criterion: str, before: Any, after: Any, said: str
) -> None:
    inputs = Loader().dossier(small())
    assert moved(Flip(criterion, "worse", before, after, "hold"), inputs) == said
