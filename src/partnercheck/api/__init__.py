"""partnercheck from Python: `from partnercheck import load_rubric, load_dossier, assess, render`."""

from __future__ import annotations

from partnercheck.api.assessing import Explanation, assess, compare, explain, portfolio, whatif
from partnercheck.api.decisions import Decisions, decide
from partnercheck.api.results import Format, Result, render, to_frame
from partnercheck.api.rubrics import check, diff, test
from partnercheck.api.sources import LoadedDossier, LoadedRubric, load_dossier, load_rubric
from partnercheck.diagnostics import InputError

__all__ = [
    "Decisions",
    "Explanation",
    "Format",
    "InputError",
    "LoadedDossier",
    "LoadedRubric",
    "Result",
    "assess",
    "check",
    "compare",
    "decide",
    "diff",
    "explain",
    "load_dossier",
    "load_rubric",
    "portfolio",
    "render",
    "test",
    "to_frame",
    "whatif",
]
