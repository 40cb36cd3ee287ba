"""`rubric check`: a rubric held against every rule.

A child answers for what it changes: warnings and notes that its parent already has at the same place are the
parent's, and told when that is checked. Errors are told of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.sums import TooManyError
from partnercheck.authoring.rules import RULES
from partnercheck.authoring.rules.rule import Subject
from partnercheck.authoring.rules.unused import UNUSED_IGNORE
from partnercheck.authoring.rules.verdicts import UNDECIDED
from partnercheck.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Diagnostic, Problem
    from partnercheck.load import LoadedRubric
    from partnercheck.model.rubric import Ignore, Rubric
    from partnercheck.source import Document


Known = dict[tuple[str, str], tuple[tuple["Problem", "Diagnostic"], ...]]
"""What the rules found in rubrics, by digest and file: children share a parent, which may be checked too."""


class Checked(NamedTuple):
    """What the rules found.

    Attributes:
        found: By code, what each rule found; every rule is there.
        ignored: What the rubric says to leave out, with its reasons.
    """

    found: dict[str, list[Diagnostic]]
    ignored: list[tuple[Diagnostic, str]]


def check(loaded: LoadedRubric, known: Known) -> Checked:
    """Return what the rules find in a rubric, but for what it inherits and what it says to ignore.

    `known` keeps what was found before.
    """
    rubric, document, parent = loaded.rubric, loaded.document, loaded.parent
    parents = {(found.code, found.position) for _, found in (_found_in(parent, known) if parent else ())}
    checked = Checked({code: [] for code in RULES}, [])
    used: set[int] = set()
    for problem, found in _found_in(loaded, known):
        diagnostic = found
        known_there = (diagnostic.code, diagnostic.position) in parents
        if diagnostic.severity != "error" and known_there:
            continue
        if diagnostic.position.file != document.source.file and not known_there:
            diagnostic = _brought_about(diagnostic, document.source.file)
        diagnostic = next(iter(loaded.in_own_files([diagnostic])), diagnostic)
        entry = _ignoring(rubric.ignore, problem, document)
        if entry is None:
            checked.found[problem.code].append(diagnostic)
        else:
            used.add(entry)
            checked.ignored.append((diagnostic, rubric.ignore[entry].reason))
    for index, each in enumerate(rubric.ignore):
        if index not in used:
            hint = did_you_mean(each.code, RULES) if each.code not in RULES else None
            unused = UNUSED_IGNORE.unused(index, each.code, hint)
            checked.found[unused.code] += document.locate([unused])
    return checked


def _brought_about(diagnostic: Diagnostic, child: str) -> Diagnostic:
    """Return a finding at a place of a parent, where it is true only of the child."""
    return diagnostic._replace(message=f"{diagnostic.message} (as `{child}` changes what it extends)")


def _found_in(loaded: LoadedRubric, known: Known) -> tuple[tuple[Problem, Diagnostic], ...]:
    """Return everything that the rules find in a rubric, ignored or not; they look at each rubric once."""
    key = loaded.sha256, loaded.document.source.file
    if key not in known:
        known[key] = tuple(findings(loaded.rubric, loaded.document))
    return known[key]


def findings(rubric: Rubric, document: Document) -> Iterator[tuple[Problem, Diagnostic]]:
    """Yield everything that the rules find, in their order, then which of them would take too long."""
    subject = Subject(rubric, document)
    undecided: list[str] = []
    for rule in RULES.values():
        try:
            problems = list(rule.find(subject))
        except TooManyError:
            undecided.append(rule.code)
            continue
        for problem in problems:
            yield from ((problem, found) for found in document.locate([problem]))
    if undecided:
        problem = UNDECIDED.problem_of(subject, undecided)
        yield from ((problem, found) for found in document.locate([problem]))


def _ignoring(entries: tuple[Ignore, ...], problem: Problem, document: Document) -> int | None:
    """Return the place of the first entry that says to ignore a finding."""
    names = set(_names(problem, document))
    for index, each in enumerate(entries):
        if each.code == problem.code and (each.at is None or each.at in names):
            return index
    return None


def _names(problem: Problem, document: Document) -> Iterator[str]:
    """Yield what a finding's place is known by: the keys on its path, and the ids that it passes."""
    data = document.data
    for step in problem.path:
        if isinstance(step, str):
            yield step
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
        if isinstance(data, dict):
            yield from (str(data[key]) for key in ("id", "call") if key in data)
