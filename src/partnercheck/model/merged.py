"""Replies merged into a dossier: answers become ratings, facts and sections fill what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Path, Problem, did_you_mean, shown
from partnercheck.model.asking import ASKED
from partnercheck.model.dossier import Dossier, Entry, ProfileEntry, Rating, says_unknown
from partnercheck.model.names import name_key
from partnercheck.model.replies import Fitting, Received
from partnercheck.model.sections import SectionChoice, SectionData
from partnercheck.model.strict import changed, validate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.replies import Said
    from partnercheck.model.rubric import Rubric
    from partnercheck.source import Document

_SIDES = {"us": "us", "them": "the partner", "reference": "references"}


class Merged(NamedTuple):
    """A dossier with what replies say.

    Attributes:
        beside: By criterion, the ratings that stand beside the assessor's own answer.
        places: By path of the dossier, the document and path where a reply says it.
    """

    dossier: Dossier
    beside: Mapping[str, tuple[Rating, ...]]
    places: Mapping[Path, tuple[Document, Path]]

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


Found = tuple[Received, Problem]
"""A problem with the reply that its path leads through."""

Locate = Callable[[Iterable[Problem]], Iterator["Diagnostic"]]


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
    merger = _Merger(dossier, replies, rubric, by_side)
    merger.answers()
    merger.facts()
    merger.sections()
    return Merged(merger.dossier, merger.beside, merger.places), merger.found, merger.problems


class _Merger:
    """Merges replies into a dossier, part by part."""

    def __init__(
        self,
        dossier: Dossier,
        replies: Sequence[Fitting],
        rubric: Rubric,
        by_side: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.dossier = dossier
        self.beside: dict[str, tuple[Rating, ...]] = {}
        self.places: dict[Path, tuple[Document, Path]] = {}
        self.found: list[Found] = []
        self.problems: list[Problem] = []
        self._replies = replies
        self._rubric = rubric
        self._by_side = by_side

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

    def sections(self) -> None:
        """Fill the sections that the dossier leaves out, or says from whose reply to take."""
        given: dict[str, list[Fitting]] = {}
        for reply in self._replies:
            for name, _ in reply.received.reply.sections():
                given.setdefault(name, []).append(reply)
        for name, value in self.dossier:
            if isinstance(value, SectionChoice):
                given.setdefault(name, [])
        for name, replies in given.items():
            own = getattr(self.dossier, name)
            if isinstance(own, SectionData):
                for each in replies:
                    message = f"the dossier has a section `{name}` of its own, which stands"
                    self._warn(each.received, (name,), "left-out", message)
                continue
            theirs = [each for each in replies if self._theirs_to_give(name, each)]
            if isinstance(own, SectionChoice):
                theirs = self._chosen(name, own, theirs)
            self.dossier = changed(self.dossier, **{name: self._section(name, theirs)})

    def _theirs_to_give(self, name: str, reply: Fitting) -> bool:
        side = reply.received.reply.side
        if side == "them" or (side == "us" and name in self._by_side):
            return True
        message = f"the section `{name}` is the partner's to give; this one is left out"
        self._warn(reply.received, (name,), "left-out", message)
        return False

    def _chosen(self, name: str, choice: SectionChoice, replies: list[Fitting]) -> list[Fitting]:
        by_file = {each.received.file: each for each in replies}
        for index, file in enumerate(choice.from_):
            if file not in by_file:
                message = f"no reply `{shown(file)}` gives a section `{name}`"
                hint = did_you_mean(file, by_file)
                self.problems.append(Problem("unknown-reply", (name, "from", index), message, hint))
        return [by_file[file] for file in choice.from_ if file in by_file]

    def _section(self, name: str, replies: list[Fitting]) -> SectionData | None:
        """Return a section as replies give it; two of a side that differ are an error."""
        sides: dict[str, Fitting] = {}
        for each in replies:
            side = each.received.reply.side
            first = sides.setdefault(side, each)
            if _bare(name, first) != _bare(name, each):
                self.found.append((each.received, _several(name, first)))
        if not sides:
            return None
        parts = [(each, _data(name, each)) for each in sides.values()]
        first, section = parts[0]
        self.places[name,] = first.received.document, (name,)
        if name in self._by_side:
            section = self._both_sides(name, parts)
        supports = [each.worth(_data(name, each).evidence) for each in replies]
        items = tuple(item for each in supports if not isinstance(each, str) for item in each)
        return changed(section, evidence=items or supports[0])

    def _both_sides(self, name: str, parts: list[tuple[Fitting, SectionData]]) -> SectionData:
        """Return a section with the rows that each side gives of its own."""
        lists = self._by_side[name]
        values: dict[str, Any] = {}
        for reply, section in parts:
            side = reply.received.reply.side
            for key, value in section:
                if key in lists:
                    rows = values.setdefault(key, [])
                    for index, row in enumerate(value):
                        if row.side not in {side, "both"}:
                            message = "each side gives its own rows; this one of the other side is left out"
                            self._warn(reply.received, (name, key, index), "left-out", message)
                        elif row not in rows:
                            self.places[name, key, len(rows)] = reply.received.document, (name, key, index)
                            rows.append(row)
                elif key != "evidence" and value is not None and values.setdefault(key, value) != value:
                    message = f"`{key}` of `{name}` is {shown(values[key])} on the other side"
                    self.found.append((reply.received, Problem("differs", (name, key), message)))
        whole, problems = validate(type(parts[0][1]), values)
        self.problems += [each._replace(path=(name, *each.path)) for each in problems]
        return whole or parts[0][1]


_LONGEST = 20_000


def _data(name: str, reply: Fitting) -> SectionData:
    section: SectionData = getattr(reply.received.reply, name)
    return section


def _bare(name: str, reply: Fitting) -> SectionData:
    """Return a section without what supports it."""
    return changed(_data(name, reply), evidence=None)


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


def _several(name: str, first: Fitting) -> Problem:
    message = f"`{name}` is given here, and otherwise in {shown(first.received.file)}"
    hint = f"choose in the dossier: `{name}: {{from: {shown(first.received.file)}}}`"
    return Problem("differs", (name,), message, hint, key=True)
