"""`partnercheck whatif`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.console import terminal_options
from partnercheck.cli.dossiers import Against, open_dossier, say_bad
from partnercheck.diagnostics import Diagnostic, InputError, Position, Problem, visible
from partnercheck.engine import decide, explain
from partnercheck.insight.whatif import what_if
from partnercheck.load import Loader
from partnercheck.model.suppositions import read_suppositions
from partnercheck.render import json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.model.inputs import Inputs
    from partnercheck.model.suppositions import Suppositions
    from partnercheck.model.whatif import WhatIf

Pairs = list[tuple[str, str]]


class Request(NamedTuple):
    """What the command line asks for."""

    dossier: str
    against: Against
    suppositions: dict[str, Pairs]
    format: str


def run_whatif(request: Request) -> int:
    """Show what would move if something were otherwise. Returns the exit code."""
    try:
        inputs = open_dossier(Loader(), request.dossier, request.against)
        supposed = _read(inputs, request.suppositions)
    except InputError as error:
        say_bad(error, request.format)
        return 2
    decision = decide(inputs)
    if request.format != "json":
        for diagnostic in decision.diagnostics:
            print(diagnostic, file=sys.stderr)
    print(_render(request.format, what_if(inputs, supposed, explain(decision))), end="")
    return 0


def _read(inputs: Inputs, suppositions: dict[str, Pairs]) -> Suppositions:
    """Return what is supposed; what is odd about it is said on standard error.

    Raises:
        InputError: Something is wrong with it.
    """
    problems: list[Problem] = []
    supposed = read_suppositions(
        inputs, suppositions["set"], suppositions["grade"], suppositions["weight"], problems
    )
    diagnostics = [_at_option(each, suppositions) for each in problems]
    if any(each.severity == "error" for each in diagnostics):
        raise InputError(diagnostics)
    for each in diagnostics:
        print(each, file=sys.stderr)
    return supposed


def _at_option(problem: Problem, suppositions: dict[str, Pairs]) -> Diagnostic:
    """Return a problem at its place in the option that it is about."""
    kind, place, part, *_ = problem.path
    name, text = suppositions[str(kind)][int(place)]
    column = len(name) + 2 if part else 1
    position = Position(f"--{kind}", int(place) + 1, column, visible(f"{name}={text}"))
    return Diagnostic(problem.code, problem.severity, problem.message, position, problem.hint)


def _render(form: str, whatif: WhatIf) -> str:
    if form == "json":
        return json.render(whatif)
    from partnercheck.render.page.whatif import page

    if form == "markdown":
        from partnercheck.render.page import templates

        return templates.markdown(page(whatif))
    from partnercheck.render.page import terminal

    return terminal.render(page(whatif), **terminal_options())


def pairs(arguments: Sequence[str]) -> Pairs:
    """Return each `NAME=VALUE` as the two.

    Raises:
        ValueError: One has no name, or no `=`; its text is that argument.
    """
    found = []
    for argument in arguments:
        name, equals, text = argument.partition("=")
        if not name.strip() or not equals:
            raise ValueError(argument)
        found.append((name.strip(), text.strip()))
    return found
