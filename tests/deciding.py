"""Decisions on the small dossier's assessment, written as the program writes them."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.load.record import read_decidable, read_record
from partnercheck.load.record_folder import folder_of
from partnercheck.record.approval import approval
from running import invoke
from tools import needed

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("S. Okafor", "R. Moore", "J. Whitfield")


def say(assessment: Path, by: str, on: str = "2026-12-01", **keys: Any) -> Path:
    """Write what somebody decides on an assessment; returns the file."""
    folder = folder_of(assessment)
    folder.mkdir(exist_ok=True)
    given = {"role": "Director", "vote": "approve"} | keys
    said = {"by": by, "on": dt.date.fromisoformat(on), **given}
    new = approval(read_record(assessment), read_decidable(assessment), said)
    path = folder / new.file
    path.write_bytes(new.raw)
    return path


class Signers(NamedTuple):
    """People with keys, and the list of those who may sign."""

    keys: dict[str, Path]
    allowed: Path


def signers(folder: Path) -> Signers:
    """Make a key for each of the people."""
    keygen = needed(shutil.which("ssh-keygen"), "ssh-keygen")
    keys, lines = {}, []
    for place, name in enumerate(PEOPLE):
        key = folder / f"key-{place}"
        made = [keygen, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
        subprocess.run(made, check=True)
        keys[name] = key
        lines.append(f'"{name}" {key.with_suffix(".pub").read_text().strip()}\n')
    allowed = folder / "allowed_signers"
    allowed.write_text("".join(lines))
    return Signers(keys, allowed)


def decide(assessment: Path, by: str, *more: object, signed_with: Path | None = None) -> None:
    """Decide on the command line."""
    key = () if signed_with is None else ("--sign", signed_with)
    done = invoke("decide", assessment, "--by", by, "--role", "Director", *more, *key)
    assert done.code == 0, done.err
