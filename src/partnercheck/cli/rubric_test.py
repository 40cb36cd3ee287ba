"""`partnercheck rubric test`."""

from __future__ import annotations

from partnercheck.authoring.testing import Trier, coverage, try_case
from partnercheck.authoring.testing.coverage import KINDS
from partnercheck.authoring.testing.findings import failures, gaps
from partnercheck.cli.files import complain
from partnercheck.diagnostics import InputError, shown
from partnercheck.load import Loader
from partnercheck.load.cases import load_cases

FAILED, BAD_INPUT = 1, 2


def run_test(references: list[str]) -> int:
    """Try the cases of each rubric; a bad rubric stops none of the others. Returns the exit code."""
    code = 0
    loader = Loader()
    for reference in references:
        try:
            tested = load_cases(loader, reference)
        except InputError as error:
            complain(error)
            code = BAD_INPUT
            continue
        rubric = tested.loaded.rubric
        attempts = [try_case(Trier(each), rubric) for each in tested.cases]
        found = coverage(rubric, attempts)
        for attempt in attempts:
            for each in failures(attempt):
                print(each)
                code = max(code, FAILED)
        for each in gaps(found, tested.loaded.document):
            print(f"{each.position.file}:{each.position.line}: {each.message}")
        passed = sum(not attempt.differences for attempt in attempts)
        print(f"{shown(reference)}: {passed} of {len(attempts)} cases pass")
        for kind, parts in zip(KINDS, found, strict=True):
            print(f"  {kind}: {sum(part.covered for part in parts)} of {len(parts)} covered")
    return code
