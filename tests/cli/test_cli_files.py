"""Results are written whole or not at all, durably, and only over files."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnercheck.cli.files import is_reserved, replacing, write_together
from partnercheck.diagnostics import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from running import Result

Run = "Callable[..., Result]"
posix = pytest.mark.skipif(os.name != "posix", reason="of POSIX systems")

TABLE = ("financials", "import", "table.csv", "--currency", "GBP", "--unit", "1")
COMMANDS = {
    "new": ("new", "{}", "--force"),
    "new us": ("new", "{}", "--organisation", "--force"),
    "rubric new": ("rubric", "new", "{}", "--force"),
    "template new": ("template", "new", "{}", "--force"),
    "financials import": (*TABLE, "-o", "{}", "--force"),
    "assess": ("assess", "acme.yaml", "-q", "-o", "{}"),
    "due": ("due", "acme.yaml", "-o", "{}"),
    "compare": ("compare", "acme.yaml", "other.yaml", "-q", "-o", "{}"),
}
"""Every command that writes a file to a place of one's choice."""


@pytest.fixture
def command(folder: Path, run: Callable[..., Result]) -> Callable[[str, str], Result]:
    """Return what runs a command of those above with a target."""
    for name in ("acme.yaml", "other.yaml"):
        run("new", name)
    (folder / "table.csv").write_text("line,2025\nrevenue,1\n", encoding="utf-8")
    return lambda name, target: run(*(each.format(target) for each in COMMANDS[name]))


def suffixed(name: str, stem: str) -> str:
    return stem + {"template new": ".html.j2", "due": ".txt"}.get(name, ".html")


@posix
@pytest.mark.parametrize("name", COMMANDS)
def test_a_link_is_neither_replaced_nor_followed(
    command: Callable[[str, str], Result], folder: Path, name: str
) -> None:
    other = folder / "other.html"
    other.write_text("mine", encoding="utf-8")
    for target in (other, folder / "gone.html"):
        link = folder / suffixed(name, f"link-to-{target.stem}")
        link.symlink_to(target)
        result = command(name, link.name)
        assert result.code == 2
        assert "this is a link, which is neither replaced nor followed" in result.err
        assert link.is_symlink()
    assert other.read_text(encoding="utf-8") == "mine"
    assert not (folder / "gone.html").exists()


@posix
@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_is_written_to(command: Callable[[str, str], Result], folder: Path, name: str) -> None:
    pipe = folder / suffixed(name, "pipe")
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert command(name, pipe.name).code == 0
    reader.join(10)
    assert len(read[0]) > 5
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@posix
@pytest.mark.parametrize("name", COMMANDS)
def test_a_socket_is_refused(command: Callable[[str, str], Result], folder: Path, name: str) -> None:
    place = folder / suffixed(name, "socket")
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(place.name)
        result = command(name, place.name)
    assert result.code == 2
    assert "this is a socket or a disk" in result.err
    assert stat.S_ISSOCK(place.lstat().st_mode)


@posix
def test_a_device_is_written_to(folder: Path) -> None:
    device = folder / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        write_together([(device, "text")])
    except (PermissionError, InputError):
        pytest.skip("this user may make no device here")
    assert stat.S_ISCHR(device.lstat().st_mode)
    with pytest.raises(InputError, match="a device or a pipe"), replacing(device):
        pass


@posix
@pytest.mark.parametrize("to", ["pipe", "file"])
@pytest.mark.parametrize("by", ["/dev/stdout", "a link"])
def test_standard_output_has_a_name(
    command: Callable[[str, str], Result], folder: Path, to: str, by: str
) -> None:
    """A link to `/dev/stdout` is one to wherever the output goes, as the shell has it."""
    assert command
    target = by
    if by == "a link":
        target = "stdout"
        (folder / target).symlink_to("/proc/self/fd/1" if Path("/proc/self/fd").exists() else "/dev/fd/1")
    due = [sys.executable, "-m", "partnercheck", "assess", "acme.yaml", "-q", "-f", "json", "-o", target]
    if to == "pipe":
        text = subprocess.run(due, check=True, stdout=subprocess.PIPE, text=True).stdout
    else:
        with (folder / "out.txt").open("w", encoding="utf-8") as out:
            out.write("before\n")
            out.flush()
            subprocess.run(due, check=True, stdout=out)
        text = (folder / "out.txt").read_text(encoding="utf-8").removeprefix("before\n")
    assert text.startswith("{")
    assert text.endswith("}\n")


@posix
def test_a_stream_without_a_suffix_needs_a_format(command: Callable[[str, str], Result]) -> None:
    for name in ("assess", "compare"):
        result = command(name, "/dev/null")
        assert result.code == 2
        assert "suffix is one of" in result.err


