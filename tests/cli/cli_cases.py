"""Cases of the small rubric."""

from __future__ import annotations

CASES = """\
partnercheck: cases/1
rubric: rubric.yaml
cases:
  - name: all good
    from: best
    profile: {stage: grown, listed: no}
    expect: {verdict: proceed, firm: yes, score: [100, 100], raised: [], relationship: partnership}
  - name: closed
    from: best
    profile: {stage: grown, listed: no}
    set: {openness: 0}
    expect: {verdict: conditional, raised: [closed-shop], relationship: supplier-customer}
"""
