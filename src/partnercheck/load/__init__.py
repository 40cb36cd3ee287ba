"""From paths to validated objects, or to diagnostics: the only place that reads a user's files to assess.

What only some commands need, folders and the sources of a decision, is in modules of its own.
"""

from partnercheck.load.files import is_file, read
from partnercheck.load.lineage import LoadedRubric
from partnercheck.load.loader import STDIN, Loader
from partnercheck.load.rubric_files import NotARubricError, is_path
from partnercheck.resources import CASES

__all__ = ["CASES", "STDIN", "LoadedRubric", "Loader", "NotARubricError", "is_file", "is_path", "read"]
