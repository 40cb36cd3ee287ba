"""RC304 to RC307: what every criterion and flag owes its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.rules.rule import Subject
    from partnercheck.diagnostics import Problem


class MissingWhy(Rule):
    """A criterion does not say why it matters.

    Anybody who is asked a question, or turned down for an answer, may ask what it has to do with the
    venture. The reason also tells the next author when the question may go.
    """

    code, name = "RC304", "missing-why"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: insured, title: Insured, question: Is it insured against cyber losses?, kind: yes_no,
                 source: [OWN], ask: partner, action: Have it buy cover before the launch.}
    """
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: insured, title: Insured, question: Is it insured against cyber losses?, kind: yes_no,
                 why: One attack can cost more than the partner owns.,
                 source: [OWN], ask: partner, action: Have it buy cover before the launch.}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, criterion in subject.criteria:
            if criterion.why is None:
                yield self.finding(
                    (*path, "id"), f"`{criterion.id}` does not say why it matters", "add `why`"
                )


class MissingSource(Rule):
    """A criterion or a red flag names no source.

    A decision is defended by where its questions come from: a law, a standard, a study, or one's own
    experience, which is a source too. Whoever doubts a threshold can then look it up.
    """

    code, name = "RC305", "missing-source"
    bad = """
        red_flags:
          - id: slow-payer
            title: Lives from month to month
            effect: conditional
            when: {criterion: customer-concentration, at_most: 0}
            action: Agree payment after delivery.
    """
    good = """
        red_flags:
          - id: slow-payer
            title: Lives from month to month
            source: [OWN]
            effect: conditional
            when: {criterion: customer-concentration, at_most: 0}
            action: Agree payment after delivery.
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        hint = "add `source`, with a key of `sources`"
        for path, _, criterion in subject.criteria:
            if not criterion.source:
                yield self.finding((*path, "id"), f"`{criterion.id}` names no source", hint)
        for f, flag in enumerate(subject.rubric.red_flags):
            if not flag.source:
                yield self.finding(("red_flags", f, "id"), f"`{flag.id}` names no source", hint)


class MissingAction(Rule):
    """A criterion or a red flag does not say what to do about it.

    A low answer becomes a condition of the deal, and its action is what somebody then has to do. Without one
    the report only complains. A criterion with `expect: 0` and a flag that is only noted need none.
    """

    code, name = "RC306", "missing-action"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: insured, title: Insured, question: Is it insured against cyber losses?, kind: yes_no,
                 why: One attack can cost more than the partner owns., source: [OWN], ask: partner}
    """
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: insured, title: Insured, question: Is it insured against cyber losses?, kind: yes_no,
                 why: One attack can cost more than the partner owns., source: [OWN], ask: partner,
                 action: Have it buy cover before the launch.}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, each in subject.scored:
            if each.action is None and each.expect > 0:
                said = f"`{each.id}` does not say what to do where it is below {each.expect:g}"
                yield self.finding((*path, "id"), said, "add `action`")
        for f, flag in enumerate(subject.rubric.red_flags):
            if flag.action is None and flag.effect != "note":
                said = f"`{flag.id}` does not say what to do where it is raised"
                yield self.finding(("red_flags", f, "id"), said, "add `action`")


class MissingAsk(Rule):
    """A criterion does not say who can answer it.

    Without `ask` the question goes to whoever is at hand, and the partner ends up rating itself. Measured
    criteria may say whose figures they need.
    """

    code, name, severity = "RC307", "missing-ask", "note"
    bad = """
        dimensions:
          - id: standing
            criteria:
              - {id: insured, title: Insured, question: Is it insured against cyber losses?, kind: yes_no,
                 why: One attack can cost more than the partner owns., source: [OWN],
                 action: Have it buy cover before the launch.}
    """
    good = """
        dimensions:
          - id: standing
            criteria:
              - {id: insured, title: Insured, question: Is it insured against cyber losses?, kind: yes_no,
                 why: One attack can cost more than the partner owns., source: [OWN], ask: partner,
                 action: Have it buy cover before the launch.}
    """

    def find(self, subject: Subject) -> Iterator[Problem]:
        for path, _, criterion in subject.criteria:
            if criterion.ask is None:
                said = f"`{criterion.id}` does not say who can answer it"
                yield self.finding((*path, "id"), said, "add `ask`: partner, us, both, reference or public")


RULES = (MissingWhy(), MissingSource(), MissingAction(), MissingAsk())
