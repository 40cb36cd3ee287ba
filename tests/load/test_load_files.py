"""A file is read whole up to its limit, and refused one byte above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnercheck.diagnostics import InputError
from partnercheck.load.files import kept_name, read
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

CHUNK = 1 << 16


@pytest.mark.parametrize("most", [0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, MAX_BYTES])
def test_a_file_is_read_up_to_its_limit_and_not_a_byte_further(tmp_path: Path, most: int) -> None:
    path = tmp_path / "file"
    text = bytes(each % 251 for each in range(1000)) * (most // 1000 + 1)
    for size in {max(0, most - 1), most}:
        path.write_bytes(text[:size])
        assert read(path, "file", most) == text[:size]
    for size in (most + 1, most + CHUNK):
        path.write_bytes(b"x" * size)
        with pytest.raises(InputError) as caught:
            read(path, "the file", most)
        (told,) = caught.value.diagnostics
        assert (told.code, told.position.file) == ("too-large", "the file")


def test_the_limit_is_told_in_its_own_unit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 2_000_001)
    for most, size in ((2_000_000, "2 MB"), (1_000_000, "1 MB"), (999_000, "999 KB"), (5_000, "5 KB")):
        with pytest.raises(InputError, match=f"error too-large: the file is larger than {size}"):
            read(tmp_path / "file", "file", most)


def test_a_dossier_one_byte_over_the_limit_is_refused_and_one_at_it_assessed(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    path = small()
    text = path.read_bytes()
    path.write_bytes(text + b"#" * (MAX_BYTES - len(text)))
    assert run("assess", path, "-q").code == 0
    path.write_bytes(text + b"#" * (MAX_BYTES - len(text) + 1))
    result = run("assess", path, "-q")
    assert result.code == 2
    assert "error too-large: the file is larger than 10 MB" in result.err


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Search: of 3 lists.PDF", "search-of-3-lists-0123456789ab.pdf"),
        ("عمر حداد.pdf", "عمر-حداد-0123456789ab.pdf"),
        ("….", "file-0123456789ab"),
        ("evil.YAML", "evil-0123456789ab.yaml.txt"),
        ("evil.json ", "evil-0123456789ab.json.txt"),
        ("evil.yml", "evil-0123456789ab.yml.txt"),
    ],
)
def test_evidence_is_kept_under_a_name_that_nothing_reads(name: str, kept: str) -> None:
    assert kept_name(name, "0123456789abcdef") == f"evidence/{kept}"
