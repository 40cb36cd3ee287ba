"""Draw the README's picture: the real terminal output of `partnercheck assess examples/acme.yaml`."""

from __future__ import annotations

from pathlib import Path

from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render.assessment.terminal import draw
from partnercheck.render.console import console_for
from partnercheck.render.document import document

ROOT = Path(__file__).parents[1]
FRAME = """\
<svg viewBox="0 0 {terminal_width} {terminal_height}" xmlns="http://www.w3.org/2000/svg" role="img" \
aria-label="The decision on Acme Networks Ltd as the terminal shows it">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px; \
line-height: {line_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="{background}" width="{terminal_width}" height="{terminal_height}" rx="8"/>
<g transform="translate(12, 12)">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def picture() -> str:
    """Return the picture as SVG."""
    decision = decide(Loader(ROOT).dossier(ROOT / "examples" / "acme.yaml"))
    report = document(with_insight(decision, explain(decision)), decision.inputs)
    console = console_for(width=84, color=True, record=True)
    draw(report, console)
    return console.export_svg(title="", code_format=_frame(), unique_id="pc")


def _frame() -> str:
    """Return rich's frame without its window and without fonts from the network."""
    return (
        FRAME.replace("{background}", "#0d1117")
        .replace("{terminal_width}", "1060")
        .replace("{terminal_height}", "960")
    )


if __name__ == "__main__":
    (ROOT / "docs" / "assess-acme.svg").write_text(picture(), encoding="utf-8")
