"""Decisions from Python are those of the command, bound by the same bytes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from building import lay_out
from deciding import decide as command
from deciding import signers
from partnercheck import InputError, assess, decide
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


VOTE: dict[str, Any] = {"role": "CFO", "vote": "approve", "on": "2026-12-01"}


@pytest.fixture
def written(folder: Path, run: Callable[..., Result]) -> Path:
    lay_out(folder)
    assert run("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    return folder / "a.json"


def held(assessment: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in assessment.with_suffix(".approvals").iterdir()}


def test_it_makes_the_bytes_that_the_command_writes(written: Path, run: Callable[..., Result]) -> None:
    found = assess("dossier.yaml")
    decisions = decide(found, file="a.json")
    assert (decisions.assessment, decisions.files) == (written.read_bytes(), {})
    for by, on in (("S. Okafor", "2026-12-01"), ("R. Moore", "2026-12-02")):
        command(written, by, "--approve", "--forecast", "70", "--on", on)
        decisions = decide(decisions, by=by, role="Director", vote="approve", forecast=70, on=on)
    assert decisions.files == held(written)
    assert decide(written) == decisions
    assert len({decide(written), decisions, decide(found, file="a.json")}) == 2
    assert decide(found.to_dict(), before=held(written), file="a.json") == decisions
    assert decisions.to_dict() == json.loads(run("decide", "a.json", "--format", "json").out)
    assert decisions.render() == run("decide", "a.json").out


def test_it_signs(written: Path, run: Callable[..., Result]) -> None:
    needed(shutil.which("ssh-keygen"), "ssh-keygen")
    people = signers(written.parent)
    decisions = decide(written, by="S. Okafor", sign=people.keys["S. Okafor"], **VOTE)
    folder = written.with_suffix(".approvals")
    folder.mkdir()
    for name, raw in decisions.files.items():
        (folder / name).write_bytes(raw)
    assert run("verify", "a.json", "--signers", people.allowed, "--signed").code == 0


@pytest.mark.parametrize(
    ("said", "file", "code"),
    [
        ({"vote": "approve", "on": "2026-12-01"}, "role", "missing-key"),
        ({"role": "CFO", "vote": "approve"}, "on", "missing-key"),
        (
            {"role": "CFO", "vote": "approve", "on": "2026-12-01", "valid_until": "2026-11-30"},
            "valid_until",
            "wrong-date",
        ),
        ({"became": "failed", "on": "2026-12-01"}, "became", "not-signed-yet"),
    ],
)
def test_what_is_wrong_stands_at_its_argument(
    written: Path, said: dict[str, str], file: str, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        decide(written, by="S. Okafor", **said)
    assert (caught.value.file, caught.value.diagnostics[0].code) == (file, code)


def test_nothing_is_built_on_decisions_that_somebody_changed(written: Path) -> None:
    files = dict(decide(written, by="S. Okafor", **VOTE).files)
    (name,) = files
    files[name] = files[name].replace(b"CFO", b"COO").replace(b"Director", b"CFO")
    one = decide(assess("dossier.yaml"), before=files, file="b.json")
    assert (one.status, one.approvals.faults[0].file) == ("pending", name)
    with pytest.raises(InputError, match="not-sound"):
        decide(one, by="R. Moore", **VOTE)
    with pytest.raises(TypeError, match="say who decides"):
        decide(written, vote="approve")
    with pytest.raises(TypeError, match="before= goes with"):
        decide(written, before=files)
    texts: Any = {"x.yaml": "text"}
    with pytest.raises(TypeError, match=r"before= takes what files hold as bytes; `x\.yaml` is a str"):
        decide(assess("dossier.yaml"), before=texts)
