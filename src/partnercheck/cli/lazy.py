"""Commands that are built when they are asked for: a run pays for the options of one command only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer

from partnercheck.docstrings import docstring


class Commands(Mapping[str, Any]):
    """The commands of a group by name. A command's module has its `app`, a group's its `COMMANDS` too."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        """Take the full name of each command's module."""
        self._modules = modules

    def __getitem__(self, name: str) -> Any:
        module = import_module(self._modules[name])
        return group(module.app, module.COMMANDS) if hasattr(module, "COMMANDS") else command(module.app)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def command(app: typer.Typer) -> Any:
    """Return what runs a typer application; its help is what its functions say of themselves."""
    for each in (app.registered_callback, *app.registered_commands):
        if each is not None and each.callback is not None:
            each.help = docstring(each.callback)
    built = typer.main.get_command(app)
    built.short_help = " ".join((built.help or "").partition("\n\n")[0].split()).removesuffix(".")
    return built


def group(app: typer.Typer, modules: Mapping[str, str]) -> Any:
    """Return what runs a typer application whose commands stand in modules of their own."""
    built = command(app)
    built.commands = Commands(modules)
    return built
