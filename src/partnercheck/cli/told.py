"""What is wrong with many dossiers, told on standard error: of a file that they share once."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.assessment import Note


class Told:
    """Knows what was told already, and how many dossiers it concerns."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._concerned: Counter[tuple[str, Diagnostic | Note]] = Counter()

    def say(self, problems: Iterable[Diagnostic]) -> None:
        """Tell the problems of one dossier, save those that were told of another one."""
        for each in problems:
            if self.is_new(each.position.file, each):
                print(each, file=sys.stderr)

    def is_new(self, file: str, problem: Diagnostic | Note) -> bool:
        """Return whether a problem of one dossier, in a file, is still to be told."""
        self._concerned[file, problem] += 1
        return self._concerned[file, problem] == 1

    def finish(self) -> None:
        """Say of each file whose problems concern several dossiers how many those are."""
        most: dict[str, int] = {}
        for (file, _), number in self._concerned.items():
            most[file] = max(number, most.get(file, 0))
        for file, number in most.items():
            if number > 1:
                print(f"{file}: what is told of it above concerns {number} dossiers", file=sys.stderr)
