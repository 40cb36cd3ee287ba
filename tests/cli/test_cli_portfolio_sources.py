"""`portfolio` run again assesses anew whatever a file has changed for: each kind of file that it can read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_portfolios import OUT, assessed

from building import DOSSIER, ORGANISATION, lay_out
from deciding import say
from partnercheck.load import Loader
from partnercheck.model.asked import fingerprint
from pictures import png
from portfolios import tree
from replying import reply, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

CHILD = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\nextends: ./rubric.yaml\n"
SEALED = f"grade: verified, source: A clock, file: clock.txt, sha256: {sha256(b'as it was').hexdigest()}"
ITEMS = (
    f"[{{{SEALED}}}, {{grade: verified, source: A list, file: list.txt}}, "
    "{grade: verified, source: A letter, file: letter.txt}]"
)
READS_ALL = (
    DOSSIER.replace("2, evidence: verified", f"2, evidence: {ITEMS}")
    .replace("./rubric.yaml", "child.yaml")
    .replace(
        "    openness: {answer: 2, evidence: [{grade: audited, source: A register, date: 2026-10-01}]}\n", ""
    )
    .replace("as_of:", "replies: replies/\nas_of:")
)
OTHER = "0" * 64
"""The digest of another version of the rubric, of which a form was filled in."""


@pytest.fixture
def home(folder: Path, run: Callable[..., Result]) -> Path:
    """A dossier that reads every kind of file, in a folder below the working one."""
    home = folder / "partners"
    home.mkdir()
    lay_out(
        home,
        dossier=READS_ALL,
        child=CHILD,
        us=f"{ORGANISATION}report: {{logo: logo.png}}\n",
        other=ORGANISATION,
    )
    (home / "logo.png").write_bytes(png())
    for name in ("clock.txt", "list.txt"):
        (home / name).write_text("as it was")
    asked(home, "openness", "pace")
    save(home, "haddad", answer("O. Haddad", 2))
    assert run("assess", "partners/dossier.yaml", "-q", "-o", "partners/dossier.json").code == 0
    say(home / "dossier.json", "S. Okafor", reason="It is small")
    return home


def answer(by: str, openness: int) -> dict[str, object]:
    return reply(
        by=by,
        rubric="child@1.0.0",
        sha256=OTHER,
        form="f",
        answers={"culture": {"openness": openness}},
    )


def asked(home: Path, *known: str) -> None:
    """Write down that a form asked these questions as the rubric does now."""
    rubric = Loader().rubric(str(home / "child.yaml")).rubric
    questions = {name: fingerprint(rubric.criteria[name]) for name in known}
    form = {"id": "f", "side": "them", "file": "f.html", "rubric": "child@1.0.0", "sha256": OTHER}
    save(home, "asked", {"partnercheck": "asked/1", "forms": [{**form, "questions": questions}]})


def longer(path: Path) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n", "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "dossier": lambda home: longer(home / "dossier.yaml"),
    "rubric": lambda home: longer(home / "child.yaml"),
    "parent of the rubric": lambda home: longer(home / "rubric.yaml"),
    "organisation": lambda home: longer(home / "us.yaml"),
    "logo": lambda home: (home / "logo.png").write_bytes(png(3)),
    "reply": lambda home: save(home, "haddad", answer("O. Haddad", 1)),
    "new reply": lambda home: save(home, "lind", answer("P. Lind", 1)),
    "reply that is gone": lambda home: (home / "replies" / "haddad.yaml").unlink(),
    "what was asked": lambda home: asked(home, "pace"),
    "what was asked that is gone": lambda home: (home / "replies" / "asked.yaml").unlink(),
    "sealed evidence": lambda home: longer(home / "clock.txt"),
    "evidence that is gone": lambda home: (home / "list.txt").unlink(),
    "evidence that is there at last": lambda home: (home / "letter.txt").write_text("now"),
    "assessment that was decided on": lambda home: longer(home / "dossier.json"),
    "approval": lambda home: longer(next((home / "dossier.approvals").glob("*.yaml"))),
    "new approval": lambda home: say(home / "dossier.json", "R. Moore", reason="It is small"),
    "signature": lambda home: (
        next((home / "dossier.approvals").glob("*.yaml")).with_suffix(".yaml.sig").write_text("x")
    ),
    "settings": lambda home: (home.parent / "partnercheck.toml").write_text(
        'organisation = "partners/other.yaml"\n'
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_noticed(
    run: Callable[..., Result], portfolio: Callable[..., Result], home: Path, change: str
) -> None:
    assert assessed(portfolio("partners")) == (1, 0, 0)
    before = tree(OUT)
    assert assessed(portfolio("partners")) == (0, 1, 0)
    assert tree(OUT) == before
    CHANGES[change](home)
    assert assessed(portfolio("partners")) == (1, 0, 0)
    assert run("portfolio", "partners", "-o", "fresh").code == 0
    assert tree(OUT) == tree(Path("fresh"))
