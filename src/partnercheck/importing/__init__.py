"""Financial statements from other programs' files to a `financials:` section; nothing is guessed."""

from partnercheck.importing.run import FORMATS, MAX_BYTES, Format, Imported, financials_from
from partnercheck.importing.statements import Wishes

__all__ = ["FORMATS", "MAX_BYTES", "Format", "Imported", "Wishes", "financials_from"]
