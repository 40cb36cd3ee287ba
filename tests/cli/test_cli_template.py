"""`template new` writes a template that works as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import EXAMPLES, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.mark.parametrize(
    "name", ["own.html.j2", "own.md.j2", "own.html", "own.HTM", "own.md", "a b/own.md.j2"]
)
def test_a_new_template_makes_a_report_of_every_example(
    name: str, run: Callable[..., Result], folder: Path
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    result = run("template", "new", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"written: {name}")
    assert (folder / name).exists()
    for example in NAMES:
        made = run("assess", EXAMPLES / f"{example}.yaml", "--template", name)
        assert made.code == 0, made.err
        assert made.out.lstrip().startswith("<!doctype html>" if "htm" in name.lower() else "# ")
        assert "report of your own" not in made.out  # the comment for its author stays behind
        assert "None" not in made.out
        assert not any(line.endswith(" ") for line in made.out.splitlines())


@pytest.mark.parametrize("name", ["own.html.j2", "own.md.j2"])
def test_a_new_template_tells_what_the_bundled_one_tells(name: str, run: Callable[..., Result]) -> None:
    import json

    run("template", "new", name)
    for example in NAMES:
        path = EXAMPLES / f"{example}.yaml"
        made = run("assess", path, "--template", name).out
        data = json.loads(run("assess", path, "-f", "json").out)
        assert f"{data['score']['point']:.1f}" in made
        for dimension in data["dimensions"]:
            assert dimension["title"] in made
        for condition in data["conditions"]:
            assert (condition["owner"] or "Nobody yet") in made
        assert data["dossier"]["sha256"] in made


def test_a_file_is_overwritten_only_by_force(run: Callable[..., Result], write: Callable[..., Path]) -> None:
    path = write("own.md.j2", "mine")
    result = run("template", "new", "own.md.j2")
    assert (result.code, result.out, path.read_text()) == (2, "", "mine")
    assert "--force" in result.err
    assert run("template", "new", "own.md.j2", "--force").code == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize("name", ["own.txt", "own", "own.j2", ".j2", ".", "own.pdf", "x" * 300 + ".md"])
def test_a_name_that_says_nothing_or_cannot_be_is_refused(
    name: str, run: Callable[..., Result], folder: Path
) -> None:
    result = run("template", "new", name)
    assert (result.code, result.out) == (2, "")
    assert "error " in result.err
    assert list(folder.iterdir()) == []
