"""Replies for tests: small ones about the small rubric."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

HEAD = {"partnercheck": "reply/1", "partner": "Acme", "rubric": "small@1.2.0", "date": "2026-10-14"}


def reply(side: str = "them", by: str = "O. Haddad", **more: Any) -> dict[str, Any]:
    """Return a reply as plain data; what is named stands in place of what it would hold."""
    return {**HEAD, "side": side, "by": by, **more}


def save(folder: Path, name: str, data: dict[str, Any]) -> Path:
    """Write a reply into the folder `replies` and return its path."""
    path = folder / "replies" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return path
