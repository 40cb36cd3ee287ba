"""Dossiers of about 7 KB for the benchmarks, made from the bundled rubric: no two are alike."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

from partnercheck.load import Loader
from partnercheck.model.criteria import ChecklistCriterion
from partnercheck.model.profile import profiled

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.criteria import Criterion

USUAL_DEAL = {
    "stage": "established",
    "listed": "no",
    "sector": "other",
    "critical": "no",
    "contract-value": 250_000,
    "intent": "partnership",
    "deal-shape": "joint-result",
    "corruption-risk": "low",
}
"""A deal of the usual size."""

GRADES = ("audited", "verified", "documented", "asserted")


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write `count` dossiers into a folder and return their paths."""
    rubric = Loader().rubric("strategic-alliance").rubric
    asked = profiled(rubric, USUAL_DEAL).applying
    chance = random.Random(seed)
    paths = []
    for number in range(count):
        lines = [
            "partnercheck: dossier/1",
            f"partner: {{name: Partner {number}, country: GB}}",
            f"as_of: 2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            f"profile: {json.dumps(USUAL_DEAL)}",
            "answers:",
        ]
        for dimension in rubric.dimensions:
            lines.append(f"  {dimension.id}:")
            lines += [
                line
                for criterion in dimension.criteria
                if criterion.measure is None and criterion.id in asked
                for line in _entry(criterion, chance)
            ]
        path = folder / f"partner-{number:05}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def _entry(criterion: Criterion, chance: random.Random) -> list[str]:
    lines = [f"    {criterion.id}:", f"      answer: {_answer(criterion, chance)}", "      evidence:"]
    for _ in range(2):
        day = f"2025-{chance.randint(6, 12):02}-{chance.randint(1, 28):02}"
        source = f"Call number {chance.randint(1, 9999)} with their operations"
        lines.append(f'        - {{grade: {chance.choice(GRADES)}, source: "{source}", date: {day}}}')
    return [*lines, "      note: Two of three references confirm."]


def _answer(criterion: Criterion, chance: random.Random) -> str:
    if answers := criterion.answers():
        return str(criterion.written(chance.choice(answers)))
    if isinstance(criterion, ChecklistCriterion):
        return "[" + ", ".join(list(criterion.items)[: chance.randint(0, 3)]) + "]"
    return str(chance.randint(0, 100))
