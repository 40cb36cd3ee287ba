"""Reports in a real browser: Debian's chromium, driven by playwright; axe-core and html-validate from npm.

Where a tool is missing, the tests are skipped and say why; in CI they fail (`tools.needed`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pytest

from building import EXAMPLES, NAMES, ROOT
from running import invoke
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PHONE, DESKTOP = 375, 1280


def installed(name: str) -> Path:
    """Return a file that npm has installed."""
    path = ROOT / "node_modules" / name
    return needed(path if path.exists() else None, f"{path.name}; run npm install")


class Opened(NamedTuple):
    """A page in the browser, and what it did that a report must not do."""

    page: Page
    misdeeds: list[str]


@pytest.fixture(scope="package")
def launch() -> Iterator[Callable[[], Browser]]:
    """Start a browser, which has the fonts that FONTCONFIG_FILE names."""
    path = needed(shutil.which("chromium") or shutil.which("chromium-browser"), "chromium on the PATH")
    needed(find_spec("playwright"), "playwright; run pip install playwright")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        yield lambda: driver.chromium.launch(executable_path=path, args=arguments, env={**os.environ})


@pytest.fixture(scope="package")
def chromium(font_set: str, launch: Callable[[], Browser]) -> Iterator[Browser]:  # noqa: ARG001  (its fonts)
    """One browser for all tests under a set of fonts."""
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The examples' reports as HTML files, by name."""
    folder = tmp_path_factory.mktemp("reports")
    for name in NAMES:
        assert invoke("assess", EXAMPLES / f"{name}.yaml", "-q", "-o", folder / f"{name}.html").code == 0
    return {name: folder / f"{name}.html" for name in NAMES}


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file in a page of its own; a test that is done has seen no misdeed."""
    opened: list[Opened] = []

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
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            forced_colors=forced,
            java_script_enabled=script,
            locale="en-US",
        )
        page = context.new_page()
        page.add_init_script(start)
        found = Opened(page, [])
        address = path.as_uri()

        def requested(request: Any) -> None:
            if request.url.partition("#")[0] != address and not request.url.startswith("data:"):
                found.misdeeds.append(f"request: {request.url[:80]}")

        def said(message: Any) -> None:
            found.misdeeds.append(f"console: {message.text}")

        def asked(dialog: Any) -> None:
            found.misdeeds.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("request", requested)
        page.on("console", said)
        page.on("pageerror", lambda error: found.misdeeds.append(f"error: {error}"))
        page.on("dialog", asked)
        page.goto(address + anchor)
        opened.append(found)
        return found

    yield visit
    for each in opened:
        each.page.context.close()
    assert [misdeed for each in opened for misdeed in each.misdeeds] == []


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
