from __future__ import annotations

from engine_inputs import dossier, make, rubric, sure, verdict

from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.insight.flips import flips
from partnercheck.insight.next_evidence import next_evidence
from partnercheck.insight.stability import stability


def test_an_assessment_gains_what_would_change_it_and_nothing_else() -> None:
    decision = decide(make(rubric(verdict=verdict(60, 40)), dossier({"c": sure(2, "verified")})))
    before = explain(decision)
    after = with_insight(decision, before)
    assert after.next_evidence == next_evidence(decision)
    assert after.flips == flips(decision).found != ()
    assert after.stability == stability(decision)
    assert after._replace(next_evidence=None, flips=None, flips_not_worked_out=None, stability=None) == before
