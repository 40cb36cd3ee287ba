"""What stands in the way: red flags and conditions in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.document.tasks import NO_DATE, NOBODY
from partnercheck.render.report.page_one import Condition, Flag, Obstacles

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, FlagResult, WaiverUnused
    from partnercheck.model.inputs import Inputs


def obstacles(assessment: Assessment, inputs: Inputs) -> Obstacles:
    """Return all red flags and conditions."""
    flags = [_flag(flag, inputs) for flag in assessment.red_flags]
    return Obstacles(
        flags=[flag for flag in flags if flag.status in {"raised", "open"}],
        quiet_flags=[flag for flag in flags if flag.status not in {"raised", "open"}],
        reasons=[each.text for each in assessment.verdict.reasons if each.code not in _OF_FLAGS],
        conditions_title=_TITLES.get(assessment.verdict.level, "Conditions in full"),
        conditions=_conditions(assessment, inputs),
        waivers_unused=[_unused(each, inputs) for each in assessment.waivers_unused],
    )


_TITLES = {"proceed": "Actions in full", "hold": "Conditions, as far as they are known"}
"""What the list of conditions is called where it is not that of a deal with conditions."""

_OF_FLAGS = {"flag", "open-flag", "waiver"}


def _flag(flag: FlagResult, inputs: Inputs) -> Flag:
    waiver = None
    effect = words.EFFECTS["raised" if flag.status == "raised" else "open"][flag.effect]
    if flag.waived is not None:
        effect = f"{words.EFFECTS['open'][flag.effect]} without its waiver"
        waiver = words.sentence(
            f"Waived until {words.day(flag.waived.until)} by {flag.waived.by}: {flag.waived.reason}"
        )
    return Flag(
        id=flag.id,
        title=flag.title,
        symbol=words.FLAG_SYMBOLS[flag.status],
        status=flag.status.replace("_", " "),
        effect=effect,
        because=[words.sentence(each) for each in flag.because] or ["The partner’s profile raises it."],
        why=inputs.rubric.flags[flag.id].why,
        waiver=waiver,
    )


def _unused(unused: WaiverUnused, inputs: Inputs) -> str:
    given = [each for each in inputs.dossier.waivers if each.flag == unused.flag]
    said = "; ".join(f"by {each.by} until {words.day(each.until)}: {each.reason}" for each in given)
    title = inputs.rubric.flags[unused.flag].title
    return words.sentence(f"The waiver of “{title}” is not used: {unused.why}. It was given {said}")


def _conditions(assessment: Assessment, inputs: Inputs) -> list[Condition]:
    dropped = {
        entry.for_: f"Dropped: {entry.reason}" + (f" It was to be: {entry.action}" if entry.action else "")
        for entry in inputs.dossier.conditions
        if entry.status == "dropped"
    }
    titles = {name: each.title for name, each in inputs.rubric.criteria.items()}
    titles |= {name: flag.title for name, flag in inputs.rubric.flags.items()}
    return [
        Condition(
            subject=each.for_,
            title=titles[each.for_],
            action=dropped.get(each.for_) or each.action,
            owner=each.owner or NOBODY,
            due=words.day(each.due) if each.due else NO_DATE,
            status=each.status,
        )
        for each in assessment.conditions
    ]
