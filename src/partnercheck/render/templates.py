"""Jinja in its sandbox: bundled templates, and those that a user brings."""

from __future__ import annotations

import base64
import hashlib
import re
import traceback
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from partnercheck import __version__
from partnercheck.diagnostics import Diagnostic, InputError, Position, shown, visible
from partnercheck.render.bars import BARS
from partnercheck.render.chart_style import PAINT
from partnercheck.render.charts import DRAW
from partnercheck.render.compiled import compiled_templates
from partnercheck.render.escape import css_text, escape_markdown, sentence_html
from partnercheck.render.fonts import fonts
from partnercheck.render.report import Report
from partnercheck.resources import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from partnercheck.render.page import Page

MAX_OUTPUT = 50_000_000
MAX_REPEAT = 1_000_000


@cache
def _own_fields(kind: Any) -> frozenset[str]:
    """Return the fields of a report's part or of a shape: plain data that a template may always see."""
    if not kind.__module__.startswith(("partnercheck.render.", "partnercheck.model.tables")):
        return frozenset()
    named = getattr(kind, "_fields", None) or [each.name for each in fields(kind)]
    return frozenset(named)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that also refuses the plainest ways to build huge texts and numbers.

    It keeps a template from files and Python; time and memory are those of whoever chose the template.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; those of a report, which a page asks for thousands of times, without ado."""
        if attribute in _own_fields(cast("Hashable", type(obj))):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"`{operator}` is not allowed in a template")
        if operator == "*":
            for one, other in ((left, right), (right, left)):
                if (
                    isinstance(one, str | list | tuple)
                    and isinstance(other, int)
                    and len(one) * other > MAX_REPEAT
                ):
                    raise SecurityError("this would make a huge text")
        return super().call_binop(context, operator, left, right)


@cache
def _environment(
    finalize: Callable[[Any], Any], *, escape: bool, kind: type[Environment] = _Sandbox
) -> Environment:
    """Return an environment, a sandbox by default, whose templates may include the bundled ones alone."""
    environment = kind(
        loader=FileSystemLoader(folder("templates")),
        autoescape=escape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(f"{__version__} {kind.__name__} {finalize.__name__} {escape}"),
    )
    environment.globals |= {
        "draw": DRAW,
        "paint": PAINT,
        "bar": BARS,
        "fonts": fonts,
        "css_text": css_text,
        "sentence": sentence_html,
        "digest": lambda name: _digest(environment, name),
    }
    return environment


def _digest(environment: Environment, name: str) -> str:
    """Return the digest of a bundled file, as a page's security policy names a script that may run."""
    loader = environment.loader
    assert loader is not None  # noqa: S101  (every environment here has one)
    source, *_ = loader.get_source(environment, name)
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode("ascii")


def render(
    report: Report | Page, text: str | None, name: str, finalize: Callable[[Any], Any], *, escape: bool
) -> str:
    """Return the output of a template for a report.

    Args:
        report: What is said; the template sees it as `report`, and may have charts drawn with
            `draw` and written with `bar`.
        text: The template; None for the bundled one of this name.
        name: The template's name, for errors.
        finalize: What is done to every value before it is written.
        escape: Whether values are escaped for HTML.

    Raises:
        InputError: A user's template is wrong, asks for what is not there, or does what the sandbox forbids.
    """
    # A bundled template is ours; the sandbox, which takes a third longer, is for those of users.
    environment = _environment(finalize, escape=escape, kind=Environment if text is None else _Sandbox)
    pieces: list[str] = []
    size = 0
    try:
        template = environment.get_template(name) if text is None else environment.from_string(text)
        for piece in template.generate(report=report):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT:
                raise SecurityError(f"the output is larger than {MAX_OUTPUT // 1_000_000} MB")  # noqa: TRY301
    except Exception as error:
        if text is None or _fails_anyway(report, error, finalize, escape=escape):
            raise
        raise _error(name, text, _line(error), _message(error)) from None
    return "".join(pieces)


def _fails_anyway(
    report: Report | Page, error: Exception, finalize: Callable[[Any], Any], *, escape: bool
) -> bool:
    """Return whether an error is our own: the bundled template fails on this report, too."""
    if isinstance(error, TemplateError):
        return False
    try:
        render(report, None, "report.html.j2" if escape else "report.md.j2", finalize, escape=escape)
    except Exception:  # noqa: BLE001  (whatever it is)
        return True
    return False


def _message(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        return error.message or "not a template"
    return str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"


def _line(error: Exception) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return frames[-1].lineno or 1 if frames else 1


def _error(name: str, text: str, line: int, message: str) -> InputError:
    lines = text.splitlines() or [""]
    source = lines[min(line, len(lines)) - 1]
    known = ", ".join(each.name for each in fields(Report))
    hint = (
        f"a template is given `report`, with {known}"
        if "undefined" in message or "Report" in message
        else None
    )
    place = Position(name, line, 1, source)
    return InputError([Diagnostic("template", "error", shown(_plain_words(message)), place, hint)])


def _plain_words(message: str) -> str:
    """Return a template's error without the names that Python gives to things."""
    return re.sub(
        r"'partnercheck\.render\.report(?:\.\w+)?\.(\w+) object'",
        lambda match: f"`{match[1].lower()}`",
        message,
    )


def html(report: Report | Page, text: str | None = None, name: str = "report.html.j2") -> str:
    """Return a report as HTML, from the bundled template or another."""
    return render(report, text, name, _seen, escape=True)


def markdown(report: Report | Page, text: str | None = None, name: str = "report.md.j2") -> str:
    """Return a report as Markdown, from the bundled template or another."""
    out = render(report, text, name, escape_markdown, escape=False)
    return re.sub(r"\n{3,}", "\n\n", out)


def plain(report: Report, text: str, name: str) -> str:
    """Return what a user's template for plain text makes of a report."""
    return render(report, text, name, _seen, escape=False)


def _seen(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def page(name: str, **said: Any) -> Iterator[str]:
    """Yield the parts of a page of HTML that a bundled template makes of what it is given.

    Nothing is kept: what is given as an iterator may be longer than fits in memory. The template is ours, so
    it needs no sandbox, which would double the time; what it is given is escaped.
    """
    environment = _environment(_seen, escape=True, kind=Environment)
    stream = environment.get_template(name).stream(**said)
    stream.enable_buffering(200)
    yield from stream
