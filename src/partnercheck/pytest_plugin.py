"""The test cases of rubrics as tests of pytest: each case of a `NAME.cases.yaml` is one.

A rubric's own `cases:` are tests where its path is given to pytest. A case that fails says what `partnercheck
rubric test` says of it.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.model.findings import Examined

CASES = (".cases.yaml", ".cases.yml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RubricCases | None:
    """Return the cases in a file, if it holds any."""
    named = parent.session.isinitpath(file_path) and file_path.suffix in {".yaml", ".yml"}
    if file_path.name.endswith(CASES) or named:
        collected: RubricCases = RubricCases.from_parent(parent, path=file_path)
        return collected
    return None


class CaseError(Exception):
    """A case does not come out as it expects; the message says in what."""


class RubricCases(pytest.File):
    """The cases of a rubric."""

    def collect(self) -> Iterator[RubricCase]:
        """Yield each case; a rubric or a case that cannot be used is an error of collection."""
        from partnercheck.authoring.testing import Demands, run_cases  # noqa: PLC0415  (where there are any)
        from partnercheck.diagnostics import InputError  # noqa: PLC0415
        from partnercheck.load import Loader  # noqa: PLC0415
        from partnercheck.load.cases import load_cases  # noqa: PLC0415

        try:
            tried = run_cases(load_cases(Loader(), str(self.path)), Demands())
        except InputError as error:
            raise self.CollectError(str(error)) from None
        for case in tried.examined:
            if PurePath(case.position.file).name != self.path.name:  # it is told of where it stands
                continue
            yield RubricCase.from_parent(self, name=case.name, case=case)


class RubricCase(pytest.Item):
    """One case."""

    def __init__(self, *, case: Examined, **more: Any) -> None:
        """Take what came of it."""
        super().__init__(**more)
        self._case = case

    def runtest(self) -> None:
        """Fail where it fails.

        Raises:
            CaseError: So it does.
        """
        wrong = [each for each in self._case.diagnostics if each.severity == "error"]
        if wrong:
            raise CaseError("\n".join(map(str, wrong)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:  # noqa: ARG002
        """Return what is wrong, without a traceback of this program."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the case stands."""
        return self.path, self._case.position.line - 1, self.name
