"""A report as PDF, tagged so that screen readers can read it (PDF/UA-1), from its HTML.

Nothing is fetched: what the HTML does not carry is not there. WeasyPrint is the extra `pdf`; it needs Pango.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from typing import TYPE_CHECKING, Any

from partnercheck import __version__
from partnercheck.diagnostics import fail, visible
from partnercheck.extras import install
from partnercheck.render.words import few

if TYPE_CHECKING:
    import datetime as dt

LOGGER = logging.getLogger(__name__)
_VARIANT = "pdf/ua-1"
_LIBRARY = "a PDF needs Pango; on Debian install it with: apt-get install libpango-1.0-0 libpangoft2-1.0-0"


_CODE = re.compile(rb"^<([0-9a-f]{4})> ([0-9]+)$")
_DRAWING = re.compile(
    r'<div class="drawing"[^>]*\baria-label(?:="(?P<label>[^"]*)"|ledby="(?P<by>[^"]*)")[^>]*><svg\b[^>]*>'
)


def weasyprint(name: str = "PDF") -> Any:
    """Return the module that makes PDFs; `name` is the output that needs it, for errors.

    Raises:
        InputError: It is not installed, or a library that it needs is not.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints advice when a library is missing
            import weasyprint as found
    except ImportError:
        raise fail("pdf", f"a PDF needs the extra `pdf`; install it with: {install('pdf')}", name) from None
    except OSError:
        raise fail("pdf", _LIBRARY, name) from None
    return found


def pdf(html: str, day: dt.date) -> bytes:
    """Return a page of HTML as PDF, dated to a day; the same page gives the same bytes on one machine.

    Characters that no font of the machine has are logged: they show as boxes.

    Raises:
        InputError: What makes PDFs is not installed.
    """
    maker = weasyprint()
    fetcher = maker.urls.URLFetcher(allowed_protocols={"data"})
    document = maker.HTML(string=_titled(html), url_fetcher=fetcher).render(pdf_variant=_VARIANT)
    document.metadata.created = document.metadata.modified = day.isoformat()
    document.metadata.generator = f"partnercheck {__version__}"
    made = bytes(document.write_pdf(pdf_variant=_VARIANT, finisher=_with_plain_codes))
    if lacking := sorted({code for font in document.fonts.values() for code in font.missing}):
        characters = few([visible(chr(code)) for code in lacking], 5)
        LOGGER.warning(
            "no font of this machine has %s: they show as boxes until one is installed", characters
        )
    return made


def _with_plain_codes(_: Any, made: Any) -> None:
    """Let every code of a composite font be the number of a glyph, whatever characters are drawn.

    Where no font has a character, WeasyPrint gives the font that shows a box for it an encoding of its own.
    Many programs that read PDFs cannot follow that, and lose all the text in that font. The usual encoding
    does as well: the font below maps what has no glyph to the box (`.notdef`, 0).
    """
    numbered = {each.reference: each for each in made.objects}
    for font in made.objects:
        if isinstance(font, dict) and font.get("Subtype") == "/Type0" and font["Encoding"] in numbered:
            own = numbered[font["Encoding"]]
            glyphs = {int(code, 16): int(glyph) for line in own.stream for code, glyph in _CODE.findall(line)}
            below = numbered[font["DescendantFonts"][0]]
            if (
                below["Subtype"] == "/CIDFontType2"
            ):  # the others find no such glyph, and show `.notdef` for it
                below["CIDToGIDMap"] = font["Encoding"]
            own.stream = [b"".join(glyphs.get(code, 0).to_bytes(2) for code in range(max(glyphs) + 1))]
            own.extra = {}
            font["Encoding"] = "/Identity-H"


def _titled(html: str) -> str:
    """Return a page whose drawings have their text alternatives as titles, where WeasyPrint looks."""

    def titled(drawing: re.Match[str]) -> str:
        label = drawing["label"]
        if label is None:
            element = rf'<(\w+)[^>]*\bid="{re.escape(drawing["by"])}"[^>]*>(.*?)</\1>'
            named = re.search(element, html, re.DOTALL)
            label = re.sub("<[^>]*>", "", named[2]) if named else ""
        return f"{drawing[0]}<title>{label}</title>"

    return _DRAWING.sub(titled, html)
