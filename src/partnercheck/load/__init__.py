"""From paths to validated objects, or to diagnostics: the only place that reads a user's files to assess."""

from partnercheck.load.files import CASES, is_file, read
from partnercheck.load.folders import Found, dossiers_in
from partnercheck.load.loader import STDIN, Loader
from partnercheck.load.rubrics import LoadedRubric, NotARubricError, is_path
from partnercheck.load.sources import Sources, sources_of, unchanged

__all__ = [
    "CASES",
    "STDIN",
    "Found",
    "LoadedRubric",
    "Loader",
    "NotARubricError",
    "Sources",
    "dossiers_in",
    "is_file",
    "is_path",
    "read",
    "sources_of",
    "unchanged",
]
