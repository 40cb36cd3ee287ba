"""What a record of approvals comes to: who counts, what replaces what, when it is approved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.insight.approvals import approvals, overtaken
from partnercheck.model.approval import Approval
from partnercheck.model.approvals import Decidable, Filed, MadeFrom, Record, RecordFault
from partnercheck.model.assessment import ApprovalsAsked, ApproverNamed

if TYPE_CHECKING:
    from partnercheck.model.approvals import Approvals

AS_OF = dt.date(2026, 11, 20)
NAMES = ("Ada", "Bo", "Cy", "Di")
CAST = st.tuples(st.sampled_from(NAMES), st.sampled_from(["approve", "reject", "abstain"]))
ASKED = st.builds(
    ApprovalsAsked,
    proceed=st.integers(1, 3),
    conditional=st.integers(1, 3),
    against=st.integers(1, 3),
    by=st.none()
    | st.sets(st.sampled_from(NAMES).map(lambda name: ApproverNamed(name, None)), min_size=1).map(tuple),
    assessors=st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple),
)


def about(asked: ApprovalsAsked, verdict: Any = "conditional") -> Decidable:
    made_from = MadeFrom("0", "0", None, (), frozenset())
    return Decidable("a.json", "0" * 64, "Acme", verdict, 60.0, AS_OF, asked, made_from)


def record(cast: list[tuple[str, str]], verdict: str = "conditional", **more: Any) -> Record:
    """Return votes in the order of time, a day each."""
    filed = []
    for place, (name, vote) in enumerate(cast):
        approval = Approval.model_validate(
            {
                "partnercheck": "approval/1",
                "assessment": "a.json",
                "sha256": "0" * 64,
                "partner": "Acme",
                "verdict": verdict,
                "as_of": AS_OF,
                "by": name,
                "role": "Director",
                "on": AS_OF + dt.timedelta(days=place),
                "vote": vote,
                "reason": f"Because {place}",
                **more,
            }
        )
        filed.append(Filed(f"{approval.on}-{name.lower()}.yaml", str(place), False, approval))
    return Record(about(ApprovalsAsked(1, 1, 1, None, ())), tuple(filed))


def found(cast: list[tuple[str, str]], asked: ApprovalsAsked, **more: Any) -> Approvals:
    return approvals(record(cast, **more), about(asked, more.get("verdict", "conditional")))


@given(st.lists(CAST, max_size=8), ASKED)
def test_it_is_what_the_last_votes_of_those_who_count_say(
    cast: list[tuple[str, str]], asked: ApprovalsAsked
) -> None:
    allowed = set(NAMES) if asked.by is None else {each.name for each in asked.by}
    last = {name: vote for name, vote in cast if name in allowed - set(asked.assessors)}
    approving = sum(vote == "approve" for vote in last.values())
    status = (
        "rejected"
        if "reject" in last.values()
        else "approved"
        if approving >= asked.conditional
        else "pending"
    )
    it = found(cast, asked)
    assert (it.status, it.given, it.missing) == (status, approving, max(0, asked.conditional - approving))
    assert [each.by for each in it.votes] == [name for name, _ in cast]
    assert len([each for each in it.votes if each.why_not is None]) == len(last)


@given(st.lists(CAST, max_size=6), ASKED)
def test_a_record_with_a_fault_is_pending(cast: list[tuple[str, str]], asked: ApprovalsAsked) -> None:
    faulty = record(cast)._replace(faults=(RecordFault("x.yaml", "it is gone"),))
    assert approvals(faulty, about(asked)).status == "pending"


@given(st.lists(CAST, max_size=6), ASKED)
def test_an_abstention_of_somebody_new_changes_nothing(
    cast: list[tuple[str, str]], asked: ApprovalsAsked
) -> None:
    before, after = found(cast, asked), found([*cast, ("Ed", "abstain")], asked)
    assert after.votes[-1].by == "Ed"
    assert (after.status, after.given) == (before.status, before.given)


@pytest.mark.parametrize(
    ("verdict", "needed"), [("proceed", 1), ("conditional", 2), ("decline", 3), ("hold", 3)]
)
def test_the_verdict_says_how_many_must_approve(verdict: str, needed: int) -> None:
    asked = ApprovalsAsked(1, 2, 3, None, ())
    before, it = (
        found([(each, "approve") for each in names], asked, verdict=verdict)
        for names in ("AB"[: needed - 1], "ABC"[:needed])
    )
    assert (before.needed, before.status, before.departs) == (needed, "pending", ())
    assert it.status == "approved"
    assert it.departs == (("Because 0", "Because 1", "Because 2") if verdict in {"decline", "hold"} else ())


def test_who_rejects_as_the_verdict_says_departs_from_nothing() -> None:
    cast = [("Ada", "approve"), ("Bo", "reject")]
    it = found(cast, ApprovalsAsked(1, 1, 1, None, ()), verdict="decline")
    assert (it.status, it.departs) == ("rejected", ())
    it = found(cast, ApprovalsAsked(1, 1, 1, None, ()), verdict="proceed")
    assert (it.status, it.departs) == ("rejected", ("Because 1",))


def test_one_who_signs_is_one_person_by_whatever_name() -> None:
    it = found([("Ada", "approve"), ("Bo", "approve")], ApprovalsAsked(1, 2, 1, None, ()), principal="a@b")
    assert (it.given, it.missing) == (1, 1)
    assert [each.why_not for each in it.votes] == ["a later vote replaces it", None]


def test_the_first_end_of_those_who_approve_is_the_end() -> None:
    asked = ApprovalsAsked(1, 2, 1, None, ("Cy",))
    first = record([("Ada", "approve")], valid_until=dt.date(2027, 6, 1)).filed
    rest = record([("Di", "abstain"), ("Bo", "approve")]).filed[1:]
    early = record([("Cy", "approve")], valid_until=dt.date(2027, 1, 1)).filed
    it = approvals(Record(None, (*first, *rest, *early)), about(asked))
    assert (it.status, it.valid_until) == ("approved", dt.date(2027, 6, 1))


@pytest.mark.parametrize(
    ("now", "verdict", "why"),
    [
        ({}, "conditional", ()),
        ({"dossier": "1"}, "conditional", ("the dossier has changed since",)),
        ({"organisation": "1"}, "conditional", ("the organisation has changed since",)),
        ({"evidence": {("a.pdf", None)}}, "conditional", ("the evidence has changed since",)),
        ({}, "hold", ("the verdict was conditional then",)),
        (
            {"rubric": "1", "replies": (("a", "1"), ("b", "1"))},
            "proceed",
            (
                "the rubric has changed since",
                "the replies have changed since",
                "the verdict was conditional then",
            ),
        ),
    ],
)
def test_what_is_not_as_it_was_is_told_once(now: dict[str, Any], verdict: Any, why: tuple[str, ...]) -> None:
    decided = about(ApprovalsAsked(1, 1, 1, None, ()))
    assert overtaken(decided, decided.made_from._replace(**now), verdict) == why
