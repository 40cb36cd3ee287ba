"""A rubric that extends another."""

from __future__ import annotations

CHILD = """\
partnercheck: rubric/1
id: ours
version: 1.0.0
title: Ours
extends: strategic-alliance
verdict: {proceed: {dimension: {default: 50, financials: 60}}}
dimensions:
  - id: culture-fit
    weight: 30
    criteria:
      - {id: upfront-demand, weight: 2}
      - id: "languages"
        title: Languages
        question: "How many languages does its service desk answer in: one, two …?"
        kind: levels
        levels: {0: "None: nobody answers", 1: '{one}, [two]', 2: "NO"}
red_flags: [{id: early-demands, effect: decline}]
drop: [insurance]
"""
