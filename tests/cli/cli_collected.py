"""Forms that were sent, filled in, and what is kept of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from building import DOSSIER, RUBRIC
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]


BARE = DOSSIER[: DOSSIER.index("answers:")] + "# written by hand\n"
ASKING = RUBRIC.replace("listed: {type", "listed: {ask: partner, type")


def fill(home: Path, form: str, answers: dict[str, Any], **more: Any) -> Path:
    """Fill in a form that was sent, and put it where mail was saved."""
    data = json.loads(json.dumps(parse((home / f"{form}.yaml").read_bytes(), form).data))
    for entries in data["answers"].values():
        entries.update({name: answers[name] for name in entries if name in answers})
    path = home / "back" / f"{form}.json"
    path.write_text(json.dumps({**data, "date": "2026-10-14", **more}), encoding="utf-8")
    return path


def kept(home: Path, name: str) -> Any:
    return parse((home / "dossier-replies" / f"{name}.yaml").read_bytes(), name).data


def minutes(**more: Any) -> dict[str, Any]:
    """An answer that cites a file."""
    return {"answer": 2, "evidence": [{"source": "Minutes", "date": "2026-10-01", "file": "m.txt", **more}]}
