"""What is supposed in place of what a dossier says, read by the rules of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import Path, Problem
from partnercheck.model.answers import read_answer
from partnercheck.model.entry import Entry
from partnercheck.model.inputs import Given
from partnercheck.model.references import unknown
from partnercheck.model.scalars import read_number, read_weight
from partnercheck.source import Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.inputs import Inputs

    Pairs = Sequence[tuple[str, str]]
    """Names with what is supposed of them, as they were written."""


class Suppositions(NamedTuple):
    """Answers and grades by criterion id, numbers by measure, weights by dimension id."""

    given: dict[str, Given]
    measures: dict[str, float | None]
    grades: dict[str, str]
    weights: dict[str, float]


def read_suppositions(
    inputs: Inputs, sets: Pairs, grades: Pairs, weights: Pairs, problems: list[Problem]
) -> Suppositions:
    """Return what is supposed of a dossier; what is wrong with it is added to `problems`.

    The path of a problem is the kind (`set`, `grade` or `weight`), the place in that list, then 0 for the
    name or 1 for what is supposed of it.
    """
    reader = _Reader(inputs, problems)
    kinds: tuple[tuple[str, Pairs, Callable[[str, str, Path], None]], ...] = (
        ("set", sets, reader.set),
        ("grade", grades, reader.grade),
        ("weight", weights, reader.weight),
    )
    for kind, pairs, read in kinds:
        seen: set[str] = set()
        for place, (name, text) in enumerate(pairs):
            if name in seen:
                message = f"`{name}` is already supposed to be something else"
                problems.append(Problem("duplicate", (kind, place, 0), message))
            else:
                read(name, text, (kind, place))
            seen.add(name)
    return reader.found


class _Reader:
    """Reads one supposition after the other."""

    def __init__(self, inputs: Inputs, problems: list[Problem]) -> None:
        self._inputs = inputs
        self._problems = problems
        self._measures: dict[str, list[str]] = {}
        for each in inputs.rubric.criteria.values():
            if each.measure is not None:
                self._measures.setdefault(each.measure, []).append(each.id)
        self.found = Suppositions({}, {}, {}, {})

    def set(self, name: str, text: str, path: Path) -> None:
        """Read an answer to a criterion, or the number of a measure."""
        criteria = self._inputs.rubric.criteria
        if name in self._measures:
            read_by = self._measures[name]
            applying = next((each for each in read_by if each in self._inputs.applying), read_by[0])
            if self._applies(applying, path):
                self._measure(name, text, path)
        elif name not in criteria:
            self._unknown("criterion", name, path, [*criteria, *self._measures])
        elif self._applies(name, path):
            self._answer(criteria[name], text, path)

    def grade(self, name: str, text: str, path: Path) -> None:
        """Read the grade that a criterion's answer counts with."""
        if name not in self._inputs.rubric.criteria:
            self._unknown("criterion", name, path, self._inputs.rubric.criteria)
        elif text not in self._inputs.rubric.evidence.rank:
            known = self._inputs.rubric.evidence.rank
            self._problems.append(unknown("grade", text, (*path, 1), known))
        elif not self._inputs.rubric.criteria[name].scored:
            message = f"`{name}` is never scored; no grade changes what it counts"
            self._problems.append(Problem("unscored", (*path, 0), message))
        elif self._applies(name, path):
            self.found.grades[name] = text
            given = self.found.given.get(name) or self._inputs.given.get(name)
            measured = self._inputs.rubric.criteria[name].measure is not None
            if not measured and not (given and given.answered):
                self._ignored(path, f"`{name}` has no answer that a grade could count for")

    def weight(self, name: str, text: str, path: Path) -> None:
        """Read the weight of a dimension, on the scale of the rubric's own."""
        known = [each.id for each in self._inputs.rubric.dimensions]
        if name not in known:
            self._unknown("dimension", name, path, known)
        else:
            self._read(read_weight, name, text, path, self.found.weights)

    def _answer(self, criterion: Criterion, text: str, path: Path) -> None:
        """Read the one answer that a criterion is supposed to have; its evidence stays as it is."""
        if refused := criterion.takes_no_answer((*path, 0)):
            self._problems.append(refused._replace(hint=f"suppose the number: {criterion.measure}=…"))
            return
        old, raw = self._inputs.given.get(criterion.id), _raw(criterion, text)
        answer = read_answer(criterion, raw, (*path, 1), self._problems)
        entry = Entry(answer=raw, evidence=old.entry.evidence if old else None)
        self.found.given[criterion.id] = Given(entry, answer)

    def _measure(self, name: str, text: str, path: Path) -> None:
        if text == "unknown":
            self.found.measures[name] = None
        else:
            self._read(read_number, name, text, path, self.found.measures)

    def _read(
        self, read: Callable[[object], float], name: str, text: str, path: Path, into: dict[str, Any]
    ) -> None:
        try:
            into[name] = read(Plain(text))
        except PydanticCustomError as error:
            context = error.context or {}
            self._problems.append(Problem(error.type, (*path, 1), context["text"], context["hint"]))

    def _applies(self, name: str, path: Path) -> bool:
        """Return whether a criterion applies; where it does not or may not, what is supposed is ignored."""
        profile = self._inputs.profile
        if name not in profile.applying:
            self._ignored(path, f"`{name}` does not apply to a partner with this profile")
        elif name in profile.undetermined:
            facts = ", ".join(f"`{each}`" for each in profile.unknown)
            self._ignored(
                path, f"whether `{name}` applies is not known while the profile leaves {facts} unknown"
            )
        else:
            return True
        return False

    def _ignored(self, path: Path, why: str) -> None:
        problem = Problem("ignored-answer", (*path, 0), f"{why}; this is ignored", severity="warning")
        self._problems.append(problem)

    def _unknown(self, kind: str, name: str, path: Path, known: Collection[str]) -> None:
        self._problems.append(unknown(kind, name, (*path, 0), known))


def _raw(criterion: Criterion, text: str) -> Any:
    """Return an answer as a dossier would hold it."""
    return Plain(text) if text == "unknown" else criterion.from_line(text)
