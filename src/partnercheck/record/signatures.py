"""Signatures of approvals, made and checked by the OpenSSH of the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.load.files import read
from partnercheck.load.record import read_signed
from partnercheck.model.approvals import RecordFault
from partnercheck.model.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from partnercheck.model.approvals import Record
    from partnercheck.model.assessment import ApprovalsAsked

NAMESPACE = "partnercheck-approval"
"""What a signature is for; one that was made for anything else does not fit."""
_SIGNER = re.compile(r"""(?:"[^"]+"|[^\s"]+)\s(?:.*\s)?(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+\s+AAAA""")
"""A line of a list of allowed signers: whose key, options, what kind of key, the key."""
_PROGRAM = "ssh-keygen"


def program() -> str:
    """Return the path of `ssh-keygen`.

    Raises:
        InputError: It is not there.
    """
    found = shutil.which(_PROGRAM)
    if found is None:
        message = "it is not there; it makes and checks signatures"
        raise fail("no-openssh", message, _PROGRAM, "install OpenSSH (on Debian: openssh-client)")
    return found


def sign(raw: bytes, key: Path) -> bytes:
    """Return the signature of a file's bytes; whoever holds the key is asked for its passphrase.

    Raises:
        InputError: `ssh-keygen` is not there, or cannot sign with this key.
    """
    command = [program(), "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    done = subprocess.run(command, input=raw, capture_output=True, check=False)  # noqa: S603  (no shell)
    if done.returncode or not done.stdout:
        raise fail("not-signed", f"the approval cannot be signed: {_said(done.stderr)}", str(key))
    return done.stdout


def fault(raw: bytes, signature: bytes, principal: str, on: dt.date, signers: Path) -> str | None:
    """Return why a signature is not that of this person over these bytes, None where it is.

    Args:
        raw: The bytes that were signed.
        signature: Of what it should be.
        principal: As whom the person signs.
        on: The day on which the person's key must have been valid.
        signers: OpenSSH's list of allowed signers.

    Raises:
        InputError: `ssh-keygen` is not there.
    """
    command = [program(), "-Y", "verify", "-f", str(signers), "-I", principal, "-n", NAMESPACE]
    with TemporaryDirectory() as scratch:  # a signature is read from a file, and only once
        path = Path(scratch) / "signature"
        path.write_bytes(signature)
        command += ["-s", str(path), "-O", f"verify-time={on:%Y%m%d}120000"]
        # No shell; a principal is the argument of its option. Before OpenSSH 9.1 no time may name its zone.
        done = subprocess.run(  # noqa: S603
            command, input=raw, capture_output=True, check=False, env={**os.environ, "TZ": "UTC0"}
        )
    return None if done.returncode == 0 else f"its signature is not that of {principal}: {_said(done.stderr)}"


def _said(raw: bytes) -> str:
    lines = raw.decode(errors="replace").strip().splitlines()
    return visible(lines[-1][:200]) if lines else "ssh-keygen does not say why"


def check_lists_signers(signers: Path) -> None:
    """Refuse a file in which no line names a signer and a key.

    Raises:
        InputError: It cannot be read, or is such.
    """
    for line in read(signers, str(signers)).decode(errors="replace").splitlines():
        if not line.startswith("#") and _SIGNER.match(line.strip()):
            return
    hint = 'a line looks like `"S. Okafor" ssh-ed25519 AAAA…`, as in `man ssh-keygen`, ALLOWED SIGNERS'
    raise fail("no-signers", "this file lists no signers", str(signers), hint)


def faults(
    record: Record, folder: Path, signers: Path, asked: ApprovalsAsked, *, signed: bool
) -> Iterator[RecordFault]:
    """Yield what is wrong with the signatures of a record.

    Args:
        record: The approvals in a folder.
        folder: Where they stand.
        signers: OpenSSH's list of allowed signers.
        asked: Who may approve, and as whom each signs.
        signed: Whether every approval must be signed, by whom it says that decides.

    Raises:
        InputError: `ssh-keygen` is not there.
    """
    if signed and not record.filed:
        yield RecordFault(folder.name, "there is no approval that can be read")
    for each in record.filed:
        principal = each.approval.principal
        if not each.signed or principal is None:
            if signed:
                yield RecordFault(each.file, "it is not signed")
            continue
        try:
            raw, signature = read_signed(folder, each)
        except InputError as error:
            yield from (RecordFault(found.position.file, found.message) for found in error.diagnostics)
            continue
        if text := fault(raw, signature, principal, each.approval.on, signers):
            yield RecordFault(each.file, text)
        elif signed and name_key(principal) != name_key(asked.principal_of(each.approval.by)):
            name = each.approval.by
            text = f"it is signed as {principal}, and `approvals.by` does not say that this is {name}"
            yield RecordFault(each.file, text)
