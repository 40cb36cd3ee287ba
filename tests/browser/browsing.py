"""A page in the browser, which watches itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


@dataclass
class Opened:
    """A page in the browser, and what it did that a report must not do."""

    page: Page
    address: str = ""
    misdeeds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._requested)
        self.page.on("console", lambda message: self.misdeeds.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.misdeeds.append(f"error: {error}"))
        self.page.on("dialog", self._asked)

    def _requested(self, request: Any) -> None:
        if request.url.partition("#")[0] != self.address and not request.url.startswith("data:"):
            self.misdeeds.append(f"request: {request.url[:80]}")

    def _asked(self, dialog: Any) -> None:
        self.misdeeds.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: Path, anchor: str = "") -> None:
        self.address = path.as_uri()
        self.page.goto(self.address + anchor)
