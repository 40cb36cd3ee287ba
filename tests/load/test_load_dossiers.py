"""Every error of a dossier with its place and hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from load_messages import check_one, told

from building import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

STEPS = "0 to 2, or `unknown`"
AS_OF = "as_of: 2026-11-20"

# In the texts below `<>` marks where the diagnostic must point; it is taken out before the file is written.
_CHANGED = (
    "`partnercheck rubric diff OLD strategic-alliance` shows what changed; "
    "`partnercheck update` brings a dossier to `strategic-alliance@2.0.0`"
)


DOSSIER_ERRORS = {
    "not YAML": ("growth: 12.5", "growth: [<>\n", "not-yaml", None),
    "duplicate key": (AS_OF, f"{AS_OF}\n<>as_of: 2026-11-21", "duplicate-key", None),
    "unknown key": (AS_OF, f"{AS_OF}\n<>scoop: x", "unknown-key", "did you mean `scope`?"),
    "unknown key deeper": ("name: Acme", "name: Acme, <>land: GB", "unknown-key", None),
    "wrong type": ("partner: {name: Acme}", "partner: <>Acme", "wrong-type", None),
    "text is missing": (
        "name: Acme",
        "name: <>null",
        "wrong-type",
        "quote it if you mean the word",
    ),
    "empty text": ("name: Acme", "name: <>'  '", "empty", None),
    "missing key": (AS_OF, "", "missing-key", None),
    "unknown criterion": ("openness:", "<>openess:", "unknown-criterion", "did you mean `openness`?"),
    "criterion elsewhere": (
        "    deal: joint",
        "    deal: joint\n    <>habits: []",
        "unknown-criterion",
        "it belongs to `culture`",
    ),
    "unknown dimension": ("  money:", "  <>mony:", "unknown-dimension", "did you mean `money`?"),
    "unknown level": (
        "answer: 2, evidence: [",
        "answer: <>3, evidence: [",
        "unknown-level",
        "0 is “closed”; 2 is “open”",
    ),
    "quoted level": (
        "answer: 2, evidence: [",
        'answer: <>"2", evidence: [',
        "wrong-type",
        "remove the quotes: a quoted number is a text",
    ),
    "true is never 1": ("answer: 2, evidence: [", "answer: <>true, evidence: [", "wrong-type", STEPS),
    "half a level": ("answer: 2, evidence: [", "answer: <>1.5, evidence: [", "wrong-type", STEPS),
    "unknown position": (
        "pace: {answer: 2",
        "pace: {answer: <>4",
        "unknown-position",
        "1 is “slow”; 3 is “fast”",
    ),
    "unknown option": ("deal: joint", "deal: <>jont", "unknown-option", "did you mean `joint`?"),
    "unknown item": (
        "[lists, calls]",
        "[lists, <>call]",
        "unknown-item",
        "did you mean `calls`?",
    ),
    "item twice": ("[lists, calls]", "[lists, <>lists]", "duplicate-item", None),
    "checklist without list": (
        "[lists, calls]",
        "<>lists",
        "wrong-type",
        "`[]` says: none of them",
    ),
    "yes or no": ("audited: {answer: yes", "audited: {answer: <>1", "wrong-type", None),
    "number as text": (
        "growth: 12.5",
        'growth: <>"12.5"',
        "wrong-type",
        "remove the quotes: a quoted number is a text",
    ),
    "octal is no number": ("growth: 12.5", "growth: <>0123456", "wrong-type", None),
    "a time is no number": ("growth: 12.5", "growth: <>12:30", "wrong-type", None),
    "too large a number": ("growth: 12.5", "growth: <>1e19", "wrong-value", None),
    "too large an exponent": ("growth: 12.5", "growth: <>1e308", "wrong-value", None),
    "endless number": ("growth: 12.5", "growth: <>.inf", "wrong-type", None),
    "not a number": ("growth: 12.5", "growth: <>nan", "wrong-type", None),
    "five thousand digits": ("growth: 12.5", "growth: <>" + "9" * 5000, "wrong-value", None),
    "answer to a measured criterion": (
        "growth: 12.5",
        "growth: 12.5\n    <>liquidity: 3",
        "measured",
        "give the data, and their evidence, in the section `financials`",
    ),
    "missing profile fact": (
        "profile: {stage: grown, listed: no}",
        "<>profile: {stage: grown}",
        "missing-fact",
        "`yes` or `no`; or `unknown`",
    ),
    "unknown option of a fact": (
        "listed: no",
        "listed: <>maybe",
        "unknown-option",
        "known here: `yes`, `no`",
    ),
    "not applicable where not allowed": (
        "pace: {answer: 2, evidence: verified}",
        "<>pace: {not_applicable: It does not matter}",
        "not-applicable",
        "answer it, or leave it out",
    ),
    "not applicable without a reason": (
        "openness: {answer: 2,",
        'openness: {not_applicable: <>"",',
        "empty",
        None,
    ),
    "not applicable with nothing behind it": (
        "habits: [lists, calls]",
        "habits: <>{not_applicable: }",
        "wrong-answer",
        None,
    ),
    "misspelt statement line": (
        "current_assets: 30",
        "<>curent_assets: 30",
        "unknown-key",
        "did you mean `current_assets`?",
    ),
    "two forms of an answer": (
        "habits: [lists, calls]",
        "habits: <>{answer: [lists], not_applicable: why}",
        "wrong-answer",
        None,
    ),
    "no ratings": ("habits: [lists, calls]", "habits: {ratings: <>[]}", "empty", None),
    "rating without a side": (
        "habits: [lists, calls]",
        "habits: {ratings: [<>{by: J, answer: [lists]}]}",
        "missing-key",
        None,
    ),
    "unknown side": (
        "habits: [lists, calls]",
        "habits: {ratings: [{by: J, side: <>thm, answer: [lists]}]}",
        "wrong-value",
        "did you mean `them`?",
    ),
    "unknown grade": (
        "evidence: verified",
        "evidence: <>veryfied",
        "unknown-grade",
        "did you mean `verified`?",
    ),
    "evidence without a source": (
        "[{grade: audited, source: A register, date: 2026-10-01}]",
        "[<>{grade: audited}]",
        "missing-key",
        None,
    ),
    "an amount in another currency": (
        "as_of:",
        "exchange: {currency: GBP, benefits: [{side: us, what: B, amount: 1, currency: <>EUR}]}\nas_of:",
        "mixed-currencies",
        "convert the amount, and say in `what` at which rate",
    ),
    "no such day": ("as_of: 2026-11-20", "as_of: <>2026-02-30", "wrong-date", None),
    "another order of date": ("as_of: 2026-11-20", "as_of: <>20.11.2026", "wrong-date", None),
    "digest": (
        "date: 2026-10-01}]}\n    pace",
        "date: 2026-10-01, sha256: <>abc}]}\n    pace",
        "wrong-id",
        None,
    ),
    "general evidence too strong": (
        AS_OF,
        f"{AS_OF}\nevidence: <>verified",
        "wrong-evidence",
        "give it with the answers it supports",
    ),
    "unknown flag": (
        AS_OF,
        f"{AS_OF}\nwaivers: [{{flag: <>close-shop, by: A, reason: B, until: 2027-01-01}}]",
        "unknown-flag",
        "did you mean `closed-shop`?",
    ),
    "waiver on what cannot be waived": (
        AS_OF,
        f"{AS_OF}\nwaivers: [{{flag: <>no-audit, by: A, reason: B, until: 2027-01-01}}]",
        "not-waivable",
        None,
    ),
    "waiver without end": (
        AS_OF,
        f"{AS_OF}\nwaivers: [<>{{flag: closed-shop, by: A, reason: B}}]",
        "missing-key",
        None,
    ),
    "unknown condition": (
        AS_OF,
        f"{AS_OF}\nconditions: [{{for: <>opennes}}]",
        "unknown-condition",
        "did you mean `openness`?",
    ),
    "condition dropped without a reason": (
        AS_OF,
        f"{AS_OF}\nconditions: [<>{{for: openness, status: dropped}}]",
        "missing-key",
        None,
    ),
    "country": (
        "name: Acme",
        "name: Acme, country: <>UK",
        "wrong-country",
        "did you mean `GB`?",
    ),
    "check digit": (
        "name: Acme",
        "name: Acme, identifiers: {lei: <>213800000000000000AB}",
        "wrong-identifier",
        None,
    ),
    "unknown rubric": (
        "./rubric.yaml",
        "<>strategic-aliance",
        "unknown-rubric",
        "did you mean `strategic-alliance`?",
    ),
    "unknown rubric file": (
        "./rubric.yaml",
        "<>nope.yaml",
        "unknown-rubric",
        "a path is relative to the file that names it",
    ),
    "pin of another major version": (
        "./rubric.yaml",
        "<>strategic-alliance@99.1",
        "rubric-version",
        _CHANGED,
    ),
    "unknown organisation": (
        "us.yaml",
        "<>nope.yaml",
        "unknown-organisation",
        "a path is relative to the file that names it",
    ),
    "impossible path": (
        "us.yaml",
        "<>" + "x" * 3000 + ".yaml",
        "unknown-organisation",
        "a path is relative to the file that names it",
    ),
    "evidence outside": (
        "source: A register,",
        "source: A register, file: <>../x,",
        "outside",
        "keep evidence files below the dossier's folder",
    ),
    "evidence at an absolute path": (
        "source: A register,",
        "source: A register, file: <>/etc/passwd,",
        "outside",
        "keep evidence files below the dossier's folder",
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "hint"), DOSSIER_ERRORS.values(), ids=DOSSIER_ERRORS.keys())
def test_dossier_error(
    small: Callable[..., Path],
    run: Callable[..., Result],
    old: str,
    new: str,
    code: str,
    hint: str | None,
) -> None:
    assert old in DOSSIER
    marked = DOSSIER.replace(old, new, 1)
    small(dossier=marked.replace("<>", ""))
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert result.out == ""
    if "<>" not in marked:
        marked = "<>" + marked
    if code == "not-yaml":
        assert told(result)[0][1] == code
    elif code == "unknown-key" and hint is None:
        assert told(result)[0][:2] == ("dossier.yaml:2:23", "unknown-key")
    else:
        check_one(result, "dossier.yaml", marked, code, hint)
