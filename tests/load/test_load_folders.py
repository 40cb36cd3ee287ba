"""Which files of a folder are dossiers, and by which names they go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from partnercheck.diagnostics import InputError
from partnercheck.load.folders import dossiers_in, kind_of

if TYPE_CHECKING:
    from pathlib import Path

DOSSIER = "partnercheck: dossier/1\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (DOSSIER, "dossier/1"),
        (f"# a remark\n\n{DOSSIER}", "dossier/1"),
        (f"partner: {{name: Acme}}\nas_of: 2026-11-20\n{DOSSIER}", "dossier/1"),
        ("'partnercheck' : \"rubric/1\"  # ours\n", "rubric/1"),
        ("partner:\n  partnercheck: dossier/1\n", None),
        ("note: |\n  partnercheck: dossier/1\n", None),
        ("", None),
    ],
)
def test_the_key_is_found_wherever_it_stands_at_the_top(tmp_path: Path, text: str, kind: str | None) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert kind_of(path) == kind


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes of this kind here")
def test_a_pipe_is_passed_over_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "a.yaml").write_text(DOSSIER, encoding="utf-8")
    found = dossiers_in([tmp_path], tmp_path)
    assert (list(found.dossiers), found.others) == (["a.yaml"], 1)


def test_files_that_look_alike_are_told_and_one_named_twice_is_one(tmp_path: Path) -> None:
    for name in ("a b.yaml", "a\tb.yaml"):
        (tmp_path / name).write_text(DOSSIER, encoding="utf-8")
    with pytest.raises(InputError, match="look as if they were one"):
        dossiers_in([tmp_path], tmp_path)
    path = tmp_path / "a b.yaml"
    assert list(dossiers_in([path, path], tmp_path).dossiers) == ["a b.yaml"]


def test_what_is_hidden_is_passed_over_unless_it_is_named(tmp_path: Path) -> None:
    text = "partnercheck: dossier/1\n"
    for name in (".hidden/a.yaml", "in/.git/deep/b.yaml", "in/.c.yaml", "in/d.e/f.yaml", "in/g.YML"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(dossiers_in([tmp_path], tmp_path).dossiers) == ["in/d.e/f.yaml", "in/g.YML"]
    named = [tmp_path / ".hidden", tmp_path / "in" / ".c.yaml"]
    assert list(dossiers_in(named, tmp_path).dossiers) == [".hidden/a.yaml", "in/.c.yaml"]
