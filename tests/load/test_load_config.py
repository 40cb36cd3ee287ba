"""The settings of a repository: where they are found, what they may say, and where a fault stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnercheck.diagnostics import InputError
from partnercheck.load.config import settings
from partnercheck.model.config import Config
from partnercheck.source import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

ALL = """\
rubrics = "rules"
dossiers = ["partners", "more"]
organisation = "us.yaml"
strict = true
[test]
min-coverage = {rules = 100, levels = 80}
min-mutation = 90
[diff]
fail-on = ["verdict", "score=5.0"]
"""
TOO_DEEP = "error too-deep: nested deeper than 64 levels"


def wrong(folder: Path, text: str, name: str = "partnercheck.toml") -> list[str]:
    (folder / name).write_text(text)
    with pytest.raises(InputError) as caught:
        settings(folder)
    return [str(each).split("\n")[0] for each in caught.value.diagnostics]


def test_everything_that_can_be_said_is_read_in_either_file(tmp_path: Path) -> None:
    (tmp_path / "partnercheck.toml").write_text(ALL)
    config, folder = settings(tmp_path)
    assert folder == tmp_path
    assert (config.rubrics, config.dossiers) == (("rules",), ("partners", "more"))
    assert (config.organisation, config.strict) == ("us.yaml", True)
    assert config.test.min_coverage == {"rules": 100, "levels": 80}
    assert config.test.min_mutation == 90
    assert config.diff.fail_on == ("verdict", "score=5")
    (tmp_path / "partnercheck.toml").unlink()
    shared = ALL.replace("[test]", "[tool.partnercheck.test]").replace("[diff]", "[tool.partnercheck.diff]")
    (tmp_path / "pyproject.toml").write_text(f"[tool.partnercheck]\n{shared}")
    assert settings(tmp_path).config == config


def test_settings_are_looked_for_up_to_the_top_of_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "partnercheck.toml").write_text("nonsense = 1\n")
    assert settings(inner) == (Config(), inner)  # outside of a repository the folder itself only
    (tmp_path / "repository" / ".git").mkdir()
    assert settings(inner).config == Config()
    (tmp_path / "repository" / "pyproject.toml").write_text("[tool.partnercheck]\nstrict = true\n")
    assert settings(inner) == (Config(strict=True), tmp_path / "repository")
    (tmp_path / "repository" / "a" / "pyproject.toml").write_text("[project]\nname = 'partnercheck'\n")
    assert settings(inner).config.strict
    (tmp_path / "repository" / "a" / "partnercheck.toml").write_text("")
    assert not settings(inner).config.strict


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nstrct = true\n", "2:1: error unknown-key: `strct` is not a key of this place"),
        ("strict = 1\n", "1:10: error wrong-type: yes or no is needed here, not `1`"),
        ("[test]\nmin-mutation = 101\n", "2:16: error wrong-value: 101 is out of range"),
        ("test.min-mutation = true\n", "1:21: error wrong-type: a number is needed here, not yes"),
        ("[test.min-coverage]\nrules = 1\nall = 1\n", "3:7: error unknown-key: `all` is none of rules"),
        ("[diff]\nfail-on = ['score']\n", "2:11: error wrong-value: `score` is none of verdict, score=5"),
        ("rubrics = ['../x']\n", "1:11: error outside: `../x` leads out of the folder of this file"),
        ("organisation = '/etc/us.yaml'\n", "1:16: error outside: `/etc/us.yaml` leads out"),
        ("dossiers = ['a']\nstrict = \n", "2:10: error not-toml: not TOML: Invalid value"),
        ("strict = [", "1:11: error not-toml: not TOML: Invalid value"),
        ("strict = true\nx = " + "[" * 3000 + "]" * 3000, f"2:69: {TOO_DEEP}"),
        ("x = " + "{a = " * 3000 + "1" + "}" * 3000, f"1:325: {TOO_DEEP}"),
        (
            'y = ["[", \'{\', """a"]\\"[""""", \'\'\'[\'\'\'\', # [[\n' + "[" * 64 + "]" * 65,
            f"2:64: {TOO_DEEP}",
        ),
        ("strict = true\n" + ".".join(["a"] * 3000) + " = 1\n", f"2:1: {TOO_DEEP}"),
        ("\n[" + ".".join(["a"] * 3000) + "]\n", f"2:2: {TOO_DEEP}"),
        (f"x = [1, -1{'0' * 5000}]\n", "1:10: error wrong-value: a number has at most 1,000 digits"),
        (f"strict = 0x{'f' * 5000}\n", "1:10: error wrong-value: a number has at most 1,000 digits"),
        ("strict = 1" + "0" * 999, "1:10: error wrong-type: yes or no is needed here, not `1000"),
        ("strict = [" + "[" * 63 + "]" * 64, "1:10: error wrong-type: yes or no is needed here, not a list"),
    ],
)
def test_a_fault_stands_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    (first, *more) = wrong(tmp_path, text)
    assert first.startswith(f"partnercheck.toml:{said}")
    assert not more


def test_a_link_that_leads_out_is_outside(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "link").symlink_to(tmp_path)
    assert "leads out of the folder" in wrong(inner, "dossiers = 'link'\n")[0]


def test_a_fault_in_the_shared_file_stands_in_its_table(tmp_path: Path) -> None:
    text = "[project]\nname = 'x'\n[tool.partnercheck]\nstrict = 'perhaps'\n"
    assert wrong(tmp_path, text, "pyproject.toml")[0].startswith("pyproject.toml:4:10: error wrong-type")


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "partnercheck.toml"
    for content, code in ((b"\xff", "not-utf8"), (b" " * (MAX_BYTES + 1), "too-large")):
        file.write_bytes(content)
        with pytest.raises(InputError) as caught:
            settings(tmp_path)
        (told,) = caught.value.diagnostics
        assert (told.code, told.position.file) == (code, "partnercheck.toml")
