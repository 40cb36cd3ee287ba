"""A package with a section, installed for a test."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from building import ROOT, RUBRIC

if TYPE_CHECKING:
    from pathlib import Path


PACKAGE = ROOT / "tests" / "packages" / "partnercheck-toy"
MODULE = (PACKAGE / "partnercheck_toy.py").read_text(encoding="utf-8")
TOYS = RUBRIC.replace("from: financials.current_ratio", "from: toy.returned").replace(
    "[[1, 0], [2, 100]]", "[[0, 0], [100, 100]]"
)
DOSSIER = """\
partnercheck: dossier/1
partner: {name: Acme}
rubric: ./rubric.yaml
as_of: 2026-11-20
profile: {stage: grown, listed: no}
toy:
  lent: 4
  whole: 3
  evidence: [{grade: audited, source: The nursery's book, date: 2026-10-01, file: book.txt}]
"""


def install(site: Path, module: str = MODULE, *, name: str = "toy", package: str = "") -> None:
    """Put a package where Python looks for some, as an installer would from its `pyproject.toml`."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ((group, points),) = project["entry-points"].items()
    target = points["toy"].replace("partnercheck_toy", f"partnercheck_toy{package}")
    (site / f"partnercheck_toy{package}.py").write_text(module, encoding="utf-8")
    info = site / f"partnercheck_toy{package}-{project['version']}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}{package}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(head, encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n", encoding="utf-8")
