"""Fixtures that the tests of this folder share."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from records_kept import Signed

from building import lay_out
from deciding import PEOPLE, decide, signers
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    folder = tmp_path_factory.mktemp("signed")
    people = signers(folder)
    lay_out(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("partnercheck.cli.clock.today", lambda: dt.date(2026, 12, 31))
        for name in ("a.json", "b.json"):
            assert invoke("assess", "dossier.yaml", "-q", "-o", name).code == 0
        other = json.loads((folder / "b.json").read_text())
        (folder / "b.json").write_text(json.dumps(other))  # the same decision, in other bytes
        for place, name in enumerate(PEOPLE, 1):
            on = ("--on", f"2026-12-0{place}")
            decide(folder / "a.json", name, "--approve", *on, signed_with=people.keys[name])
    return Signed(folder, people)


@pytest.fixture
def signed(kept: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signed:
    shutil.copytree(kept.folder, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Signed(tmp_path, kept.people)
