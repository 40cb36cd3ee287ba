"""The report that a memo stands in, and what a sentence of it says without marks."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render.document import document

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.render.report import Report


def made(path: Path, **asked: Any) -> Report:
    decision = decide(Loader().dossier(path))
    return document(with_insight(decision, explain(decision)), decision.inputs, **asked)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))
