"""New rubrics: one that explains itself, or a child that shows how to change what it inherits."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from partnercheck.yaml_out import flow, in_comment

if TYPE_CHECKING:
    from partnercheck.model.rubric import Rubric

_STARTER = """\
# yaml-language-server: $schema=rubric.schema.json
# (made by: partnercheck schema rubric > rubric.schema.json)
#
# A rubric: what we ask of a partner, how it counts, and what stops us. It is complete as it stands; replace
# the questions by yours, then run `partnercheck rubric check` and `partnercheck rubric test`.

partnercheck: rubric/1
id: {id}  # dossiers name it by this; keep it when the file changes
version: 1.0.0  # raise the first number when old answers no longer fit, the second when questions are added
title: {title}
summary: What kind of partner this is for, in a sentence or two.
# changes: {{2.0.0: What changed, for dossiers that pin version 1}}

sources:  # where questions and limits come from; your own experience is a source too
  OWN: {{title: What we learned from our last three partnerships, author: Our alliance team}}

profile:  # facts that decide what is asked; tests below read them
  stage:
    question: Does the partner live on its own income (established), or on investors' money (startup)?
    options: [startup, established]

evidence:
  grades:  # strongest first: what share of the belief rests on such an answer
    audited: {{reliability: 1.0, meaning: "An independent third party: audited accounts, a public register"}}
    verified: {{reliability: 0.95, meaning: "We checked it ourselves: saw it, called the reference"}}
    documented: {{reliability: 0.7, meaning: "The partner's own document, not checked"}}
    asserted: {{reliability: 0.4, meaning: "Somebody's word"}}
  default: asserted  # for answers that give no evidence
  clears: documented  # the weakest grade that can clear a red flag
  max_age: 18 months

