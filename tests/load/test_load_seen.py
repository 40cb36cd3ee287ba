"""Everything that is looked at for a dossier is noted, and whether it looks the same later is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from building import DOSSIER, EXAMPLES, RUBRIC
from partnercheck.load import Loader
from partnercheck.load.seen import LOOKS, look, noting
from partnercheck.load.sources import Again, sources

if TYPE_CHECKING:
    from collections.abc import Callable

WATCHED = """
import json, sys
from pathlib import Path
opened = set()
sys.addaudithook(
    lambda event, asked: opened.add(str(asked[0])) if event in {"open", "os.scandir", "os.listdir"} else None
)
from partnercheck.load import Loader
found = {}
for path in sys.argv[1:]:
    opened.clear()
    inputs = Loader().dossier(Path(path))
    found[path] = [sorted(opened), [each.path for each in inputs.seen]]
print(json.dumps(found))
"""


def test_every_file_that_an_example_opens_is_noted(folder: Path) -> None:
    """By the word of Python itself, so that what somebody adds and reads in another way is found out."""
    home = shutil.copytree(EXAMPLES, folder / "examples")
    paths = [path for path in home.rglob("*.yaml") if b"partnercheck: dossier/1" in path.read_bytes()]
    command = [sys.executable, "-c", WATCHED, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    kinds = set()
    for path, (opened, seen) in json.loads(done.stdout).items():
        files = {each for each in opened if each.startswith(str(home)) or "/rubrics/" in each}
        assert path in files
        assert files <= set(seen)
        kinds |= {Path(each).suffix for each in files} | {Path(each).name for each in files}
    assert {".yaml", ".json", ".svg", ".approvals", "asked.yaml", "strategic-alliance.yaml"} <= kinds


def test_a_dossier_has_looked_at_the_same_after_others(folder: Path) -> None:
    home = shutil.copytree(EXAMPLES, folder / "examples")
    paths = sorted(path for path in home.rglob("*.yaml") if b"partnercheck: dossier/1" in path.read_bytes())
    alone = {path: Loader().dossier(path).seen for path in paths}
    for in_order in (paths, paths[::-1]):
        loader = Loader()
        assert {path: loader.dossier(path).seen for path in in_order} == alone


@pytest.fixture
def unchanged(small: Callable[..., Path]) -> Callable[[], bool]:
    """Tell whether the small dossier would be assessed from the same as at first."""
    path = small()
    before = sources(Loader().dossier(path).seen)
    assert Again().unchanged(path, before)
    return lambda: Again().unchanged(path, before)


@pytest.mark.parametrize("of", ["x", None, -1, 0])
def test_what_no_look_was_asked_is_never_as_before(small: Callable[..., Path], of: Any) -> None:
    path = small()
    before = sources(Loader().dossier(path).seen)
    for each in before:
        other = [one._replace(of=of) if one is each and one.of != of else one for one in before]
        assert Again().unchanged(path, other) == (other == list(before)) or each.of is None


def test_a_link_that_leads_elsewhere_is_noticed(unchanged: Callable[[], bool], folder: Path) -> None:
    (folder / "us.yaml").rename(folder / "ours.yaml")
    assert not unchanged()
    (folder / "us.yaml").symlink_to("ours.yaml")
    assert unchanged()
    (folder / "us.yaml").unlink()
    (folder / "us.yaml").symlink_to("rubric.yaml")
    assert not unchanged()


def test_the_same_names_in_another_working_folder_are_other_files(
    small: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sources(Loader().dossier(small()).seen)
    other = folder / "other"
    other.mkdir()
    for name in ("dossier", "rubric", "us"):
        shutil.copy(folder / f"{name}.yaml", other)
    monkeypatch.chdir(other)
    assert Again().unchanged(Path("dossier.yaml"), before)
    assert not Again().unchanged(folder / "dossier.yaml", before)
    (other / "rubric.yaml").write_text(f"{RUBRIC}# other\n")
    assert not Again().unchanged(Path("dossier.yaml"), before)


def test_a_second_rubric_of_the_same_id_is_noticed(
    small: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "small.yaml").write_text(RUBRIC)
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", str(folder / "one"))
    path = small(dossier=DOSSIER.replace("./rubric.yaml", "small"))
    before = sources(Loader().dossier(path).seen)
    assert Again().unchanged(path, before)
    for places in ("two", f"one{os.pathsep}two"):
        named = os.pathsep.join(str(folder / each) for each in places.split(os.pathsep))
        monkeypatch.setenv("PARTNERCHECK_RUBRICS", named)
        assert not Again().unchanged(path, before)


def test_what_came_from_no_file_and_what_nobody_noted_are_never_unchanged(
    small: Callable[..., Path],
) -> None:
    path = small()
    piped = Loader(piped=path.read_bytes()).dossier("-")
    assert not Again().unchanged(Path("-"), sources(piped.seen))
    assert not Again().unchanged(path, ())
    seen = sources(Loader().dossier(path).seen)
    assert not Again().unchanged(path, [*seen, seen[0]._replace(look="of another version")])
    odd = seen[0]._replace(path="\udcff")
    assert sources([*seen, odd]) == ()


def test_what_changes_while_it_is_looked_at_is_never_unchanged(tmp_path: Path) -> None:
    from partnercheck.load.files import read

    path = tmp_path / "a.yaml"
    with noting() as noted:
        for text in ("a", "b"):
            path.write_text(text)
            read(path, "a.yaml")
    ((asked, found),) = noted.items()
    assert LOOKS[asked[0]](str(asked[1]), asked[2]) != found
    path.write_text("a")
    assert LOOKS[asked[0]](str(asked[1]), asked[2]) != found


def test_a_look_that_fails_is_noted_too(tmp_path: Path) -> None:
    @look(str)
    def size_of(path: Path) -> int:
        return path.stat().st_size

    try:
        with noting() as noted, pytest.raises(FileNotFoundError):
            size_of(tmp_path / "a")
        again = LOOKS["size_of"](str(tmp_path / "a"), None)
        assert [again] == list(noted.values())
        (tmp_path / "a").write_text("")
        assert LOOKS["size_of"](str(tmp_path / "a"), None) == "0"
    finally:
        del LOOKS["size_of"]
