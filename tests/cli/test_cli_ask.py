"""`ask`: a form is written, and what it asked of whom is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, RUBRIC, lay_out
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]


@pytest.fixture
def laid(folder: Path) -> Path:
    lay_out(folder, rubric=RUBRIC.replace("{id: deal,", "{id: deal, ask: us,"))
    return folder


def test_a_form_is_a_reply_to_fill_in(laid: Path, run: Run) -> None:
    assert run("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad", "-o", "form.yaml").code == 0
    text = (laid / "form.yaml").read_text(encoding="utf-8")
    data = parse(text.encode(), "form.yaml").data
    assert (data["partnercheck"], data["by"], data["side"]) == ("reply/1", "O. Haddad", "them")
    assert data["answers"]["culture"] == {"openness": "unknown", "pace": "unknown", "habits": "unknown"}
    assert "deal" not in data["answers"]["money"]
    assert "    # How open are they?\n    #   0: closed\n    #   1: ajar\n" in text


def test_what_was_asked_of_whom_is_kept_beside_the_replies(laid: Path, run: Run) -> None:
    ask = ("ask", "dossier.yaml", "--side", "them", "--by", "2026-12-11")
    assert run(*ask, "--for", "O. Haddad", "-o", "a.yaml").code == 0
    assert run(*ask, "--for", "O. Haddad", "-o", "a.yaml", "--force").code == 0
    assert run(*ask, "--for", "A. Other", "-o", "b.yaml").code == 0
    kept = parse((laid / "dossier-replies" / "asked.yaml").read_bytes(), "asked.yaml").data
    assert [(each["for"], each["side"], each["by"]) for each in kept["forms"]] == [
        ("O. Haddad", "them", "2026-12-11"),
        ("A. Other", "them", "2026-12-11"),
    ]
    form = parse((laid / "a.yaml").read_bytes(), "a.yaml").data
    assert kept["forms"][0]["id"] == form["form"]
    assert list(kept["forms"][0]["questions"]) == ["openness", "pace", "habits", "audited", "growth"]


def test_a_dossier_that_names_nobody_yet_is_not_asked_about(laid: Path, run: Run) -> None:
    assert run("new", "new.yaml").code == 0
    result = run("ask", "new.yaml", "--side", "them", "-o", "a.yaml")
    assert "the dossier does not name the partner yet" in result.err
    assert (result.code, (laid / "a.yaml").exists()) == (2, False)


def test_what_is_still_open_is_asked_again(laid: Path, run: Run) -> None:
    lay_out(
        laid,
        dossier=DOSSIER.replace("    deal: joint\n", "").replace(
            "audited, source: The auditor", "asserted, source: X"
        ),
    )
    assert run("ask", "dossier.yaml", "--side", "them", "--open", "-o", "form.yaml").code == 0
    data = parse((laid / "form.yaml").read_bytes(), "form.yaml").data
    assert data["answers"] == {"money": {"audited": "unknown", "deal": "unknown"}}


def test_of_what_is_open_a_dimension_alone_is_asked(laid: Path, run: Run) -> None:
    dossier = DOSSIER.replace("openness: {answer: 2", "openness: {answer: unknown")
    (laid / "dossier.yaml").write_text(dossier, encoding="utf-8")
    command = ("ask", "dossier.yaml", "--side", "us", "--open", "--only", "culture", "-o", "form.yaml")
    assert run(*command).code == 0
    data = parse((laid / "form.yaml").read_bytes(), "form.yaml").data
    assert list(data["answers"]) == ["culture"]
    assert "openness" in data["answers"]["culture"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--only", "opennes"), "did you mean `openness`?"),
        (("--only", "deal"), "there is nothing to ask of them"),
        (("-o", "form.pdf"), "a form's suffix is one of"),
        (("-o", "dossier.yaml", "--force"), "this would overwrite what is read"),
        (("-o", "nowhere/form.yaml"), "the folder `nowhere` is not there"),
        (("-o", "us.yaml"), "this file exists already"),
        (("-o", "dossier-replies/form.yaml"), "this is the folder of the replies"),
        (("--for", " "), "the name is empty"),
    ],
)
def test_what_cannot_be_asked_is_refused(laid: Path, run: Run, options: tuple[str, ...], said: str) -> None:
    (laid / "dossier-replies").mkdir()
    before = sorted(laid.rglob("*"))
    result = run("ask", "dossier.yaml", "--side", "them", "-o", "form.yaml", *options)
    assert (result.code, said in result.err) == (2, True), result.err
    assert sorted(laid.rglob("*")) == before
