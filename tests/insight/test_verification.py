"""Why what was decided does not hold any more, given what differs."""

from __future__ import annotations

import pytest

from partnercheck.insight.verification import overtaken
from partnercheck.model.verification import Difference

DOSSIER = Difference("the dossier has changed since", "dossier.sha256", "a", "b")
REPLIES = [Difference(f"the reply {each} is gone", f"replies[{each}].sha256", "a", None) for each in "ab"]
VERDICT = Difference("verdict.level: was", "verdict.level", "proceed", "decline")
SCORE = Difference("score.point: was 88, is 70", "score.point", 88, 70)


@pytest.mark.parametrize(
    ("differences", "why"),
    [
        ([], ()),
        ([SCORE], ("it is assessed otherwise now",)),
        ([DOSSIER, SCORE], ("the dossier has changed since",)),
        ([*REPLIES, VERDICT], ("the replies have changed since", "the verdict was proceed then")),
    ],
)
def test_what_is_not_as_it_was_is_told_once(differences: list[Difference], why: tuple[str, ...]) -> None:
    assert overtaken(differences) == why
