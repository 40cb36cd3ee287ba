"""A record of approvals that somebody changed afterwards is named, file by file."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import lay_out
from deciding import PEOPLE, decide, say, signers
from partnercheck.load.files import sha256
from partnercheck.load.record import MAX_APPROVAL, MAX_TOGETHER, read_record
from partnercheck.model.approval import MAX_APPROVALS
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deciding import Signers

FIRST, SECOND, THIRD = (
    "2026-12-01-s-okafor.yaml",
    "2026-12-02-r-moore.yaml",
    "2026-12-03-j-whitfield.yaml",
)


class Signed(NamedTuple):
    """Three signed approvals of an assessment, and another assessment beside it."""

    folder: Path
    people: Signers

    @property
    def record(self) -> Path:
        return self.folder / "a.approvals"

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.record / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def sign(self, file: str, by: str, namespace: str = "partnercheck-approval") -> None:
        path = self.record / file
        (self.record / f"{file}.sig").unlink(missing_ok=True)
        key = str(self.people.keys[by])
        subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", namespace, str(path)], check=True)

    def verify(self, *more: str) -> tuple[int, str]:
        result = invoke("verify", "a.json", "--signers", "allowed_signers", *more)
        return result.code, result.out + result.err


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


def moved(it: Signed) -> None:
    shutil.move(it.record, it.folder / "b.approvals")
    (it.folder / "b.json").replace(it.folder / "a.json")
    shutil.move(it.folder / "b.approvals", it.record)


def moved_and_bound_anew(it: Signed) -> None:
    old = sha256((it.folder / "a.json").read_bytes())
    (it.folder / "b.json").replace(it.folder / "a.json")
    for file in (FIRST, SECOND, THIRD):
        it.edit(file, old, sha256((it.folder / "a.json").read_bytes()))


def swapped_signatures(it: Signed) -> None:
    one, other = (it.record / f"{file}.sig" for file in (FIRST, SECOND))
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def another_persons(it: Signed) -> None:
    it.sign(THIRD, "R. Moore")


def signed_by_somebody_else_who_may(it: Signed) -> None:
    it.edit(THIRD, "principal: J. Whitfield", "principal: R. Moore")
    it.sign(THIRD, "R. Moore")


def other_namespace(it: Signed) -> None:
    it.sign(THIRD, "J. Whitfield", "file")


def copied(it: Signed) -> None:
    shutil.copy(it.record / FIRST, it.record / FIRST.replace(".yaml", "-2.yaml"))
    shutil.copy(it.record / f"{FIRST}.sig", it.record / FIRST.replace(".yaml", "-2.yaml.sig"))


def renamed_with_its_signature(it: Signed) -> None:
    for end in ("", ".sig"):
        (it.record / f"{THIRD}{end}").rename(it.record / f"2026-12-09-j-whitfield.yaml{end}")


def dropped(file: str) -> Callable[[Signed], None]:
    def drop(it: Signed) -> None:
        (it.record / file).unlink()
        (it.record / f"{file}.sig").unlink()

    return drop


def all_dropped(it: Signed) -> None:
    shutil.rmtree(it.record)


def edited(file: str, old: str, new: str) -> Callable[[Signed], None]:
    return lambda it: it.edit(file, old, new)


def linked(it: Signed) -> None:
    (it.record / SECOND).rename(it.folder / "elsewhere.yaml")
    (it.record / SECOND).symlink_to(it.folder / "elsewhere.yaml")


TAMPERED: dict[str, tuple[Callable[[Signed], object], str, str]] = {
    "moved to another assessment": (moved, FIRST, "an approval of another assessment"),
    "moved, and bound anew": (moved_and_bound_anew, THIRD, "its signature is not that of J. Whitfield"),
    "the vote edited": (edited(FIRST, "vote: approve", "vote: abstain"), FIRST, "it has changed since"),
    "the newest edited": (edited(THIRD, "approve", "abstain"), THIRD, "its signature is not that of"),
    "back-dated before the assessment": (
        edited(THIRD, '"on": 2026-12-03', '"on": 2026-11-01'),
        THIRD,
        "it cannot be before 2026-11-20",
    ),
    "back-dated": (edited(THIRD, '"on": 2026-12-03', '"on": 2026-12-01'), THIRD, "it is back-dated"),
    "a comment added": (edited(SECOND, "vote:", "# fine\nvote:"), SECOND, "it has changed since"),
    "a field added": (edited(THIRD, "vote:", "agreed: yes\nvote:"), THIRD, "`agreed` is not a key"),
    "a known field added": (
        edited(THIRD, "vote: approve", "vote: approve\noutcome: signed"),
        THIRD,
        "its signature is not that of",
    ),
    "a field taken out": (edited(THIRD, "role: Director\n", ""), THIRD, "in which role"),
    "the first dropped": (dropped(FIRST), FIRST, "and is gone"),
    "the second dropped": (dropped(SECOND), SECOND, "and is gone"),
    "all dropped": (all_dropped, "", "no approval stands beside it"),
    "the newest dropped but for its signature": (
        lambda it: (it.record / THIRD).unlink(),
        THIRD,
        "the approval is gone",
    ),
    "a signature dropped": (
        lambda it: (it.record / f"{THIRD}.sig").unlink(),
        THIRD,
        "its signature is gone",
    ),
    "signatures swapped": (swapped_signatures, FIRST, "its signature is not that of S. Okafor"),
    "signed by another person": (another_persons, THIRD, "its signature is not that of J. Whitfield"),
    "signed as another person": (signed_by_somebody_else_who_may, THIRD, "it is signed as R. Moore"),
    "signed for another purpose": (other_namespace, THIRD, "its signature is not that of J. Whitfield"),
    "signature garbled": (
        lambda it: (it.record / f"{THIRD}.sig").write_text("no signature"),
        THIRD,
        "its signature is not that of",
    ),
    "renamed": (renamed_with_its_signature, "2026-12-09-j-whitfield.yaml", "it has been renamed"),
    "copied as a later vote": (copied, FIRST.replace(".yaml", "-2.yaml"), "it is a copy of"),
    "put under another partner": (edited(THIRD, "partner: Acme", "partner: Borealis"), THIRD, "`partner`"),
    "the verdict edited": (edited(THIRD, "verdict: proceed", "verdict: hold"), THIRD, "needs a reason"),
    "the score edited": (edited(THIRD, "score: 9", "score: 8"), THIRD, "`score`"),
    "an earlier one not listed": (
        lambda it: it.edit(THIRD, *unlisted(it)),
        THIRD,
        f"it does not list {FIRST}",
    ),
    "replaced by a link": (linked, SECOND, "this is a link"),
    "another file put beside": (
        lambda it: (it.record / "minutes.pdf").write_bytes(b"%PDF"),
        "minutes.pdf",
        "neither an approval nor a signature",
    ),
    "made unsigned": (
        lambda it: (
            it.edit(THIRD, "principal: J. Whitfield\n", ""),
            (it.record / f"{THIRD}.sig").unlink(),
        ),
        THIRD,
        "it is not signed",
    ),
}


def unlisted(it: Signed) -> tuple[str, str]:
    """Return how the newest lists the first, and nothing."""
    text = (it.record / THIRD).read_text()
    start = text.index("  - ")
    return text[start : text.index("  - ", start + 1)], ""


def test_at_least_twenty_records_are_tampered_with() -> None:
    assert len(TAMPERED) >= 20


def test_a_sound_record_is_said_to_be_so(signed: Signed) -> None:
    code, said = signed.verify("--signed")
    assert code == 0, said
    assert "Approved 3 (1 needed)" in said
    assert f"only the repository's history tells whether the newest, {THIRD}, was dropped" in said


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_record_is_named(signed: Signed, name: str) -> None:
    tamper, file, said = TAMPERED[name]
    tamper(signed)
    code, told = signed.verify("--signed")
    assert code == 1, told
    assert file in told
    assert said in told


def test_the_newest_may_be_dropped_unnoticed_and_the_one_before_says_so(signed: Signed) -> None:
    dropped(THIRD)(signed)
    code, said = signed.verify("--signed")
    assert code == 0
    assert f"whether the newest, {SECOND}, was dropped" in said


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
