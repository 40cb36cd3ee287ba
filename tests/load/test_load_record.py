"""The approvals beside an assessment: all that can be wrong with them is told, word for word."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from building import lay_out
from deciding import PEOPLE, say
from partnercheck.diagnostics import InputError
from partnercheck.load.record import (
    MAX_APPROVAL,
    decidable,
    name_for,
    read_decidable,
    read_files,
    read_record,
    read_signed,
    record_of,
)
from partnercheck.load.records import records_in
from partnercheck.model.approval import MAX_APPROVALS
from pinning import pin
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST, SECOND, THIRD = (
    f"2026-12-0{day}-{name}.yaml" for day, name in enumerate(("s-okafor", "r-moore", "j-whitfield"), 1)
)


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided")
    lay_out(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert invoke("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    for day, name in enumerate(PEOPLE, 1):
        say(folder / "a.json", name, f"2026-12-0{day}")
    return folder


@pytest.fixture
def record(decided: Path, folder: Path) -> Path:
    """The folder of three approvals of an assessment beside it."""
    shutil.copytree(decided, folder, dirs_exist_ok=True)
    return folder / "a.approvals"


def edited(file: str, *replaced: str) -> Callable[[Path], object]:
    """Return what puts texts into a file, each in place of the one before it."""

    def edit(record: Path) -> None:
        path = record / file
        text = path.read_text()
        for old, new in zip(replaced[::2], replaced[1::2], strict=True):
            assert old in text
            text = text.replace(old, new)
        path.write_text(text)

    return edit


def back_dated(record: Path) -> None:
    """Somebody's second decision is put before the first."""
    name = "2026-11-30-s-okafor.yaml"
    (record / THIRD).rename(record / name)
    edited(name, "J. Whitfield", "S.  OKAFOR", "2026-12-03", "2026-11-30")(record)


def unlisted(record: Path) -> None:
    text = (record / THIRD).read_text()
    start = text.index("  - ")
    (record / THIRD).write_text(text.replace(text[start : text.index("  - ", start + 1)], ""))


def listed_twice(record: Path) -> None:
    text = (record / THIRD).read_text()
    start = text.index("  - ")
    first = text[start : text.index("  - ", start + 1)]
    (record / THIRD).write_text(text.replace(first, first * 2))


def copied(record: Path) -> None:
    shutil.copy(record / FIRST, record / FIRST.replace(".yaml", "-2.yaml"))


def linked(record: Path) -> None:
    (record / SECOND).rename(record.parent / "elsewhere.yaml")
    (record / SECOND).symlink_to(record.parent / "elsewhere.yaml")


def linked_whole(record: Path) -> None:
    record.rename(record.parent / "elsewhere")
    record.symlink_to(record.parent / "elsewhere")


def crowded(record: Path) -> None:
    for place in range(MAX_APPROVALS + 1):
        (record / f"{place}.yaml").write_bytes(b"x")


