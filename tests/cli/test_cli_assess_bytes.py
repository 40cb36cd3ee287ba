"""The same inputs give the same bytes, wherever they are assessed and however they are ordered."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from building import DOSSIER, RUBRIC

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def shell(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "partnercheck", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        check=False,
    )


ENVIRONMENTS: list[dict[str, str]] = [
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "COLUMNS": "40"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1", "TZ": "America/Caracas", "PYTHONHASHSEED": "77"},
]


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_same_inputs_give_the_same_bytes_whatever_locale_time_zone_and_hash_seed(
    small: Callable[..., Path], folder: Path, form: str
) -> None:
    small(
        dossier=DOSSIER.replace("name: Acme", "name: “Ärger” & Söhne").replace(
            "listed: no", "listed: no, x: y"
        )
    )
    runs = [shell(folder, "assess", "dossier.yaml", "-f", form, **each) for each in ENVIRONMENTS]
    assert [each.returncode for each in runs] == [0, 0, 0]
    assert len({(each.stdout, each.stderr) for each in runs}) == 1
    assert "“Ärger”" in runs[0].stdout.decode()


def test_diagnostics_are_the_same_bytes_whatever_the_hash_seed(
    small: Callable[..., Path], write: Callable[..., Path], folder: Path
) -> None:
    small(
        dossier=DOSSIER.replace("./rubric.yaml", "child.yaml")
        .replace("  money:", "  x1:")
        .replace("  culture:", "  x2:")
        + "q: 1\nconditions: [{for: x}, {x: y}]\nfinancials2: {}\n"
    )
    write("child.yaml", "partnercheck: rubric/1\nid: c\nversion: 1\nextends: rubric.yaml\ndrop: [zz, yy]\n")
    runs = [
        shell(folder, "assess", name, PYTHONHASHSEED=seed)
        for seed in ("0", "1", "5")
        for name in ("dossier.yaml",)
    ]
    assert runs[0].returncode == 2
    assert len({each.stderr for each in runs}) == 1
    write("child.yaml", "partnercheck: rubric/1\nid: c\nversion: 1\nextends: rubric.yaml\n")
    runs = [shell(folder, "assess", "dossier.yaml", PYTHONHASHSEED=seed) for seed in ("0", "1", "5")]
    assert len({each.stderr for each in runs}) == 1


def reordered(data: Any) -> Any:
    """Return plain data with the keys of every mapping in the opposite order."""
    if isinstance(data, dict):
        return {key: reordered(data[key]) for key in reversed(data)}
    return [reordered(each) for each in data] if isinstance(data, list) else data


def plain(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506  (it makes texts, lists and mappings only)


def test_the_order_of_keys_changes_no_decision(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    def decision(**files: str) -> Any:
        small(**files)
        data = json.loads(run("assess", "dossier.yaml", "-f", "json").out)
        del data["dossier"]["sha256"], data["rubric"]["sha256"]
        data["profile"].sort(key=itemgetter("fact"))  # they stand as the rubric has them
        return data

    before = decision()
    backwards = {
        name: re.sub(r"'([\w.-]+)'", r"\1", yaml.dump(reordered(plain(text)), sort_keys=False))
        for name, text in (("dossier", DOSSIER), ("rubric", RUBRIC))
    }
    assert decision(dossier=backwards["dossier"]) == before
    assert decision(rubric=backwards["rubric"]) == before
