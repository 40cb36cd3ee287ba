"""What is odd about many dossiers, told on standard error: what they share once."""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.assessment import Note
    from partnercheck.model.series import Renamings


_NAMED = 20
"""So many dossiers are named that share something; more are counted."""


def say_renamed(found: Renamings) -> None:
    """Say of dossiers that give one LEI and two names that they count as one partner's."""
    for each in found.first:
        one = f"`{shown(each.name)}` ({visible(each.dossier)})"
        other = f"`{shown(each.other_name)}` ({visible(each.other_dossier)})"
        print(f"note: {one} and {other} have one LEI, and count as one partner", file=sys.stderr)
    if found.more:
        print(f"note: and {found.more} more name{'s' * (found.more > 1)} of one LEI", file=sys.stderr)


def say_after(problems: Iterable[Diagnostic]) -> None:
    """Tell what is odd about a result, after all that is printed of it."""
    sys.stdout.flush()
    for each in problems:
        print(each, file=sys.stderr)


class Told:
    """Knows what was told already, and which dossiers it concerns."""

    def __init__(self, *, notes: bool = True) -> None:
        """Begin with nothing; `notes` says whether what is only noted is told."""
        self._told: set[tuple[str, Diagnostic | Note]] = set()
        self._concerned: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._noted: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._notes = notes

    def say(self, dossier: str, problems: Iterable[Diagnostic]) -> None:
        """Tell the problems of one dossier, save those that were told of another one."""
        for each in problems:
            if self.is_new(dossier, each.position.file, each):
                print(each, file=sys.stderr)

    def is_new(self, dossier: str, file: str, problem: Diagnostic | Note) -> bool:
        """Return whether a problem of one dossier, in a file, is still to be told."""
        self._concerned[file][dossier] = None
        new = (file, problem) not in self._told
        self._told.add((file, problem))
        return new

    def note(self, dossier: str, text: str) -> None:
        """Keep what is noted of a dossier until all are known of which it is."""
        if self._notes:
            self._noted[text][dossier] = None

    def finish(self) -> None:
        """Say of each file whose problems concern several dossiers which those are, then what is noted."""
        for file, dossiers in self._concerned.items():
            if len(dossiers) > 1:
                told = f"{visible(file)}: what is told of it above concerns {len(dossiers)} dossiers"
                print(f"{told}: {_named(dossiers)}", file=sys.stderr)
        for text, dossiers in self._noted.items():
            print(f"note: {text} ({_named(dossiers)})", file=sys.stderr)


def _named(dossiers: Collection[str]) -> str:
    names = ", ".join(map(visible, islice(dossiers, _NAMED)))
    return names + (f" and {left} more" if (left := len(dossiers) - _NAMED) > 0 else "")
