"""Reports in a real browser: Debian's chromium, driven by playwright; axe-core and html-validate from npm.

Where a tool is missing, the tests are skipped and say why; in CI they fail (`tools.needed`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import ExitStack
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

import pytest
from browsing import Opened

from building import EXAMPLES, NAMES, ROOT
from running import invoke
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser

PHONE, DESKTOP = 375, 1280
SPARED = "AimEnabled,MediaRouter,OptimizationHints,PreconnectToSearch,WebUIOmniboxAimPopup,WebUIOmniboxPopup"
"""What a browser does for whoever sits before it; in place of playwright's own list, which is much alike."""

QUIET = (f"--disable-features={SPARED}", "--renderer-process-limit=1")
"""A window costs half of the time, a file no process of its own."""

FORGET = "() => { try { localStorage.clear(); } catch { /* a page that is refused it keeps nothing */ } }"


def installed(name: str) -> Path:
    """Return a file that npm has installed."""
    path = ROOT / "node_modules" / name
    return needed(path if path.exists() else None, f"{path.name}; run npm install")


@pytest.fixture(scope="package")
def browser(
    under: Callable[[str], AbstractContextManager[None]],
) -> Iterator[Callable[[str], Browser]]:
    """The one browser that has the fonts of a set and no others."""
    path = needed(shutil.which("chromium") or shutil.which("chromium-browser"), "chromium on the PATH")
    needed(find_spec("playwright"), "playwright; run pip install playwright")
    from playwright.sync_api import sync_playwright

    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as driver, ExitStack() as running:

        @cache
        def browser(fonts: str) -> Browser:
            with under(fonts):
                return running.enter_context(
                    driver.chromium.launch(executable_path=path, args=arguments, env={**os.environ})
                )

        yield browser


@pytest.fixture(scope="package")
def chromium(font_set: str, browser: Callable[[str], Browser]) -> Browser:
    """One browser for all tests under a set of fonts."""
    return browser(font_set)


@pytest.fixture(scope="package")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The examples' reports as HTML files, by name."""
    folder = tmp_path_factory.mktemp("reports")
    for name in NAMES:
        assert invoke("assess", EXAMPLES / f"{name}.yaml", "-q", "-o", folder / f"{name}.html").code == 0
    return {name: folder / f"{name}.html" for name in NAMES}


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty page, a file as reports are: another kind of address would take another process."""
    path = tmp_path_factory.mktemp("nothing") / "nothing.html"
    path.write_text("<!doctype html>", encoding="utf-8")
    return path


@pytest.fixture(scope="package")
def idle() -> dict[Hashable, list[Opened]]:
    """Pages that no test is using, by what is fixed: to open one takes longer than to load a file."""
    return {}


@pytest.fixture
def visit(
    chromium: Browser, idle: dict[Hashable, list[Opened]], nothing: Path
) -> Iterator[Callable[..., Opened]]:
    """Open a file in a page that no other test uses; a test that is done has seen no misdeed."""
    opened: list[tuple[Hashable, Opened]] = []

    def visit(
        path: Path,
        width: int = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
        *,
        script: bool = True,
        anchor: str = "",
        forced: Literal["active", "none"] = "none",
        start: str = "",
    ) -> Opened:
        kind = (chromium, script, start)
        waiting = idle.setdefault(kind, [])
        if waiting:
            found = waiting.pop()
        else:
            context = chromium.new_context(java_script_enabled=script, locale="en-US")
            context.add_init_script(start)
            found = Opened(context.new_page())
        opened.append((kind, found))
        found.page.set_viewport_size({"width": width, "height": 900})
        found.page.emulate_media(media="null", color_scheme=scheme, forced_colors=forced)
        found.go(path, anchor)
        return found

    yield visit
    misdeeds = [misdeed for _, each in opened for misdeed in each.misdeeds]
    for kind, each in opened:
        each.go(nothing)
        each.page.evaluate(FORGET)
        each.misdeeds.clear()
        idle[kind].append(each)
    assert misdeeds == []


@pytest.fixture(scope="package")
def axe() -> str:
    """The script of axe-core."""
    return installed("axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def html_validate() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run html-validate on files."""
    program = installed(".bin/html-validate")

    def html_validate(*files: Path) -> subprocess.CompletedProcess[str]:
        command = [str(program), "--config", str(ROOT / ".htmlvalidate.json"), *map(str, files)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return html_validate
