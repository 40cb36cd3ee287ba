"""A record without signatures, and one that is no sound folder of files."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_kept import FIRST, SECOND, THIRD, Signed

from building import lay_out
from deciding import PEOPLE, say
from partnercheck.load.record import MAX_APPROVAL, MAX_TOGETHER, read_record
from partnercheck.model.approval import MAX_APPROVALS
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("unsigned")
    lay_out(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert invoke("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    paths = [say(folder / "a.json", name, reason="Every line of it was read") for name in PEOPLE]
    return folder, {path.name: path.read_bytes() for path in paths}


@given(st.data())
def test_any_edit_of_any_byte_of_any_but_the_newest_is_named(
    unsigned: tuple[Path, dict[str, bytes]], data: st.DataObject
) -> None:
    folder, files = unsigned
    name = data.draw(st.sampled_from(list(files)[:-1]))
    raw = files[name]
    place = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.binary(max_size=2).filter(lambda new: new != raw[place : place + 1]))
    path = folder / "a.approvals" / name
    path.write_bytes(raw[:place] + byte + raw[place + 1 :])
    try:
        record = read_record(folder / "a.json")
    finally:
        path.write_bytes(raw)
    assert name in {each.file for each in record.faults}
    assert not read_record(folder / "a.json").faults


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_no_pipe_or_link_is_read_in_place_of_a_signature(signed: Signed) -> None:
    (signed.record / f"{SECOND}.sig").unlink()
    os.mkfifo(signed.record / f"{SECOND}.sig")
    (signed.record / f"{THIRD}.sig").replace(signed.folder / "elsewhere.sig")
    (signed.record / f"{THIRD}.sig").symlink_to(signed.folder / "elsewhere.sig")
    code, said = signed.verify()
    assert code == 1
    assert f"{SECOND}.sig: the file cannot be read: it is no regular file" in said
    assert f"{THIRD}.sig: this is a link" in said


def test_a_record_without_end_is_told(unsigned: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    home, files = unsigned
    shutil.copy(home / "a.json", tmp_path)
    folder = tmp_path / "a.approvals"
    folder.mkdir()
    comment = b"#" * (MAX_APPROVAL - 2_000) + b"\n"
    for place in range(MAX_TOGETHER // len(comment) + 1):
        (folder / f"2026-12-01-s-okafor-{place}.yaml").write_bytes(comment + files[FIRST])
    faults = read_record(tmp_path / "a.json").faults
    assert [each for each in faults if "larger than 5 MB together" in each.text]
    for place in range(MAX_APPROVALS + 1):
        (folder / f"2026-12-01-s-okafor-{place}.yaml").write_bytes(b"x")
    assert read_record(tmp_path / "a.json").faults[0].text == "there are more than 200 approvals"
