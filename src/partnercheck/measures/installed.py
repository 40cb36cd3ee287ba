"""Sections that other packages declare, by the entry points of the group `partnercheck.sections`."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Diagnostic, InputError, Position, shown, visible
from partnercheck.measures.measured import Measure, Measured, Sides, UnmeasurableError
from partnercheck.measures.section import Section
from partnercheck.model.dossier import Dossier
from partnercheck.model.organisation import Organisation
from partnercheck.model.reply import Reply

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
            guarded = tuple(_guarded(each, point) for each in section.measures)
            found[point.name] = replace(section, measures=guarded)
        else:
            message = f"the section `{shown(point.name)}` cannot be used: {fault or section}"
            faults.append(_broken(point, message))
    if faults:
        raise InputError(faults)
    return found


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _clash(name: str, taken: Collection[str]) -> str | None:
    """Return why no further section may have this name."""
    if name in taken:
        return "there is already a section of this name"
    if any(hasattr(model, name) or name in model.model_fields for model in (Dossier, Organisation, Reply)):
        return "a dossier, an organisation or a reply uses this name for something else"
    return None


def _broken(point: EntryPoint, message: str) -> Diagnostic:
    place = Position(visible(_package(point)), 1, 1)
    hint = "install a version of this package that works, or none"
    return Diagnostic("broken-section", "error", message, place, hint)


def _guarded(measure: Measure[Any], point: EntryPoint) -> Measure[Any]:
    """Return a measure that fails as an `InputError` that names it and its package."""

    @wraps(measure.compute)
    def compute(data: Any, sides: Sides) -> Measured:
        try:
            return measure.compute(data, sides)
        except UnmeasurableError:
            raise
        except (Exception, SystemExit) as error:
            message = f"the measure `{shown(f'{point.name}.{measure.name}')}` failed: {_brief(error)}"
            raise InputError([_broken(point, message)]) from error

    return replace(measure, compute=compute)


def _brief(error: BaseException) -> str:
    return f"{type(error).__name__}: {visible(str(error))}"[:_LONGEST]


def _load(point: EntryPoint) -> Section[Any] | str:
    """Return the section that an entry point names, or why there is none."""
    try:
        found: object = point.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001  (a module of another package may fail in any way)
        return _brief(error)
    if not isinstance(found, Section):
        return f"`{shown(point.value)}` is no `Section`"
    if found.name != point.name:
        return f"the entry point is called `{shown(point.name)}`, the section itself `{found.name}`"
    return found
