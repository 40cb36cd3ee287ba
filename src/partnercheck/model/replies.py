"""Replies held against a rubric: what of each fits, and what it is worth as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import MAX_PROBLEMS, Problem, did_you_mean, shown
from partnercheck.model.answers import read_answer
from partnercheck.model.evidence import EvidenceItem
from partnercheck.model.names import name_key
from partnercheck.model.references import unknown
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Path
    from partnercheck.model.dossier import ProfileEntry
    from partnercheck.model.entry import Response
    from partnercheck.model.evidence import Evidence
    from partnercheck.model.grades import EvidenceRules
    from partnercheck.model.reply import Reply
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import FactValue
    from partnercheck.source import Document

_LONGEST = 500
"""How much of a name and role stands in the source of evidence."""


class Received(NamedTuple):
    """A reply with the file that it was read from.

    Attributes:
        file: Its path from the dossier's folder, with forward slashes.
        sha256: The digest of the file.
        document: Where everything stands in it.
    """

    file: str
    reply: Reply
    sha256: str
    document: Document

    @property
    def folder(self) -> str:
        """That of its file, from the dossier's folder; empty where it is the same."""
        return self.file.rpartition("/")[0]

    def word(self, rules: EvidenceRules) -> EvidenceItem:
        """Return the person's word on the day of the reply as evidence, in the grades of a rubric."""
        reply = self.reply
        who = f"{reply.by}, {reply.role}" if reply.role else reply.by
        grade = or_weakest("declared" if reply.side == "them" else "asserted", rules)
        return EvidenceItem(grade=grade, source=f"Reply of {who}"[:_LONGEST], date=reply.date)


def or_weakest(grade: str, rules: EvidenceRules) -> str:
    """Return a grade, or the weakest where the rubric has none of this name."""
    return grade if grade in rules.grades else rules.weakest


class Worth:
    """What a reply's word and evidence are worth, in the grades of a rubric."""

    def __init__(self, received: Received, rubric: Rubric) -> None:
        """Take the reply of one person, and the rubric that it answers."""
        self._rules = rules = rubric.evidence
        self._renamed = rubric.renamed
        self._folder = received.folder
        self._outsider = received.reply.side != "us"
        self._claimed = or_weakest("declared", rules)
        self._word = (received.word(rules),)

    def __call__(self, evidence: Evidence | None) -> Evidence:
        """Return evidence that a reply gives as it counts; without any, the person's word of that day.

        What outsiders claim counts as declared. A file of theirs that came with the reply and is sealed by
        its digest counts at most as what clears a red flag.
        """
        if not evidence:
            return self._word
        if isinstance(evidence, str):
            return self._at_most(evidence, self._claimed if self._outsider else evidence)
        return tuple(map(self._counted, evidence))

    def _counted(self, item: EvidenceItem) -> EvidenceItem:
        sealed = item.file is not None and item.sha256 is not None
        limit = item.grade if not self._outsider else self._rules.clears if sealed else self._claimed
        file = f"{self._folder}/{item.file}" if item.file is not None and self._folder else item.file
        return changed(item, grade=self._at_most(item.grade, limit), file=file)

    def _at_most(self, grade: str, limit: str) -> str:
        """Return the weaker of two grades; one that is told to be unknown is the weakest."""
        rank, grade = self._rules.rank, self._renamed.get(grade, grade)
        return max(grade, limit, key=rank.__getitem__) if grade in rank else self._rules.weakest


class Said(NamedTuple):
    """An answer of a reply, with the path where it stands there."""

    response: Response
    path: Path


class Fitting(NamedTuple):
    """What of a reply fits a rubric.

    Attributes:
        worth: What its word and evidence are worth.
        answers: By criterion, as it is called now.
        facts: By fact, as it is written and as it reads; None where it is unknown.
    """

    received: Received
    worth: Worth
    answers: Mapping[str, Said]
    facts: Mapping[str, tuple[ProfileEntry, FactValue | None]]


