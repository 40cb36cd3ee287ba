"""Who decides on an assessment, by which rules, and how that stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from building import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


RULES = "approvals: {proceed: 2, conditional: 2, against: 3}\n"
DECLINED = DOSSIER.replace("audited: {answer: yes", "audited: {answer: no")
OKAFOR = ("--by", "S. Okafor", "--role", "CFO", "--on", "2026-12-01")
MOORE = ("--by", "R. Moore", "--role", "COO", "--on", "2026-12-03")


def standing(run: Callable[..., Result]) -> Any:
    return json.loads(run("decide", "dossier.json", "--format", "json").out)
