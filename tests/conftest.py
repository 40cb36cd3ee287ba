"""What all tests share: the program in a folder of its own, and files in that folder.

Modules beside this one (`building`, `running`) are imported by their names.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import pinning
from building import ROOT, lay_out
from fontsets import FONT_SETS, fontconfig
from running import Result, invoke

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("quick", settings.get_profile("steady"), max_examples=5)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write anew what outputs are compared with."
    )


def pytest_configure(config: pytest.Config) -> None:
    pinning.updating = config.getoption("--update-golden")


SLOWEST = (
    "warehouse",
    "browser",
    "render/test_render_pdf.py",
    "cli/test_cli_portfolio_killed.py",
    "fuzz",
    "growth",
)
"""Folders and files of tests that take longest, the longest first."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Begin with what takes longest: a worker that took it last would work while the others wait."""
    if not config.getoption("lf", default=False) and not any("::" in each for each in config.args):
        pinning.collected = {each.nodeid for each in items}
    yield
    slowest = [str(ROOT / "tests" / each) for each in SLOWEST]

    def place(item: pytest.Item) -> int:
        return next((at for at, each in enumerate(slowest) if str(item.path).startswith(each)), len(slowest))

    items.sort(key=place)


@pytest.fixture(scope="session")
def under(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], AbstractContextManager[None]]:
    """Let what draws pages, here and in subprocesses, have the fonts of one set and no others."""

    @contextmanager
    def under(name: str) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FONTCONFIG_FILE", str(fontconfig(name, tmp_path_factory.getbasetemp())))
            yield

    return under


@pytest.fixture(scope="session", params=FONT_SETS)
def font_set(
    request: pytest.FixtureRequest, under: Callable[[str], AbstractContextManager[None]]
) -> Iterator[str]:
    """Run a test under each set of fonts."""
    with under(request.param):
        yield request.param


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """The day that it is for the program, after all days on which something is decided."""
    day = dt.date(2028, 2, 1)
    monkeypatch.setattr("partnercheck.cli.clock.today", lambda: day)
    return day


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """Write a file of this text into the test's folder."""

    def write(name: str, text: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:  # noqa: ARG001  (it runs there)
    """Run the program in the test's folder: its arguments, and the bytes on standard input."""
    return invoke


@pytest.fixture
def small(folder: Path) -> Callable[..., Path]:
    """Write the small rubric, organisation and dossier of `building` into the test's folder.

    Keywords give other texts for `rubric`, `us` or `dossier`. Returns the dossier.
    """

    def small(**files: str | bytes) -> Path:
        lay_out(folder, **files)
        return folder / "dossier.yaml"

    return small
