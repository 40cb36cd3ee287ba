"""Files of evidence: what supports an answer, and what does not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.load.files import MAX_EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_symlink_out_of_the_folder_is_refused_and_one_within_is_followed(
    small: Callable[..., Path],
    folder: Path,
    write: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret"
    outside.write_text("x")
    write("inside.txt", "x")
    (folder / "link").symlink_to(outside)
    (folder / "good").symlink_to(folder / "inside.txt")
    (folder / "loop").symlink_to(folder / "loop")
    path = small(dossier=DOSSIER.replace("source: A register,", "source: A register, file: link,"))
    with pytest.raises(InputError, match=r"error outside: .* leads out of"):
        Loader().dossier(path)
    path = small(dossier=DOSSIER.replace("source: A register,", "source: A register, file: good,"))
    assert Loader().dossier(path).faults == {}
    path = small(dossier=DOSSIER.replace("source: A register,", "source: A register, file: loop,"))
    assert Loader().dossier(path).faults


def test_a_directory_a_fifo_and_a_missing_file_support_nothing(
    small: Callable[..., Path], folder: Path
) -> None:
    import os

    (folder / "directory").mkdir()
    os.mkfifo(folder / "fifo")
    for name in ("directory", "fifo", "missing", "x" * 5000, '"a\\0b"'):
        path = small(
            dossier=DOSSIER.replace(
                "source: A register,", f"source: A register, sha256: {'0' * 64}, file: {name},"
            )
        )
        try:
            assert Loader().dossier(path).faults
        except InputError as error:
            assert "outside" in {each.code for each in error.diagnostics}  # noqa: PT017


def test_an_unreadable_file_supports_nothing(
    small: Callable[..., Path], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("proof.txt", "x")
    path = small(
        dossier=DOSSIER.replace(
            "source: A register,", f"source: A register, sha256: {'0' * 64}, file: proof.txt,"
        )
    )

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(hashlib, "file_digest", denied)
    (fault,) = Loader().dossier(path).faults.values()
    assert "cannot be read: Permission denied" in fault


def test_a_file_is_hashed_once_however_many_items_name_it(
    small: Callable[..., Path], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("proof.txt", "x")
    hashed = []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda *given: hashed.append(given) or digest(*given))
    items = ", ".join(
        f"{{grade: audited, source: A {n}, sha256: {n:064}, file: {'./' * n}proof.txt}}" for n in range(9)
    )
    path = small(dossier=DOSSIER.replace("evidence: verified", f"evidence: [{items}]"))
    assert len(Loader().dossier(path).faults) == 9
    assert len(hashed) == 1


def test_the_digest_of_a_file_that_is_too_large_is_not_checked(
    small: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "proof.txt").open("wb") as file:
        file.truncate(MAX_EVIDENCE + 1)
    monkeypatch.setattr(hashlib, "file_digest", None)
    item = f"source: A register, sha256: {'0' * 64}, file: proof.txt,"
    (fault,) = Loader().dossier(small(dossier=DOSSIER.replace("source: A register,", item))).faults.values()
    assert fault == "its file `proof.txt` is larger than 100 MB; its digest is not checked"


def test_evidence_with_its_digest_counts_and_a_changed_file_does_not(
    small: Callable[..., Path], write: Callable[..., Path]
) -> None:
    write("proof.txt", "x")
    digest = hashlib.sha256(b"x").hexdigest()
    item = f"source: A register, sha256: {digest.upper()}, file: proof.txt,"
    path = small(dossier=DOSSIER.replace("source: A register,", item))
    assert Loader().dossier(path).faults == {}
    write("proof.txt", "y")
    (fault,) = Loader().dossier(path).faults.values()
    assert "another SHA-256" in fault
