"""What falls due: conditions, waivers, and evidence where an answer loses its grade with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import DOSSIER, RUBRIC
from partnercheck.engine import decide
from partnercheck.engine.evidence import last_day, oldest
from partnercheck.insight.due import due
from partnercheck.load import Loader
from partnercheck.model.evidence import EvidenceItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.model.portfolio import Due

AGED = RUBRIC + "evidence: {max_age: 12 months}\n"
FAR = dt.date(2100, 1, 1)


@pytest.fixture
def dues(small: Callable[..., Path]) -> Callable[..., tuple[Due, ...]]:
    """Return what is due in the small dossier with other evidence of openness, or with more at its end."""

    def dues(evidence: str = "verified", more: str = "", by: dt.date = FAR, **files: str) -> tuple[Due, ...]:
        old = "[{grade: audited, source: A register, date: 2026-10-01}]}"
        assert old in DOSSIER
        path = small(dossier=DOSSIER.replace(old, f"{evidence}}}") + more, **files)
        return due(decide(Loader(Path.cwd()).dossier(path)), by)

    return dues


def days(found: tuple[Due, ...], about: str = "openness") -> list[tuple[str, bool]]:
    return [(str(each.day), each.overdue) for each in found if each.about == (about,)]


@given(st.dates(), st.dates(), st.integers(1, 400))
def test_an_item_counts_to_its_last_day_and_not_longer(date: dt.date, as_of: dt.date, months: int) -> None:
    item = EvidenceItem(grade="audited", source="A register", date=date)
    last = last_day(item, months)
    assert last is not None
    assert (date >= oldest(as_of, months)) == (as_of <= last)


def test_valid_until_stands_before_the_age_and_nothing_lasts_for_ever_but_by_its_own_word() -> None:
    day, until = dt.date(2026, 1, 31), dt.date(2026, 3, 1)
    assert last_day(EvidenceItem(grade="a", source="s", date=day, valid_until=until), 24) == until
    assert last_day(EvidenceItem(grade="a", source="s", date=day), 1) == dt.date(2026, 2, 28)
    assert last_day(EvidenceItem(grade="a", source="s", date=day), None) is None
    assert last_day(EvidenceItem(grade="a", source="s"), 24) is None


def test_evidence_is_due_on_its_last_day_with_all_that_rest_on_it(
    dues: Callable[..., tuple[Due, ...]],
) -> None:
    found = dues("[{grade: audited, source: The auditor, date: 2026-10-01}]", rubric=AGED)
    (item,) = found
    assert (item.kind, str(item.day), item.overdue) == ("evidence", "2027-10-01", False)
    assert item.about == ("openness", "audited")
    assert item.text == "The auditor (audited)"


def test_evidence_that_another_item_of_its_grade_outlives_is_no_loss(
    dues: Callable[..., tuple[Due, ...]],
) -> None:
    two = (
        "[{grade: verified, source: One, date: 2026-01-01}, {grade: verified, source: Two, date: 2026-09-01}]"
    )
    assert days(dues(two, rubric=AGED)) == [("2027-09-01", False)]
    stronger = "{grade: audited, source: Two, date: 2026-09-01}"
    lasting = f"[{{grade: verified, source: One, valid_until: 2026-12-01}}, {stronger}]"
    assert days(dues(lasting)) == []


def test_a_grade_that_is_lost_is_overdue_and_the_one_that_took_its_place_still_comes(
    dues: Callable[..., tuple[Due, ...]],
) -> None:
    two = (
        "[{grade: audited, source: Old, date: 2025-01-01}, {grade: verified, source: New, date: 2026-09-01}]"
    )
    assert days(dues(two, rubric=AGED)) == [("2026-01-01", True), ("2027-09-01", False)]


def test_what_is_worth_the_weakest_grade_is_no_loss(dues: Callable[..., tuple[Due, ...]]) -> None:
    assert days(dues("[{grade: asserted, source: A call, date: 2024-01-01}]", rubric=AGED)) == []
    assert days(dues("[{grade: asserted, source: A call, date: 2026-09-01}]", rubric=AGED)) == []


def test_an_undated_item_neither_runs_out_nor_carries_more_than_it_may(
    dues: Callable[..., tuple[Due, ...]],
) -> None:
    undated = "[{grade: audited, source: One}, {grade: documented, source: Two, valid_until: 2026-12-01}]"
    assert days(dues(undated)) == []
    assert days(dues(undated, rubric=AGED)) == [("2026-12-01", False)]


def test_an_item_whose_file_is_missing_was_never_there_to_lose(dues: Callable[..., tuple[Due, ...]]) -> None:
    gone = "[{grade: audited, source: One, date: 2024-01-01, file: no.txt}]"
    assert days(dues(gone, rubric=AGED)) == []


CLOSED = DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0")
CONDITION = "conditions:\n  - {{for: closed-shop, due: 2026-12-01, owner: R. Patel, status: {}, reason: r}}\n"


def test_a_condition_is_due_while_it_is_open(small: Callable[..., Path]) -> None:
    for status, expected in (("open", 1), ("met", 0), ("dropped", 0)):
        path = small(dossier=CLOSED + CONDITION.format(status))
        found = due(decide(Loader(Path.cwd()).dossier(path)), FAR)
        conditions = [each for each in found if each.kind == "condition"]
        assert len(conditions) == expected
        for each in conditions:
            day, title = dt.date(2026, 12, 1), ("A closed shop",)
            assert each == ("condition", day, False, ("closed-shop",), "Open up", "R. Patel", title)


@pytest.mark.parametrize(("until", "overdue"), [("2026-11-20", False), ("2026-11-19", True)])
def test_a_waiver_is_due_on_its_last_day_while_its_flag_stands(
    until: str, overdue: bool, small: Callable[..., Path]
) -> None:
    waiver = f"waivers:\n  - {{flag: closed-shop, by: The board, reason: Known, until: {until}}}\n"
    found = due(decide(Loader(Path.cwd()).dossier(small(dossier=CLOSED + waiver))), FAR)
    (ending,) = (each for each in found if each.kind == "waiver")
    day = dt.date.fromisoformat(until)
    assert ending == ("waiver", day, overdue, ("closed-shop",), "Known", "The board", ("A closed shop",))
    clear = due(decide(Loader(Path.cwd()).dossier(small(dossier=DOSSIER + waiver))), FAR)
    assert not [each for each in clear if each.kind == "waiver"]


def test_of_two_waivers_of_a_flag_the_longer_one_is_due(small: Callable[..., Path]) -> None:
    waivers = "waivers:\n" + "".join(
        f"  - {{flag: closed-shop, by: {by}, reason: Known, until: {until}}}\n"
        for by, until in (("Late", "2027-02-01"), ("Early", "2026-12-01"))
    )
    found = due(decide(Loader(Path.cwd()).dossier(small(dossier=CLOSED + waivers))), FAR)
    assert [each.owner for each in found if each.kind == "waiver"] == ["Late"]


def test_what_comes_after_the_day_is_not_told(dues: Callable[..., tuple[Due, ...]]) -> None:
    evidence = "[{grade: audited, source: One, valid_until: 2026-12-01}]"
    assert days(dues(evidence, by=dt.date(2026, 12, 1))) == [("2026-12-01", False)]
    assert days(dues(evidence, by=dt.date(2026, 11, 30))) == []
