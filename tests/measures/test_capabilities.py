from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured

Levels = dict[str, tuple[int, int]]


@pytest.fixture
def cover(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    def section(levels: Levels) -> dict[str, object]:
        return {"items": {name: {"level": level, "needed": need} for name, (level, need) in levels.items()}}

    def cover(name: str, ours: Levels, theirs: Levels) -> Measured:
        return ask(f"capabilities.{name}", {"capabilities": section(ours)}, capabilities=section(theirs))

    return cover


OURS: Levels = {"design": (4, 3), "billing": (1, 5), "field": (0, 2), "legal": (1, 1), "sales": (2, 5)}
THEIRS: Levels = {"design": (1, 4), "billing": (3, 1), "field": (2, 1), "ops": (0, 1)}


def test_covers_us_weighs_by_our_need(cover: Callable[..., Measured]) -> None:
    found = cover("covers_us", OURS, THEIRS)
    assert found.value == 62.5
    assert found.working == (
        "our weak spots: billing (needed 5, they: level 3, a strength), "
        "field (needed 2, they: level 2, no strength), legal (needed 1, they: not listed); "
        "100 \u00d7 5 ÷ 8 = 62.5 %"
    )


def test_covers_them_weighs_by_their_need(cover: Callable[..., Measured]) -> None:
    assert cover("covers_them", OURS, THEIRS).value == 80


def test_complementarity_is_the_smaller(cover: Callable[..., Measured]) -> None:
    assert cover("complementarity", OURS, THEIRS).value == 62.5
    assert cover("complementarity", THEIRS, OURS).value == 62.5


def test_needed_is_three_where_not_given(ask: Callable[..., Measured]) -> None:
    ours = {"capabilities": {"items": {"a": {"level": 0}, "b": {"level": 1, "needed": 1}}}}
    assert ask("capabilities.covers_us", ours, capabilities={"items": {"a": {"level": 4}}}).value == 75


@pytest.mark.parametrize(("level", "value"), [(2, 0), (3, 100)])
def test_a_strength_begins_at_three(cover: Callable[..., Measured], level: int, value: float) -> None:
    assert cover("covers_us", {"a": (1, 3)}, {"a": (level, 3)}).value == value


def test_names_match_after_case_folding(cover: Callable[..., Measured]) -> None:
    assert cover("covers_us", {"Field Service": (1, 3)}, {" field service": (4, 3)}).value == 100


def test_everybody_has_a_weak_spot(cover: Callable[..., Measured]) -> None:
    found = cover("covers_us", {"a": (2, 3)}, THEIRS)
    assert found.value is None
    assert "no weak spot (level 0 or 1) is among our capabilities" in found.working
    assert "their capabilities" in cover("covers_them", OURS, {}).working
    assert cover("complementarity", OURS, {"a": (4, 1)}).value is None
    assert cover("complementarity", {"a": (4, 1)}, THEIRS).value is None


@pytest.mark.parametrize("name", ["covers_us", "covers_them", "complementarity"])
def test_none_without_our_side(ask: Callable[..., Measured], name: str) -> None:
    section = {"items": {"a": {"level": 0}}}
    assert "no organisation" in ask(f"capabilities.{name}", capabilities=section).working
    lacking = ask(f"capabilities.{name}", {}, capabilities=section)
    assert lacking == (None, "our organisation has no section `capabilities`", None)


def test_one_name_in_two_spellings_is_refused(dossier: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="`billing` and `Billing` are the same name"):
        dossier(capabilities={"items": {"Billing": {"level": 1}, "billing ": {"level": 4}}})
