"""What came of deals, set against verdicts and people's forecasts (`model.calibration`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.assess import TOOL
from partnercheck.insight.approvals import approvals
from partnercheck.model.approvals import RecordFault
from partnercheck.model.calibration import Approver, Calibration, OutcomeCounts, VerdictOutcomes
from partnercheck.model.levels import VERDICT_LEVELS
from partnercheck.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from partnercheck.model.approvals import Approvals, Became, CameOf, Record

ENOUGH = 10
"""With fewer known outcomes there are counts only: a share or a score would say more than is known."""


def calibration(records: Mapping[str, Record], *, by_approver: bool) -> Calibration:
    """Return what became of the deals whose assessments were decided on, by the names of those assessments.

    A record that is not sound counts for nothing, nor does what came of a deal that never went ahead.
    """
    known: list[tuple[Approvals, CameOf]] = []
    left_out: list[RecordFault] = []
    for name, record in records.items():
        if record.about is None or record.faults:
            left_out += [RecordFault(f"{name}: {each.file}", each.text) for each in record.faults]
            continue
        found = approvals(record, record.about)
        if found.became is not None and found.went_ahead:
            known.append((found, found.became))
    return Calibration(
        partnercheck="calibration/1",
        tool=TOOL,
        assessments=sum(bool(each.filed or each.faults) for each in records.values()),
        known=len(known),
        verdicts=tuple(_verdicts(known)),
        approvers=tuple(_approvers(known)) if by_approver else None,
        left_out=tuple(left_out),
    )


def brier(forecasts: Iterable[tuple[float, bool]]) -> float:
    """Return the Brier score of forecasts in % with what came true: the mean squared distance, on 0-1.

    With p the forecast on 0-1 and o 1 where it came true, else 0: the mean of (p − o)². Source: G. W. Brier,
    "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), 1-3;
    his sum over both outcomes is twice as much.
    """
    squares = [(forecast / 100 - true) ** 2 for forecast, true in forecasts]
    return sum(squares) / len(squares)


def _verdicts(known: Sequence[tuple[Approvals, CameOf]]) -> Iterator[VerdictOutcomes]:
    for level in VERDICT_LEVELS:
        under = [(found, came) for found, came in known if found.verdict == level]
        if under:
            counts = _counts(came.became for _, came in under)
            against = sum(bool(found.departs) for found, _ in under)
            yield VerdictOutcomes(level, counts, _success(counts), against)


class _Forecast(NamedTuple):
    name: str
    forecast: float
    became: Became


def _approvers(known: Iterable[tuple[Approvals, CameOf]]) -> Iterator[Approver]:
    by_person: dict[str, list[_Forecast]] = {}
    for found, came in known:
        for key, each in _forecasts(found, came).items():
            by_person.setdefault(key, []).append(each)
    for key in sorted(by_person):
        forecasts = by_person[key]
        counts = _counts(each.became for each in forecasts)
        enough = len(forecasts) >= ENOUGH
        yield Approver(
            name=forecasts[-1].name,
            counts=counts,
            brier=brier((each.forecast, _succeeded(each.became)) for each in forecasts) if enough else None,
            mean_forecast=sum(each.forecast for each in forecasts) / len(forecasts) if enough else None,
            success=_success(counts),
        )


def _forecasts(found: Approvals, came: CameOf) -> dict[str, _Forecast]:
    """Return each person's last forecast before the day on which the outcome was known.

    A vote that does not count towards the decision is a forecast all the same.
    """
    return {
        name_key(vote.by): _Forecast(vote.by, vote.forecast, came.became)
        for vote in found.votes
        if vote.forecast is not None and vote.on < came.on
    }


def _succeeded(became: Became) -> bool:
    return became == "succeeded"


def _counts(became: Iterable[Became]) -> OutcomeCounts:
    counts = Counter(became)
    return OutcomeCounts(counts.total(), counts["succeeded"], counts["failed"], counts["ended-early"])


def _success(counts: OutcomeCounts) -> float | None:
    return 100 * counts.succeeded / counts.known if counts.known >= ENOUGH else None
