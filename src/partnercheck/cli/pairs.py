"""Arguments, most of the form `NAME=VALUE`: taken apart, and pointed at where something is wrong with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from partnercheck.diagnostics import Diagnostic, Position, fail, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.diagnostics import Path, Problem

Pair = tuple[str, str]


def pairs(arguments: Iterable[str], hint: str, form: str = "NAME=VALUE") -> list[Pair]:
    """Return each argument as its name and its value.

    Raises:
        typer.BadParameter: One has no name, or no `=`; `hint` names the option, `form` what it takes.
    """
    found = []
    for argument in arguments:
        name, equals, text = argument.partition("=")
        if not name.strip() or not equals:
            raise typer.BadParameter(f"{argument!r} is not of the form {form}", param_hint=hint)
        found.append((name.strip(), text.strip()))
    return found


def at_pair(problem: Problem, path: Path, given: list[Pair], option: str) -> Diagnostic:
    """Return a problem at its place in an option.

    Its `path` begins with the place of the pair, then 0 for the name or 1 for the value.
    """
    place, part, *_ = path
    name, text = given[int(place)]
    position = Position(option, int(place) + 1, len(name) + 2 if part else 1, visible(f"{name}={text}"))
    return Diagnostic(problem.code, problem.severity, problem.message, position, problem.hint)


def sound(argument: str, problems: Iterable[Problem]) -> None:
    """Let an argument or option pass that nothing is wrong with.

    Raises:
        InputError: The first of its problems.
    """
    for each in problems:
        raise fail(each.code, each.message, argument, each.hint)
