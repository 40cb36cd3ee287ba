"""Replies merged into a dossier: answers become ratings, facts and sections fill what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Path, Problem, shown
from partnercheck.model.answered import Merged
from partnercheck.model.asking import ASKED
from partnercheck.model.dossier import Dossier, ProfileEntry
from partnercheck.model.entry import Entry, Rating, says_unknown
from partnercheck.model.merged_sections import SectionMerger
from partnercheck.model.names import name_key
from partnercheck.model.replies import Fitting, Received
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnercheck.model.replies import Said
    from partnercheck.model.rubric import Rubric
    from partnercheck.source import Document

_SIDES = {"us": "us", "them": "the partner", "reference": "references"}


Found = tuple[Received, Problem]
"""A problem with the reply that its path leads through."""


def merge(
    dossier: Dossier, replies: Sequence[Fitting], rubric: Rubric, by_side: Mapping[str, tuple[str, ...]]
) -> tuple[Merged, list[Found], list[Problem]]:
    """Return a dossier with what replies say, what is wrong with the replies, and with the dossier.

    Args:
        dossier: As it is written.
        replies: What of each fits the rubric.
        rubric: What the dossier is held against.
        by_side: Sections of which each side gives its own rows: the names of the lists that hold them.
    """
    merger = _Merger(dossier, replies, rubric)
    merger.answers()
    merger.facts()
    sections = SectionMerger(merger.dossier, replies, by_side)
    merged = Merged(sections.merged(), merger.beside, {**merger.places, **sections.places})
    return merged, [*merger.found, *sections.found], sections.problems


class _Merger:
    """Merges answers and facts of replies into a dossier."""

    def __init__(self, dossier: Dossier, replies: Sequence[Fitting], rubric: Rubric) -> None:
        self.dossier = dossier
        self.beside: dict[str, tuple[Rating, ...]] = {}
        self.places: dict[Path, tuple[Document, Path]] = {}
        self.found: list[Found] = []
        self._replies = replies
        self._rubric = rubric

    def _warn(self, reply: Received, path: Path, code: str, message: str, hint: str | None = None) -> None:
        self.found.append((reply, Problem(code, path, message, hint, key=True, severity="warning")))

    def answers(self) -> None:
        """Merge the answers: ratings of their side and person."""
        said: dict[str, list[tuple[Fitting, Said]]] = {}
        for reply in self._replies:
            for name, each in reply.answers.items():
                said.setdefault(name, []).append((reply, each))
        groups = {key: dict(entries) for key, entries in self.dossier.answers.items()}
        for name, heard in said.items():
            home = self._rubric.dimension_of[name]
            own = groups.get(home, {}).get(name)
            entry = self._entry(name, own or Entry(), heard, new=own is None)
            groups.setdefault(home, {})[name] = entry
        self.dossier = changed(self.dossier, answers=groups)

    def _entry(self, name: str, own: Entry, heard: list[tuple[Fitting, Said]], *, new: bool) -> Entry:
        """Return the entry of a criterion with what replies say of it."""
        path: Path = ("answers", self._rubric.dimension_of[name], name)
        if new:
            self.places[path] = heard[0][0].received.document, heard[0][1].path
        if own.not_applicable is not None or not says_unknown(own.answer):
            rated = tuple(self._rating(*each) for each in heard)
            self.beside[name] = rated
            self._locate((*path, "beside"), 0, heard)
            return own
        ratings = own.ratings or ()
        answering = [each for each in heard if not each[1].response.is_unknown]
        reasons = [each.response.not_applicable for _, each in answering]
        if answering and all(reasons) and all(says_unknown(each.answer) for each in ratings):
            reason = "; ".join(dict.fromkeys(filter(None, reasons)))
            return changed(own, answer=None, ratings=None, not_applicable=reason[:_LONGEST])
        known = {(each.side, name_key(each.by)) for each in ratings}
        kept = []
        for reply, each in heard:
            received, response = reply.received, each.response
            if received.reply.voice in known:
                message = f"`{shown(received.reply.by)}` has rated this already, in the dossier"
                hint = "each person has one voice; keep the rating that holds"
                self.found.append((received, Problem("duplicate-rating", each.path, message, hint, key=True)))
                continue
            if response.not_applicable is not None:
                message = f"`{name}` applies as others answer it; that it does not is left out"
                self._warn(received, (*each.path, "not_applicable"), "left-out", message)
            kept.append((reply, each))
        self._locate((*path, "ratings"), len(ratings), kept)
        both = (*ratings, *(self._rating(*each) for each in kept))
        return changed(own, answer=None, ratings=both or None)

    def _locate(self, path: Path, start: int, heard: list[tuple[Fitting, Said]]) -> None:
        for index, (reply, each) in enumerate(heard, start):
            self.places[*path, index] = reply.received.document, each.path

    def _rating(self, reply: Fitting, said: Said) -> Rating:
        """Return what a person said as a rating; that a question does not apply is none."""
        response, who = said.response, reply.received.reply
        note = response.note
        if response.not_applicable is not None:
            note = f"Does not apply: {response.not_applicable}"
        return Rating.model_construct(
            by=who.by,
            side=who.side,
            answer="unknown" if response.not_applicable is not None else response.answer,
            evidence=reply.worth(response.evidence),
            note=note,
        )

    def facts(self) -> None:
        """Fill the facts that the dossier leaves out; two replies that differ are an error."""
        given: dict[str, list[Fitting]] = {}
        for reply in self._replies:
            for name in reply.facts:
                given.setdefault(name, []).append(reply)
        profile = dict(self.dossier.profile)
        for name, replies in given.items():
            own = profile.get(name)
            known = [each for each in replies if each.facts[name][1] is not None]
            self._warn_of_side(name, known)
            if own is not None and not says_unknown(own.is_):
                self._differing(name, own, known)
            elif known or own is None:
                first = (known or replies)[0]
                for other in known[1:]:
                    if other.facts[name][1] != first.facts[name][1]:
                        self.found.append((other.received, _conflict(name, first, other)))
                supports = [each.worth(each.facts[name][0].evidence) for each in known]
                items = tuple(item for each in supports if not isinstance(each, str) for item in each)
                short = next((each for each in supports if isinstance(each, str)), None)
                profile[name] = ProfileEntry.model_construct(
                    is_=first.facts[name][0].is_, evidence=items or short
                )
                self.places["profile", name] = first.received.document, ("profile", name)
        self.dossier = changed(self.dossier, profile=profile)

    def _warn_of_side(self, name: str, known: list[Fitting]) -> None:
        asked = self._rubric.profile[name].ask
        for each in known:
            if asked not in ASKED[each.received.reply.side]:
                message = (
                    f"the fact `{shown(name)}` was not to be asked of {_SIDES[each.received.reply.side]}"
                )
                self._warn(each.received, ("profile", name), "wrong-voice", message)

    def _differing(self, name: str, own: ProfileEntry, known: list[Fitting]) -> None:
        fact = self._rubric.profile[name]
        for each in known:
            entry, value = each.facts[name]
            if not _reads_as(fact, own.is_, value):
                message = f"`{shown(name)}` is `{shown(own.is_)}` in the dossier, not `{shown(entry.is_)}`"
                self._warn(each.received, ("profile", name), "differs", message)


_LONGEST = 20_000


def _reads_as(fact: Any, written: object, value: object) -> bool:
    try:
        read: object = fact.read(written)
    except ValueError:  # told where the profile is read
        return True
    return read == value


def _conflict(name: str, first: Fitting, other: Fitting) -> Problem:
    here, there = other.facts[name][0].is_, first.facts[name][0].is_
    file = shown(first.received.file)
    message = f"`{shown(name)}` is `{shown(here)}` here, but `{shown(there)}` in {file}"
    return Problem("differs", ("profile", name), message, "state it in the dossier's `profile`", key=True)
