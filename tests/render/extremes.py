"""Dossiers in which nearly every text is longer than anybody writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import dump

if TYPE_CHECKING:
    from collections.abc import Callable

FLAGS = 5


def files(text: Callable[[], str], verdict: str) -> dict[str, str]:
    """Return a rubric, an organisation and a dossier that give this verdict; each text is another one."""
    effect = "decline" if verdict == "decline" else "conditional"
    names = [f"c{number}" for number in range(FLAGS)]
    answers: dict[str, Any] = {
        name: {
            "answer": 0,
            "note": text(),
            "evidence": [{"grade": "audited", "source": text(), "date": "2026-10-01"}],
        }
        for name in names
    }
    if verdict == "hold":
        answers = {name: {"answer": "unknown"} for name in names}
    if verdict == "proceed":
        answers = {name: {**each, "answer": 4} for name, each in answers.items()}
    return {
        "rubric": dump(_rubric(names, effect, text)),
        "us": dump({"partnercheck": "organisation/1", "name": text()}),
        "dossier": dump(
            {
                "partnercheck": "dossier/1",
                "partner": {"name": text()},
                "rubric": "./rubric.yaml",
                "organisation": "us.yaml",
                "as_of": "2026-11-20",
                "scope": text(),
                "called": {"us": text(), "them": text()},
                "assessors": [{"name": text(), "role": text()} for _ in range(3)],
                "answers": {"all": answers},
                "conditions": [
                    {"for": f"f{name}", "action": text(), "owner": text(), "due": "2027-01-01"}
                    for name in (names if verdict in {"conditional", "decline"} else [])
                ],
            }
        ),
    }


def _rubric(names: list[str], effect: str, text: Callable[[], str]) -> dict[str, Any]:
    levels = {level: f"Level {level}" for level in range(5)}
    return {
        "partnercheck": "rubric/1",
        "id": "extreme",
        "version": "1.0.0",
        "title": "Extreme",
        "dimensions": [
            {
                "id": "all",
                "title": "All",
                "weight": 1,
                "criteria": [
                    {
                        "id": name,
                        "title": f"Criterion {name}",
                        "question": text(),
                        "kind": "levels",
                        "levels": levels,
                    }
                    for name in names
                ],
            }
        ],
        "red_flags": [
            {
                "id": f"f{name}",
                "title": f"Flag of criterion {name}",
                "effect": effect,
                "action": text(),
                "when": {"criterion": name, "at_most": 0},
            }
            for name in names
        ],
        "verdict": {"proceed": {"score": 70, "dimension": 0}, "conditional": {"score": 0, "dimension": 0}},
        "relationship": [
            {"call": "partnership", "title": "Partnership", "when": {"criterion": names[0], "at_least": 50}},
            {"call": "supplier", "title": "Supplier"},
        ],
    }
