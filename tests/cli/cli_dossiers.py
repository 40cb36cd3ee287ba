"""A dossier with comments, whose answers are changed."""

from __future__ import annotations

COMMENTED = """\
# About Acme
partnercheck: dossier/1
rubric: ./rubric.yaml
partner: {name: Acme Ltd}
as_of: 2026-11-20
profile: {stage: young, listed: no}
answers:
  culture:
    openness: 1   # ajar
    pace:
      ratings: [{by: A, side: us, answer: 2}]
  # about money
  money:
    audited:
      answer: no
      evidence: asserted
"""
