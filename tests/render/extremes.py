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


def crowded(text: Callable[[], str], dimensions: int) -> dict[str, str]:
    """Return files whose page two has all that it may have, each text another one."""
    names = [f"c{number}" for number in range(4 * dimensions)]
    rubric = _rubric(names, "conditional", text)
    criteria = [{**each, "title": f"{text()} {each['id']}"} for each in rubric["dimensions"][0]["criteria"]]
    every = [
        {"id": f"d{n}", "title": f"Dimension {n}", "weight": 1, "criteria": criteria[4 * n : 4 * n + 4]}
        for n in range(dimensions)
    ]
    levels = {level: f"{text()} {level}" for level in range(5)}
    for each in criteria:
        each["levels"] = levels
    flags = [{**each, "title": f"{text()} {each['id']}"} for each in rubric["red_flags"][:8]]
    verdict = {"proceed": {"score": 90, "dimension": 0}, "conditional": {"score": 0, "dimension": 0}}
    evidence = [{"grade": "verified", "source": text(), "date": "2026-10-01"}]
    waiver = {"by": "S. Okafor", "until": "2027-03-31"}
    return {
        "rubric": dump({**rubric, "dimensions": every, "red_flags": flags, "verdict": verdict}),
        "us": dump({"partnercheck": "organisation/1", "name": text()}),
        "dossier": dump(
            {
                "partnercheck": "dossier/1",
                "partner": {"name": "Acme"},
                "rubric": "./rubric.yaml",
                "organisation": "us.yaml",
                "as_of": "2026-11-20",
                "answers": {
                    f"d{n}": {
                        name: {"answer": 0 if place < 8 else 4, "evidence": evidence}
                        for place, name in enumerate(names)
                        if place // 4 == n
                    }
                    for n in range(dimensions)
                },
                "waivers": [{**waiver, "flag": each["id"], "reason": text()} for each in flags[::2]],
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
