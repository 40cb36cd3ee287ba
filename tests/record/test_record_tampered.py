"""A record of approvals that somebody changed afterwards is named, file by file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from records_kept import FIRST, SECOND, THIRD, Signed

from partnercheck.load.files import sha256

if TYPE_CHECKING:
    from collections.abc import Callable


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


BACK_DATED = "2026-11-30-s-okafor.yaml"


def another_day(it: Signed) -> None:
    name = BACK_DATED.replace("s-okafor", "j-whitfield")
    for end in ("", ".sig"):
        (it.record / f"{THIRD}{end}").rename(it.record / f"{name}{end}")
    it.edit(name, '"on": 2026-12-03', '"on": 2026-11-30')


def back_dated(it: Signed) -> None:
    """Put somebody's second decision, signed again, before the first."""
    (it.record / f"{THIRD}.sig").unlink()
    (it.record / THIRD).rename(it.record / BACK_DATED)
    it.edit(BACK_DATED, "J. Whitfield", "S. Okafor")
    it.edit(BACK_DATED, '"on": 2026-12-03', '"on": 2026-11-30')
    it.sign(BACK_DATED, "S. Okafor")


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
    "back-dated": (back_dated, BACK_DATED, f"it is back-dated: {FIRST} was there before it"),
    "another day, and renamed": (another_day, BACK_DATED.replace("s-okafor", "j-whitfield"), "its signature"),
    "given another day": (
        edited(THIRD, '"on": 2026-12-03', '"on": 2026-12-01'),
        THIRD,
        "it has been renamed",
    ),
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
