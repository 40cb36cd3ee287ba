"""partnercheck from Python: `from partnercheck import load_rubric, load_dossier, assess, render`."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from partnercheck.diagnostics import InputError
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.insight.weighting import weighting
from partnercheck.load import Loader, is_path
from partnercheck.model.assessment import DECIMALS, plain
from partnercheck.model.scalars import read_day
from partnercheck.render.assessment import Assessed
from partnercheck.render.formats import ASSESSMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment, Score, Verdict
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.rubric import Rubric

__all__ = [
    "Format",
    "InputError",
    "LoadedDossier",
    "LoadedRubric",
    "Result",
    "assess",
    "load_dossier",
    "load_rubric",
    "render",
]

Format = Literal["terminal", "markdown", "html", "json"]
AnyPath = str | os.PathLike[str]


@dataclass(frozen=True)
class LoadedRubric:
    """A rubric, read and checked.

    Attributes:
        reference: What names it.
        rubric: What it says: `title`, `version`, `dimensions`, `criteria` by id, `red_flags` …
        sha256: The digest of its file and of those that it extends.
        loader: What has read it, so that dossiers need not read it again.
    """

    reference: str
    rubric: Rubric = field(repr=False)
    sha256: str
    loader: Loader = field(repr=False, compare=False)


@dataclass(frozen=True, repr=False)
class LoadedDossier:
    """A dossier with the rubric, and our own side, that it is held against.

    Attributes:
        path: The dossier's file.
        inputs: All that an assessment is made from.
        given: What stands in place of what the file names, by the names of `load_dossier`.
    """

    path: Path
    inputs: Inputs
    given: Mapping[str, Any]

    @property
    def dossier(self) -> Dossier:
        """What the file says."""
        return self.inputs.dossier

    @property
    def rubric(self) -> Rubric:
        """What it is held against."""
        return self.inputs.rubric

    @property
    def as_of(self) -> dt.date:
        """The day that an assessment speaks for."""
        return self.inputs.as_of

    def __repr__(self) -> str:
        return f"<dossier {self.inputs.dossier.partner.name!r} under {self.rubric.id} {self.rubric.version}>"


@dataclass(frozen=True, repr=False)
class Result:
    """What was decided on one partner. A notebook shows it as a small table.

    Attributes:
        assessment: The decision with everything it rests on, in the form of `assess --format json`.
        decision: What it tells of, and was made from.
    """

    assessment: Assessment
    decision: Decision

    @property
    def verdict(self) -> Verdict:
        """The verdict: its `level`, whether it is `firm`, and the `reasons`."""
        return self.assessment.verdict

    @property
    def score(self) -> Score:
        """The score: `point`, `low`, `high` and `coverage`, on 0-100."""
        return self.assessment.score

    def to_dict(self) -> dict[str, Any]:
        """Return the assessment as the plain data of its JSON, numbers rounded to four decimals."""
        data: dict[str, Any] = plain(self._assessed.whole, DECIMALS)
        return data

    def render(self, format: Format = "terminal") -> str:  # noqa: A002  (as on the command line)
        """Return a report; see the function of this name."""
        if format not in get_args(Format):
            raise ValueError(f"there is no format {format!r}; there are terminal, markdown, html and json")
        return str(ASSESSMENT.render(format, self._assessed))

    @property
    def _assessed(self) -> Assessed:
        return Assessed(self.assessment, self.decision.inputs, lambda: weighting(self.decision))

    def __repr__(self) -> str:
        return f"<assessment of {self.assessment.partner.name!r}: {self.verdict.level}>"

    def _repr_html_(self) -> str:
        from partnercheck.render.assessment.card import card  # noqa: PLC0415  (for notebooks only)

        return card(self.assessment)


def load_rubric(reference: AnyPath) -> LoadedRubric:
    """Return a rubric by its id, `id@version`, or path.

    Raises:
        InputError: There is no such rubric, it has errors, or it is of another major version.
    """
    loader, name = Loader(), _reference(reference)
    loaded = loader.rubric(name)
    return LoadedRubric(name, loaded.rubric, loaded.sha256, loader)


def load_dossier(
    path: AnyPath,
    *,
    rubric: AnyPath | LoadedRubric | None = None,
    organisation: AnyPath | None = None,
    as_of: dt.date | str | None = None,
) -> LoadedDossier:
    """Return a dossier with the rubric and the organisation that it is held against.

    Args:
        path: The dossier's file.
        rubric: In place of the rubric that the dossier names; one that is loaded is not read again.
        organisation: The file of our own side, in place of the one that the dossier names.
        as_of: In place of the dossier's as-of date; a `date`, or a text such as `2026-11-20`.

    Raises:
        InputError: A file cannot be read or has errors; its `diagnostics` say what and where.
        TypeError: `as_of` is neither a date nor a text; a datetime is none, for want of a time zone.
        ValueError: `as_of` is a text that is no day.
    """
    file, loader, name = Path(path), Loader(), None
    if isinstance(rubric, LoadedRubric):
        loader, name = rubric.loader, rubric.reference
    elif rubric is not None:
        name = _reference(rubric)
    inputs = loader.dossier(
        file,
        rubric=name,
        organisation=None if organisation is None else Path(organisation),
        as_of=_day(as_of),
    )
    return LoadedDossier(file, inputs, {"rubric": rubric, "organisation": organisation, "as_of": as_of})


def assess(
    dossier: LoadedDossier | AnyPath,
    rubric: AnyPath | LoadedRubric | None = None,
    *,
    organisation: AnyPath | None = None,
    as_of: dt.date | str | None = None,
) -> Result:
    """Return the decision on a partner, with what would change it.

    A dossier that is loaded is read again only where something is given in place of what it names.

    Raises:
        InputError: A file cannot be read or has errors; its `diagnostics` say what and where.
        TypeError: `as_of` is neither a date nor a text; a datetime is none, for want of a time zone.
        ValueError: `as_of` is a text that is no day.
    """
    asked: dict[str, Any] = {"rubric": rubric, "organisation": organisation, "as_of": as_of}
    if not isinstance(dossier, LoadedDossier):
        dossier = load_dossier(dossier, **asked)
    elif given := {name: value for name, value in asked.items() if value is not None}:
        dossier = load_dossier(dossier.path, **{**dossier.given, **given})
    decision = decide(dossier.inputs)
    return Result(with_insight(decision, explain(decision)), decision)


def render(result: Result, format: Format = "terminal") -> str:  # noqa: A002  (as on the command line)
    """Return a report: `terminal` (80 columns, no colour), `markdown`, `html`, or `json` (`assessment/1`).

    Raises:
        ValueError: There is no such format.
    """
    return result.render(format)


def _day(as_of: object) -> dt.date | None:
    """Return the day that is given, read as everywhere else."""
    if as_of is None or isinstance(as_of, str):
        return None if as_of is None else read_day(as_of)
    if isinstance(as_of, dt.date) and not isinstance(as_of, dt.datetime):
        return as_of
    raise TypeError(f"as_of is a date or a text such as 2026-11-20, not a {type(as_of).__name__}")


def _reference(reference: AnyPath) -> str:
    """Return how a rubric is named to the loader; a path object is always a path."""
    name = os.fspath(reference)
    return name if isinstance(reference, str) or is_path(name) else f"./{name}"
