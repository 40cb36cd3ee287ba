"""What is said, word for word, of files that cannot be used, and of files in the place of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC
from partnercheck.load.files import MAX_EVIDENCE
from pictures import PNG
from pinning import pin

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

    Run = Callable[..., Result]

ITEM = "{grade: audited, source: A register, date: 2026-10-01"
OURS = "partnercheck: organisation/1\nname: Us\n"


def evidence(more: str) -> str:
    return DOSSIER.replace(f"{ITEM}}}]}}\n    pace", f"{ITEM}, {more}}}]}}\n    pace")


def rubric(old: str, new: str) -> dict[str, str]:
    assert old in RUBRIC
    return {"rubric.yaml": RUBRIC.replace(old, new)}


def dossier(old: str, new: str) -> dict[str, str]:
    assert old in DOSSIER
    return {"dossier.yaml": DOSSIER.replace(old, new)}


def logo(file: str, data: bytes | str = b"") -> dict[str, Any]:
    return {"us.yaml": f"{OURS}report: {{logo: {file}}}\n", "logo.png": data}


def kind(name: str) -> dict[str, str]:
    return {"dossier.yaml": f"partnercheck: {name}\n"}


FILES: dict[str, dict[str, Any]] = {
    **{name: kind(name) for name in ("organisation/1", "rubric/1", "cases/1", "asked/1", "reply/1")},
    **{
        name: kind(name) for name in ("assessment/1", "approval/1", "compare/1", "whatif/1", "dossier/2", "x")
    },
    "no mapping": {"dossier.yaml": "- a\n"},
    "empty": {"dossier.yaml": ""},
    "something else": {"dossier.yaml": "hello: world\n"},
    "a dossier whose first line is missing": dossier("partnercheck: dossier/1\n", ""),
    "no rubric file": dossier("./rubric.yaml", "./rubrik.yaml"),
    "no rubric": dossier("./rubric.yaml", "smal"),
    "a rubric of nearly this name": dossier("./rubric.yaml", "strategic-aliance"),
    "a path with a version": dossier("./rubric.yaml", "./rubric.yaml@1.0"),
    "no version": dossier("./rubric.yaml", "strategic-alliance@new"),
    "another major version": dossier("./rubric.yaml", "strategic-alliance@99.0"),
    "a rubric that is none": {"rubric.yaml": OURS},
    "something else as a rubric": {"rubric.yaml": "hello: world\n"},
    "something else as an organisation": {"us.yaml": "hello: world\n"},
    "a rubric with a parent that is not there": rubric("id: small", "id: small\nextends: ./parent.yaml"),
    "a rubric that extends itself": rubric("id: small", "id: small\nextends: ./rubric.yaml"),
    "a rubric that drops nothing": rubric("id: small", "id: small\ndrop: [openness]"),
    "no organisation file": dossier("us.yaml", "them.yaml"),
    "a folder as an organisation": dossier("us.yaml", "."),
    "an organisation that is none": {"us.yaml": RUBRIC},
    "no logo": logo("nowhere.png"),
    "a logo elsewhere": logo("../logo.png"),
    "a large logo": logo("logo.png", b"x" * 100_001),
    "a logo that is none": logo("logo.png", b"x"),
    "a broken logo": logo("logo.png", PNG[:40]),
    "no file of evidence": {"dossier.yaml": evidence("file: nowhere.pdf")},
    "a file of evidence elsewhere": {"dossier.yaml": evidence("file: ../a.pdf")},
    "a changed file of evidence": {
        "dossier.yaml": evidence(f"file: a.pdf, sha256: {'0' * 64}"),
        "a.pdf": b"x",
    },
    "no replies": {"dossier.yaml": f"{DOSSIER}replies: [replies/]\n"},
    "replies elsewhere": {"dossier.yaml": f"{DOSSIER}replies: [../replies/]\n"},
    "a broken configuration": {"partnercheck.toml": "rubrics = [\n"},
    "a configuration of other keys": {"partnercheck.toml": 'rubric = "x"\n'},
    "a configuration that leads elsewhere": {"partnercheck.toml": 'rubrics = ["../x"]\n'},
}


def laid_out(folder: Path, files: dict[str, Any]) -> None:
    given = {"rubric.yaml": RUBRIC, "us.yaml": ORGANISATION, "dossier.yaml": DOSSIER, **files}
    for name, text in given.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_of_files(folder: Path, run: Run, name: str) -> None:
    laid_out(folder, FILES[name])
    result = run("assess", "dossier.yaml")
    if result.code == 2:
        pin(result.err)
    else:
        pin(*json.loads(run("assess", "dossier.yaml", "--format", "json").out)["inputs"]["faults"])


@pytest.mark.parametrize(
    "arguments", ["assess nowhere.yaml", "assess dosier.yaml", "due nowhere", "verify dossier.yaml"]
)
def test_what_is_said_of_arguments(folder: Path, run: Run, arguments: str) -> None:
    laid_out(folder, {})
    pin(run(*arguments.split()).err)


def test_a_link_that_leads_nowhere(folder: Path, run: Run) -> None:
    laid_out(folder, {})
    (folder / "link.yaml").symlink_to("nowhere.yaml")
    pin(run("assess", "link.yaml").err)


def test_evidence_too_large_to_be_checked(folder: Path, run: Run) -> None:
    laid_out(folder, {"dossier.yaml": evidence(f"file: a.pdf, sha256: {'0' * 64}")})
    with (folder / "a.pdf").open("wb") as file:
        file.truncate(MAX_EVIDENCE + 1)
    faults = json.loads(run("assess", "dossier.yaml", "--format", "json").out)["inputs"]["faults"]
    pin(*(str(each) for each in faults))


SAVED: dict[str, Callable[[str], str]] = {
    "cut": lambda text: text[:200],
    "empty": lambda _: "",
    "no JSON": lambda _: "nothing",
    "a comma too many": lambda text: text.replace("{", "{,", 1),
    "a list": lambda _: "[]",
    "another kind": lambda text: text.replace("assessment/1", "compare/1", 1),
    "no kind": lambda text: text.replace("partnercheck", "partner", 1),
    "made in memory": lambda text: changed(text, "dossier", "file", None),
    "read from standard input": lambda text: changed(text, "dossier", "file", "-"),
    "the dossier is gone": lambda text: changed(text, "dossier", "file", "gone.yaml"),
}


def changed(text: str, key: str, inner: str, to: object) -> str:
    data = json.loads(text)
    return json.dumps({**data, key: {**data[key], inner: to}})


@pytest.mark.parametrize("name", SAVED)
def test_what_is_said_of_an_assessment(folder: Path, run: Run, name: str) -> None:
    laid_out(folder, {})
    text = run("assess", "dossier.yaml", "--format", "json").out
    Path("a.json").write_text(SAVED[name](text))
    pin(run("verify", "a.json").err)
