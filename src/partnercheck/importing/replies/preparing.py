"""A reply as it came back, made what is kept: told whose it is, without what was not asked, files sealed.

Nothing that decides what an answer counts for is taken from the returned file: its side comes from what was
asked, digests from the files that came with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Path, Problem, shown
from partnercheck.measures import SECTIONS
from partnercheck.model.asked import fingerprint
from partnercheck.model.entry import says_unknown
from partnercheck.model.names import name_key
from partnercheck.model.replies import changed_levels, or_weakest, other_version
from partnercheck.model.versions import criteria_by_any_name
from partnercheck.source import Plain, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.model.asked import AskedForm
    from partnercheck.model.inputs import Inputs

_FORM = ("partnercheck", "partner", "rubric", "sha256", "form", "side", "by", "role", "date", "note")
_PARTS = ("profile", "answers")


class Sealed(NamedTuple):
    """A file of evidence as it is kept: its name from the reply's folder, and its digest."""

    file: str
    sha256: str


class Preparing:
    """Makes one returned reply what is kept; what is odd or wrong with it is in `problems`."""

    def __init__(
        self,
        reply: Table,
        form: AskedForm | None,
        side: str | None,
        inputs: Inputs,
        enclosed: Callable[[str], Sealed | None],
    ) -> None:
        """Take a reply, the form that it answers, and what tells which files came with it.

        Args:
            reply: Its data, which are changed.
            form: Where it was asked for.
            side: Whose it is, where nobody asked for it.
            inputs: The dossier's rubric, and what it is about.
            enclosed: Seals a file of evidence by its name; None where it did not come.
        """
        self.problems: list[Problem] = []
        self._reply, self._form, self._rubric = reply, form, inputs.rubric
        self._same_rubric = form is None or form.sha256 == inputs.rubric_used.sha256
        self._enclosed = enclosed
        self._whose(side)
        self._other_version(inputs.rubric_used.sha256)
        self._answers()
        self._facts()
        self._sections()
        for evidence, path in self._evidence():
            self._seal(evidence, path)

    def kept(self) -> dict[str, Any]:
        """Return the data as they are written down: who answers first, nothing that is empty."""
        names = (*_FORM, *_PARTS)
        ordered = [
            *(name for name in names if name in self._reply),
            *(name for name in self._reply if name not in names),
        ]
        found = {name: self._reply[name] for name in ordered}
        return {name: value for name, value in found.items() if value is not None and value != {}}

    def _whose(self, side: str | None) -> None:
        reply, form = self._reply, self._form
        stated, true = reply.get("side"), form.side if form else side
        if true is None:
            message = "nobody asked for this reply, so nobody knows whose side it is from"
            hint = "`--side us`, `them` or `reference` says so for all of them"
            self.problems.append(Problem("not-asked", ("form",), message, hint))
        elif stated is not None and stated != true:
            message = f"it says `{shown(stated)}`, but side `{true}` was asked; that counts"
            self.problems.append(Problem("wrong-side", ("side",), message, severity="warning"))
        _put(reply, "side", Plain(true or "us"))  # so that what else is wrong shows
        by, person = reply.get("by"), form.for_ if form else None
        if isinstance(by, str) and person is not None and name_key(by) != name_key(person):
            message = f"this form was sent to `{shown(person)}`, not to `{shown(by)}`"
            self.problems.append(Problem("other-person", ("by",), message, severity="warning"))

    def _other_version(self, digest: str) -> None:
        asked = self._reply.get("sha256")
        if self._form is None and asked is not None and asked != digest:
            self.problems.append(other_version(known=False))

    def _answers(self) -> None:
        criteria = criteria_by_any_name(self._rubric)
        answers = self._reply.get("answers")
        for group, entries in answers.items() if isinstance(answers, Table) else ():
            for name in list(entries) if isinstance(entries, Table) else ():
                criterion = criteria.get(name)
                if self._form is None or criterion is None:
                    continue
                path = "answers", group, name
                was = self._form.questions.get(name)
                if was is None:
                    self._leave_out(entries, name, _not_asked(path))
                elif not self._same_rubric and was != fingerprint(criterion):
                    self._leave_out(entries, name, changed_levels(name, path))

    def _facts(self) -> None:
        profile = self._reply.get("profile")
        if self._form is None or not isinstance(profile, Table):
            return
        for name in list(profile):
            if name not in self._form.facts and name in self._rubric.profile:
                self._leave_out(profile, name, _not_asked(("profile", name)))

    def _sections(self) -> None:
        reply = self._reply
        for name in [key for key in reply if key not in {*_FORM, *_PARTS} and key in SECTIONS]:
            if self._form is not None and name not in self._form.sections:
                self._leave_out(reply, name, _not_asked((name,)))
                continue
            section = reply[name]
            for key in SECTIONS[name].by_side if isinstance(section, Table) else ():
                rows = section.get(key)
                for row in rows if isinstance(rows, Row) else ():
                    if isinstance(row, Table) and "side" not in row:
                        _put(row, "side", reply["side"])

    def _leave_out(self, table: Table, name: str, problem: Problem) -> None:
        """Take out what stands under a name; the problem with it is told where that says anything."""
        _ = table.marks  # they are counted off by the keys that there are at first
        if not says_unknown(table.pop(name)):
            self.problems.append(problem)

    def _evidence(self) -> Iterator[tuple[Row, Path]]:
        """Yield the evidence of answers, facts and sections, each with its path."""
        reply = self._reply
        places: list[tuple[Any, Path]] = [
            (value, (name,)) for name, value in reply.items() if name not in {*_FORM, *_PARTS}
        ]
        for name in _PARTS:
            part = reply.get(name)
            for key, value in part.items() if isinstance(part, Table) else ():
                places.append((value, (name, key)))
                if name == "answers" and isinstance(value, Table):
                    places += [(entry, (name, key, one)) for one, entry in value.items()]
        for value, path in places:
            evidence = value.get("evidence") if isinstance(value, Table) else None
            if isinstance(evidence, Row):
                yield evidence, (*path, "evidence")

    def _seal(self, evidence: Row, path: Path) -> None:
        """Seal the files of evidence that came with the reply, and let go of those that did not."""
        rules, ours = self._rubric.evidence, self._reply["side"] == "us"
        claimed = or_weakest("declared", rules)
        for index, item in enumerate(evidence):
            if not isinstance(item, Table):
                continue
            _ = item.marks
            item.pop("sha256", None)
            name = item.get("file")
            sealed = self._enclosed(name) if isinstance(name, str) else None
            if sealed is not None:
                _put(item, "file", sealed.file)
                _put(item, "sha256", sealed.sha256)
            elif isinstance(name, str):
                item.pop("file")
                message = f"the file `{shown(name)}` did not come with it; the evidence counts as a claim"
                self.problems.append(Problem("not-enclosed", (*path, index), message, severity="warning"))
            grade = item.get("grade")
            if grade is None or (grade == claimed and not ours):  # others are not asked for a grade
                _put(item, "grade", rules.default if ours else rules.clears if sealed else claimed)


def _not_asked(path: Path) -> Problem:
    message = f"`{shown(path[-1])}` was not asked in this form; what is said of it is left out"
    return Problem("not-asked", path, message, key=True, severity="warning")


def _put(table: Table, key: str, value: Any) -> None:
    """Put a value into a mapping; a new key stands where the mapping begins."""
    mark = table.marks.get(key) or next(iter(table.marks.values()), (0, 0))
    table[key] = value
    table.marks[key] = mark
