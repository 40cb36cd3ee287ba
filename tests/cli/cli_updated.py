"""A rubric, the one after it, and dossiers in between."""

from __future__ import annotations

import json
from typing import Any

GRADES = "{grades: {seen: {reliability: 1}, told: {reliability: 0.5}}, default: told, clears: seen}"
OLD = f"""\
partnercheck: rubric/1
id: small
version: 1.2.0
title: Small rubric
profile:
  stage: {{question: How old is the firm?, options: [young, grown]}}
  listed: {{type: yes_no}}
evidence: {GRADES}
dimensions:
  - id: culture
    title: Culture
    weight: 3
    criteria:
      - {{id: openness, title: Openness, question: How open are they?, kind: levels,
         levels: {{0: no, 1: yes}}}}
      - {{id: pace, title: Pace, question: How fast are they?, kind: levels, levels: {{0: slow, 1: fast}}}}
      - {{id: habits, title: Habits, question: Which?, kind: levels, levels: {{0: bad, 1: good}},
         when: {{profile: listed, is: yes}}}}
  - id: money
    title: Money
    weight: 1
    criteria:
      - {{id: audited, title: Audited, question: Audited?, kind: levels, levels: {{0: no, 1: yes}}}}
      - {{id: deal, title: Deal, question: Which deal?, kind: levels, levels: {{0: none, 1: one}}}}
  - id: past
    title: Past
    weight: 1
    criteria:
      - {{id: age, title: Age, question: How old?, kind: levels, levels: {{0: no, 1: yes}}}}
      - {{id: size, title: Size, question: How many?, kind: levels, levels: {{0: no, 1: yes}},
         when: {{profile: stage, is: grown}}}}
red_flags:
  - {{id: shut, title: Shut, effect: conditional, when: {{criterion: openness, at_most: 0}}}}
  - {{id: poor, title: Poor, effect: conditional, when: {{criterion: deal, at_most: 0}}}}
verdict: {{proceed: {{score: 70}}, conditional: {{score: 1}}}}
relationship: [{{call: deal, title: Deal}}]
"""


NEW = """\
partnercheck: rubric/1
id: small
version: 2.0.0
title: Small rubric
profile:
  quoted: {type: yes_no}
  reach: {question: How far do they reach?, options: [here, abroad]}
evidence: {grades: {seen: {reliability: 1}, claimed: {reliability: 0.5}}, default: claimed, clears: seen}
dimensions:
  - id: culture
    title: Culture
    weight: 3
    criteria:
      - {id: candour, title: Candour, question: How open are they?, kind: levels, levels: {0: no, 1: yes}}
      - {id: habits, title: Habits, question: Which?, kind: levels, levels: {0: bad, 1: good},
         when: {profile: quoted, is: yes}}
  - id: finance
    title: Finance
    weight: 1
    criteria:
      - {id: deal, title: Deal, question: Which deal?, kind: levels, levels: {0: none, 1: one}}
      - {id: margin, title: Margin, question: What do they earn?, kind: levels, levels: {0: no, 1: yes},
         when: {profile: reach, is: abroad}}
      - {id: liquidity, title: Liquidity, question: Can they pay?, kind: metric,
         from: financials.current_ratio, curve: [[1, 0], [2, 100]]}
  - id: work
    title: Work
    weight: 1
    criteria:
      - {id: pace, title: Pace, question: How fast are they?, kind: levels, levels: {0: slow, 1: fast}}
      - {id: size, title: Size, question: How many?, kind: levels, levels: {0: no, 1: yes}}
red_flags:
  - {id: closed, title: Closed, effect: conditional, when: {criterion: candour, at_most: 0}}
verdict: {proceed: {score: 70}, conditional: {score: 1}}
relationship: [{call: deal, title: Deal}]
changes:
  1.5.0: {what: One name, renamed: {openness: frankness}}
  2.0.0:
    what: Much is otherwise
    renamed: {frankness: candour, money: finance, shut: closed, listed: quoted, told: claimed}
"""


def renamed(entry: Any) -> Any:
    """Return an answer with the grades of its evidence under their new names."""
    text = json.dumps(entry).replace('"told"', '"claimed"')
    return json.loads(text)
