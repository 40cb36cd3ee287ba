"""Rubrics as they stand in a revision of a git repository."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from partnercheck.diagnostics import fail, shown, visible
from partnercheck.load import CASES
from partnercheck.load.folders import SUFFIXES, kind_in
from partnercheck.load.rubric_files import Disk
from partnercheck.resources import names_on_disk, places
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from partnercheck.resources import Place

_SECONDS = 60
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",  # nothing is written
    "GIT_NO_LAZY_FETCH": "1",  # and nothing fetched
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def split(reference: str) -> tuple[str, str] | None:
    """Return revision and path of a reference such as `HEAD~1:rubrics/ours.yaml`; None for any other."""
    revision, colon, path = reference.partition(":")
    if not colon or not path or os.path.lexists(reference):
        return None
    return revision, path


class Revision:
    """The files of one revision; what lies outside the repository is read from disk."""

    def __init__(self, name: str, reference: str) -> None:
        """Find a revision of the repository around the working directory.

        Raises:
            InputError: There is no such revision, no repository, or no git.
        """
        self._name = name
        self._reference = reference
        self._disk = Disk()
        self._said = ""
        if not name:
            message = "no revision is named before the colon"
            raise fail("no-revision", message, reference, "such as HEAD~1 or main")
        top = self._ask("rev-parse", "--show-toplevel")
        if top is None:
            raise fail("no-revision", *self._why_no_repository())
        self._top = Path(os.path.realpath(top))
        commit = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if not commit or not _COMMIT.fullmatch(commit):  # `^HEAD` is a commit that is left out
            hint = "`git log --oneline` lists them; a shallow clone lacks older ones"
            raise fail("no-revision", f"there is no revision `{shown(name)}`", reference, hint)
        self._commit = commit

    def path(self, path: str) -> Path:
        """Return where a file of the revision would stand on disk.

        As for git, a path leads from the top of the repository, unless it begins with `./` or `../`.
        """
        start = Path.cwd() if path.startswith(("./", "../")) else self._top
        return Path(os.path.normpath(Path(os.path.realpath(start)) / path))

    def read(self, path: Path, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            InputError: It is not in the revision, or too large.
        """
        inside = self._inside(path)
        if inside is None:
            return self._disk.read(path, name)
        if inside not in self._files:
            raise fail("no-file", f"there is no such file in the revision `{shown(self._name)}`", name)
        size = self._ask("cat-file", "-s", f"{self._commit}:{inside}")
        if size is None:
            hint = "a partial clone lacks the content of files: git fetch --refetch --no-filter"
            raise fail("no-file", "git does not have the content of this file", name, hint)
        if int(size) > MAX_BYTES:
            raise fail("too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", name)
        raw = self._run("cat-file", "blob", f"{self._commit}:{inside}")
        if raw is None:
            raise fail("no-file", f"git cannot read this file: {shown(self._said)}", name)
        return raw

    def is_file(self, path: Path) -> bool:
        """Return whether there is a file."""
        inside = self._inside(path)
        return self._disk.is_file(path) if inside is None else inside in self._files

    def rubrics_in(self, path: Path) -> list[Path]:
        """Return where the rubrics of a folder and those below would stand on disk; or that of a file."""
        inside = self._inside(path)
        found = [
            self._top / name
            for name in sorted(self._files)
            if name.endswith(SUFFIXES)
            and not name.endswith(CASES)
            and (inside in {name, ".", None} or name.startswith(f"{inside}/"))
        ]
        return [each for each in found if (kind_in(self.read(each, each.name)) or "").startswith("rubric/")]

    def places(self) -> dict[str, list[Place]]:
        """Return where the rubrics stand that go by their ids."""
        return places(self._names_in)

    def _names_in(self, folder: Path) -> list[str]:
        """Return the names of the files in a folder."""
        inside = self._inside(folder / "x")
        if inside is None:
            return names_on_disk(folder)
        top = inside.removesuffix("x")
        names = (name.removeprefix(top) for name in self._files if name.startswith(top))
        return [name for name in names if "/" not in name]

    def name(self, path: Path, folder: Path) -> str:
        """Return a path as users see it."""
        inside = self._inside(path)
        return self._disk.name(path, folder) if inside is None else visible(f"{self._name}:{inside}")

    @cached_property
    def _files(self) -> frozenset[str]:
        """Every file of the revision, by its path from the top."""
        raw = self._run("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit) or b""
        return frozenset(os.fsdecode(name) for name in raw.split(b"\0") if name)

    def _why_no_repository(self) -> tuple[str, str, str | None]:
        """Return why git finds no repository: message, reference and hint."""
        if "dubious ownership" in self._said:
            message = "git does not read the repository here: it belongs to another user"
            hint = f"if you trust it: git config --global --add safe.directory {shown(Path.cwd())}"
            return message, self._reference, hint
        if "not a git repository" in self._said:
            hint = "name rubrics of a revision from within its repository"
            return "the working directory is in no git repository", self._reference, hint
        return f"git finds no repository here: {shown(self._said)}", self._reference, None

    def _inside(self, path: Path) -> str | None:
        """Return a path as git has it; None where it lies outside the repository."""
        place = Path(os.path.realpath(path.parent)) / path.name
        if not place.is_relative_to(self._top):
            return None
        return str(PurePosixPath(place.relative_to(self._top)))

    def _ask(self, *arguments: str) -> str | None:
        raw = self._run(*arguments)
        return None if raw is None else os.fsdecode(raw).strip()

    def _run(self, *arguments: str) -> bytes | None:
        """Return what git prints, or None where it fails, which `_said` tells in its words."""
        try:
            done = subprocess.run(  # noqa: S603  (a list of arguments, no shell; names follow --end-of-options)
                ["git", "--no-pager", *arguments],  # noqa: S607  (the git that the user has)
                capture_output=True,
                check=False,
                env={**os.environ, **_QUIET},
                timeout=_SECONDS,
            )
        except FileNotFoundError:
            raise fail(
                "no-revision", "git is needed to read a revision, and is not there", self._reference
            ) from None
        except subprocess.TimeoutExpired:
            self._said = f"it took longer than {_SECONDS} s"
            return None
        except (OSError, ValueError) as error:
            self._said = str(error)
            return None
        self._said = done.stderr.decode(errors="replace").strip()
        return done.stdout if done.returncode == 0 else None
