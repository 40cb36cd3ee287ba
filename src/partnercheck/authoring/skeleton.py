"""A dossier or an organisation to fill in: every question of a rubric, its anchors as comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from partnercheck.measures import SECTIONS
from partnercheck.model.asking import CAN_ANSWER
from partnercheck.model.dossier import PLACEHOLDER as PARTNER
from partnercheck.model.organisation import PLACEHOLDER as OURSELVES
from partnercheck.model.sections import section_of
from partnercheck.yaml_out import comment, flow, in_comment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from partnercheck.measures import Section
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Dimension, Rubric

_DECISIONS = """\
# Several people may answer one question; each side has one voice:
#     some-criterion:
#       ratings:
#         - {by: J. Moore, side: us, answer: 1}
#         - {by: O. Haddad, side: them, answer: 4}

# For answers that give no evidence of their own:
# evidence: [{grade: GRADE, source: Questionnaire returned by the partner, date: 2026-10-14}]

# What happened and makes older evidence worthless; `about` names criteria, dimensions, sections or flags:
# events: [{on: 2026-09-01, about: [some-criterion], what: Sold its network unit, source: Press release}]

# Red flags that somebody accepts for a time, and conditions that somebody sees to (by the ids in reports):
# waivers: [{flag: some-flag, by: CFO, reason: Why it is acceptable, until: 2027-03-31}]
# conditions: [{for: some-criterion, owner: R. Patel, due: 2026-12-15, status: open}]

# What is decided in the end is not written here; `partnercheck decide` puts it beside the assessment.
"""


_LOOK = """\
# How many must approve before we sign, by verdict (`against`: decline or hold), and whose approval counts:
# approvals: {proceed: 1, conditional: 2, against: 3, by: [S. Okafor, R. Moore, J. Whitfield]}