# Weights are relative among siblings. Every criterion has one value on 0 to 100, 100 best.
dimensions:
  - id: working-together
    title: Working together
    weight: 60
    criteria:
      - id: promises-kept
        title: Promises kept
        question: How many of the last five dates that the partner gave to another firm were met?
        kind: levels  # anchors that two people would read alike: behaviour or a document, never “good”
        levels:
          0: None
          1: One
          2: Two or three
          3: Four
          4: All five
        why: Who misses dates elsewhere will miss ours.
        source: [OWN]
        ask: reference  # partner, us, both, reference or public
        weight: 2
        expect: 75  # below this the action is due
        action: Agree a date for each delivery, and what follows when one is missed.

      - id: decision-speed
        title: Decision speed
        question: How long does the firm take over a change that costs about a month of one team's work?
        kind: match  # the nearer to our own position, the better; ours is in the organisation file
        axis:
          0: More than six months
          1: More than two months, up to six
          2: More than two weeks, up to two months
          3: Two weeks or less
        why: Two paces far apart make one side wait and the other feel pushed.
        source: [OWN]
        ask: both
        action: Agree what each side's lead may decide alone.

      - id: joint-team
        title: Joint team
        question: Which of these have both sides named for the venture?
        kind: checklist  # the share of the items' weight that is ticked
        items:
          sponsor: {{text: An executive whose budget pays for that side's part}}
          lead: {{text: A person with hours set aside each week to look after the partnership}}
          operators: {{text: The people who will run it day by day}}
          escalation: {{text: A second person to turn to when the first two disagree}}
        why: A venture without people is a wish.
        source: [OWN]
        ask: both
        action: Name the missing people on both sides before signing.

  - id: standing
    title: Standing
    weight: 40
    criteria:
      - id: customer-concentration
        title: Spread of customers
        question: What share of revenue comes from the largest customer?
        kind: metric  # a number, read off a curve of [number, value] points
        unit: "%"
        curve: [[10, 100], [25, 75], [50, 25], [80, 0]]
        why: The loss of one customer should not end our partner.
        source: [OWN]
        ask: partner
        action: Ask how long the largest contract still runs.
        # from: financials.customer_concentration would work it out from the dossier's statements

      - id: months-of-cash
        title: Months of cash
        question: For how many months does the cash last at its present burn?
        kind: metric
        unit: months
        curve: [[3, 0], [12, 25], [18, 75], [24, 100]]
        when: {{profile: stage, is: startup}}  # asked of such partners only
        max_age: 6 months  # older evidence no longer counts
        why: A start-up ends when its cash does.
        source: [OWN]
        ask: partner
        action: Match our spending to the cash that is there.

      - id: contract-form
        title: Contract form
        question: Under the terms as they stand, what does each side get for its work?
        kind: choice
        options:
          shared: {{text: A share of what the joint offer earns, value: 100}}
          paid: {{text: One side is paid by the other, value: 50}}
          unclear: {{text: The terms do not let a reader tell, value: 0}}
        allow_na: yes  # an assessor may declare it not applicable, with a reason
        why: People work for what they are paid for.
        source: [OWN]
        ask: us
        action: State in the first clause what each side gives and gets.

      - id: sanctions
        title: Sanctions check
        question: Is the partner on a sanctions list that binds either side?
        kind: yes_no
        good: no  # the answer worth 100
        why: Dealing with a listed firm can be a crime.
        source: [OWN]
        ask: public
        max_age: 3 months
        action: Stop every payment, and hand the case to counsel.

      - id: own-words
        title: In their own words
        question: What does the partner hope to have from this in three years?
        kind: text  # shown to readers and never scored
        why: What somebody hopes for is what they will work for.
        source: [OWN]
        ask: partner

red_flags:  # gates that no average buys off. Only `at_most`, so that a better answer never raises one
  - id: sanctioned
    title: Partner is under sanctions
    source: [OWN]
    effect: decline  # decline, conditional or note
    evidence: verified  # the weakest grade that can clear it
    when: {{criterion: sanctions, at_most: 0}}
    action: Search the lists yourselves, keep the dated result, and go no further if there is a match.

  - id: broken-promises
    title: Dates are not kept
    source: [OWN]
    effect: conditional
    when: {{any: [{{criterion: promises-kept, at_most: 25}}, {{dimension: working-together, at_most: 20}}]}}
    action: Tie each payment to a delivery.

verdict:
  coverage: {{overall: 60, dimension: 50}}  # % that the evidence must carry; below it: hold
  not_applicable: 20  # the most that may be declared not applicable, in % of all weight
  proceed: {{score: 70, dimension: 50}}  # the least for the whole and for every dimension
  conditional: {{score: 50, dimension: 30}}  # below it: decline

relationship:  # what to call the deal: the first rule that holds; the last has no test
  - {{call: partnership, title: Partnership, when: {{all: [{{criterion: joint-team, at_least: 75}},
     {{criterion: contract-form, at_least: 100}}]}}}}
  - {{call: commercial-agreement, title: Commercial agreement}}

cases:  # run by `partnercheck rubric test`; what `expect` does not name is not compared
  - name: the best partner goes ahead
    from: best  # best, worst, unanswered, or the path of a dossier
    profile: {{stage: established}}
    expect: {{verdict: proceed, relationship: partnership}}
  - name: sanctions decline whatever else is good
    from: best
    profile: {{stage: established}}
    set: {{sanctions: yes}}
    expect: {{verdict: decline, raised: [sanctioned]}}

# ignore:  # findings of `rubric check` that are meant to be so, each with its reason
#   - {{code: RC201, at: decision-speed, reason: It is asked for the conversation that it starts}}
"""


def starter(name: str, title: str) -> str:
    """Return a small whole rubric that says what everything in it is for."""
    return _STARTER.format(id=name, title=flow(title))


def child(name: str, title: str, parent: Rubric, reference: str) -> str:
    """Return a rubric that changes nothing of its parent yet, with every kind of change as a comment."""
    dimension = parent.dimensions[0]
    criterion = dimension.criteria[0]
    dropped = _droppable(parent)
    milder = [each.id for each in parent.red_flags if each.effect == "conditional" and each.id not in dropped]
    proceed = parent.verdict.proceed
    floor = proceed.dimension.get("default", 0.0)
    more = min(100.0, proceed.floor(dimension.id) + 10)
    facts = {name: next(iter(parent.profile[name].values), 1) for name in parent.facts_needed}
    profile = [f"#     profile: {flow(facts)}"] if facts else []
    listed = textwrap.wrap(", ".join(each.id for each in parent.dimensions), 100)
    lines = [
        "# yaml-language-server: $schema=rubric.schema.json",
        "# (made by: partnercheck schema rubric > rubric.schema.json)",
        "#",
        f"# It starts as “{in_comment(parent.title)}” {parent.version} and says only what is different.",
        "# See it whole with `partnercheck rubric show --resolved` and this file's name.",
        "",
        "partnercheck: rubric/1",
        f"id: {name}",
        "version: 1.0.0",
        f"title: {flow(title)}",
        f"extends: {flow(reference)}",
        "",
        "# Sources, profile, evidence and verdict are merged key by key; lists and `grades` are replaced:",
        "# sources: {OWN: {title: What we learned from our last three partnerships}}",
        "# verdict:",
        f"#   proceed: {{dimension: {{default: {floor:g}, {dimension.id}: {more:g}}}}}",
        "",
        "# Dimensions, criteria and flags of the parent keep their place and take the keys that are named",
        "# here; new ones follow at the end. A criterion whose `kind` changes is replaced whole. It has:",
        *(f"# {line}" for line in listed),
        "# dimensions:",
        f"#   - id: {dimension.id}",
        f"#     weight: {dimension.weight:g}",
        "#     criteria:",
        f"#       - {{id: {criterion.id}, weight: {criterion.weight:g}, expect: 75}}",
        "#       - id: a-new-question",
        "#         title: A new question",
        "#         question: What would two people see alike?",
        "#         kind: levels",
        "#         levels: {0: The worst that is seen, 1: Something between, 2: The best that is seen}",
        "#         why: Why the answer matters.",
        "#         source: [OWN]",
        "#         ask: partner",
        "#         action: What to do where it is low.",
        *(["# red_flags:", f"#   - {{id: {milder[-1]}, effect: decline}}"] if milder else []),
        "",
        "# Dimensions, criteria and flags to leave out; nothing that stays may still name them:",
        f"# drop: {flow(dropped)}",
        "",
        "# Relationship rules are replaced whole, if they are given at all:",
        "# relationship: [{call: commercial-agreement, title: Commercial agreement}]",
        "",
        "# Not inherited: test cases, `changes`, and `ignore`:",
        "# cases:",
        "#   - name: the best partner goes ahead",
        "#     from: best",
        *profile,
        "#     expect: {verdict: proceed}",
        "# ignore:",
        f"#   - {{code: RC201, at: {criterion.id}, reason: It is asked for the conversation that it starts}}",
    ]
    return "\n".join(lines) + "\n"


def _droppable(parent: Rubric) -> list[str]:
    """Return a criterion, and the flags that name it, to be dropped: the last that nothing names, if any."""
    several = [each for each in parent.dimensions if len(each.criteria) > 1]
    every = [each.id for dimension in several for each in dimension.criteria[1:]]
    free = [name for name in every if name not in parent.criteria_tested]
    last = (free or every or list(parent.criteria))[-1]
    return [last, *(flag for flag, tested in parent.criteria_of_flag.items() if last in tested)]
