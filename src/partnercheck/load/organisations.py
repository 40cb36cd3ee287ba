"""Our own side, from its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.load.checked import mapping, whole
from partnercheck.load.files import sha256
from partnercheck.load.logo import read_logo
from partnercheck.measures import organisation_model
from partnercheck.model.partial import Parsed, parse_model

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.diagnostics import Problem
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


def read_organisation(document: Document, raw: bytes, home: Path) -> LoadedOrganisation:
    """Return the organisation of a document, whose logo stands in the folder `home`.

    Raises:
        InputError: It has errors.
    """
    model = organisation_model(document.data)
    parsed = parse_model(model, mapping(document, "organisation/1", model.model_fields), _STAND_INS)
    problems: list[Problem] = []
    logo = read_logo(parsed.model.report if parsed.model else None, home, problems)
    return LoadedOrganisation(whole(parsed, parsed.locate(problems)), parsed, sha256(raw), logo)
