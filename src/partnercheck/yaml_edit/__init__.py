"""YAML text changed in place: every other byte stays as it was."""

from partnercheck.yaml_edit.edits import Edit, Lines, Nest, Remove, Rename, value_at
from partnercheck.yaml_edit.run import edited, entry_texts

__all__ = ["Edit", "Lines", "Nest", "Remove", "Rename", "edited", "entry_texts", "value_at"]