# What our reports show of us; the picture lies below this folder:
# report:
#   logo: logo.svg
#   accent: "#0b5cad"
#   closing: For the partnership board only.
"""

_GRADE = re.compile(r"grade: ([\w-]+)")


def dossier(rubric: Rubric, reference: str, as_of: dt.date, schema: str = "dossier.schema.json") -> str:
    """Return a dossier without any answer; `reference` is how it names the rubric.

    It is valid as it stands: assessed, it gives a hold.
    """
    ours = [section.name for section in _sections_of(rubric) if section.ours is not None]
    lines = [
        f"# yaml-language-server: $schema={schema}",
        f"# (made by: partnercheck schema dossier > {schema})",
        f"# A dossier for the rubric “{in_comment(rubric.title)}”. Replace `unknown` by answers;",
        "# what stays unknown widens the range of the score. An answer may carry its evidence:",
        "#   some-criterion:",
        "#     answer: 3",
        f"#     evidence: [{{grade: {_grade(rubric, 1)}, source: Who said or wrote it, date: 2026-11-01}}]",
        *(f"#   {name}: {in_comment(grade.meaning or '')}" for name, grade in rubric.evidence.grades.items()),
        "partnercheck: dossier/1",
        "partner:",
        f"  name: {PARTNER}",
        "  # country: GB",
        "  # identifiers: {lei: …, vat: …, company_number: …}",
        "  # website: https://…",
        f"rubric: {flow(reference)}",
        f"# organisation: us.yaml  # our own side: {', '.join(['culture', *ours])}",
        f"as_of: {as_of}  # the day the assessment speaks for",
        "# assessors: [{name: …, role: …}]",
        "# scope: What the partnership would be about",
        "# replies: partner-replies/  # what people answered; see: partnercheck ask, partnercheck collect",
        "# called: {us: partnership, them: …}  # what each side calls the deal",
    ]
    if rubric.facts_needed:
        lines.append("profile:  # answer these first: they decide what is asked")
        for name in rubric.facts_needed:
            lines += fact(rubric, name)
    lines += ["", "answers:"]
    for dimension in rubric.dimensions:
        lines += ["", *group(dimension, rubric)]
    for sample in samples(rubric).values():
        lines += ["", *sample]
    weak = _grade(rubric, rubric.evidence.rank[rubric.evidence.clears] + 1)  # as much as is allowed for all
    lines += ["", *_DECISIONS.replace("GRADE", weak).splitlines()]
    return "\n".join(lines) + "\n"


def organisation(rubric: Rubric, schema: str = "organisation.schema.json") -> str:
    """Return an organisation file for our own side, with the axes on which a partner is matched."""
    lines = [
        f"# yaml-language-server: $schema={schema}",
        f"# Our own side, for the rubric “{in_comment(rubric.title)}”.",
        "partnercheck: organisation/1",
        f"name: {OURSELVES}",
    ]
    matches = [each for each in rubric.criteria.values() if each.positions]
    if matches:
        lines.append("# culture:  # our position on each axis")
    for each in matches:
        lines += comment(each.question, "  ")
        lines += [line for key, text in each.positions.items() for line in comment(f"{key}: {text}", "    ")]
        lines.append(f"#   {each.id}: {min(each.positions)}")
    for section in _sections_of(rubric):
        if section.ours is not None:
            lines += ["", *(f"# {line}" for line in section.ours.sample.splitlines())]
    return "\n".join([*lines, "", *_LOOK.splitlines()]) + "\n"


def fact(rubric: Rubric, name: str) -> Iterator[str]:
    """Yield the lines of a fact that nobody knows yet, as they stand in a dossier."""
    asked = rubric.profile[name]
    yield from comment(asked.question or "", "  ")
    if asked.when is not None:
        yield from comment("Asked only where the facts above call for it.", "  ")
    yield f"  {flow(name)}: unknown  # {in_comment(asked.wanted.replace('`', ''))}"


def group(dimension: Dimension, rubric: Rubric) -> Iterator[str]:
    """Yield the lines of a dimension without any answer, as they stand in a dossier."""
    yield group_head(dimension, rubric)
    for criterion in dimension.criteria:
        yield ""
        yield from question(criterion)


def group_head(dimension: Dimension, rubric: Rubric) -> str:
    """Return the line that the answers of a dimension stand under."""
    share = 100 * dimension.weight / sum(each.weight for each in rubric.dimensions)
    return f"  {dimension.id}:  # {in_comment(dimension.title)}, {share:.0f} % of the whole"


def question(criterion: Criterion) -> Iterator[str]:
    """Yield the lines of a question that nobody has answered, as they stand in a dossier."""
    yield from comment(f"{criterion.title}: {criterion.question}", "    ")
    yield from _hints(criterion)
    if criterion.measure is None:
        yield f"    {criterion.id}: unknown"
    else:
        yield from comment(f"{criterion.id} is worked out: {criterion.measure}", "    ")


def _hints(criterion: Criterion) -> Iterator[str]:
    """Yield the anchors and who can answer."""
    if criterion.when is not None:
        yield from comment("Asked only where the profile calls for it.", "    ")
    for line in (criterion.instruction, *(f"{each.key}: {each.text}" for each in criterion.anchors)):
        yield from comment(line, "      ")
    if criterion.ask is not None and criterion.measure is None:
        yield from comment(f"Ask {CAN_ANSWER[criterion.ask]}.", "    ")
    if criterion.allow_na:
        yield from comment(
            f'Where it does not apply: {criterion.id}: {{not_applicable: "the reason"}}', "    "
        )


def samples(rubric: Rubric) -> dict[str, list[str]]:
    """Return, as comments, the sections that this rubric works measures out from, by name."""
    found: dict[str, list[str]] = {}
    for section in _sections_of(rubric):
        names = [name for name in _measures(rubric) if name.startswith(f"{section.name}.")]
        if names:
            read = [each.inputs for each in section.measures if f"{section.name}.{each.name}" in names]
            inputs = dict.fromkeys(line for inputs in read for line in inputs)
            found[section.name] = [
                *comment(f"For {', '.join(names)}:", ""),
                *(comment(f"What they read: {', '.join(inputs)}.", "") if inputs else ()),
                *(f"# {_graded(line, rubric)}" for line in section.sample.splitlines()),
            ]
    return found


def _grade(rubric: Rubric, rank: int) -> str:
    """Return the grade of a rank, or the weakest."""
    grades = list(rubric.evidence.grades)
    return grades[min(rank, len(grades) - 1)]


def _graded(line: str, rubric: Rubric) -> str:
    """Return a line of a sample with a grade of this rubric."""
    found = _GRADE.search(line)
    known = found is None or found[1] in rubric.evidence.grades
    return line if known else _GRADE.sub(f"grade: {_grade(rubric, 0)}", line)


def _sections_of(rubric: Rubric) -> Collection[Section[Any]]:
    """Return the sections that a dossier for this rubric may hold."""
    return SECTIONS.holding(map(section_of, _measures(rubric)))


def _measures(rubric: Rubric) -> list[str]:
    return list(dict.fromkeys(each.measure for each in rubric.criteria.values() if each.measure))
