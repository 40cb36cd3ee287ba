"""RC4xx: what stands in a rubric without being used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Problem


class UnusedSource(Rule):
    """A source is named by no criterion and no red flag.

    A list of sources is read as what the rubric rests on. One that nothing rests on claims too much; often
    the reference to it was forgotten. Sources that a rubric inherits are not its own, and are not reported.
    """

    code, name = "RC401", "unused-source"
    bad = """
        sources:
          ISO44001: {title: Collaborative business relationship management systems, year: 2017}
    """
    good = """
        sources:
          ISO44001: {title: Collaborative business relationship management systems, year: 2017}
        dimensions:
          - id: working-together
            criteria:
              - {id: joint-team, source: [OWN, ISO44001]}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        rubric = subject.rubric
        used = {key for each in rubric.criteria.values() for key in each.source}
        used |= {key for flag in rubric.red_flags for key in flag.source}
        for key in rubric.sources:
            if key not in used and subject.own(("sources", key)):
                said = f"nothing rests on the source `{key}`"
                yield self.finding(("sources", key), said, "name it where it is used, or remove it", key=True)


class UnusedFact(Rule):
    """A fact of the profile decides nothing.

    A partner is asked for every declared fact; one that no `when`, flag or relationship rule names is asked
    in vain. Facts that a rubric inherits are not its own.
    """

    code, name = "RC402", "unused-fact"
    bad = """
        profile:
          regulated: {question: Does a financial regulator supervise the partner?, type: yes_no}
    """
    good = """
        profile:
          regulated: {question: Does a financial regulator supervise the partner?, type: yes_no}
        dimensions:
          - id: standing
            criteria:
              - {id: sanctions, when: {profile: regulated, is: no}}
        red_flags:
          - id: sanctioned
            when: {all: [{profile: regulated, is: no}, {criterion: sanctions, at_most: 0}]}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for name in subject.rubric.profile:
            if name not in subject.rubric.facts_needed and subject.own(("profile", name)):
                said = f"the fact `{name}` decides nothing"
                yield self.finding(
                    ("profile", name), said, "test it somewhere, or do not ask for it", key=True
                )


class UnusedIgnore(Rule):
    """An entry of `ignore` matches no finding.

    What it once excused is gone, or its code or place is misspelt. If it stays, it silences a finding
    that nobody has judged.
    """

    code, name = "RC403", "unused-ignore"
    bad = """
        ignore:
          - {code: RC201, at: decision-speed, reason: It is asked for the conversation that it starts}
    """
    good = """
        dimensions:
          - id: working-together
            weight: 10
            criteria:
              - {id: decision-speed, weight: 0.15}
        ignore:
          - {code: RC201, at: decision-speed, reason: It is asked for the conversation that it starts}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:  # noqa: ARG002  (as every rule's)
        """Yield nothing: what is unused is known only when all rules have been heard; `check` asks then."""
        return iter(())

    def unused(self, index: int, code: str, hint: str | None) -> Problem:
        """Return the finding about one entry."""
        return self.finding(("ignore", index, "code"), f"there is no finding {code} here to ignore", hint)


UNUSED_IGNORE = UnusedIgnore()

RULES = (UnusedSource(), UnusedFact(), UNUSED_IGNORE)
