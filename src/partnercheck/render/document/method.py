"""How to read the report, what it cannot say, and what it was made from."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from partnercheck.model.asking import SIDES
from partnercheck.model.tests import ProfileTest, leaves
from partnercheck.render import words
from partnercheck.render.report.method import Method
from partnercheck.render.report.parts import Column, Fact, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.assessment import Assessment, EventUsed, FactUsed
    from partnercheck.model.inputs import Inputs

_WORDS = [
    Fact("Score", "The weighted mean of what is answered, from 0 to 100; 100 is best."),
    Fact(
        "Range",
        "What missing and weak evidence could still do to a score: an answer counts only as far as its "
        "evidence is believed, and what is not answered could be anything from 0 to 100.",
    ),
    Fact("Coverage", "How much of the judgement evidence carries: 100 % less the width of the range."),
    Fact(
        "Gap",
        "What the range is made of: questions without an answer, weak evidence, and disagreement between "
        "raters. With the coverage they add up to 100 %.",
    ),
    Fact("Firm", "No missing or weak evidence could change the verdict, whatever it turned out to be."),
    Fact("Red flag", "A condition stated in advance that limits the verdict, whatever the score."),
    Fact("Open flag", "The evidence does not yet show whether the flag holds."),
    Fact(
        "Waiver",
        "Somebody's decision to accept a flag for a time. It lowers the flag's effect and hides nothing.",
    ),
    Fact("Floor", "The least that a single dimension must score, so that one strength pays for no weakness."),
    Fact("Perception gap", "How far apart the two sides rate the same thing, from 0 to 100."),
    Fact("Unknown", "Nobody has answered, or nothing supports the answer. It is neither good nor bad."),
]

_LIMITS = """\
The report says what the dossier says. It checks digests of files, check digits and sums, \
not whether a document tells the truth.
Weights, curves and limits are judgements of the rubric; “Robustness” shows how much the \
verdict owes to weights.
Financial models tell firms that failed from firms that did not, in the past and on average. \
They foretell nothing about one firm.
It speaks for its as-of date and for no later day.
It informs a decision and takes none: those who sign decide.
"""
"""What the report cannot say, a sentence a line."""

_RULES = """\
Proceed: a score of {proceed} or more, every dimension at its floor, and no flag raised or open that \
limits the verdict.
Proceed with conditions: a score of {conditional} or more and every dimension at its lower \
floor; also where a flag, raised or open, allows no more than that.
Decline: below that, or where a raised flag stops the deal.
Hold: evidence carries less than {overall} % of the whole or less than {dimension} % of a \
dimension, a flag that would stop the deal is open, a fact of the profile is unknown, or more \
than {not_applicable} % of all weight is declared not applicable.
"""
"""What the verdict takes, a sentence a line."""


def method(assessment: Assessment, inputs: Inputs) -> Method:
    """Return method, limits and provenance."""
    return Method(
        facts=_facts(assessment, inputs),
        profile=_profile(assessment, inputs),
        events=[_event(each) for each in assessment.events],
        words=_WORDS,
        rules=_rules(inputs),
        limits=_LIMITS.splitlines(),
        warnings=[f"{each.file}:{each.line}: {each.message}" for each in assessment.diagnostics],
        provenance=_provenance(assessment),
        command=shlex.join(
            [
                "partnercheck",
                "assess",
                assessment.dossier.named,
                "--as-of",
                str(assessment.as_of),
                *inputs.overrides,
            ]
        ),
    )


def _facts(assessment: Assessment, inputs: Inputs) -> list[Fact]:
    dossier, partner = inputs.dossier, assessment.partner
    people = ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in dossier.assessors)
    identifiers = ", ".join(f"{kind} {value}" for kind, value in (partner.identifiers or {}).items())
    unasked = [
        (name, each.is_) for name, each in dossier.profile.items() if name not in inputs.rubric.profile
    ]
    facts = [
        Fact("Partner", partner.name),
        Fact("Scope", dossier.scope or ""),
        Fact("As of", words.day(assessment.as_of)),
        Fact("Rubric", f"{inputs.rubric.title} {inputs.rubric.version}"),
        Fact("Assessors", people),
        Fact("Country", partner.country or ""),
        Fact("Identifiers", identifiers),
        Fact("Website", partner.website or ""),
        Fact("Not asked for", ", ".join(f"{name}: {value}" for name, value in unasked)),
        Fact("We call the deal", dossier.called.us or ""),
        Fact("They call the deal", dossier.called.them or ""),
    ]
    return [fact for fact in facts if fact.text]


def _profile(assessment: Assessment, inputs: Inputs) -> Table | None:
    if not assessment.profile:
        return None
    columns = [Column("Fact"), Column("Is"), Column("Evidence"), Column("Takes out")]
    titles = {name: each.title for name, each in inputs.rubric.criteria.items()}
    rows = [
        [
            each.fact,
            _value(each, inputs),
            each.grade or "none given",
            words.listed([titles[name] for name in _taken_out(each, inputs)]) or "nothing",
        ]
        for each in assessment.profile
    ]
    return Table("The partner's profile, and which questions do not apply because of it", columns, rows)


def _taken_out(used: FactUsed, inputs: Inputs) -> Iterator[str]:
    """Yield the criteria that do not apply because a fact is what it is; others just name it in a test."""
    if used.fact not in inputs.profile.facts:  # it is not asked of this partner
        return
    for name in used.takes_out:
        when = inputs.rubric.criteria[name].when
        tests = (leaf for leaf, _ in leaves(when)) if when else ()
        own = (leaf for leaf in tests if isinstance(leaf, ProfileTest) and leaf.profile == used.fact)
        if any(leaf.holds(inputs.profile.facts) is False for leaf in own):
            yield name


def _value(used: FactUsed, inputs: Inputs) -> str:
    if used.value is None:
        return "unknown" if used.fact in inputs.profile.given else "not asked"
    if isinstance(used.value, str):
        return used.value
    unit = inputs.rubric.profile[used.fact].unit
    return f"{words.plain(used.value)} {unit or ''}".strip()


def _event(event: EventUsed) -> str:
    number = words.counted(event.items, "item")
    verb = "does" if event.items == 1 else "do"
    said = f"because of it {number} of evidence about {words.listed(event.about)} {verb} not count"
    return f"{event.on}: {event.what}; {said}."


def _rules(inputs: Inputs) -> list[str]:
    rules = inputs.rubric.verdict
    return _RULES.format(
        proceed=words.whole(rules.proceed.score),
        conditional=words.whole(rules.conditional.score),
        overall=words.whole(rules.coverage.overall),
        dimension=words.whole(rules.coverage.dimension),
        not_applicable=words.whole(rules.not_applicable),
    ).splitlines()


def _provenance(assessment: Assessment) -> list[Fact]:
    rubric, organisation = assessment.rubric, assessment.organisation
    rows = [
        Fact("Program", f"{assessment.tool.name} {assessment.tool.version}"),
        Fact("Dossier", f"{assessment.dossier.named}, SHA-256 {assessment.dossier.sha256}"),
        Fact(
            "Rubric", f"{rubric.file or rubric.id + ' (bundled)'} {rubric.version}, SHA-256 {rubric.sha256}"
        ),
    ]
    if organisation is not None:
        rows.append(Fact("Organisation", f"{organisation.named}, SHA-256 {organisation.sha256}"))
    for each in assessment.replies:
        who = f"{each.by} ({SIDES[each.side]}), {each.date}"
        rows.append(Fact("Reply", f"{who}: {each.file}, SHA-256 {each.sha256}"))
    return rows
