"""The kinds of criterion, a module each; `criterion` says what every kind is, `kinds` lists them."""

from partnercheck.model.criteria.checklist import ChecklistCriterion
from partnercheck.model.criteria.choice import ChoiceCriterion
from partnercheck.model.criteria.criterion import AnswerValue, Criterion, Sources
from partnercheck.model.criteria.kinds import KINDS, AnyCriterion
from partnercheck.model.criteria.levels import LevelsCriterion
from partnercheck.model.criteria.match import MatchCriterion
from partnercheck.model.criteria.metric import MetricCriterion
from partnercheck.model.criteria.text import TextCriterion
from partnercheck.model.criteria.yes_no import YesNoCriterion

__all__ = [
    "KINDS",
    "AnswerValue",
    "AnyCriterion",
    "ChecklistCriterion",
    "ChoiceCriterion",
    "Criterion",
    "LevelsCriterion",
    "MatchCriterion",
    "MetricCriterion",
    "Sources",
    "TextCriterion",
    "YesNoCriterion",
]
