"""Rubrics, dossiers and our own side, from files, from texts or as Python data."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from partnercheck.api.data import as_text
from partnercheck.diagnostics import InputError, fail
from partnercheck.load import Loader, is_path
from partnercheck.model.scalars import read_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from partnercheck.load.lineage import LoadedRubric as Loaded
    from partnercheck.load.organisations import LoadedOrganisation
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.inputs import Inputs, Logo, Seen
    from partnercheck.model.rubric import Rubric

AnyPath = str | os.PathLike[str]
Source = AnyPath | Mapping[str, Any]
"""A path; a text of several lines, which is the YAML itself; or the data as Python has them."""


class _Loaded:
    """What nothing changes, so that a copy is the same: only another process reads it anew."""

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self


@dataclass(frozen=True)
class LoadedRubric(_Loaded):
    """A rubric, read and checked. Threads may share it.

    Attributes:
        reference: What names it; None for one that stands in no file.
        rubric: What it says: `title`, `version`, `dimensions`, `criteria` by id, `red_flags` …
        sha256: The digest of its text and of those that it extends.
        loaded: What it was read from.
        source: What it was loaded from.
    """

    reference: str | None
    rubric: Rubric = field(repr=False)
    sha256: str
    loaded: Loaded = field(repr=False, compare=False)
    source: Source = field(repr=False, compare=False)

    def __reduce__(self) -> tuple[Callable[..., LoadedRubric], tuple[Source, str]]:
        """Return how to send it to another process: it is read there anew, and must be the same."""
        return _rubric_again, (_sent(self.source), self.sha256)


@dataclass(frozen=True, repr=False)
class LoadedDossier(_Loaded):
    """A dossier with the rubric, and our own side, that it is held against.

    Attributes:
        source: The dossier's file, or what was given in place of one.
        inputs: All that an assessment is made from.
        given: What stands in place of what it names, by the names of `load_dossier`.
    """

    source: Source
    inputs: Inputs
    given: Mapping[str, Any]

    @property
    def dossier(self) -> Dossier:
        """What it says."""
        return self.inputs.dossier

    @property
    def rubric(self) -> Rubric:
        """What it is held against."""
        return self.inputs.rubric

    @property
    def as_of(self) -> dt.date:
        """The day that an assessment speaks for."""
        return self.inputs.as_of

    def __reduce__(self) -> tuple[Callable[..., LoadedDossier], tuple[Source, dict[str, Any], _Seen]]:
        """Return how to send it to another process: it is read there anew, and must be the same."""
        given = {name: _sent(value) for name, value in self.given.items()}
        return _dossier_again, (_sent(self.source), given, _Seen.of(self.inputs))

    def __repr__(self) -> str:
        return f"<dossier {self.inputs.dossier.partner.name!r} under {self.rubric.id} {self.rubric.version}>"


def load_rubric(source: Source) -> LoadedRubric:
    """Return a rubric.

    Args:
        source: Its id, `id@version` or path; its YAML, a text of several lines; or its data as a mapping.

    Raises:
        InputError: There is no such rubric, it has errors, or it is of another major version.
    """
    loader = Loader()
    text, name = _in_memory(source), None
    if text is None:
        name = _reference(source)
        loaded = loader.rubric(name)
    else:
        loaded = loader.in_memory(text, "rubric")
    return LoadedRubric(name, loaded.rubric, loaded.sha256, loaded, source)


def loader_with(rubric: LoadedRubric | None) -> Loader:
    """Return a loader that has read nothing but a rubric: a file that changed since is read as it is now."""
    loader = Loader()
    if rubric is not None and rubric.reference is not None:
        loader.keep(rubric.reference, rubric.loaded)
    return loader


def load_dossier(
    source: Source,
    *,
    rubric: Source | LoadedRubric | None = None,
    organisation: Source | None = None,
    as_of: dt.date | str | None = None,
) -> LoadedDossier:
    """Return a dossier with the rubric and the organisation that it is held against.

    Paths in a dossier that stands in no file are relative to the working directory.

    Args:
        source: The dossier's file; its YAML, a text of several lines; or its data as a mapping.
        rubric: In place of the rubric that the dossier names; one that is loaded is not read again.
        organisation: Our own side in place of that which the dossier names: its file, text or data.
        as_of: In place of the dossier's as-of date; a `date`, or a text such as `2026-11-20`.

    Raises:
        InputError: A file cannot be read or has errors; its `diagnostics` say what and where.
        TypeError: `as_of` is neither a date nor a text; a datetime is none, for want of a time zone. Or data
            hold what no file can hold.
        ValueError: `as_of` is a text that is no day.
    """
    day = _day(as_of)
    if rubric is not None and not isinstance(rubric, LoadedRubric):
        rubric = load_rubric(rubric)
    given = {"rubric": rubric, "organisation": organisation, "as_of": as_of}
    return LoadedDossier(source, _inputs(loader_with(rubric), source, rubric, organisation, day), given)


def all_inputs(
    sources: Iterable[Source | InputError],
    rubric: Source | LoadedRubric | None,
    organisation: Source | None,
    as_of: dt.date | str | None,
) -> Iterator[Inputs | InputError]:
    """Yield what dossiers come to as for `load_dossier`, or what is wrong; what they share is read once."""
    day = _day(as_of)
    if rubric is not None and not isinstance(rubric, LoadedRubric):
        rubric = load_rubric(rubric)
    loader = loader_with(rubric)
    for source in sources:
        try:
            yield (
                source
                if isinstance(source, InputError)
                else _inputs(loader, source, rubric, organisation, day)
            )
        except InputError as error:
            yield error


def _inputs(
    loader: Loader,
    source: Source,
    rubric: LoadedRubric | None,
    organisation: Source | None,
    day: dt.date | None,
) -> Inputs:
    raw = _in_memory(source)
    return loader.dossier(
        Path(_path(source)) if raw is None else "dossier",
        rubric=None if rubric is None else rubric.reference or rubric.loaded,
        organisation=None if organisation is None else _ours(loader, organisation),
        as_of=day,
        raw=raw,
    )


def _rubric_again(source: Source, sha256: str) -> LoadedRubric:
    found = load_rubric(source)
    if found.sha256 != sha256:
        raise fail("changed", "this rubric has changed since it was sent here", found.reference or "rubric")
    return found


class _Seen(NamedTuple):
    """What was seen of the files that a dossier is loaded from; a logo may be of a side that is in none."""

    seen: tuple[Seen, ...]
    logo: Logo | None

    @classmethod
    def of(cls, inputs: Inputs) -> Self:
        return cls(inputs.seen, inputs.logo)


def _sent(given: Any) -> Any:
    """Return what goes to another process in place of what was given: of data their text."""
    return as_text(given) if isinstance(given, Mapping) else given


def _dossier_again(source: Source, given: dict[str, Any], seen: _Seen) -> LoadedDossier:
    found = load_dossier(source, **given)
    if _Seen.of(found.inputs) != seen:
        message = "this dossier, or what it is held against, has changed since it was sent here"
        raise fail("changed", message, found.inputs.dossier_used.file or "dossier")
    return found


def _ours(loader: Loader, source: Source) -> Path | LoadedOrganisation:
    raw = _in_memory(source)
    return Path(_path(source)) if raw is None else loader.organisation_in_memory(raw, "organisation")


def _in_memory(source: Source) -> bytes | None:
    """Return the text of what stands in no file; None for a path or id, which has one line."""
    if isinstance(source, str):
        return source.encode("utf-8", "surrogatepass") if "\n" in source else None
    return as_text(source).encode("utf-8", "surrogatepass") if isinstance(source, Mapping) else None


def _day(as_of: object) -> dt.date | None:
    """Return the day that is given, read as everywhere else."""
    if as_of is None:
        return None
    if isinstance(as_of, str):
        try:
            return read_day(as_of)
        except ValueError as error:  # of the library that reads files, which is nobody's concern
            raise ValueError(f"as_of: {error}") from None
    if isinstance(as_of, dt.date) and not isinstance(as_of, dt.datetime):
        return as_of
    raise TypeError(f"as_of is a date or a text such as 2026-11-20, not a {type(as_of).__name__}")


def _path(source: Source) -> str:
    if isinstance(source, str | os.PathLike):
        return os.fspath(source)
    raise TypeError(f"a path, a text or a mapping is needed, not {type(source).__name__}")


def _reference(source: Source) -> str:
    """Return how a rubric is named to the loader; a path object is always a path."""
    name = _path(source)
    return name if isinstance(source, str) or is_path(name) else f"./{name}"
