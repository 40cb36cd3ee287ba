"""Assessments under given limits, and what their verdicts say."""

from __future__ import annotations

from typing import Any

from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    rubric,
    sure,
    verdict,
)

METRIC = criterion(kind="metric")


def ruled(
    known: Any, proceed: Any = 70, conditional: Any = 50, *asked: Any, flags: Any = (), **more: Any
) -> Any:
    """Assess answers (or one number for the one criterion) against these limits."""
    answers = known if isinstance(known, dict) else {"c": sure(known)}
    waivers = more.pop("waivers", [])
    rules = rubric(*(asked or [METRIC]), verdict=verdict(proceed, conditional, **more), red_flags=list(flags))
    return assessed(rules, dossier(answers, waivers=waivers))


def level(*args: Any, **more: Any) -> str:
    return str(ruled(*args, **more).verdict.level)


def readings(result: Any) -> tuple[str, ...]:
    return result.verdict.worst, result.verdict.now, result.verdict.best


def reasons(result: Any) -> list[tuple[Any, ...]]:
    return [tuple(each)[:4] for each in result.verdict.reasons]


def texts(result: Any) -> list[str]:
    return [each.text for each in result.verdict.reasons]


def floored(x: Any, y: Any, proceed: Any, conditional: Any = 0, **more: Any) -> Any:
    rules = rubric(
        dimension("x", criterion("a", "metric", allow_na=True)),
        dimension("y", criterion("b", "metric", allow_na=True)),
        verdict=verdict({"score": 0, "dimension": proceed}, {"score": 0, "dimension": conditional}, **more),
    )
    return assessed(rules, dossier({"x": {"a": x}, "y": {"b": y}}))


WEAK = "The largest part of the gap is weak evidence: 60 of 60 points."
