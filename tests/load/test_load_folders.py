"""Which files of a folder are dossiers, and by which names they go."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from building import lay_out
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader, folders, read
from partnercheck.load.folders import dossiers_in, kind_of, rubrics_in
from pinning import pin

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
def test_a_pipe_might_be_a_dossier_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "a.yaml").write_text(DOSSIER, encoding="utf-8")
    found = dossiers_in([tmp_path], tmp_path)
    assert (list(found.dossiers), found.others) == (["a.yaml", "pipe.yaml"], 0)
    with pytest.raises(InputError, match=r"error no-file: .*no regular file; `-` reads a stream"):
        read(tmp_path / "pipe.yaml", "pipe.yaml")


def test_what_cannot_be_told_to_be_no_dossier_counts_as_one(tmp_path: Path) -> None:
    (tmp_path / "away.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "away").symlink_to("not-mounted")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "wide.yaml").write_bytes(DOSSIER.encode("utf-16"))
    (tmp_path / "wide-le.yml").write_bytes(DOSSIER.encode("utf-16-le"))
    (tmp_path / "latin.yaml").write_bytes(b"partner: {name: Caf\xe9}\n")
    might = list(dossiers_in([tmp_path], tmp_path).dossiers)
    assert might == ["away", "away.yaml", "latin.yaml", "loop.yaml", "wide-le.yml", "wide.yaml"]
    for name in might:
        with pytest.raises(InputError):
            Loader(tmp_path).dossier(tmp_path / name)


def test_what_is_certainly_no_dossier_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "away.txt").symlink_to("nowhere.txt")
    (tmp_path / "latin.txt").write_bytes(b"\xe9")
    (tmp_path / "latin.yaml").write_bytes(b"partnercheck: rubric/1\ntitle: Caf\xe9\n")
    (tmp_path / "a.yaml").write_text("a: [1]\n", encoding="utf-8")
    assert dossiers_in([tmp_path], tmp_path) == ({}, 2, {})


def test_a_file_that_is_named_is_passed_over_where_it_is_another_kind_unless_told_strictly(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text("partnercheck: rubric/1\n", encoding="utf-8")
    assert dossiers_in([path], tmp_path) == ({}, 1, {})
    assert dossiers_in([path], tmp_path, strict=True) == ({"rubric.yaml": path}, 0, {})


def test_rubrics_stand_in_a_folder_and_where_asked_below(tmp_path: Path) -> None:
    for name in ("a.yaml", "below/b.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("partnercheck: rubric/1\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(DOSSIER, encoding="utf-8")
    here, there = tmp_path / "a.yaml", tmp_path / "below" / "b.yaml"
    assert rubrics_in(tmp_path, tmp_path) == [here, there]
    assert rubrics_in(tmp_path, tmp_path, below=False) == [here]


@pytest.mark.parametrize("name", ["none", "a\0b", "a" * 300])
def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as raised:
        dossiers_in([tmp_path / name], tmp_path)
    (found,) = raised.value.diagnostics
    assert found.code == "no-file"
    pin(f"{found.message}, {found.hint}")


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sealed").mkdir()
    (tmp_path / "a.yaml").write_text(DOSSIER, encoding="utf-8")
    scan = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "sealed":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = dossiers_in([tmp_path], tmp_path)
    assert list(found.dossiers) == ["a.yaml"]
    assert str(found.unreadable["sealed"]) == (
        "sealed:1:1: error no-folder: the folder cannot be read: Permission denied"
    )


def test_a_link_to_a_folder_elsewhere_is_told_and_a_loop_ends(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "deep" / "up").symlink_to("..")
    (tmp_path / "in" / "x.yaml").mkdir()
    (tmp_path / "in" / "out.yaml").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "x.yaml" / "a.yaml").write_text(DOSSIER, encoding="utf-8")
    found = dossiers_in([tmp_path / "in"], tmp_path)
    assert (list(found.dossiers), list(found.unreadable)) == (["in/x.yaml/a.yaml"], ["in/out.yaml"])
    assert dossiers_in([tmp_path / "in", tmp_path / "out"], tmp_path).unreadable == {}


@pytest.mark.parametrize(
    "text",
    [
        '{"partnercheck": "dossier/1", "partner": {}}',
        '# JSON\n--- \n {\n  "partner": {},\n  "partnercheck" : "dossier/1"\n}',
        "--- {partner: {}, partnercheck: dossier/1, as_of: 2026-01-01}",
        "\ufeff{partnercheck: dossier/1}",
        "partnercheck: dossier/1 2\n",
        "a: 1\n" * 40_000 + DOSSIER,
    ],
)
def test_a_dossier_is_found_in_any_form(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert list(dossiers_in([tmp_path], tmp_path).dossiers) == ["a.yaml"]


@pytest.mark.parametrize(
    "text", [b" " * 9_999_999, b"# x\n" * 2_400_000, b"partnercheck " * 700_000, b"---\n" * 2_400_000]
)
def test_looking_for_the_key_takes_no_time(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(text)
    began = time.process_time()
    kind_of(tmp_path / "a.yaml")
    assert time.process_time() - began < 2


def test_files_that_look_alike_are_told_and_one_named_twice_is_one(tmp_path: Path) -> None:
    for name in ("a b.yaml", "a\tb.yaml"):
        (tmp_path / name).write_text(DOSSIER, encoding="utf-8")
    with pytest.raises(InputError, match=r"a b.yaml:1:1: error no-file: two files look as if they were one"):
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


def test_a_folder_holds_at_most_so_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_FILES", 3)
    (tmp_path / "sub").mkdir()
    for name in ("c.txt", "a.pdf", "sub/b"):
        (tmp_path / name).write_bytes(b"")
    found = [tmp_path / name for name in ("a.pdf", "c.txt", "sub/b")]
    assert folders.all_files_in(tmp_path, tmp_path, {}) == found
    (tmp_path / ".hidden").write_bytes(b"")
    assert folders.all_files_in(tmp_path, tmp_path, {}) == found
    (tmp_path / "d.txt").write_bytes(b"")
    with pytest.raises(InputError, match="too-many: there are more than 3 files in it"):
        folders.all_files_in(tmp_path, tmp_path, {})


def test_what_came_through_standard_input_is_a_rubric_only_where_something_came(tmp_path: Path) -> None:
    lay_out(tmp_path)
    text = (tmp_path / "rubric.yaml").read_bytes()
    assert Loader(tmp_path, piped=text).rubric("-").raw == text
    with pytest.raises(InputError, match="error unknown-rubric: there is no rubric `-`"):
        Loader(tmp_path).rubric("-")
