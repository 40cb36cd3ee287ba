"""How things are said: verdicts, numbers, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.model.criteria import (
    ChecklistCriterion,
    ChoiceCriterion,
    LevelsCriterion,
    MatchCriterion,
    MetricCriterion,
)

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, CriterionResult, Score, Value
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.outlook import Flip

VERDICTS = {
    "proceed": ("✔", "Proceed"),
    "conditional": ("◐", "Proceed with conditions"),
    "decline": ("✘", "Decline"),
    "hold": ("?", "Hold: the evidence does not carry a verdict yet"),
}
"""Symbol and words of each verdict."""

LEVELS = {"proceed": "proceed", "conditional": "proceed with conditions", "decline": "decline"}
"""Each level within a sentence."""

FLAG_SYMBOLS = {"raised": "▲", "open": "?", "clear": "✔", "not_applicable": "–"}

EFFECTS = {
    "raised": {"decline": "stops the deal", "conditional": "makes it conditional", "note": "is noted"},
    "open": {
        "decline": "would stop the deal",
        "conditional": "would make it conditional",
        "note": "would be noted",
    },
}
"""What a flag does, by its status and effect."""


def number(value: float | None) -> str:
    """Return a score with one decimal, or a dash where there is none."""
    return "–" if value is None else f"{value:.1f}".replace("-0.0", "0.0")


def span(value: Value | Score) -> str:
    """Return a range, rounded to whole numbers, such as 55–74."""
    if value.low is None or value.high is None:
        return "–"
    return f"{value.low:.0f}–{value.high:.0f}"


def share(value: float) -> str:
    """Return a share of the whole in %."""
    return f"{100 * value:.1f} %"


def firmness(assessment: Assessment) -> str:
    """Return whether missing evidence could change the verdict, and which way."""
    verdict = assessment.verdict
    if verdict.firm:
        return "Firm: no missing or weak evidence could change this verdict."
    worst, best = LEVELS[verdict.worst], LEVELS[verdict.best]
    if worst == best:
        return f"Whatever the missing evidence shows, it would come out as: {best}."
    start = "Open" if verdict.level == "hold" else "Not firm"
    return f"{start}: missing and weak evidence could still move it between “{worst}” and “{best}”."


def naming(assessment: Assessment, titles: dict[str, str]) -> list[str]:
    """Return what the deal should be called, and where the sides differ."""
    relationship = assessment.relationship
    said = []
    if relationship.call is not None:
        said.append(f"Call it: {titles[relationship.call]}.")
    elif relationship.possible:
        names = ", ".join(titles[name] for name in relationship.possible)
        said.append(f"There is no name for it yet; it may turn out to be: {names}.")
        if "partnership" in relationship.possible:
            said.append("Do not call it a partnership yet.")
    us, them = relationship.declared.us, relationship.declared.them
    if us or them:
        sides = [f"{who} “{name}”" for who, name in (("we call it", us), ("they call it", them)) if name]
        text = " and ".join(sides)
        differs = ": the names differ" if relationship.differs else ""
        said.append(f"{text[0].upper()}{text[1:]}{differs}.")
    return said


def answer_text(criterion: Criterion, answer: Any) -> str:
    """Return one answer with its anchor."""
    if answer is None:
        return "unknown"
    match criterion:
        case LevelsCriterion():
            level = criterion.levels[answer]
            return f"{answer}: {level if isinstance(level, str) else level.text}"
        case ChoiceCriterion():
            return criterion.options[answer].text
        case ChecklistCriterion():
            chosen = "; ".join(criterion.items[key].text for key in answer) or "none"
            return f"{len(answer)} of {len(criterion.items)}: {chosen}"
        case MatchCriterion():
            return f"{answer}: {criterion.axis[answer]}"
        case MetricCriterion():
            return f"{plain(answer)} {criterion.unit or ''}".strip()
    return answer if isinstance(answer, str) else "yes" if answer else "no"


def moved(flip: Flip) -> str:
    """Return from which answer to which one a flip leads."""
    before, after = (
        ", ".join(each) or "none" if isinstance(each, list | tuple) else _short(each)
        for each in (flip.from_, flip.to)
    )
    return f"at {after} instead of {before}"


def _short(value: Any) -> str:
    return plain(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def plain(value: float) -> str:
    """Return a number without needless digits: at most four decimals."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def answers(criterion: Criterion, result: CriterionResult, ours: int | None) -> list[str]:
    """Return what was answered, a line for each person who did; for a match, our own position too."""
    said = _answers(criterion, result)
    if isinstance(criterion, MatchCriterion) and result.status == "answered":
        said.append(f"Ours: {answer_text(criterion, ours)}")
    return said


def _answers(criterion: Criterion, result: CriterionResult) -> list[str]:
    given = result.answer
    if isinstance(given, dict):
        return [f"Not applicable: {given['not_applicable']}"]
    if result.status == "not_applicable":
        return ["Not asked of a partner with this profile."]
    if result.measure is not None:
        return [result.measure.working]
    if isinstance(given, list) and given and isinstance(given[0], dict):
        sides = {"us": "our side", "them": "their side", "reference": "a reference"}
        return [
            f"{each['by']} ({sides[each['side']]}): {answer_text(criterion, each['answer'])}"
            for each in given
        ]
    return [answer_text(criterion, given) if given is not None else "Not answered."]
