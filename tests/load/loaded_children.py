"""A rubric that extends the small one."""

from __future__ import annotations

LOST = "extends: rubric.yaml\n"
CHILD = f"partnercheck: rubric/1\nid: child\nversion: 3.0.0\n{LOST}"
