"""What a portfolio keeps of one partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.relationship import name_relationship
from partnercheck.insight.approvals import in_short, standing
from partnercheck.insight.due import due
from partnercheck.measures import Sides
from partnercheck.measures.ownership.section import SECTION, partner_name
from partnercheck.measures.ownership.tracing import behind
from partnercheck.model.assessment import NO_SCORE
from partnercheck.model.names import name_key
from partnercheck.model.portfolio import DimensionScore, Partner, Standing

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.engine import Decision
    from partnercheck.model.inputs import Inputs


def _owners(inputs: Inputs) -> tuple[str, ...]:
    found = SECTION.of(inputs.dossier)
    if found is None:
        return ()
    name = partner_name(found, Sides(inputs.dossier, inputs.organisation, inputs.as_of))
    return tuple(behind(found, name_key(name)))


def summarise(decision: Decision, by: dt.date, due_from: dt.date) -> Partner:
    """Return one partner of a portfolio, with what falls due on or before a day, looked at from another."""
    inputs, tree, flags = decision.inputs, decision.tree, decision.flags
    decided = standing(inputs, decision.approvals_asked, decision.ruling.level)
    partner, gaps = inputs.dossier.partner, decision.gaps.dimensions
    return Partner(
        name=partner.name,
        country=partner.country,
        identifiers=partner.identifiers or None,
        scope=inputs.dossier.scope,
        owners=_owners(inputs),
        dated=inputs.dossier.as_of,
        dossier=inputs.dossier_used,
        rubric=inputs.rubric_used,
        organisation=inputs.organisation_used,
        as_of=inputs.as_of,
        verdict=Standing(*(getattr(decision.ruling, name) for name in Standing._fields)),
        decided=decided and in_short(decided),
        score=tree.whole.with_gap(decision.gaps.whole),
        dimensions=tuple(
            DimensionScore(
                each.id,
                each.title,
                tree.branches[each.id].score.with_gap(gaps[each.id])
                if each.id in tree.branches
                else NO_SCORE,
            )
            for each in inputs.rubric.dimensions
        ),
        raised=tuple(flag.rule.id for flag in flags if flag.status == "raised"),
        open=tuple(flag.rule.id for flag in flags if flag.status == "open"),
        waived=tuple(flag.rule.id for flag in flags if flag.waiver is not None),
        relationship=name_relationship(inputs, decision.by_id, tree).call,
        conditions=sum(each.status == "open" for each in decision.arisen),
        due=due(decision, by, decided, due_from),
        warnings=len(inputs.warnings) + len(decision.problems),
        raised_titles=tuple(flag.rule.title for flag in flags if flag.status == "raised"),
    )
