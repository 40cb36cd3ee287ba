"""Outcomes against verdicts and forecasts, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.page import Bullets, Column, Page, Section, Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.calibration import Approver, Calibration, OutcomeCounts

_COUNTS = ("Known", "Succeeded", "Failed", "Ended early")
_FEW = "Shares and scores are given from ten known outcomes on; fewer would suggest more than is known."
_BIAS = (
    "Only deals that were done have an outcome. So this tells how often deals went well that went ahead "
    "under a verdict, not how good those would have been that did not."
)
_BRIER = (
    "The Brier score is the mean squared distance of a forecast from what came: 0 is always right and sure, "
    "0.25 is always saying 50 %, 1 is always wrong and sure. Forecasts from the day on which the outcome was "
    "known are left out."
)


def page(calibration: Calibration) -> Page:
    """Return what is said of outcomes."""
    decided = words.counted(calibration.assessments, "assessment")
    return Page(
        title="Verdicts and what came of the deals",
        facts=[f"{decided} decided on; the outcome of {calibration.known or 'none'} is known."],
        sections=list(_sections(calibration)),
    )


def _sections(calibration: Calibration) -> Iterator[Section]:
    if calibration.verdicts:
        yield Section("By verdict", [_verdicts(calibration), Words(_FEW), Words(_BIAS)])
    else:
        yield Section(
            "By verdict", [Words("No outcome is known; `partnercheck decide --became` writes one.")]
        )
    if calibration.approvers is not None:
        people = _approvers(calibration.approvers) if calibration.approvers else Words(_NOBODY)
        yield Section("By approver", [people, Words(_BRIER)])
    if calibration.left_out:
        faults = [f"{each.file}: {each.text}" for each in calibration.left_out]
        yield Section("Records that are not sound, and count for nothing", [Bullets(faults)])


_NOBODY = "Nobody gave a forecast before an outcome was known; `partnercheck decide --forecast` takes one."


def _verdicts(calibration: Calibration) -> Table:
    columns = [
        Column("Verdict"),
        *_counted(),
        Column("Success", number=True),
        Column("Against it", number=True),
    ]
    rows = [
        [
            " ".join((words.VERDICTS[each.verdict][0], words.LEVEL_NAMES[each.verdict])),
            *_numbers(each.counts),
            _percent(each.success),
            str(each.against),
        ]
        for each in calibration.verdicts
    ]
    return Table(
        "What became of the deals under each verdict, and how many were decided against it", columns, rows
    )


def _approvers(approvers: Sequence[Approver]) -> Table:
    columns = [
        Column("Approver"),
        *_counted(),
        Column("Success", number=True),
        Column("Mean forecast", number=True),
        Column("Brier score", number=True),
    ]
    rows = [
        [
            each.name,
            *_numbers(each.counts),
            _percent(each.success),
            _percent(each.mean_forecast),
            "–" if each.brier is None else f"{each.brier:.3f}",
        ]
        for each in approvers
    ]
    return Table("What became of the deals that each approver gave a forecast for", columns, rows)


def _counted() -> list[Column]:
    return [Column(title, number=True) for title in _COUNTS]


def _numbers(counts: OutcomeCounts) -> list[str]:
    return [str(each) for each in counts]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{words.number(value)} %"
