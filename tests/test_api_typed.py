"""The types that users see are those that things have: what mypy reads in `typed_user` is run here."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

import partnercheck
import typed_user
from building import EXAMPLES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = (ROOT / "tests" / "typed_user.py").read_text(encoding="utf-8")


def test_it_takes_every_public_name_and_mypy_reads_it() -> None:
    names = {
        name.name
        for each in ast.walk(ast.parse(PROGRAM))
        if isinstance(each, ast.ImportFrom) and each.module == "partnercheck"
        for name in each.names
    }
    assert names | {"__version__"} == set(partnercheck.__all__)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert (settings["strict"], settings["modules"]) == (True, ["typed_user"])


def test_it_runs(tmp_path: Path) -> None:
    assert typed_user.decided(EXAMPLES).status == "approved"
    page, book, *lines = typed_user.reported(EXAMPLES)
    assert (page[:15], book, lines[0]) == ("<!doctype html>", "PK", "Acme Networks Ltd")
    told = typed_user.told(EXAMPLES)
    assert (told["step"], told["verdict"], told["ahead"]) == ("value", "decline", "Acme Networks Ltd")
    assert typed_user.of_rubrics("quick-screen", EXAMPLES)[:2] == (0, 0)
    (tmp_path / "a.yaml").write_text("partnercheck: dossier/1\npartner: 5\nas_of: 2026-11-20\n")
    (place,) = typed_user.wrong([tmp_path])
    assert place[1:] == (1, 1)
