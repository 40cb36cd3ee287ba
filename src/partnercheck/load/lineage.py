"""A rubric with what it was read from and extends; findings about it, placed where its user can mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.strict import Strict
    from partnercheck.source import Document


class LoadedRubric(NamedTuple):
    """A rubric with what it was read from.

    Attributes:
        path: Where it stands.
        file: None for a rubric that is named by its id: on another machine it stands elsewhere.
        chain: The bytes of the file, then of each parent.
        sha256: The digest over the chain.
        parent: What it extends.
        warnings: What is odd about how it was named, but does no harm.
        foreign: Whether its file is none of the user's own: it is bundled, or installed elsewhere.
    """

    rubric: Rubric
    document: Document
    path: Path
    file: Path | None
    chain: bytes
    sha256: str
    parent: LoadedRubric | None = None
    warnings: tuple[Diagnostic, ...] = ()
    foreign: bool = False

    @property
    def raw(self) -> bytes:
        """The bytes of its own file."""
        return self.chain.removesuffix(self.parent.chain) if self.parent else self.chain

    @property
    def ancestors(self) -> Iterator[LoadedRubric]:
        """What it extends, and what that extends in its turn."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def paths(self) -> Iterator[Path]:
        """Where it stands, and what it extends."""
        yield self.path
        yield from (each.path for each in self.ancestors)

    @property
    def models(self) -> dict[int, Strict]:
        """Its dimensions, criteria and flags by the `id` of their data, for a child that takes them over."""
        dimensions = [*zip(self.document.data["dimensions"], self.rubric.dimensions, strict=True)]
        flags = zip(self.document.data.get("red_flags") or (), self.rubric.red_flags, strict=True)
        criteria = (
            pair for data, each in dimensions for pair in zip(data["criteria"], each.criteria, strict=True)
        )
        return {id(data): each for data, each in (*dimensions, *criteria, *flags)}

    def in_own_files(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield findings about it where its user can mend them."""
        return in_own_files(found, self.document, self.parent)


def in_own_files(
    found: Iterable[Diagnostic], document: Document, parent: LoadedRubric | None
) -> Iterator[Diagnostic]:
    """Yield findings about a rubric; what stands in a foreign file is told where the rubric extends it."""
    lineage = [] if parent is None else [parent, *parent.ancestors]
    foreign = {each.document.source.file for each in lineage if each.foreign} - {document.source.file}
    for each in found:
        place = each.position
        if place.file not in foreign:
            yield each
            continue
        message = f"{each.message} (in `{place.file}`, line {place.line})"
        problem = Problem(each.code, ("extends",), message, each.hint, severity=each.severity)
        yield from document.locate([problem])
