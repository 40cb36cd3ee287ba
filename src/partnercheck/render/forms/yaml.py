"""A questionnaire as YAML: a reply in which nothing is answered yet, every question above its place."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import visible
from partnercheck.render.forms.wording import condition, head, send, title
from partnercheck.source import Plain
from partnercheck.yaml_out import WIDTH, Commented, comment, dump, flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.questionnaire import AskedSection, Column, Question, Questionnaire
    from partnercheck.render.formats import Layout

_UNKNOWN = Plain("unknown")
_EVIDENCE = "{answer: …, note: …, evidence: [{source: What shows it, date: 2026-10-01, file: minutes.pdf}]}"


def render(asked: Questionnaire, _: Layout) -> str:
    """Return a questionnaire as a reply to fill in."""
    data: dict[str, Any] = {
        "partnercheck": Commented("reply/1", tuple(_head(asked))),
        "partner": asked.partner,
        "rubric": asked.rubric,
        "sha256": asked.sha256,
        "form": asked.form,
        "side": asked.side,
        "by": Commented(asked.person, after="your name"),
        "role": Commented(None, after="your role"),
        "date": Commented(None, after="the day of your answers, such as 2026-10-14"),
    }
    if asked.facts:
        data["profile"] = Commented({each.id: _place(each, "  ") for each in asked.facts}, ("",))
    if asked.groups:
        groups = {
            group.id: Commented(
                {each.id: _place(each, "    ") for each in group.questions}, ("",), group.title
            )
            for group in asked.groups
        }
        data["answers"] = Commented(groups, ("",))
    return dump(data) + "".join(f"{line}\n" for each in asked.sections for line in _section(each))


def _head(asked: Questionnaire) -> Iterator[str]:
    yield title(asked)
    for name, text in head(asked):
        yield from _lines(f"{name}: {text}")
    yield from _lines(
        "Replace `unknown` by your answers; leave what you do not know. In place of a bare answer you may "
        f"write {_EVIDENCE}, and enclose the file. {send(asked)}"
    )
    if len(asked.grades) > 1:
        yield from _lines(
            "Say in the evidence how you know, such as `grade: " + str(asked.grades[0].key) + "`:"
        )
        for grade in asked.grades:
            yield from _lines(f"  {grade.key}: {grade.text}")


def _place(question: Question, indent: str) -> Commented:
    """Return the place of an answer, with the question above it."""
    lines = [*_lines(question.question, indent)]
    if question.why:
        lines += _lines(f"Why it matters: {question.why}", indent)
    if question.when is not None:
        lines += _lines(condition(question.when), indent)
    lines += [
        line for each in question.options for line in _lines(f"  {each.key}: {each.text}", indent, "     ")
    ]
    how = {
        "many": "A list of those that are true, such as ["
        + ", ".join(str(each.key) for each in question.options[:2])
        + "].",
        "number": f"A number, in {question.unit}." if question.unit else "A number.",
        "text": "In your own words, in quotes.",
    }
    lines += _lines(how.get(question.form, ""), indent)
    if question.allow_na:
        lines += _lines('Where it does not apply: {not_applicable: "the reason"}', indent)
    return Commented(_UNKNOWN, ("", *lines))


def _section(section: AskedSection) -> Iterator[str]:
    """Yield a section as comments: what to write, with a row for an example."""
    yield ""
    yield from comment(f"{section.title}: {section.summary} Remove the # and write your own:", width=WIDTH)
    yield f"# {section.name}:"
    for field in section.fields:
        yield f"#   {field.key}: {_example(field)}"
    for table in section.tables:
        yield f"#   {table.key}:"
        columns = table.columns[1:] if table.keyed else table.columns
        row = "{" + ", ".join(f"{each.key}: {_example(each)}" for each in columns) + "}"
        yield f"#     {_example(table.columns[0])}: {row}" if table.keyed else f"#     - {row}"


_EXAMPLES = {
    "text": "…",
    "number": "0",
    "whole": "3",
    "date": "2026-10-14",
    "period": "2027-Q1",
    "yes_no": "yes",
}


def _example(column: Column) -> str:
    if column.kind == "choice":
        return flow(column.options[0].key)
    return _EXAMPLES[column.kind]


def _lines(text: str, indent: str = "", hanging: str = "") -> list[str]:
    return textwrap.wrap(
        visible(text), WIDTH - len(indent) - 2, subsequent_indent=hanging, break_on_hyphens=False
    )
