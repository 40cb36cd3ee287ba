"""What an extra needs is named by a command that works, whatever an index has."""

from __future__ import annotations

import shlex
import tomllib
from importlib.metadata import PackageNotFoundError

import pytest

from building import ROOT
from partnercheck import extras

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("extra", DECLARED["optional-dependencies"])
def test_the_command_names_the_libraries_of_an_extra(extra: str) -> None:
    command = shlex.split(extras.install(extra))
    assert command == ["pip", "install", *DECLARED["optional-dependencies"][extra]]


def test_run_from_its_sources_it_names_the_extra_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: str) -> list[str]:
        raise PackageNotFoundError

    monkeypatch.setattr(extras, "requires", absent)
    assert extras.install("pdf") == "pip install '.[pdf]'"


def test_nothing_tells_people_to_install_from_an_index_what_no_index_has() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    sources = [*pages, *(ROOT / "src").rglob("*.py"), *(ROOT / "templates").rglob("*.j2")]
    told = [
        path.name
        for path in sources
        if "pip install partnercheck" in path.read_text("utf-8").replace("'", "")
    ]
    assert told == []
