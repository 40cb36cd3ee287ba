"""A rubric as it is shown."""

from typing import NamedTuple

from partnercheck.model.scale import DataAsWritten


class RubricShown(NamedTuple):
    """A rubric's file, or what it comes to.

    Attributes:
        text: Its YAML; bytes where it is the file as it is.
        data: What it comes to with all that it extends, as plain data that read back as the same rubric.
    """

    text: str | bytes
    data: DataAsWritten
