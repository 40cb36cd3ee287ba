"""An assessment is the same whatever its loader has read before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from building import EXAMPLES, dump
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render.json import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

ORDERS: dict[str, Callable[[list[Path]], list[Path]]] = {
    "forwards": lambda paths: paths,
    "backwards": lambda paths: paths[::-1],
    "from the middle": lambda paths: paths[len(paths) // 2 :] + paths[: len(paths) // 2],
    "twice": lambda paths: paths * 2,
}


def told(loader: Loader, path: Path) -> tuple[str, list[str]]:
    """Return an assessment as JSON, and what is odd about it as it is told."""
    inputs = loader.dossier(path)
    decision = decide(inputs)
    return render(with_insight(decision, explain(decision))), [*map(str, inputs.warnings)]


@pytest.mark.parametrize("ours", ["Halden Connect plc", "Name of our organisation"])
def test_an_example_is_assessed_alone_as_after_others(folder: Path, ours: str) -> None:
    home = shutil.copytree(EXAMPLES, folder / "examples")
    us = home / "us.yaml"
    us.write_text(us.read_text("utf-8").replace("name: Halden Connect plc", f"name: {ours}", 1), "utf-8")
    paths = sorted(path for path in home.rglob("*.yaml") if b"partnercheck: dossier/1" in path.read_bytes())
    assert len(paths) > 10
    alone = {path: told(Loader(), path) for path in paths}
    assert any(warnings for _, warnings in alone.values()) is (ours != "Halden Connect plc")
    for in_order in ORDERS.values():
        loader = Loader()
        assert [(path, told(loader, path)) for path in in_order(paths)] == [
            (path, alone[path]) for path in in_order(paths)
        ]


def test_who_may_be_shown_a_line_does_not_depend_on_who_was_read_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two dossiers name one organisation and one rubric: one of them from beside them, one from elsewhere."""
    for name in ("far", "work"):
        (folder / name).mkdir()
    (folder / "us.yaml").write_text("partnercheck: organisation/1\nname: Name of our organisation\n")
    parent = Loader().rubric("quick-screen").rubric
    major, minor, _ = parent.version.split(".")
    (folder / "child.yaml").write_text(
        "partnercheck: rubric/1\nid: child\ntitle: Child\nversion: 1.0.0\n"
        f"extends: quick-screen@{major}.{int(minor) + 1}\n"
    )
    paths = [folder / "near.yaml", folder / "far" / "far.yaml"]
    for path, up in zip(paths, ("./", "../"), strict=True):
        about = {"partner": {"name": "Acme"}, "as_of": "2026-11-20", "rubric": f"{up}child.yaml"}
        about |= {"organisation": f"{up}us.yaml", "profile": dict.fromkeys(parent.profile, "unknown")}
        path.write_text(dump({"partnercheck": "dossier/1", **about}))
    monkeypatch.chdir(folder / "work")
    near, far = ([*map(str, Loader().dossier(path).warnings)] for path in paths)
    assert ["rubric-version" in near[0], "placeholder" in near[1]] == [True, True]
    assert [len(each.splitlines()) for each in near] > [len(each.splitlines()) for each in far]
    for in_order in (paths, paths[::-1]):
        loader = Loader()
        found = {path: [*map(str, loader.dossier(path).warnings)] for path in in_order}
        assert [found[path] for path in paths] == [near, far]


def test_an_assessment_made_after_another_is_verified(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    path = small(us="partnercheck: organisation/1\nname: Name of our organisation\n")
    shutil.copy(path, path.with_name("other.yaml"))
    result = run("assess", "dossier.yaml", "other.yaml")
    assert result.code == 0, result.err
    assert result.err.count("warning placeholder") == 1
    assert "us.yaml: what is told of it above concerns 2 dossiers: dossier.yaml, other.yaml\n" in result.err
    run("assess", "dossier.yaml", "other.yaml", "-f", "json", "-o", "out/")
    for name in ("dossier", "other"):
        found = run("verify", f"out/{name}.json")
        assert found.code == 0, found.out + found.err
