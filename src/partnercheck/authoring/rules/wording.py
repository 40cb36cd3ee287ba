"""RC301 to RC303: questions and anchors that people read alike.

More than 300 lines, as each word that only judges has one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnercheck.authoring.rules.rule import Rule
from partnercheck.diagnostics import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Problem

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_EVALUATIVE = frozenset(
    [
        "acceptable",
        "adequate",
        "advanced",
        "agree",
        "amazing",
        "average",
        "awful",
        "bad",
        "badly",
        "basic",
        "best",
        "better",
        "broad",
        "capable",
        "clear",
        "close",
        "comprehensive",
        "considerable",
        "decent",
        "deep",
        "deficient",
        "developed",
        "disagree",
        "effective",
        "efficient",
        "elementary",
        "excellent",
        "exceptional",
        "extensive",
        "extremely",
        "fair",
        "fairly",
        "fine",
        "full",
        "fully",
        "good",
        "great",
        "high",
        "highest",
        "highly",
        "ideal",
        "immature",
        "inadequate",
        "incomplete",
        "ineffective",
        "insufficient",
        "intermediate",
        "large",
        "largely",
        "limited",
        "little",
        "low",
        "lowest",
        "main",
        "mainly",
        "major",
        "marginal",
        "mature",
        "mediocre",
        "medium",
        "minimal",
        "minor",
        "moderate",
        "moderately",
        "mostly",
        "narrow",
        "negative",
        "neutral",
        "normal",
        "ok",
        "okay",
        "optimal",
        "ordinary",
        "outstanding",
        "partial",
        "partially",
        "partly",
        "perfect",
        "poor",
        "poorly",
        "positive",
        "professional",
        "proper",
        "quite",
        "rather",
        "reasonable",
        "reasonably",
        "relevant",
        "satisfactory",
        "satisfied",
        "serious",
        "severe",
        "significant",
        "slight",
        "slightly",
        "small",
        "solid",
        "some",
        "somewhat",
        "standard",
        "strong",
        "strongly",
        "sufficient",
        "suitable",
        "superb",
        "superior",
        "terrible",
        "top",
        "typical",
        "unacceptable",
        "undeveloped",
        "unsatisfactory",
        "very",
        "weak",
        "well",
        "worse",
        "worst",
    ]
)
"""Words that judge without saying what is seen."""

_LITTLE = frozenset(
    [
        "a",
        "above",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "below",
        "but",
        "has",
        "have",
        "in",
        "is",
        "it",
        "no",
        "none",
        "not",
        "of",
        "or",
        "than",
        "that",
        "the",
        "to",
        "with",
    ]
)
"""Words that say nothing by themselves."""


class SameAnchor(Rule):
    """Two answers of a criterion have the same anchor.

    Two people who see the same thing must choose the same answer; where two anchors read alike, either may
    be chosen and the value is a matter of taste. Case, spaces and punctuation do not make a difference.
    """

    code, name = "RC301", "same-anchor"
    bad = """
        dimensions:
          - id: working-together
            criteria:
              - id: decision-speed
                axis:
                  0: More than six months
                  1: More than two weeks, up to six months
                  2: More than two weeks, up to six months.
                  3: Two weeks or less
    """
    good = """
        dimensions:
          - id: working-together
            criteria:
              - id: decision-speed
                axis:
                  0: More than six months
                  1: More than two months, up to six
                  2: More than two weeks, up to two months
                  3: Two weeks or less
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, criterion in subject.criteria:
            seen: dict[tuple[str, ...], str] = {}
            for anchor in criterion.anchors:
                words = tuple(_WORD.findall(anchor.text.casefold()))
                if words and words in seen:
                    said = f"this anchor of `{criterion.id}` reads like that of `{seen[words]}`"
                    yield self.finding((*path, *anchor.at), said, "say what is different to see")
                seen.setdefault(words, str(anchor.key))


class EvaluativeAnchor(Rule):
    """An anchor judges, but does not say what is seen.

    “Good”, “strong communication” or “partly adequate” mean something else to everybody who reads them, so
    that the answer tells more about who rates than about the partner. An anchor names behaviour or a
    document that two people would see alike. The rule finds texts of which every word judges, says nothing,
    or repeats the criterion's title.
    """

    code, name = "RC302", "evaluative-anchor"
    bad = """
        dimensions:
          - id: working-together
            criteria:
              - {id: decision-speed, axis: {0: Very low speed, 1: Average, 2: High}}
    """
    good = """
        dimensions:
          - id: working-together
            criteria:
              - {id: decision-speed, axis: {0: A year or more, 1: A month or more, 2: Less than a month}}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, criterion in subject.criteria:
            title = set(_WORD.findall(criterion.title.casefold()))
            for anchor in criterion.anchors:
                words = set(_WORD.findall(anchor.text.casefold()))
                if words & _EVALUATIVE and words <= _EVALUATIVE | _LITTLE | title:
                    said = f"“{shown(anchor.text)}” judges, but does not say what is seen"
                    hint = "name the behaviour or the document that shows it"
                    yield self.finding((*path, *anchor.at), said, hint)


_YES_NO = r"(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should)"
_ASKS = rf"(?:how|what|who|whom|whose|when|where|why|which|{_YES_NO})"
_ASKED_TWICE = re.compile(rf"(?i)^\W*{_ASKS}\b.*\b(?:and|or|but)\s+{_ASKS}\b")
_YES_NO_AND = re.compile(rf"(?i)^\W*{_YES_NO}\b.*\band\b")
_PAIRED = re.compile(r"(?i)\b(?:between|both)\b[^,;?]*?\band\b")


class DoubleQuestion(Rule):
    """A question asks two things.

    “Is the partner fast and cheap?” has no answer for one that is fast but expensive: whoever answers picks
    one half. Found are questions with two question marks, with a second asking word after “and”, “or” or a
    comma, and yes-or-no questions with “and” in them (“between us and them” aside). Ask twice, or ask for
    the one that matters.
    """

    code, name = "RC303", "double-question"
    bad = """
        dimensions:
          - id: working-together
            criteria:
              - {id: promises-kept, question: Does the partner keep its dates and its budgets?}
    """
    good = """
        dimensions:
          - id: working-together
            criteria:
              - {id: promises-kept, question: How many of its last five dates did the partner keep?}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, criterion in subject.scored:  # words have room for both answers
            question = criterion.question
            if _double(question):
                said = f"`{criterion.id}` seems to ask two things"
                yield self.finding((*path, "question"), said, "ask twice, or ask for the one that matters")


def _double(question: str) -> bool:
    single = _PAIRED.sub("", question)
    return question.count("?") > 1 or bool(_YES_NO_AND.match(single) or _ASKED_TWICE.match(single))


RULES = (SameAnchor(), EvaluativeAnchor(), DoubleQuestion())
