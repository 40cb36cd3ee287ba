"""Sections that replies give, merged into a dossier that leaves them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Path, Problem, did_you_mean, shown
from partnercheck.model.sections import SectionChoice, SectionData
from partnercheck.model.strict import changed, validate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnercheck.model.dossier import Dossier
    from partnercheck.model.replies import Fitting, Received
    from partnercheck.source import Document


class SectionMerger:
    """Merges the sections of replies into a dossier: they are the partner's to give.

    Attributes:
        places: By path of the dossier, the document and path where a reply says it.
        found: What is wrong with replies.
        problems: What is wrong with the dossier.
    """

    def __init__(
        self, dossier: Dossier, replies: Sequence[Fitting], by_side: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Take the replies; of sections `by_side`, each side gives its own rows in these lists."""
        self.places: dict[Path, tuple[Document, Path]] = {}
        self.found: list[tuple[Received, Problem]] = []
        self.problems: list[Problem] = []
        self._dossier, self._replies, self._by_side = dossier, replies, by_side

    def _leave_out(self, reply: Received, path: Path, message: str) -> None:
        self.found.append((reply, Problem("left-out", path, message, key=True, severity="warning")))

    def merged(self) -> Dossier:
        """Return the dossier with the sections that it leaves out, or says from whose reply to take."""
        dossier = self._dossier
        given: dict[str, list[Fitting]] = {}
        for reply in self._replies:
            for name, _ in reply.received.reply.sections():
                given.setdefault(name, []).append(reply)
        for name, value in dossier:
            if isinstance(value, SectionChoice):
                given.setdefault(name, [])
        for name, replies in given.items():
            own = getattr(dossier, name)
            if isinstance(own, SectionData):
                for each in replies:
                    message = f"the dossier has a section `{name}` of its own, which stands"
                    self._leave_out(each.received, (name,), message)
                continue
            theirs = [each for each in replies if self._theirs_to_give(name, each)]
            if isinstance(own, SectionChoice):
                theirs = self._chosen(name, own, theirs)
            dossier = changed(dossier, **{name: self._section(name, theirs)})
        return dossier

    def _theirs_to_give(self, name: str, reply: Fitting) -> bool:
        side = reply.received.reply.side
        if side == "them" or (side == "us" and name in self._by_side):
            return True
        message = f"only the partner gives the section `{name}`; this one is left out"
        self._leave_out(reply.received, (name,), message)
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
        """Return a section with each side's own rows, and once what both say of both sides."""
        lists = self._by_side[name]
        values: dict[str, Any] = {}
        shared: dict[str, set[str]] = {}
        for reply, section in parts:
            side = reply.received.reply.side
            for key, value in section:
                if key in lists:
                    rows = values.setdefault(key, [])
                    before = shared.get(key, set())
                    shared[key] = {row.model_dump_json() for row in value if row.side == "both"}
                    for index, row in enumerate(value):
                        if row.side not in {side, "both"}:
                            message = "each side gives its own rows; this one of the other side is left out"
                            self._leave_out(reply.received, (name, key, index), message)
                        elif row.side != "both" or row.model_dump_json() not in before:
                            self.places[name, key, len(rows)] = reply.received.document, (name, key, index)
                            rows.append(row)
                elif key != "evidence" and value is not None and values.setdefault(key, value) != value:
                    message = f"`{key}` of `{name}` is {shown(values[key])} on the other side"
                    hint = "have one of them say what the other does, and collect that reply with --replace"
                    self.found.append((reply.received, Problem("differs", (name, key), message, hint)))
        whole, problems = validate(type(parts[0][1]), values)
        self.problems += [each._replace(path=(name, *each.path)) for each in problems]
        return whole or parts[0][1]


def _data(name: str, reply: Fitting) -> SectionData:
    section: SectionData = getattr(reply.received.reply, name)
    return section


def _bare(name: str, reply: Fitting) -> SectionData:
    """Return a section without what supports it."""
    return changed(_data(name, reply), evidence=None)


def _several(name: str, first: Fitting) -> Problem:
    message = f"`{name}` is given here, and otherwise in {shown(first.received.file)}"
    hint = f"choose in the dossier: `{name}: {{from: {shown(first.received.file)}}}`"
    return Problem("differs", (name,), message, hint, key=True)
