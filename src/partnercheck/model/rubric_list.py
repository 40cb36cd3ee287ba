"""The rubrics that can be named by their ids. It is the form of `--format json`."""

from typing import Literal, NamedTuple

from partnercheck.resources import Origin


class ListedRubric(NamedTuple):
    """A rubric that is found."""

    id: str
    version: str | None
    """Null, as title and summary are, where it cannot be used."""
    title: str | None
    summary: str | None
    origin: Origin
    """What kind of folder it stands in."""
    file: str | None
    """Null for a bundled rubric."""
    problem: str | None
    """Why it cannot be used by its id."""


class RubricList(NamedTuple):
    """All that are found."""

    partnercheck: Literal["rubrics/1"]
    rubrics: tuple[ListedRubric, ...]
