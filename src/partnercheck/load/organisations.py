"""Our own side, from its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import fail
from partnercheck.load.checked import mapping, whole
from partnercheck.load.files import read, relative, sha256
from partnercheck.load.kept import Kept
from partnercheck.load.logo import read_logo
from partnercheck.measures import organisation_model
from partnercheck.model.partial import Parsed, parse_model
from partnercheck.source import parse

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.diagnostics import Problem
    from partnercheck.load.confinement import Confinement
    from partnercheck.model.inputs import Logo
    from partnercheck.model.organisation import Organisation
    from partnercheck.source import Document

_STAND_INS = {"partnercheck": "organisation/1", "name": "?"}


class LoadedOrganisation(NamedTuple):
    """An organisation with what it was read from."""

    organisation: Organisation
    parsed: Parsed[Organisation]
    sha256: str
    logo: Logo | None

    def logo_files(self, path: Path) -> tuple[Path, ...]:
        """Return the file of the logo that the organisation at `path` names, if it names one."""
        look = self.organisation.report
        return (path.parent / look.logo,) if look and look.logo else ()


class Organisations:
    """The organisations of one run; each file is read once."""

    def __init__(self, confinement: Confinement) -> None:
        """Name files relative to the user's folder."""
        self.confinement = confinement
        self._named: Kept[LoadedOrganisation] = Kept()
        self._read: Kept[LoadedOrganisation] = Kept()

    def get(self, path: Path, home: Path | None = None) -> LoadedOrganisation:
        """Return the organisation in a file; `home` is the folder of the dossier that names it, if one does.

        Its lines are quoted below `home`, by default the file's own folder.

        Raises:
            InputError: It cannot be read or has errors.
        """
        name = relative(path, self.confinement.folder)
        if home is not None and (why := self.confinement.outside(path, name)):
            raise fail("outside", why, name)
        namer = home or path.parent
        return self._named.get((path, namer), lambda: self._file(path, name, namer))

    def _file(self, path: Path, name: str, namer: Path) -> LoadedOrganisation:
        quotable = self.confinement.quotable(path, namer)

        def make() -> LoadedOrganisation:
            raw = read(path, name)
            return _organisation(parse(raw, name, quotable=lambda: quotable), raw, path.parent)

        return self._read.get((path.absolute(), quotable), make)

    def in_memory(self, raw: bytes, name: str) -> LoadedOrganisation:
        """Return an organisation that stands in no file; its logo's path is relative to the user's folder.

        Raises:
            InputError: It has errors.
        """
        return _organisation(parse(raw, name), raw, self.confinement.folder)


def _organisation(document: Document, raw: bytes, home: Path) -> LoadedOrganisation:
    """Return the organisation of a document, whose logo stands in the folder `home`."""
    model = organisation_model(document.data)
    parsed = parse_model(model, mapping(document, "organisation/1", model.model_fields), _STAND_INS)
    problems: list[Problem] = []
    logo = read_logo(parsed.model.report if parsed.model else None, home, problems)
    return LoadedOrganisation(whole(parsed, parsed.locate(problems)), parsed, sha256(raw), logo)
