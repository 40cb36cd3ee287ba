"""Financial statements from other programs' files to a `financials:` section; nothing is guessed."""

from partnercheck.importing.mapping import UnmappedError
from partnercheck.importing.run import FORMATS, MAX_BYTES, File, Format, Found, financials_from
from partnercheck.importing.statements import Request
from partnercheck.importing.tables.units import UNITS

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "UNITS",
    "File",
    "Format",
    "Found",
    "Request",
    "UnmappedError",
    "financials_from",
]
