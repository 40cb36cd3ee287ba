"""A questionnaire as one page of HTML that works without a network, from disk or an attachment.

Everything that is asked stands in the page, so that it can be printed without script; the script gets the
keys that a reply needs as data. Nothing else of the rubric is in it: no weight, no value, no flag.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.model.tests import ProfileTest, fold, leaves
from partnercheck.render import templates
from partnercheck.render.forms.wording import (
    about,
    columns,
    evidence_columns,
    file_name,
    head,
    one_grade,
    send,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.model.questionnaire import Column, Question, Questionnaire
    from partnercheck.model.tests import Leaf
    from partnercheck.render.formats import Layout

_SCRIPTS = tuple(f"{name}.js" for name in ("fields", "rows", "question", "section", "conditions", "page"))
"""In the order in which each needs those before it."""


class _Group(NamedTuple):
    """Questions under one heading, and what may be given as evidence of their answers."""

    title: str
    name: str
    questions: list[tuple[str, Question]]
    evidence: Sequence[Column] = ()


def render(asked: Questionnaire, _: Layout) -> str:
    """Return a questionnaire as one self-contained HTML file."""
    evidence = evidence_columns(asked)
    groups = list(_groups(asked, evidence))
    return "".join(
        templates.page(
            "form.html.j2",
            asked=asked,
            title=title(asked),
            facts=head(asked),
            groups=groups,
            evidence=evidence,
            columns=partial(columns, asked),
            about=about,
            data=_data(asked, groups),
            scripts=_SCRIPTS,
        )
    )


def _groups(asked: Questionnaire, evidence: Sequence[Column]) -> Iterator[_Group]:
    """Yield what is asked, facts first; each question with an id of its own in the page."""
    if asked.facts:
        yield _Group("First, some facts", "", [(f"f{n}", each) for n, each in enumerate(asked.facts, 1)])
    for number, group in enumerate(asked.groups, 1):
        questions = [(f"q{number}-{n}", each) for n, each in enumerate(group.questions, 1)]
        yield _Group(group.title, group.id, questions, evidence)


def _data(asked: Questionnaire, groups: Sequence[_Group]) -> dict[str, Any]:
    """Return what the script needs to make a reply."""
    questions = [
        {
            "id": id_,
            "group": group.name,
            "name": each.id,
            "many": each.form == "many",
            "options": [option.key for option in each.options],
            "when": each.when and fold(each.when, _leaf, _every, _some),
        }
        for group in groups
        for id_, each in group.questions
    ]
    known = {each.id for each in asked.facts}
    tests = [each.when for group in groups for _, each in group.questions if each.when]
    named = {leaf.profile for test in tests for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)}
    return {
        "reply": {
            "partnercheck": "reply/1",
            "partner": asked.partner,
            "rubric": asked.rubric,
            "sha256": asked.sha256,
            "form": asked.form,
            "side": asked.side,
        },
        "key": f"partnercheck {asked.form} {asked.person or ''} {asked.sha256}",
        "file": file_name(asked),
        "person": asked.person,
        "grade": one_grade(asked),
        "send": send(asked),
        "unasked": sorted(named - known),
        "facts": [each for each in questions if not each["group"]],
        "questions": [each for each in questions if each["group"]],
    }


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return leaf.model_dump(mode="json", by_alias=True, exclude_none=True)


def _every(tests: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"all": list(tests)}


def _some(tests: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"any": list(tests)}
