"""Decisions that are signed, and what OpenSSH says of them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from cli_decided import MOORE, OKAFOR, standing

from deciding import decide, signers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_what_is_not_signed_takes_no_signature_that_was_left_there(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    people = signers(path.parent)
    folder = path.parent / "dossier.approvals"
    folder.mkdir()
    (folder / "2026-12-01-s-okafor.yaml.sig").write_bytes(b"of one that was never written")
    unsigned = run("decide", "dossier.json", *OKAFOR, "--approve")
    assert unsigned.code == 2
    assert "error not-sound: its signature is there, but the approval is gone" in unsigned.err
    assert run("decide", "dossier.json", *OKAFOR, "--approve", "--sign", people.keys["S. Okafor"]).code == 0
    assert standing(run)["faults"] == []


def test_openssh_alone_checks_a_signature(assessed: Callable[..., Path]) -> None:
    path = assessed()
    people = signers(path.parent)
    decide(path, "S. Okafor", "--approve", signed_with=people.keys["S. Okafor"])
    (approval,) = (path.parent / "dossier.approvals").glob("*.yaml")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(people.allowed), "-I", "S. Okafor"]
    command += ["-n", "partnercheck-approval", "-s", f"{approval}.sig"]
    said = subprocess.run(command, input=approval.read_bytes(), capture_output=True, check=True)
    assert b'Good "partnercheck-approval" signature for S. Okafor' in said.stdout
    changed = approval.read_bytes().replace(b"approve", b"abstain")
    assert subprocess.run(command, input=changed, capture_output=True, check=False).returncode != 0


def test_a_key_known_under_another_name_speaks_for_whom_the_organisation_lists(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="approvals: {by: [{name: S. Okafor, principal: so@us.example}]}\n")
    people = signers(path.parent)
    people.allowed.write_text(people.allowed.read_text().replace('"S. Okafor"', "so@us.example"))
    as_principal = ("--approve", "--principal", "so@us.example")
    decide(path, "S. Okafor", *as_principal, signed_with=people.keys["S. Okafor"])
    verified = run("verify", "dossier.json", "--signers", "allowed_signers", "--signed")
    assert verified.code == 0, verified.out
    assert "signed as so@us.example" in verified.out
    assert "ignatures are not checked" not in verified.out
    decide(path, "s. okafor", "--abstain", signed_with=people.keys["S. Okafor"])
    assert [each["principal"] for each in standing(run)["votes"]] == ["so@us.example"] * 2
    assert run("verify", "dossier.json", "--signers", "allowed_signers", "--signed").code == 0


@pytest.mark.parametrize(
    ("by", "name", "principal", "signs_as"),
    [
        ("", "S. Okafor", "so@us.example", "S. Okafor"),
        ("by: [S. Okafor]", "S. Okafor", "so@us.example", "S. Okafor"),
        ("by: [{name: S. Okafor, principal: so@us.example}]", "S. Okafor", "S. Okafor", "so@us.example"),
        ("by: [S. Okafor]", "R. Moore", "S. Okafor", "R. Moore"),
    ],
)
def test_nobody_signs_as_whom_they_are_not_known(
    run: Callable[..., Result],
    assessed: Callable[..., Path],
    by: str,
    name: str,
    principal: str,
    signs_as: str,
) -> None:
    path = assessed(rules=f"approvals: {{{by}}}\n" if by else "")
    key = signers(path.parent).keys["S. Okafor"]
    signed = ("--approve", "--sign", key, "--principal", principal)
    result = run("decide", "dossier.json", "--by", name, "--role", "CFO", "--on", "2026-12-01", *signed)
    assert result.code == 2
    why = f"--principal:1:1: error wrong-signer: our own file does not say that {principal} is {name}"
    assert why in result.err
    assert f"sign as `{signs_as}`" in result.err
    assert not path.with_name("dossier.approvals").exists()


def test_names_differ_in_capitals_and_spaces_and_sign_all_the_same(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="approvals: {by: [S. Okafor, R. Moore]}\n")
    people = signers(path.parent)
    decide(path, "s. okafor", "--approve", signed_with=people.keys["S. Okafor"])  # as the list has it
    decide(path, "r.  moore", "--approve", "--principal", "R. Moore", signed_with=people.keys["R. Moore"])
    verified = run("verify", "dossier.json", "--signers", "allowed_signers", "--signed")
    assert verified.code == 0, verified.out


def test_verify_says_once_that_signatures_are_not_checked(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    people = signers(path.parent)
    decide(path, "S. Okafor", "--approve", signed_with=people.keys["S. Okafor"])
    (approval,) = (path.parent / "dossier.approvals").glob("*.yaml")
    for _ in ("sound", "not sound"):
        assert run("verify", "dossier.json").out.count("ignatures are not checked") == 1
        checked = run("verify", "dossier.json", "--signers", "allowed_signers").out
        assert "ignatures are not checked" not in checked
        assert "ignatures are not checked here" in run("decide", "dossier.json").out
        approval.write_text(approval.read_text().replace("score: 9", "score: 8"))


def test_a_key_is_valid_up_to_the_same_moment_wherever_its_signature_is_checked(
    run: Callable[..., Result], assessed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = assessed()
    people = signers(path.parent)
    listed = people.allowed.read_text()
    decide(path, "S. Okafor", "--approve", "--on", "2026-12-01", signed_with=people.keys["S. Okafor"])
    for zone in ("XXX-13", "XXX+11"):
        monkeypatch.setenv("TZ", zone)
        for hour, code in (("13", 0), ("11", 1)):  # a signature is held to be of noon
            until = f'"S. Okafor" valid-before="20261201{hour}0000"'
            people.allowed.write_text(listed.replace('"S. Okafor"', until))
            assert run("verify", "dossier.json", "--signers", "allowed_signers").code == code, (zone, hour)


def test_without_openssh_one_line_says_so(
    run: Callable[..., Result], assessed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = assessed()
    people = signers(path.parent)
    decide(path, "S. Okafor", "--approve", signed_with=people.keys["S. Okafor"])
    monkeypatch.setenv("PATH", str(path.parent))
    for command in (
        ("decide", "dossier.json", *MOORE[:4], "--approve", "--sign", "key-1"),
        ("verify", "dossier.json", "--signers", "allowed_signers"),
    ):
        result = run(*command)
        assert result.code == 2
        assert result.err.splitlines()[0] == (
            "ssh-keygen:1:1: error no-openssh: it is not there; it makes and checks signatures"
        )
    unsigned = run("verify", "dossier.json")
    assert unsigned.code == 0
    assert "note: signatures are not checked without --signers" in unsigned.out


def test_signatures_that_are_asked_for_need_a_list_and_an_approval(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    people = signers(assessed().parent)
    assert "--signers" in run("verify", "dossier.json", "--signed").err
    assert "no such list" in run("verify", "dossier.json", "--signers", "nobody").err
    for wrong in ("us.yaml", people.keys["S. Okafor"].with_suffix(".pub").name):
        none = run("verify", "dossier.json", "--signers", wrong)
        assert (none.code, "error no-signers: this file lists no signers" in none.err) == (2, True)
    listed = ("verify", "dossier.json", "--signers", people.allowed)
    assert run(*listed).out.endswith("no approval stands beside it\n")
    assert run(*listed, "--signed").code == 1
