"""What a person's earlier reply keeps when that person is asked again, but not everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.measures import SECTIONS
from partnercheck.model.entry import says_unknown
from partnercheck.model.replies import changed_levels
from partnercheck.source import Plain, Row, Table

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from partnercheck.diagnostics import Problem
    from partnercheck.model.asked import AskedForm
    from partnercheck.model.evidence import EvidenceItem
    from partnercheck.model.replies import Received
    from partnercheck.model.rubric import Rubric

Data = dict[str, Any]


def carried_over(
    now: Mapping[str, Any],
    before: Received,
    form: AskedForm,
    rubric: Rubric,
    changed: Container[str],
    problems: list[Problem],
) -> Data:
    """Return a reply with what the same person answered before, as far as its form does not ask it again.

    What had no evidence is given the person's word of that earlier day, so that it grows no younger.

    Args:
        now: The reply that has come back.
        before: The earlier one.
        form: What was asked now.
        rubric: What evidence is worth, and what former ids are called now.
        changed: Criteria that could be answered otherwise then; their answers are not kept.
        problems: Gains a warning for each of these answers, with its path in the earlier reply.
    """
    old: Table = before.document.data
    word = _as_data(before.word(rubric.evidence))
    result = dict(now)
    again = {name for name, now in rubric.renamed.items() if now in form.questions or now in form.facts}
    again.update(form.questions, form.facts)
    profile = {name: fact for name, fact in (old.get("profile") or {}).items() if name not in again}
    if profile:
        kept = {name: _with_evidence(fact, "is", word) for name, fact in profile.items()}
        result["profile"] = {**kept, **(result.get("profile") or {})}
    answers = {group: dict(entries or {}) for group, entries in (result.get("answers") or {}).items()}
    for group, entries in (old.get("answers") or {}).items():
        for name, entry in (entries or {}).items():
            if name in again:
                continue
            if name in changed:
                problems.append(changed_levels(name, ("answers", group, name)))
            else:
                answers.setdefault(group, {}).setdefault(name, _with_evidence(entry, "answer", word))
    if answers:
        result["answers"] = answers
    for name, section in old.items():
        if name not in result and name not in form.sections and name in SECTIONS:
            result[name] = _with_evidence(section, "", word)
    return result


def _with_evidence(entry: Any, key: str, word: Data) -> Any:
    """Return an entry in its long form, with evidence; one that says nothing stays as it is."""
    value = entry if isinstance(entry, Table) else {key: entry}
    if value.get("evidence") or (key and says_unknown(value.get(key)) and "not_applicable" not in value):
        return entry
    return {**value, "evidence": [word]}


def _as_data(item: EvidenceItem) -> Data:
    return {"grade": item.grade, "source": item.source, "date": Plain(str(item.date))}


def files_in(data: Any) -> Iterator[str]:
    """Yield the files that the evidence in a reply's data names."""
    if isinstance(data, Table) and isinstance(data.get("file"), str):
        yield data["file"]
    for each in data.values() if isinstance(data, Table) else data if isinstance(data, Row) else ():
        yield from files_in(each)
