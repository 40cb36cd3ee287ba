"""Sections that other packages declare, by the entry points of the group `partnercheck.sections`."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Diagnostic, InputError, Position, shown, visible
from partnercheck.measures.section import Section
from partnercheck.model.dossier import Dossier
from partnercheck.model.organisation import Organisation

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.metadata import EntryPoint

GROUP = "partnercheck.sections"

_LONGEST = 200
"""How much is told of what another package says of itself."""


def installed(taken: Collection[str]) -> dict[str, Section[Any]]:
    """Return the sections of other packages by name, in the order of their names.

    Raises:
        InputError: One cannot be loaded, is incomplete, or has a name that is `taken` or given twice.
    """
    found: dict[str, Section[Any]] = {}
    faults: list[Diagnostic] = []
    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, _package(each))):
        fault = _clash(point.name, taken) or _clash(point.name, found)
        section = None if fault else _load(point)
        if isinstance(section, Section):
            found[point.name] = section
        else:
            message = f"the section `{shown(point.name)}` cannot be used: {fault or section}"
            place = Position(visible(_package(point)), 1, 1)
            hint = "install a version of this package that works, or none"
            faults.append(Diagnostic("broken-section", "error", message, place, hint))
    if faults:
        raise InputError(faults)
    return found


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _clash(name: str, taken: Collection[str]) -> str | None:
    """Return why no further section may have this name."""
    if name in taken:
        return "there is already a section of this name"
    if any(hasattr(model, name) or name in model.model_fields for model in (Dossier, Organisation)):
        return "a dossier or an organisation uses this name for something else"
    return None


def _load(point: EntryPoint) -> Section[Any] | str:
    """Return the section that an entry point names, or why there is none."""
    try:
        found: object = point.load()
    except Exception as error:  # noqa: BLE001  (a module of another package may fail in any way)
        return f"{type(error).__name__}: {error}"[:_LONGEST]
    if not isinstance(found, Section):
        return f"`{shown(point.value)}` is no `Section`"
    if found.name != point.name:
        return f"the entry point is called `{shown(point.name)}`, the section itself `{found.name}`"
    return found
