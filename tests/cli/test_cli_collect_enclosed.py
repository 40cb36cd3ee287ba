"""`collect`: the files that come with replies, and what is written where."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import openpyxl
from cli_collected import BARE, fill, kept, minutes

from partnercheck.importing.replies import collecting
from partnercheck.load.folders import dossiers_in
from pinning import pin
from portfolios import tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from running import Result

    Run = Callable[..., Result]


def test_files_that_came_with_a_reply_are_copied_and_sealed(home: Path, run: Run) -> None:
    item = {
        "source": "Minutes",
        "date": "2026-10-01",
        "file": "C:\\Users\\me\\Minutes.TXT",
        "sha256": "0" * 64,
    }
    fill(home, "haddad", {"openness": {"answer": 2, "evidence": [item]}})
    (home / "back" / "minutes.txt").write_bytes(b"We met.")
    assert run("collect", "dossier.yaml", "back", "--link").code == 0
    digest = sha256(b"We met.").hexdigest()
    (found,) = kept(home, "them-o-haddad")["answers"]["culture"]["openness"]["evidence"]
    assert (found["file"], found["sha256"]) == (f"evidence/minutes-{digest[:12]}.txt", digest)
    assert (home / "dossier-replies" / found["file"]).read_bytes() == b"We met."
    told = json.loads(run("assess", "dossier.yaml", "--format", "json").out)
    assert told["dimensions"][0]["criteria"][0]["evidence"]["grade"] == "documented"


def test_a_file_that_did_not_come_with_it_is_no_evidence(home: Path, run: Run) -> None:
    """Not even one that stands where the reply says: it may be anybody's."""
    (home / "secret.txt").write_text("ours", encoding="utf-8")
    item = {"grade": "audited", "source": "Accounts", "date": "2026-10-01"}
    evidence = [{**item, "file": "../secret.txt"}, {**item, "file": "/etc/hostname", "sha256": "0" * 64}]
    path = fill(home, "haddad", {"openness": {"answer": 2, "evidence": evidence}})
    result = run("collect", "dossier.yaml", path, "--link")
    assert (result.code, result.err.count("warning not-enclosed")) == (0, 2)
    pin(result.err)
    assert [
        list(each) for each in kept(home, "them-o-haddad")["answers"]["culture"]["openness"]["evidence"]
    ] == [["grade", "source", "date"]] * 2
    told = json.loads(run("assess", "dossier.yaml", "--format", "json").out)
    assert told["dimensions"][0]["criteria"][0]["evidence"]["grade"] == "declared"


def test_a_file_of_evidence_that_is_too_large_is_told(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MAX_EVIDENCE", 6)
    (home / "back" / "m.txt").write_bytes(b"We met.")
    fill(home, "haddad", {"openness": minutes()})
    result = run("collect", "dossier.yaml", "back")
    pin(result.err)
    assert result.code == 2
    monkeypatch.setattr(collecting, "MAX_EVIDENCE", 7)
    assert "with 1 file enclosed" in run("collect", "dossier.yaml", "back", "--replace").out


def test_a_workbook_is_collected_with_what_it_encloses_and_refused_at_its_cells(home: Path, run: Run) -> None:
    assert run("ask", "dossier.yaml", "--side", "them", "--for", "A. Other", "-o", "form.xlsx").code == 0
    (home / "back" / "accounts.xlsx").write_bytes((home / "form.xlsx").read_bytes()[:100])

    def returned(answer: str) -> None:
        book = openpyxl.load_workbook(home / "form.xlsx")
        for row in book["Questions"]:
            if row[0].value == "openness":
                row[5].value, row[8].value, row[9].value = answer, "Accounts", "2026-10-01"
                row[10].value = "accounts.xlsx"
        for row in book["Read me"]:
            if row[0].value == "date":
                row[2].value = "2026-10-14"
        book.save(home / "back" / "form.xlsx")

    returned("somehow")
    result = run("collect", "dossier.yaml", "back")
    assert result.code == 2
    assert re.search(r"form\.xlsx.*Questions!?.*F\d", result.err), result.err
    assert "asked with form.xlsx; a file of this name came back and is refused\n" in result.out
    missing = json.loads(run("collect", "dossier.yaml", "back", "--dry-run", "-f", "json").out)["missing"]
    assert [each["file"] for each in missing if each["refused"]] == ["form.xlsx"]
    returned("ajar")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "form.xlsx: taken, with 1 file enclosed (A. Other" in result.out) == (0, True), (
        result.err
    )
    found = kept(home, "them-a-other")
    assert (found["date"], found["answers"]["culture"]["openness"]["answer"]) == ("2026-10-14", "1")
    again = tree(home)
    assert "there already" in run("collect", "dossier.yaml", "back").out
    assert tree(home) == again


def test_evidence_that_was_enclosed_never_becomes_a_dossier(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": minutes(file="evil.yaml")})
    (home / "back" / "evil.yaml").write_text(BARE, encoding="utf-8")
    assert run("collect", "dossier.yaml", "back").code == 0
    (kept_as,) = (home / "dossier-replies" / "evidence").iterdir()
    assert kept_as.name.endswith(".yaml.txt")
    assert list(dossiers_in([home / "dossier-replies"], home).dossiers) == []


def test_only_what_came_with_a_reply_or_is_named_is_enclosed(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "other").mkdir()
    (home / "back" / "other" / "m.txt").write_bytes(b"Of somebody else.")
    result = run("collect", "dossier.yaml", "back", "--dry-run")
    assert (result.code, "warning not-enclosed" in result.err) == (0, True)
    pin(result.err)
    result = run("collect", "dossier.yaml", "back", "back/other/m.txt")
    assert (result.code, "with 1 file enclosed" in result.out) == (0, True)


def test_a_link_in_a_folder_leads_to_nothing_outside(home: Path, run: Run) -> None:
    (home / "secret.txt").write_bytes(b"ours")
    for name in ("m.txt", "n.txt"):
        (home / "back" / name).symlink_to(home / "secret.txt")
    fill(home, "haddad", {"openness": minutes(), "pace": minutes(file="n.txt")})
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, result.err.count("warning outside")) == (0, 2)
    pin(result.err)
    assert "warning not-enclosed" in result.err
    assert not (home / "dossier-replies" / "evidence").exists()
    assert "with 1 file enclosed" in run("collect", "dossier.yaml", "back", "back/m.txt", "--replace").out


def test_nothing_is_written_through_a_link_that_leads_outside(
    home: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (home / "dossier-replies" / "evidence").symlink_to(outside)
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "m.txt").write_bytes(b"We met.")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "error outside" in result.err) == (2, True)
    pin(result.err)
    assert list(outside.iterdir()) == []
    assert not (home / "dossier-replies" / "them-o-haddad.yaml").exists()


def test_a_copy_that_went_missing_comes_back_and_one_that_is_there_stays(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "m.txt").write_bytes(b"We met.")
    assert run("collect", "dossier.yaml", "back").code == 0
    (copy,) = (home / "dossier-replies" / "evidence").iterdir()
    copy.unlink()
    assert "there already, with 1 file enclosed" in run("collect", "dossier.yaml", "back").out
    assert copy.read_bytes() == b"We met."
    copy.write_bytes(b"Changed.")
    assert run("collect", "dossier.yaml", "back").code == 0
    assert copy.read_bytes() == b"Changed."
