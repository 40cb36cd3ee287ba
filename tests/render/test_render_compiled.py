"""Bundled templates are compiled once, and never in place of what they say now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from partnercheck.render import compiled
from partnercheck.render.compiled import compiled_templates

TEXT = "{{ a }} and {{ b }}"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where bytecode is kept, which is written whatever the environment of the tests says."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr("partnercheck.render.compiled.cache_from_source", lambda _: str(tmp_path / "m.pyc"))
    return tmp_path


def said(text: str = TEXT, options: str = "") -> str:
    """Return what a new environment makes of a template."""
    environment = Environment(
        autoescape=True, loader=DictLoader({"t": text}), bytecode_cache=compiled_templates(options)
    )
    return environment.get_template("t").render(a="<1>", b=2)


def count_compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows whenever a template is compiled."""
    seen: list[str] = []
    compile_template: Any = Environment.compile

    def compile_(self: Environment, source: str, *rest: Any) -> Any:
        seen.append(source)
        return compile_template(self, source, *rest)

    monkeypatch.setattr(Environment, "compile", compile_)
    return seen


def test_what_was_compiled_is_not_compiled_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = count_compiling(monkeypatch)
    assert said() == said() == "&lt;1&gt; and 2"
    assert seen == [TEXT]
    assert len(list(kept.iterdir())) == 1


def test_who_may_read_the_program_may_read_what_it_compiled(kept: Path) -> None:
    said()
    (file,) = kept.iterdir()
    assert file.stat().st_mode & 0o777 == Path(compiled.__file__).stat().st_mode & 0o666 | 0o200


def test_a_python_that_keeps_no_bytecode_compiles_each_time(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert said() == "&lt;1&gt; and 2"
    assert not list(kept.iterdir())


def test_another_text_and_other_options_are_compiled(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = count_compiling(monkeypatch)
    said()
    assert said("{{ a }}") == "&lt;1&gt;"
    assert said("{{ a }}", "strict") == "&lt;1&gt;"
    assert len(seen) == 3
    assert len(list(kept.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"not bytecode", slice(0, 40), slice(0, -9)])
def test_damage_is_as_if_nothing_were_kept(kept: Path, damage: bytes | slice) -> None:
    said()
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage if isinstance(damage, bytes) else whole[damage])
    assert said() == "&lt;1&gt; and 2"
    assert file.read_bytes() == whole


def test_nothing_is_written_where_python_is_told_so(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said() == "&lt;1&gt; and 2"
    assert not list(kept.iterdir())


def test_a_folder_that_cannot_be_written_does_not_matter(kept: Path) -> None:
    kept.rmdir()
    assert said() == "&lt;1&gt; and 2"
    assert not kept.exists()
