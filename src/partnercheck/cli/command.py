"""What makes a function a command: options in groups, formats, exit codes, one handler of errors."""

from __future__ import annotations

from enum import StrEnum
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import typer

from partnercheck.cli.failures import BAD_INPUT, DONE, INTERRUPTED, OWN_FAULT, handled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from partnercheck.render.formats import Formats

_EXITS = {
    DONE: "done",
    BAD_INPUT: "the input or the command is wrong",
    OWN_FAULT: "a fault of partnercheck's own",
    INTERRUPTED: "interrupted",
}


class FormatOption(NamedTuple):
    """An option such as `--format`: what may be asked for is what the registry has for a kind of result."""

    formats: Formats[Any]
    help: str = "On standard output."
    flags: tuple[str, ...] = ("--format", "-f")


def command(
    app: typer.Typer,
    name: str | None = None,
    *,
    exits: Mapping[int, str] | None = None,
    note: str = "",
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Make a function the command of an application; it returns its exit code, None for 0.

    A parameter whose type is a named tuple stands for the options that are its fields, so that an option is
    written down where it is declared and where it is used, and nowhere else. A function may raise
    `InputError` anywhere; other errors are the program's own faults.

    Args:
        app: The application.
        name: The command's name where it is not the function's.
        exits: What exit codes stand for, where there is more to say than of every command.
        note: What else its help ends with.
    """
    codes = "; ".join(f"{code} {meaning}" for code, meaning in sorted({**_EXITS, **(exits or {})}.items()))

    def register(function: Callable[..., int | None]) -> Callable[..., int | None]:
        hints = get_type_hints(function, include_extras=True)
        given_as = signature(function).parameters.values()
        parameters = [each.replace(annotation=hints[each.name]) for each in given_as]
        flat = [option for each in parameters for option in _options(each)]

        def run(**given: Any) -> None:
            if given.get("format") is not None:
                given["format"] = given["format"].value
            arguments = {each.name: _gathered(each.annotation, each.name, given) for each in parameters}
            machine = given.get("format") == "json"
            raise typer.Exit(handled(lambda: function(**arguments), machine=machine))

        run.__name__, run.__module__, run.__doc__ = function.__name__, function.__module__, function.__doc__
        run.__annotations__ = {each.name: each.annotation for each in flat}
        vars(run)["__signature__"] = Signature(flat)
        app.command(name, epilog=f"Exit codes: {codes}. {note}".strip())(run)
        return function

    return register


def _is_group(kind: Any) -> bool:
    return hasattr(kind, "_fields")


def _options(parameter: Parameter) -> Iterator[Parameter]:
    """Yield the options that a parameter stands for."""
    kind, default = parameter.annotation, parameter.default
    if _is_group(kind):
        for name, annotation in get_type_hints(kind, include_extras=True).items():
            given = kind._field_defaults.get(name, Parameter.empty)
            yield from _options(Parameter(name, Parameter.KEYWORD_ONLY, default=given, annotation=annotation))
        return
    for each in getattr(kind, "__metadata__", ()):
        if isinstance(each, FormatOption):
            make: Any = StrEnum  # for mypy, which wants to know the members
            choice = make("Format", {name: name for name in each.formats.names})
            given = None if default is None else choice(default)
            option = typer.Option(given, *each.flags, help=each.help, show_default=given is not None)
            parameter = parameter.replace(annotation=choice | None, default=option)
    yield parameter.replace(kind=Parameter.KEYWORD_ONLY)


def _gathered(kind: Any, name: str, given: Mapping[str, Any]) -> Any:
    """Return what a parameter is given: an option, or a group of them."""
    if not _is_group(kind):
        return given[name]
    fields = get_type_hints(kind, include_extras=True)
    return kind(**{field: _gathered(fields[field], field, given) for field in fields})
