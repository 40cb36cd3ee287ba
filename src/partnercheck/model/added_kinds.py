"""More kinds of criterion than are bundled."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from partnercheck.model.criteria.kinds import KINDS, by_name
from partnercheck.model.rubric import Dimension, Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion


@contextmanager
def added_kinds(*kinds: type[Criterion]) -> Iterator[None]:
    """Let rubrics have criteria of these kinds too, until the end of a `with`.

    Raises:
        TypeError: A kind leaves something unsaid that every kind must say.
        ValueError: There is already a kind of this name.
    """
    added = by_name(*kinds)
    if taken := added.keys() & KINDS.keys():
        raise ValueError(f"there is already a kind {', '.join(sorted(taken))}")
    KINDS.update(added)
    try:
        _rebuild()
        yield
    finally:
        for name in added:
            del KINDS[name]
        _rebuild()


def _rebuild() -> None:
    """Build again the models that hold criteria."""
    for model in (Dimension, Rubric):
        model.model_rebuild(force=True)
