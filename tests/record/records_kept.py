"""Records of approvals to tamper with."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

from running import invoke

if TYPE_CHECKING:
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
