"""`partnercheck compare`."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.console import terminal_options
from partnercheck.cli.dossiers import Against, open_dossier, say_bad
from partnercheck.cli.files import write
from partnercheck.cli.outputs import (
    FORMS,
    check_kept,
    check_place,
    check_read_once,
    form_of,
    is_folder,
    real_paths,
)
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.engine import decide, explain
from partnercheck.insight.comparison import compare
from partnercheck.load import Loader
from partnercheck.render import json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.engine import Decision
    from partnercheck.model.comparison import Comparison
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.page import Page

_FORMS = {suffix: form for suffix, form in FORMS.items() if form != "pdf"}


class Request(NamedTuple):
    """What the command line asks for."""

    dossiers: list[str]
    against: Against
    format: str | None
    outputs: list[str]
    quiet: bool


def run_compare(request: Request) -> int:
    """Show dossiers side by side. Returns the exit code."""
    try:
        targets = list(_targets(request))
        decisions = [decide(inputs) for inputs in _open(request)]
        comparison = compare([explain(decision) for decision in decisions])
        _deliver(request, targets, decisions, comparison)
    except InputError as error:
        say_bad(error, request.format)
        return 2
    return 0


def _open(request: Request) -> list[Inputs]:
    """Return all dossiers, held against one rubric.

    Raises:
        InputError: Some cannot be used, with all that is wrong with any; or their rubrics differ.
    """
    loader = Loader()
    opened: list[Inputs] = []
    wrong: list[Diagnostic] = []
    for name in request.dossiers:
        try:
            opened.append(open_dossier(loader, name, request.against))
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(wrong)
    first = opened[0].rubric_used
    for each in opened[1:]:
        used = each.rubric_used
        if (used.id, used.version, used.sha256) != (first.id, first.version, first.sha256):
            other = opened[0].dossier_used.file
            message = f"its rubric is {_named(each)}, but that of {other} is {_named(opened[0])}"
            hint = "--rubric ID|PATH assesses all dossiers against one rubric"
            raise fail("different-rubrics", message, each.dossier_used.file, hint)
    return opened


def _named(inputs: Inputs) -> str:
    used = inputs.rubric_used
    return f"{used.id} {used.version} (SHA-256 {used.sha256[:8]}…)"


def _targets(request: Request) -> Iterator[tuple[Path, str]]:
    """Yield the files to write, each with its form.

    Raises:
        InputError: One has no known form, or would overwrite what is read.
    """
    inputs = real_paths([*request.dossiers, request.against.rubric, request.against.organisation])
    check_read_once(request.dossiers)
    for output in request.outputs:
        check_place(output)
        path = Path(output)
        paths = [path / "comparison.html", path / "comparison.md"] if is_folder(output) else [path]
        for each in paths:
            check_kept(each, inputs)
            form = form_of(each, request.format)
            if form is None or form not in _FORMS.values():
                raise fail("output", f"a comparison's suffix is one of {', '.join(_FORMS)}", output)
            yield each, form


def _deliver(
    request: Request,
    targets: Sequence[tuple[Path, str]],
    decisions: Sequence[Decision],
    comparison: Comparison,
) -> None:
    """Write and print a comparison."""

    @cache
    def page() -> Page:
        from partnercheck.render.page.comparison import page as put_into_words

        return put_into_words(comparison)

    def render(form: str, *, width: int = 80, color: bool = False) -> str:
        if form == "json":
            return json.render(comparison)
        if form == "terminal":
            from partnercheck.render.page import terminal

            return terminal.render(page(), width=width, color=color)
        from partnercheck.render.page import templates

        return templates.html(page()) if form == "html" else templates.markdown(page())

    for path, form in targets:
        write(path, render(form))
        if not request.quiet:
            print(f"written: {visible(str(path))}", file=sys.stderr)
    if not request.quiet:
        for decision in decisions:
            for diagnostic in decision.diagnostics:
                print(diagnostic, file=sys.stderr)
        for note in comparison.notes:
            print(f"warning: {note}", file=sys.stderr)
        print(render(request.format or "terminal", **terminal_options()), end="")