TAMPERED: dict[str, Callable[[Path], object]] = {
    "sound": lambda _: None,
    "the vote edited": edited(FIRST, "vote: approve", "vote: abstain"),
    "another day": edited(THIRD, "2026-12-03", "2026-12-01"),
    "back-dated": back_dated,
    "what came of it, before a vote": edited(THIRD, "vote: approve", "became: failed", "12-03", "12-01"),
    "a field added": edited(THIRD, "vote:", "agreed: yes\nvote:"),
    "a field taken out": edited(THIRD, "role: Director\n", ""),
    "gone": lambda record: (record / FIRST).unlink(),
    "not listed": unlisted,
    "listed twice": listed_twice,
    "listed itself": edited(THIRD, FIRST, THIRD),
    "renamed": lambda record: (record / THIRD).rename(record / "2026-12-09-j-whitfield.yaml"),
    "named otherwise": lambda record: (record / THIRD).rename(record / "third.YML"),
    "another suffix": lambda record: (record / THIRD).rename(record / THIRD.replace(".yaml", ".yml")),
    "copied": copied,
    "another partner": edited(THIRD, "partner: Acme", "partner: Borealis"),
    "another score": edited(THIRD, "score: 9", "score: 8"),
    "another assessment": edited(THIRD, "assessment: a.json", "assessment: b.json"),
    "a signature and no approval": lambda record: (record / "x.yaml.sig").write_text("x"),
    "a signature and no principal": lambda record: (record / f"{THIRD}.sig").write_text("x"),
    "a principal and no signature": edited(THIRD, "vote:", "principal: J. Whitfield\nvote:"),
    "another kind of file": edited(THIRD, "approval/1", "reply/1"),
    "another file": lambda record: (record / "minutes.pdf").write_bytes(b"%PDF"),
    "a hidden file": lambda record: (record / ".hidden").write_bytes(b"x"),
    "an editor's backup": lambda record: (record / f"{FIRST}~").write_bytes(b"x"),
    "a link": linked,
    "a folder that is a link": linked_whole,
    "a file in its place": lambda record: (shutil.rmtree(record), record.write_text("x")),
    "nothing": shutil.rmtree,
    "too many": crowded,
    "too large": lambda record: (record / FIRST).write_bytes(b"#" * (MAX_APPROVAL + 1)),
    "just not too large": lambda record: (record / FIRST).write_bytes(b"#" * MAX_APPROVAL),
    "no assessment": lambda record: record.with_name("a.json").write_text("{}"),
    "another assessment in its place": lambda record: record.with_name("a.json").write_text(
        record.with_name("a.json").read_text() + "\n"
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_is_wrong_with_a_record_is_told(record: Path, name: str) -> None:
    TAMPERED[name](record)
    found = read_record(record.with_name("a.json"))
    pin(*(f"{each.file}: {each.text}" for each in found.faults), *(each.file for each in found.filed))


def test_an_approval_may_be_the_second_of_a_person_on_one_day(record: Path) -> None:
    roles = ("Chair", "Owner")
    again = [say(record.with_name("a.json"), PEOPLE[2], "2026-12-03", role=role).name for role in roles]
    assert again == [THIRD.replace(".yaml", f"-{number}.yaml") for number in (2, 3)]
    assert not read_record(record.with_name("a.json")).faults
    (record / again[0]).unlink()
    pin(*(each.text for each in read_record(record.with_name("a.json")).faults))


def test_names_of_approvals() -> None:
    on = dt.date(2026, 12, 1)
    assert name_for("S. Okafor", on, {}) == FIRST
    assert name_for("S. Okafor", on, {FIRST: 0}) == "2026-12-01-s-okafor-2.yaml"
    assert name_for("?", on, {}) == "2026-12-01-somebody.yaml"


def test_what_is_decided_on_is_the_assessment_as_it_stands(record: Path) -> None:
    found = read_decidable(record.with_name("a.json"))
    data = json.loads(record.with_name("a.json").read_text())
    assert (found.file, found.partner, found.verdict) == ("a.json", "Acme", data["verdict"]["level"])
    assert (found.score, str(found.as_of)) == (data["score"]["point"], data["as_of"])
    assert found.made_from.rubric == data["rubric"]["sha256"]
    assert found.made_from.organisation == data["organisation"]["sha256"]
    for key, value in (("partner", "Acme"), ("score.point", {"point": "x"})):
        record.with_name("b.json").write_text(json.dumps({**data, key.partition(".")[0]: value}))
        with pytest.raises(InputError) as raised:
            read_decidable(record.with_name("b.json"))
        assert raised.value.diagnostics[0].message.endswith(f"(at $.{key})")
    (record.parent / "c.json").symlink_to(record.with_name("a.json"))
    with pytest.raises(InputError, match=r"c.json:1:1: error outside: this is a link, where a file must"):
        read_decidable(record.parent / "c.json")


def test_a_signed_approval_is_read_as_it_was(record: Path) -> None:
    (record / f"{FIRST}.sig").write_bytes(b"signature")
    filed = read_record(record.with_name("a.json")).filed[0]
    assert read_signed(record, filed) == ((record / FIRST).read_bytes(), b"signature")
    (record / FIRST).write_bytes(b"x")
    with pytest.raises(InputError, match=f"{FIRST}:1:1: error changed: it has changed while it was read"):
        read_signed(record, filed)


def test_a_record_of_bytes_is_that_of_its_files(record: Path) -> None:
    assessment = record.with_name("a.json")
    (record / FIRST).write_bytes(b"x")
    name, raw, files = read_files(assessment)
    assert (name, raw) == ("a.json", assessment.read_bytes())
    assert files == {each.name: each.read_bytes() for each in record.iterdir()}
    found, same = read_record(assessment), record_of(decidable(raw, name), files)
    assert (same.filed, same.faults, same.about) == (found.filed, found.faults, found.about)
    assert len(found.filed) == len(PEOPLE) - 1
    with (record / SECOND).open("wb") as file:
        file.truncate(MAX_APPROVAL + 1)
    with pytest.raises(InputError, match=f"{record.name}/{SECOND}:1:1: error too-large"):
        read_files(assessment)
    shutil.rmtree(record)
    assert read_files(assessment)[2] == {}
    record.symlink_to(record.parent)
    with pytest.raises(InputError, match="error no-folder: this is a link, where the folder of approvals"):
        read_files(assessment)


def test_records_are_found_below_folders(record: Path) -> None:
    home = record.parent
    for name in ("sub", ".hidden"):
        shutil.copytree(record, home / name / "b.approvals")
        shutil.copy(home / "a.json", home / name / "b.json")
    found = records_in([home], home)
    assert list(found) == ["a.json", "sub/b.json"]
    assert len(found["a.json"].filed) == len(PEOPLE)
    assert list(records_in([home / "a.json", home / "sub" / "b.json"], home)) == ["a.json", "sub/b.json"]
    with pytest.raises(InputError) as raised:
        records_in([home / "dossier.yaml"], home)
    pin(raised.value)
