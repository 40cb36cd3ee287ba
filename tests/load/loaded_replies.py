"""A dossier with replies, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import DOSSIER, RUBRIC, lay_out
from partnercheck.diagnostics import InputError
from partnercheck.engine import assess
from partnercheck.load import Loader

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.assessment import Assessment


LINKED = DOSSIER.replace("as_of:", "replies: replies/\nas_of:")
OPEN = LINKED.replace(
    "    openness: {answer: 2, evidence: [{grade: audited, source: A register, date: 2026-10-01}]}\n", ""
)
RULES = RUBRIC + "evidence: {clears: documented}\n"


def assessed(folder: Path, dossier: str = OPEN, rubric: str = RULES) -> Assessment:
    lay_out(folder, dossier=dossier, rubric=rubric)
    return assess(Loader(folder).dossier(folder / "dossier.yaml"))


def said(folder: Path, dossier: str = OPEN, rubric: str = RULES) -> list[str]:
    """Return what is wrong or odd, as `file:line: severity code`."""
    try:
        found: Any = assessed(folder, dossier, rubric).diagnostics
        return [f"{each.file}:{each.line}: {each.severity} {each.code}" for each in found]
    except InputError as error:
        return [
            f"{each.position.file}:{each.position.line}: {each.severity} {each.code}"
            for each in error.diagnostics
        ]


def culture(answer: Any) -> dict[str, Any]:
    return {"answers": {"culture": {"openness": answer}}}
