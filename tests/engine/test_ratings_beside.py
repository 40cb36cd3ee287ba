"""An assessor's own answer stands; what people replied is shown beside it, and told where it is far off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_inputs import assessed, criterion, dossier, make, of_criterion, rated, rubric, sure, warned

from partnercheck.engine import assess

if TYPE_CHECKING:
    from partnercheck.model.inputs import Inputs


def beside(answer: Any, *ratings: tuple[str, Any], **kind: Any) -> Inputs:
    """Return inputs in which the dossier answers itself, and people replied."""
    rules = rubric(criterion(**kind))
    given = make(rules, dossier({"c": rated(*ratings)})).given["c"].rated
    inputs = make(rules, dossier({"c": sure(answer)}))
    return inputs._replace(given={"c": inputs.given["c"]._replace(beside=given)})


@pytest.mark.parametrize(
    ("answer", "ratings", "told"),
    [
        (2, [("them", 2)], None),
        (2, [("them", 3)], ("50", "75")),
        (3, [("us", 2)], ("75", "50")),
        (2, [("us", 2), ("them", 3)], None),
        (1, [("us", 1), ("us", 1), ("us", 3), ("them", 3)], ("25", "50")),
        (4, [("them", "unknown")], None),
        (0, [("reference", "unknown"), ("us", 4)], ("0", "100")),
    ],
)
def test_a_difference_of_25_points_is_told(
    answer: int, ratings: list[tuple[str, Any]], told: tuple[str, str] | None
) -> None:
    """Each side has one voice in what people replied."""
    found = warned(beside(answer, *ratings))
    if told is None:
        assert found == []
    else:
        own, theirs = told
        message = (
            f"the dossier's own answer is worth {own}, what people replied {theirs}; the dossier's stands"
        )
        assert [(code, severity, text) for code, severity, _, text in found] == [
            ("differs", "warning", message)
        ]


def test_the_own_answer_stands_and_the_others_are_shown() -> None:
    inputs = beside(1, ("them", 4), ("us", "unknown"))
    found = of_criterion(assess(inputs))
    assert [tuple(each) for each in found.beside] == [("P0", "them", 4), ("P1", "us", None)]
    alone = of_criterion(assessed(rubric(criterion()), dossier({"c": sure(1)})))
    assert found._replace(beside=()) == alone