@pytest.mark.parametrize("name", COMMANDS)
def test_names_of_devices_are_refused(command: Callable[[str, str], Result], folder: Path, name: str) -> None:
    for stem in ("con", "NUL", "com1"):
        target = suffixed(name, stem)
        result = command(name, target)
        assert result.code == 2
        assert f"`{target}` is the name of a device on Windows" in result.err
        assert not (folder / target).exists()
    assert command(name, suffixed(name, "new/aux.d/report")).code == 2
    assert not (folder / "new").exists()


def test_names_that_only_look_like_devices() -> None:
    assert is_reserved("Lpt9.tar.gz")
    assert is_reserved("nul .txt")
    assert not is_reserved("console.html")
    assert not is_reserved("com10")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_is_not_written_over(command: Callable[[str, str], Result], folder: Path, name: str) -> None:
    if name in {"assess", "compare"}:  # there it is where the reports go
        return
    (folder / suffixed(name, "folder")).mkdir()
    result = command(name, suffixed(name, "folder"))
    assert result.code == 2
    assert "this is a folder" in result.err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_name_that_no_file_can_have_is_told(
    command: Callable[[str, str], Result], folder: Path, name: str
) -> None:
    before = sorted(folder.iterdir())
    long = "n" * 300
    for target in (suffixed(name, long), long, suffixed(name, f"{long}/a"), suffixed(name, "n\x00")):
        result = command(name, target)
        assert result.code == 2
        assert "error " in result.err
    assert sorted(folder.iterdir()) == before


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read every folder")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_may_not_be_entered_is_told(
    command: Callable[[str, str], Result], folder: Path, name: str
) -> None:
    locked = folder / "locked"
    locked.mkdir(0o000)
    for target in (f"locked/{suffixed(name, 'a')}", "locked/a"):
        assert command(name, target).code == 2
    locked.chmod(0o700)
    assert not list(locked.iterdir())


@pytest.mark.parametrize("name", COMMANDS)
def test_an_empty_path_is_refused(command: Callable[[str, str], Result], folder: Path, name: str) -> None:
    before = sorted(folder.iterdir())
    result = command(name, "")
    assert result.code == 2
    assert "the path is empty" in result.err
    assert sorted(folder.iterdir()) == before


def test_other_places_are_held_to_the_same(command: Callable[[str, str], Result], run: Run) -> None:
    assert command
    for arguments in (
        ("portfolio", "acme.yaml", "-j", "1", "-o"),
        (*TABLE, "--write-map"),
        (*TABLE, "--into"),
    ):
        empty = run(*arguments, "")
        assert (empty.code, "the path is empty" in empty.err) == (2, True)
        assert run(*arguments, "n" * 300).code == 2
    assert run("rubric", "diff", f"{'n' * 300}:a.yaml", "strategic-alliance").code == 2


NO_YAML = {
    "assess": "a report's suffix is one of .txt, .md, .html, .htm, .json, .pdf, .docx, .xlsx\n",
    "compare": "no result is YAML\n  hint: YAML files are read, never overwritten\n",
    "due": "what is due is written as .txt, .json, .ics\n",
}


@pytest.mark.parametrize("name", NO_YAML)
def test_no_result_is_yaml(command: Callable[[str, str], Result], folder: Path, name: str) -> None:
    result = command(name, "new.yaml")
    assert (result.code, result.out, (folder / "new.yaml").exists()) == (2, "", False)
    assert result.err.endswith(NO_YAML[name])


@posix
def test_a_new_file_has_the_mode_of_the_process_and_an_old_one_keeps_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.umask(0o027)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(os, "umask", lambda _: pytest.fail("it is one for all threads"))
            write_together([(folder / "new", "a")])
            (folder / "old").write_text("a", encoding="utf-8")
            (folder / "old").chmod(0o604)
            write_together([(folder / "old", "b")])
    finally:
        os.umask(before)
    assert [(folder / name).stat().st_mode & 0o777 for name in ("new", "old")] == [0o640, 0o604]


def test_a_file_is_on_the_disk_before_it_takes_its_place_and_its_folder_after(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        seen.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        assert seen[-1] == "folder" or os.fstat(handle).st_size == 4
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        seen.append("replaced")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_together([(folder / "a" / "b", ["te", "xt"])])
    made = ["folder"] if os.name == "posix" else []
    assert seen == [*made, "file", "replaced", *made]


def test_what_fails_leaves_the_old_file_and_nothing_else(folder: Path) -> None:
    (folder / "a").write_text("old", encoding="utf-8")

    def parts() -> Iterator[str]:
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_together([(folder / "a", parts())])
    assert [(each.name, each.read_text()) for each in folder.iterdir()] == [("a", "old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(InputError, match="the file cannot be written: No space left on device"):
        write_together([(Path("/dev/full"), "text")])
