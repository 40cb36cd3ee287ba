"""`collect` and `set`: replies that contradict each other, or are broken, can be mended by what comes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_collected import ASKING, BARE, kept

from building import lay_out
from replying import reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]

OPEN = BARE.replace("listed: no", "listed: unknown")


@pytest.fixture
def collected(folder: Path, run: Run) -> Callable[..., Result]:
    """Collect a reply of a person of the partner's into a dossier that leaves a fact open."""
    assert OPEN != BARE
    lay_out(folder, dossier=OPEN, rubric=ASKING)

    def collected(by: str, *options: str, side: str = "them", **said: object) -> Result:
        (folder / "back.json").write_text(json.dumps(reply(side, by, **said)), encoding="utf-8")
        return run("collect", "dossier.yaml", "back.json", "--side", side, "--link", *options)

    return collected


def test_replies_that_differ_in_a_fact_are_mended_by_a_corrected_one(
    folder: Path, collected: Callable[..., Result]
) -> None:
    assert collected("Ann", profile={"listed": "yes"}).code == 0
    result = collected("Bea", profile={"listed": "no"})
    assert (result.code, "them-bea.yaml:7:" in result.err, "error differs" in result.err) == (2, True, True)
    result = collected("Cid", profile={"listed": "yes"})
    assert (result.code, "back.json: taken (Cid" in result.out) == (2, True)
    assert "error differs: `listed` is `no` here" in result.err
    result = collected("Bea", "--replace", profile={"listed": "yes"})
    assert (result.code, result.err, "in place of an earlier one" in result.out) == (0, "", True)
    assert kept(folder, "them-bea")["profile"]["listed"] == "yes"


def test_replies_that_differ_in_a_fact_are_mended_by_what_the_dossier_states(
    folder: Path, run: Run, collected: Callable[..., Result]
) -> None:
    collected("Ann", profile={"listed": "yes"})
    collected("Bea", profile={"listed": "no"})
    before = (folder / "dossier.yaml").read_bytes()
    result = run("set", "dossier.yaml", "stage=grown")
    assert (result.code, "error differs" in result.err) == (2, True)  # it settles nothing
    result = run("set", "dossier.yaml", "stage=young")
    assert (result.code, "error differs" in result.err) == (2, True)
    assert (folder / "dossier.yaml").read_bytes() == before
    result = run("set", "dossier.yaml", "listed=yes")
    assert (result.code, ", before: none" in result.out) == (0, True)
    assert b"listed: yes" in (folder / "dossier.yaml").read_bytes()
    (folder / "dossier.yaml").write_bytes(before)
    change = json.loads(run("set", "dossier.yaml", "listed=yes", "--format", "json").out)
    assert (change["written"], change["before"]) == (True, None)


def test_sides_that_name_two_currencies_are_told_what_to_do(collected: Callable[..., Result]) -> None:
    rows = {"contributions": [{"what": "a", "amount": 1}], "benefits": [{"what": "b", "amount": 2}]}
    assert collected("Ann", exchange={"currency": "EUR", **rows}).code == 0
    result = collected("Us", side="us", exchange={"currency": "GBP", **rows})
    assert (
        result.code,
        "error differs: `currency` of `exchange` is EUR on the other side" in result.err,
    ) == (
        2,
        True,
    )
    assert "  hint: have one of them say what the other does, and collect that reply with --replace" in (
        result.err
    )
    result = collected("Us", "--replace", side="us", exchange={"currency": "EUR", **rows})
    assert (result.code, result.err) == (0, "")


def test_a_dossier_that_chooses_a_section_takes_replies_while_others_contradict_each_other(
    folder: Path, run: Run, collected: Callable[..., Result]
) -> None:
    road = {"items": [{"theme": "5G", "from": 2027, "to": 2028, "stance": "invest"}]}
    result = collected("Ann", profile={"listed": "yes"}, roadmap=road)
    assert result.code == 0, result.err
    path = folder / "dossier.yaml"
    path.write_text(path.read_text() + "roadmap: {from: dossier-replies/them-ann.yaml}\n")
    assert run("assess", "dossier.yaml").code != 2
    assert collected("Bea", profile={"listed": "no"}).code == 2
    assert collected("Bea", "--replace", profile={"listed": "yes"}).code == 0


def test_a_broken_reply_that_is_there_stops_none_that_comes_and_loses_nothing(
    folder: Path, collected: Callable[..., Result]
) -> None:
    collected("Ann", profile={"listed": "yes"})
    path = folder / "dossier-replies" / "them-ann.yaml"
    sound = path.read_bytes()
    path.write_bytes(sound + b"note: [\n")
    result = collected("Ann", profile={"listed": "no"})
    assert (result.code, "error not-yaml" in result.err) == (2, True)
    assert path.read_bytes() == sound + b"note: [\n"
    assert kept(folder, "them-ann-2")["profile"]["listed"] == "no"
    path.write_bytes(sound.replace(b"by: Ann\n", b"by: Ann\nrolle: x\n"))
    result = collected("Bea", profile={"listed": "no"})
    assert (result.code, "error unknown-key" in result.err, "error duplicate-reply" in result.err) == (
        2,
        True,
        True,
    )
    (folder / "dossier-replies" / "them-ann-2.yaml").unlink()
    assert "error unknown-key" in collected("Bea", profile={"listed": "no"}).err
    result = collected("Ann", "--replace", profile={"listed": "no"})
    assert (result.code, result.err) == (0, "")


def test_a_dossier_is_not_linked_to_replies_of_which_none_is_there(
    folder: Path, collected: Callable[..., Result]
) -> None:
    result = collected("Ann", profile={"listed": "perhaps"})
    assert (result.code, "back.json: refused" in result.out, "Add this line" in result.out) == (
        2,
        True,
        False,
    )
    assert (folder / "dossier.yaml").read_text() == OPEN
    assert collected("Ann", profile={"listed": "yes"}).code == 0
    assert (folder / "dossier.yaml").read_text() == f"{OPEN}replies: dossier-replies/\n"
