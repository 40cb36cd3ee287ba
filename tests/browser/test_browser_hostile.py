"""Whatever stands in a dossier: nothing of it runs, nothing breaks the page, nothing is lost."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from building import ROOT, RUBRIC

sys.path.insert(0, str(ROOT / "tests" / "render"))
from test_render_hostile import FIELDS, HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

RUNNING = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '" autofocus onfocus=alert(4) x="',
    "' onmouseover=alert(5) x='",
    "<svg onload=alert(6)><animate onbegin=alert(7) attributeName=x dur=1s>",
    "<iframe src=https://evil.example></iframe><link rel=stylesheet href=https://evil.example/x.css>",
    "</style><style>@import url(https://evil.example)</style>",
    "javascript:alert(8)",
    "{{ 7 * 7 }} {% raw %} ${alert(9)}",
    "null ~ None undefined NaN true",
]
TEXTS = {
    "markup that would run": " ".join(RUNNING),
    "markup of every kind": " ".join(each for each in HOSTILE if not {*'\\"'} & {*each}),
    "one long word": "Z" * 10_000,
    "one long word with signs": "Z-/&" * 2_500,
    "from right to left": "שלום \u05e2\u05d5\u05dc\u05dd مرحبا " * 100,
    "emoji": "🙂👩‍👩‍👧‍👦🏳️‍🌈é" * 200,
}
"""Texts without control characters: those are shown as escapes, which the tests of rendering see to."""


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_is_only_text(
    kind: str,
    visit: Callable[..., Any],
    small: Callable[..., Path],
    run: Callable[..., Result],
    folder: Path,
) -> None:
    text = TEXTS[kind]
    quoted = json.dumps(text, ensure_ascii=False)
    rubric = RUBRIC
    for title in ("Culture", "Openness"):
        rubric = rubric.replace(f"title: {title}", f"title: {quoted}")
    small(dossier=FIELDS.format(quoted, quoted if len(text) < 200 else "long"), rubric=rubric)
    result = run("assess", "dossier.yaml", "-q", "-o", "a.html")
    assert result.code == 0, result.err
    page = visit(folder / "a.html").page
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = bare(page.evaluate("document.body.textContent"))
    assert shown.count(bare(text)) >= 15
    page.mouse.move(600, 300)
    for _ in range(20):
        page.keyboard.press("Tab")
    assert page.evaluate("document.title").startswith(text[:10].strip())