def fitting(
    received: Received,
    rubric: Rubric,
    partner: str,
    problems: list[Problem],
    changed: Container[str] = (),
) -> Fitting:
    """Return what of a reply fits a rubric; what is wrong with the rest is added to `problems`.

    Their paths lead through the reply. Nothing fits that is about another partner or rubric, nor does the
    answer to a criterion that has `changed` since it was asked.
    """
    reply, worth = received.reply, Worth(received, rubric)
    if wrong := list(_other_subject(reply, rubric, partner)):
        problems += wrong
        return Fitting(received, worth, {}, {})
    answers: dict[str, Said] = {}
    for group, entries in reply.answers.items():
        for former, response in entries.items():
            if len(problems) > MAX_PROBLEMS:
                break
            path: Path = ("answers", group, former)
            name = rubric.renamed.get(former, former)
            faults = list(_wrong_answer(response, name, path, rubric))
            if former in changed:
                faults = [] if response.is_unknown else [changed_levels(name, path)]
            if name in answers:
                message = f"`{shown(name)}` is answered twice"
                faults.append(
                    Problem("duplicate-answer", path, message, "keep the answer that holds", key=True)
                )
            problems += faults
            problems += _wrong_evidence(response.evidence, path, rubric)
            if not faults and rubric.criteria[name].measure is None:  # that it is unknown rates nothing
                answers[name] = Said(response, path)
    facts: dict[str, tuple[ProfileEntry, FactValue | None]] = {}
    for former, entry in reply.profile.items():
        if len(problems) > MAX_PROBLEMS:
            break
        name, path = rubric.renamed.get(former, former), ("profile", former)
        problems += _wrong_evidence(entry.evidence, path, rubric)
        fact = rubric.profile.get(name)
        if fact is None:
            message = f"the rubric asks for no fact `{shown(name)}`; it is left out"
            problems.append(Problem("unknown-fact", path, message, key=True, severity="warning"))
            continue
        try:
            facts[name] = entry, fact.read(entry.is_)
        except PydanticCustomError as error:
            problems.append(_wrong_fact(error, former, fact.wanted))
    for name, section in reply.sections():
        problems += _wrong_evidence(section.evidence, (name,), rubric)
    return Fitting(received, worth, answers, facts)


def twice(replies: Iterable[Received]) -> Iterator[tuple[Received, Problem]]:
    """Yield the replies of persons who have replied already, on the same side."""
    first: dict[tuple[str, str], str] = {}
    for each in replies:
        before = first.setdefault(each.reply.voice, each.file)
        if before != each.file:
            message = f"`{shown(each.reply.by)}` has replied already, on the same side: {shown(before)}"
            hint = "each person has one voice; keep the reply that holds"
            yield each, Problem("duplicate-reply", ("by",), message, hint)


def _other_subject(reply: Reply, rubric: Rubric, partner: str) -> Iterator[Problem]:
    if name_key(reply.partner) != name_key(partner):
        message = f"this reply is about `{shown(reply.partner)}`, not about `{shown(partner)}`"
        yield Problem("wrong-partner", ("partner",), message)
    name, _, version = reply.rubric.partition("@")
    if name != rubric.id:
        message = f"this reply answers the rubric `{shown(name)}`, not `{rubric.id}`"
        yield Problem("wrong-rubric", ("rubric",), message)
    elif version.partition(".")[0] != rubric.version.partition(".")[0]:
        message = f"this reply answers version {version} of the rubric; this is {rubric.version}"
        hint = "questions of another major version may mean something else: ask again"
        yield Problem("rubric-version", ("rubric",), message, hint)


def other_version(*, known: bool) -> Problem:
    """Return that a reply answers another version of the rubric; `known` is whether its form tells which."""
    rest = (
        "answers that meant something else are left out" if known else "no form tells which questions changed"
    )
    message = f"it answers another version of the rubric; {rest}"
    return Problem("other-version", ("sha256",), message, severity="warning")


def changed_levels(name: str, path: Path) -> Problem:
    """Return that an answer is left out because it meant something else when it was given."""
    message = f"`{shown(name)}` had other possible answers when it was asked; this answer is left out"
    return Problem("changed-levels", path, message, "ask again", key=True, severity="warning")


def _wrong_answer(response: Response, name: str, path: Path, rubric: Rubric) -> Iterator[Problem]:
    criterion = rubric.criteria.get(name)
    if criterion is None:
        message = f"the rubric has no criterion `{shown(name)}`; the answer is left out"
        hint = did_you_mean(name, rubric.criteria)
        yield Problem("unknown-criterion", path, message, hint, key=True, severity="warning")
        return
    # Of what is worked out no reply says anything, not even that it does not apply: nobody asked.
    measured = None if response.is_unknown else criterion.takes_no_answer(path)
    if refused := measured or criterion.refuses(response, path):
        yield refused
        return
    problems: list[Problem] = []
    read_answer(criterion, response.answer, (*path, "answer"), problems)
    yield from problems


def _wrong_fact(error: PydanticCustomError, name: str, wanted: str) -> Problem:
    context = error.context or {}
    hint = context["hint"] or f"{wanted}; or `unknown`"
    return Problem(error.type, ("profile", name, "is"), context["text"], hint)


def _wrong_evidence(evidence: Evidence | None, path: Path, rubric: Rubric) -> Iterator[Problem]:
    """Yield the grades that the rubric does not know, and files outside of the reply's folder."""
    rank, at = {**rubric.evidence.rank, **rubric.renamed}, (*path, "evidence")
    if isinstance(evidence, str):
        if evidence not in rank:
            yield unknown("grade", evidence, at, rank)
        return
    for index, item in enumerate(evidence or ()):
        if item.grade not in rank:
            yield unknown("grade", item.grade, (*at, index, "grade"), rank)
        if item.file is not None and ".." in item.file.replace("\\", "/").split("/"):
            message = f"`{shown(item.file)}` leads out of the folder of the reply"
            yield Problem("outside", (*at, index, "file"), message, "keep its files below that folder")
