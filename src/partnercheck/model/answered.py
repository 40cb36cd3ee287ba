"""A dossier with what replies say, and where a reply says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Diagnostic, Path, Problem
    from partnercheck.model.assessment import ReplyUsed
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.entry import Rating
    from partnercheck.source import Document

    Locate = Callable[[Iterable[Problem]], Iterator[Diagnostic]]


class Merged(NamedTuple):
    """A dossier with what replies say.

    Attributes:
        beside: By criterion, the ratings that stand beside the assessor's own answer.
        places: By path of the dossier, the document and path where a reply says it.
    """

    dossier: Dossier
    beside: Mapping[str, tuple[Rating, ...]] = {}
    places: Mapping[Path, tuple[Document, Path]] = {}

    def locate(self, problems: Iterable[Problem], locate: Locate) -> Iterator[Diagnostic]:
        """Yield problems as diagnostics where they stand: in a reply, or where `locate` finds them."""
        for problem in problems:
            path = problem.path
            depth = next((n for n in range(len(path), 0, -1) if path[:n] in self.places), 0)
            if depth:
                document, start = self.places[path[:depth]]
                yield from document.locate([problem._replace(path=(*start, *path[depth:]))])
            else:
                yield from locate([problem])


class Answered(NamedTuple):
    """A dossier with what replies say.

    Attributes:
        merged: The dossier, and where a reply says what.
        used: Each reply, for the assessment.
        diagnostics: What is wrong with the replies.
        problems: What is wrong with the dossier.
    """

    merged: Merged
    used: tuple[ReplyUsed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    problems: tuple[Problem, ...] = ()
