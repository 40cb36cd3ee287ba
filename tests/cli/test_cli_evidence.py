"""`partnercheck evidence`: files kept beside a dossier, sealed, and looked after."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

DOSSIER = """\
partnercheck: dossier/1
rubric: ./rubric.yaml
partner: {name: Acme Ltd}
as_of: 2026-11-20
profile: {stage: young, listed: no}
answers:
  culture:
    openness:
      answer: 1
      evidence:
        - {grade: documented, source: Minutes, date: 2026-10-01, file: minutes.txt}   # May
        - {grade: documented, source: A talk, date: 2026-10-01, valid_until: 2026-11-01}
        - {grade: documented, source: A licence, valid_until: 2026-12-01}
    habits: {answer: [lists], evidence: [{grade: documented, source: A list, file: list.txt}]}
"""


@pytest.fixture
def dossier(folder: Path, small: Callable[..., object]) -> Path:
    small()
    (folder / "acme.yaml").write_text(DOSSIER, encoding="utf-8")
    (folder / "minutes.txt").write_text("We met.")
    (folder / "list.txt").write_text("One, two.")
    (folder / "dossier.yaml").unlink()
    return folder / "acme.yaml"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def noticed(result: Result) -> list[tuple[str, str]]:
    data: dict[str, Any] = json.loads(result.out)
    assert data["partnercheck"] == "evidence/1"
    return [(each["supports"], each["status"]) for each in data["noticed"]]


def test_a_seal_is_put_to_every_file_that_has_none(run: Callable[..., Result], dossier: Path) -> None:
    assert run("evidence", "seal", "acme.yaml").code == 0
    text = dossier.read_text()
    for name, content in (("minutes.txt", "We met."), ("list.txt", "One, two.")):
        assert f"file: {name}, sha256: " in text
        assert digest(content) in text
    assert "}   # May" in text
    assert run("evidence", "seal", "acme.yaml").out == "nothing to change: acme.yaml\n"


def test_json_has_what_was_sealed_added_and_changed_since(run: Callable[..., Result], dossier: Path) -> None:
    sealed = fitting("change", run("evidence", "seal", "acme.yaml", "-f", "json").out)
    assert (sealed["written"], sealed["notes"], "sha256" in sealed["difference"]) == (True, [], True)
    (dossier.parent / "minutes.txt").write_text("otherwise")
    again = fitting("change", run("evidence", "seal", "acme.yaml", "-f", "json").out)
    assert again["written"] is False
    assert again["notes"] == ["`minutes.txt`, cited for openness, is not the one that was sealed"]
    (dossier.parent / "search.txt").write_text("Nothing found.")
    said = ("--grade", "verified", "--source", "Our search", "--date", "2026-11-03")
    added = fitting(
        "change", run("evidence", "add", "acme.yaml", "audited", "search.txt", *said, "-f", "json").out
    )
    assert added["files"] == [f"evidence/search-{digest('Nothing found.')[:12]}.txt"]


def test_what_was_sealed_and_is_not_as_it_was_is_told_and_not_sealed_anew(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    assert run("evidence", "seal", "acme.yaml").code == 0
    text = dossier.read_text()
    (folder / "minutes.txt").write_text("We met twice.", encoding="utf-8")
    (folder / "list.txt").unlink()
    again = run("evidence", "seal", "acme.yaml")
    assert (again.code, dossier.read_text()) == (0, text)
    assert "note: `minutes.txt`, cited for openness, is not the one that was sealed\n" in again.out
    assert "note: `list.txt`, cited for " in again.out


def test_a_file_that_is_not_there_cannot_be_sealed(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    (folder / "list.txt").unlink()
    assert run("evidence", "seal", "acme.yaml").code == 2
    assert dossier.read_text() == DOSSIER


def test_evidence_is_copied_and_cited_with_its_digest(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    (folder / "Search: of 3 lists (Größe).TXT").write_text("Nothing found.")
    said = ("--grade", "verified", "--source", "Our search", "--date", "2026-11-03")
    command = ("evidence", "add", "acme.yaml", "audited", "Search: of 3 lists (Größe).TXT", *said)
    result = run(*command)
    assert (result.code, result.err) == (0, "")
    kept = f"evidence/search-of-3-lists-grösse-{digest('Nothing found.')[:12]}.txt"
    assert (folder / kept).read_text() == "Nothing found."
    assert dossier.read_text().startswith(DOSSIER)
    data = json.loads(run("assess", "acme.yaml", "-f", "json").out)
    assert data["diagnostics"] == [each for each in data["diagnostics"] if kept not in each["message"]]
    assert f"file: {kept}" in dossier.read_text()
    assert result.out.endswith("\nverdict: Hold: the evidence is not enough for a verdict, as before\n")
    before, again = dossier.read_text(), run(*command)
    assert (again.code, dossier.read_text()) == (2, before)
    assert "error duplicate: `audited` cites this evidence already" in again.err
    (folder / kept).write_text("Something else.")
    assert run(*command).code == 2
    assert (folder / kept).read_text() == "Something else."


def test_nothing_is_copied_where_the_dossier_cannot_take_it(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    said = ("--grade", "sworn", "--source", "x")
    result = run("evidence", "add", "acme.yaml", "audited", "list.txt", *said)
    assert (result.code, result.err.startswith("--grade:1:1: error unknown-grade")) == (2, True)
    result = run("evidence", "add", "acme.yaml", "auditd", "list.txt", "--grade", "verified", "--source", "x")
    assert "did you mean `audited`?" in result.err
    result = run(
        "evidence", "add", "acme.yaml", "liquidity", "list.txt", "--grade", "verified", "--source", "x"
    )
    assert "in the section `financials`" in result.err
    assert not (folder / "evidence").exists()
    assert dossier.read_text() == DOSSIER


def test_what_somebody_should_look_at_is_listed(run: Callable[..., Result], dossier: Path) -> None:
    folder = dossier.parent
    result = run("evidence", "check", "acme.yaml", "-f", "json")
    assert (result.code, noticed(result)) == (
        0,
        [
            ("openness", "unsealed"),
            ("openness", "expired"),
            ("openness", "expiring"),
            ("habits", "unsealed"),
        ],
    )
    run("evidence", "seal", "acme.yaml")
    (folder / "minutes.txt").write_text("We met twice.")
    (folder / "list.txt").unlink()
    result = run("evidence", "check", ".", "-f", "json", "--within", "10")
    assert noticed(result) == [("openness", "changed"), ("openness", "expired"), ("habits", "missing")]
    result = run("evidence", "check", ".")
    assert "changed: minutes.txt\n      openness: the file is not the one that was sealed" in result.out
    told = " ".join(result.out.split())
    assert "4 pieces of evidence in 1 dossier: 0 sealed and as they were, 4 to look at" in told
    assert "(1 changed, 1 missing, 1 expired, 1 expiring)." in told
    assert result.code == 0
    assert "0 done, whatever is listed; 1 --strict," in " ".join(run("evidence", "check", "-h").out.split())


def test_verify_says_what_nobody_could_notice(run: Callable[..., Result], dossier: Path) -> None:
    assert run("assess", dossier.name, "-q", "-o", "a.json").code == 0
    files = "minutes.txt, list.txt"
    note = f"note: a change of what has no digest would go unnoticed: {files}; see `evidence seal`\n"
    verified = run("verify", "a.json").out
    assert verified.startswith("the same: ")
    assert verified.endswith(note)
    run("evidence", "seal", dossier.name)
    run("assess", dossier.name, "-q", "-o", "a.json")
    assert note not in run("verify", "a.json").out


def test_strict_fails_where_there_is_something_to_look_at(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    assert run("evidence", "check", "acme.yaml", "--strict").code == 1
    assert run("evidence", "check", "acme.yaml", "--as-of", "2026-10-02", "--strict").code == 1
    dossier.write_text(DOSSIER[: DOSSIER.index("      evidence:")])
    assert run("evidence", "check", "acme.yaml", "--strict").code == 0
    (folder / "broken.yaml").write_text("partnercheck: dossier/1\nas_of: soon\n")
    result = run("evidence", "check", ".", "--strict")
    assert result.code == 2
    assert "broken.yaml" in result.err
    assert " of evidence in 1 dossier: " in result.out
    assert result.out.endswith("\nNot looked at: 1 dossier that cannot be used.\n")
    assert fitting("evidence", run("evidence", "check", ".", "-f", "json").out)["dossiers"] == 1
