"""Replies as commands see them: in reports, to `verify`, and in a portfolio that is assessed again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from building import DOSSIER, lay_out
from replying import reply, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

LINKED = DOSSIER.replace("as_of:", "replies: replies/\nas_of:")
HADDAD = reply(answers={"culture": {"openness": 1}})


def test_a_report_names_every_reply_and_shows_what_stands_beside_an_answer(
    folder: Path, run: Callable[..., Result]
) -> None:
    lay_out(folder, dossier=LINKED)
    path = save(folder, "a", HADDAD)
    said = run("assess", "dossier.yaml", "--format", "markdown").out
    assert "O. Haddad (their side), 2026-10-14: replies/a.yaml, SHA-256 " in said
    assert "Beside it, O. Haddad (their side): 1" in said
    assert run("assess", "dossier.yaml", "-o", str(path)).code == 2


def test_verify_names_the_replies_that_are_not_what_they_were(
    folder: Path, run: Callable[..., Result]
) -> None:
    lay_out(folder, dossier=LINKED)
    save(folder, "a", HADDAD)
    save(folder, "b", reply(by="A. Other"))
    assert run("assess", "dossier.yaml", "-q", "-o", "was.json").code == 0
    assert run("verify", "was.json").code == 0
    save(folder, "a", {**HADDAD, "note": "On reflection"})
    (folder / "replies" / "b.yaml").unlink()
    save(folder, "c", reply(by="B. Other"))
    result = run("verify", "was.json")
    assert result.code == 1
    for said in ("a.yaml has changed since", "b.yaml is gone", "c.yaml is new"):
        assert f"  the reply replies/{said}\n" in result.out


def test_a_reply_that_changes_has_its_dossier_assessed_again(
    folder: Path, run: Callable[..., Result]
) -> None:
    lay_out(
        folder, dossier=LINKED.replace("    openness: {answer: 2,", "    openness: {").replace("{ e", "{e")
    )
    save(folder, "a", HADDAD)

    def score() -> float:
        assert run("portfolio", "dossier.yaml", "-o", "out", "--jobs", 1).code == 0
        found: float = json.loads((folder / "out" / "portfolio.json").read_text())["partners"][0]["score"][
            "point"
        ]
        return found

    first = score()
    assert score() == first
    save(folder, "a", reply(answers={"culture": {"openness": 2}}))
    better = score()
    assert better > first
    save(folder, "b", reply("us", "J. Moore", answers={"culture": {"openness": 0}}))
    assert score() < better
