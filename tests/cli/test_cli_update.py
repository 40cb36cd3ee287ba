"""`partnercheck update`: dossiers are brought to another rubric, and nothing that somebody wrote is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from cli_updated import NEW, OLD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


DOSSIER = """\
# About Acme
partnercheck: dossier/1
rubric: old.yaml   # which
partner: {name: Acme Ltd}
as_of: 2026-11-20
profile: {stage: young, listed: no}
answers:
  culture:
    openness: 1   # ajar
  money:
    audited: 1
"""


def test_of_one_the_change_is_shown_and_written(run: Callable[..., Result], rubrics: Path) -> None:
    path = rubrics / "acme.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    shown = run("update", "acme.yaml", "--rubric", "new.yaml", "--dry-run")
    assert (shown.code, path.read_text()) == (0, DOSSIER)
    assert {"-    openness: 1   # ajar", "+    candour: 1   # ajar"} <= set(shown.out.splitlines())
    assert "  renamed: openness → candour, money → finance, listed → quoted\n" in shown.out
    assert "  kept as comments: stage, audited\n" in shown.out
    assert "  verdict: hold, as before\n" in shown.out
    assert shown.out.endswith(
        "small@2.0.0: 1 dossier to change; none already as it asks.\nnothing is written\n"
    )
    done = run("update", "acme.yaml", "--rubric", "new.yaml")
    assert (done.code, done.out.splitlines()[-1]) == (0, "written: 1 dossier")
    assert "rubric: new.yaml   # which\n" in path.read_text()
    assert run("assess", "acme.yaml", "-f", "json").code == 0


def test_what_was_decided_before_no_longer_holds(run: Callable[..., Result], rubrics: Path) -> None:
    (rubrics / "acme.yaml").write_text(DOSSIER, encoding="utf-8")
    assert run("assess", "acme.yaml", "--rubric", "old.yaml", "-q", "-o", "acme.json").code == 0
    (rubrics / "acme.approvals").mkdir()
    assert "note:" not in run("update", "acme.yaml", "--rubric", "new.yaml", "--dry-run").err
    done = run("update", "acme.yaml", "--rubric", "new.yaml")
    assert "note: acme.yaml: what was decided on its assessment does not hold" in done.err


def test_of_several_nothing_is_written_unasked(run: Callable[..., Result], rubrics: Path) -> None:
    for name in ("a", "b"):
        (rubrics / f"{name}.yaml").write_text(DOSSIER, encoding="utf-8")
    shown = run("update", "a.yaml", "b.yaml", "--rubric", "new.yaml")
    assert (shown.code, shown.out.splitlines()[-1]) == (0, "nothing is written; --yes writes it")
    quiet = run("update", "a.yaml", "b.yaml", "--rubric", "new.yaml", "-q")
    assert (quiet.code, quiet.out) == (2, "")
    assert "--yes" in quiet.err
    assert (rubrics / "a.yaml").read_text() == DOSSIER
    assert run("update", "a.yaml", "b.yaml", "--rubric", "new.yaml", "--yes").out.endswith(
        "written: 2 dossiers\n"
    )
    assert (rubrics / "a.yaml").read_text() == (rubrics / "b.yaml").read_text() != DOSSIER


def test_dossiers_of_other_rubrics_are_brought_over_where_they_are_named(
    run: Callable[..., Result], rubrics: Path
) -> None:
    (rubrics / "in").mkdir()
    (rubrics / "in/acme.yaml").write_text(DOSSIER.replace("old.yaml", "../old.yaml"), encoding="utf-8")
    run("new", "in/screen.yaml", "--rubric", "quick-screen")
    passed = run("update", "in", "--rubric", "new.yaml", "--dry-run", "-f", "json")
    assert [json.loads(passed.out)[key] for key in ("others", "written")] == [1, False]
    assert "1 dossier of another rubric passed over" in run("update", "in", "--rubric", "new.yaml").out
    assert run("update", "in/screen.yaml", "--rubric", "new.yaml").code == 0
    assert "rubric: ../new.yaml\n" in (rubrics / "in/screen.yaml").read_text()


def test_a_version_that_is_not_here_any_more_is_updated_from(
    run: Callable[..., Result], rubrics: Path
) -> None:
    text = DOSSIER.replace("old.yaml", "small@1.2")
    (rubrics / "acme.yaml").write_text(text, encoding="utf-8")
    done = run("update", "acme.yaml", "--rubric", "new.yaml")
    assert done.code == 0
    assert "verdict: hold, before: not known, as it does not fit the rubric it names" in done.out


def test_a_former_id_in_a_dossier_is_told_by_its_new_one(run: Callable[..., Result], rubrics: Path) -> None:
    (rubrics / "acme.yaml").write_text(DOSSIER.replace("old.yaml", "new.yaml").replace("money", "finance"))
    hint = "hint: it is called `candour` now; `partnercheck update` renames it"
    assert hint in run("assess", "acme.yaml").err


def test_a_pinned_dossier_stays_pinned(run: Callable[..., Result], rubrics: Path) -> None:
    path = rubrics / "acme.yaml"
    run("new", "acme.yaml", "--rubric", "quick-screen")
    path.write_text(path.read_text().replace("rubric: quick-screen", "rubric: quick-screen@0.9"))
    assert run("update", "acme.yaml", "--rubric", "quick-screen").code == 0
    assert re.search(r"^rubric: quick-screen@\d+\.\d+\.\d+$", path.read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    openness: 1   # ajar\n",
            "    openness: 1\n    candour: 0\n",
            "`openness` is called `candour` now, and",
        ),
        (
            "    openness: 1   # ajar\n",
            "    openness: 1\n    frankness: 0\n",
            "`frankness` is called `candour` now, and",
        ),
        ("listed: no}", "listed: no, quoted: yes}", "`listed` is called `quoted` now, and"),
        ("    openness: 1   # ajar\n", "    openness: 7\n", "level 7 does not exist"),
        ("as_of: 2026-11-20", "as_of: soon", "error wrong-date"),
    ],
)
def test_what_cannot_be_done_in_place_leaves_a_dossier_alone(
    run: Callable[..., Result], rubrics: Path, old: str, new: str, said: str
) -> None:
    assert DOSSIER.count(old) == 1
    (rubrics / "bad.yaml").write_text(DOSSIER.replace(old, new), encoding="utf-8")
    (rubrics / "good.yaml").write_text(DOSSIER, encoding="utf-8")
    result = run("update", "bad.yaml", "good.yaml", "--rubric", "new.yaml", "--yes")
    assert (result.code, (rubrics / "bad.yaml").read_text()) == (2, DOSSIER.replace(old, new))
    assert said in result.err
    assert "candour: 1" in (rubrics / "good.yaml").read_text()


def test_answers_to_other_levels_are_to_be_looked_at(run: Callable[..., Result], rubrics: Path) -> None:
    (rubrics / "new.yaml").write_text(
        NEW.replace(
            "How open are they?, kind: levels, levels: {0: no,",
            "How open are they?, kind: levels, levels: {0: never,",
        )
    )
    (rubrics / "acme.yaml").write_text(DOSSIER, encoding="utf-8")
    found = run("update", "acme.yaml", "--rubric", "new.yaml", "-f", "json", "--dry-run")
    assert json.loads(found.out)["dossiers"][0]["reworded"] == ["candour"]


@pytest.mark.parametrize(
    ("renamed", "said"),
    [
        ("{openness: nothing}", "`nothing` is no id, fact or grade of this rubric"),
        ("{openness: a, a: openness}", "is no id, fact or grade of this rubric"),
        ("{deal: pace}", "`deal` is still there, so nobody could tell"),
        (
            "{openness: pace}}, 2.1.0: {what: y, renamed: {openness: deal}",
            "was renamed in another version already",
        ),
    ],
)
def test_a_rename_that_leads_nowhere_is_an_error_of_the_rubric(
    run: Callable[..., Result], rubrics: Path, renamed: str, said: str
) -> None:
    text = NEW.partition("changes:")[0] + f"changes: {{2.0.0: {{what: x, renamed: {renamed}}}}}\n"
    (rubrics / "new.yaml").write_text(text, encoding="utf-8")
    result = run("rubric", "check", "new.yaml")
    assert result.code == 1
    assert re.search(f"error wrong-rename: .*{re.escape(said)}", result.out)


def test_what_others_share_is_read_under_former_names(run: Callable[..., Result], rubrics: Path) -> None:
    """Replies and our own positions are files that no update touches."""
    match = "kind: match, axis: {0: no, 1: yes}"
    for name, text in (("old.yaml", OLD), ("new.yaml", NEW.replace("2.0.0", "1.3.0"))):
        wanted = text.replace(
            "How open are they?, kind: levels, levels: {0: no, 1: yes}", f"How open are they?, {match}"
        )
        (rubrics / name).write_text(wanted, encoding="utf-8")
    (rubrics / "us.yaml").write_text("partnercheck: organisation/1\nname: Us\nculture: {openness: 1}\n")
    (rubrics / "replies").mkdir()
    (rubrics / "replies/them-o.yaml").write_text(
        "partnercheck: reply/1\npartner: Acme Ltd\nrubric: small@1.2.0\nside: them\nby: O\ndate: 2026-11-01\n"
        "profile: {listed: no}\nanswers: {culture: {openness: {answer: 1, evidence: told}}}\n"
    )
    text = DOSSIER.replace("    openness: 1   # ajar\n", "").replace("  culture:\n", "")
    (rubrics / "acme.yaml").write_text(text + "replies: replies\norganisation: us.yaml\n", encoding="utf-8")
    before = json.loads(run("assess", "acme.yaml", "-f", "json").out)
    assert run("update", "acme.yaml", "--rubric", "new.yaml").code == 0
    after = json.loads(run("assess", "acme.yaml", "-f", "json").out)
    one, two = (
        next(each for group in found["dimensions"] for each in group["criteria"] if each["id"] == name)
        for found, name in ((before, "openness"), (after, "candour"))
    )
    assert one["value"] == two["value"]
    assert one["value"]["point"] == 100
