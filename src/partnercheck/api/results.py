"""What was decided on a partner: one frozen value, as data, as a report, as a table."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, get_args, overload

from partnercheck.api.data import as_text
from partnercheck.diagnostics import InputError
from partnercheck.engine import decide
from partnercheck.insight.weighting import weighting, weighting_of
from partnercheck.load import read
from partnercheck.load.saved import read_saved
from partnercheck.model.assessment import DECIMALS, plain
from partnercheck.render.assessment import Assessed, Template
from partnercheck.render.formats import ASSESSMENT
from partnercheck.render.report import Depth
from partnercheck.source import decode

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from partnercheck.api.sources import AnyPath
    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment, Score, Verdict
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Weighting

TextFormat = Literal["terminal", "markdown", "html", "json"]
BytesFormat = Literal["pdf", "docx", "xlsx"]
Format = TextFormat | BytesFormat


@dataclass(frozen=True, repr=False, eq=False)
class Result:
    """What was decided on one partner. A notebook shows it as a small table.

    Two of them are equal where their JSON is. Pydantic takes it as a type: a field, a body or an answer of it
    has the form of `assessment/1`.

    Attributes:
        assessment: The decision with everything it rests on, in the form of `assess --format json`.
        inputs: What it was made from.
    """

    assessment: Assessment
    inputs: Inputs

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the assessment that plain data hold, as `to_dict` gives them.

        Raises:
            InputError: They are no assessment, are damaged, or tell of what they do not hold.
        """
        return cls(*read_saved(as_text(data).encode("utf-8", "surrogatepass"), "assessment"))

    def to_dict(self) -> dict[str, Any]:
        """Return the assessment as the plain data of its JSON, numbers rounded to four decimals."""
        data: dict[str, Any] = plain(self._assessed().whole, DECIMALS)
        return data

    def to_frame(self) -> Any:
        """Return a row for each criterion, as a DataFrame; see the function of this name."""
        return to_frame([self])

    @property
    def verdict(self) -> Verdict:
        """The verdict: its `level`, whether it is `firm`, and the `reasons`."""
        return self.assessment.verdict

    @property
    def score(self) -> Score:
        """The score: `point`, `low`, `high` and `coverage`, on 0-100."""
        return self.assessment.score

    @cached_property
    def decision(self) -> Decision:
        """What its inputs give; for one that was read back, worked out anew."""
        return decide(self.inputs)

    @overload
    def render(
        self, format: TextFormat = ..., *, depth: Depth | None = ..., template: AnyPath | None = ...
    ) -> str: ...
    @overload
    def render(
        self, format: BytesFormat, *, depth: Depth | None = ..., template: AnyPath | None = ...
    ) -> bytes: ...
    @overload
    def render(
        self, format: Format, *, depth: Depth | None = ..., template: AnyPath | None = ...
    ) -> str | bytes: ...
    def render(
        self,
        format: Format = "terminal",  # noqa: A002  (as on the command line)
        *,
        depth: Depth | None = None,
        template: AnyPath | None = None,
    ) -> str | bytes:
        """Return a report; see the function of this name."""
        for what, given, known in (("format", format, ASSESSMENT.names), ("depth", depth, get_args(Depth))):
            if given is not None and given not in known:
                raise ValueError(f"there is no {what} {given!r}; there are {', '.join(known)}")
        return ASSESSMENT.render(format, self._assessed(depth, template))

    def _assessed(self, depth: Depth | None = None, template: AnyPath | None = None) -> Assessed:
        own = None
        if template is not None:
            name = os.fspath(template)
            own = Template(name, decode(read(Path(name), name), name))
        return Assessed(self.assessment, self.inputs, self._weighting, depth, own)

    def _weighting(self) -> Weighting | None:
        if self.assessment.inputs is None:  # it was decided on here
            return weighting(self.decision)
        return weighting_of(self.assessment, self.inputs)

    def __reduce__(self) -> tuple[Callable[..., Result], tuple[dict[str, Any]]]:
        """Return how to send it to another process: as its data."""
        return Result.from_dict, (self.to_dict(),)

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, Result) else NotImplemented

    def __hash__(self) -> int:
        made = self.assessment
        return hash((made.partner.name, made.dossier.sha256, made.rubric.sha256, made.as_of))

    def __repr__(self) -> str:
        return f"<assessment of {self.assessment.partner.name!r}: {self.verdict.level}>"

    def _repr_html_(self) -> str:
        from partnercheck.render.assessment.card import card  # noqa: PLC0415  (for notebooks only)

        return card(self.assessment)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic how it is read and written; the form is that of `partnercheck schema assessment`."""
        from pydantic_core import core_schema as schemas  # noqa: PLC0415  (for those who ask)

        from partnercheck.authoring.schema import json_form  # noqa: PLC0415
        from partnercheck.model.assessment import Assessment  # noqa: PLC0415

        form = handler.generate_schema(json_form(Assessment))
        return schemas.no_info_wrap_validator_function(
            lambda value, _: value if isinstance(value, cls) else cls._read(value),
            form,
            serialization=schemas.plain_serializer_function_ser_schema(cls.to_dict),
        )

    @classmethod
    def _read(cls, value: object) -> Self:
        if not isinstance(value, Mapping):
            raise ValueError("an assessment is a mapping")  # noqa: TRY004  (pydantic tells of ValueErrors)
        try:
            return cls.from_dict(value)
        except InputError as error:
            raise ValueError(str(error)) from None


Saved = Result | Mapping[str, Any]


@overload
def render(
    result: Saved, format: TextFormat = ..., *, depth: Depth | None = ..., template: AnyPath | None = ...
) -> str: ...
@overload
def render(
    result: Saved, format: BytesFormat, *, depth: Depth | None = ..., template: AnyPath | None = ...
) -> bytes: ...
@overload
def render(
    result: Saved, format: Format, *, depth: Depth | None = ..., template: AnyPath | None = ...
) -> str | bytes: ...
def render(
    result: Saved,
    format: Format = "terminal",  # noqa: A002  (as on the command line)
    *,
    depth: Depth | None = None,
    template: AnyPath | None = None,
) -> str | bytes:
    """Return a report on an assessment, or on the plain data of a saved one.

    Args:
        result: The assessment.
        format: `terminal` (80 columns, no colour), `markdown`, `html`, `json` (`assessment/1`); or as bytes
            `pdf`, `docx` and `xlsx`, each of which needs its extra.
        depth: `executive`, `manager` or `analyst`; by default executive on the terminal, manager in Word,
            analyst elsewhere.
        template: A Jinja template's file in place of the bundled ones.

    Raises:
        InputError: The data are no assessment; the template is wrong; or a library is missing.
        ValueError: There is no such format or depth.
    """
    found = result if isinstance(result, Result) else Result.from_dict(result)
    return found.render(format, depth=depth, template=template)


def to_frame(results: Iterable[Result | InputError]) -> Any:
    """Return a row for each criterion of each assessment, as a DataFrame of pandas, or else of polars.

    Dossiers that cannot be used, which `portfolio` yields as errors, have no rows.

    Raises:
        ModuleNotFoundError: Neither is installed.
    """
    usable = [each for each in results if not isinstance(each, InputError)]
    rows = [row for each in usable for row in _rows(each.assessment)]
    try:
        pandas = import_module("pandas")
    except ModuleNotFoundError:
        return import_module("polars").DataFrame(rows, schema=_COLUMNS, orient="row")
    return pandas.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS: dict[str, type] = {
    "partner": str,
    "as_of": dt.date,
    "dimension": str,
    "criterion": str,
    "title": str,
    "kind": str,
    "status": str,
    "weight": float,
    "value": float,
    "low": float,
    "high": float,
    "contribution": float,
    "evidence": str,
    "expect": float,
    "meets": bool,
}


def _rows(assessment: Assessment) -> Iterable[tuple[Any, ...]]:
    """Yield a row for each criterion, in the order of the columns."""
    for dimension in assessment.dimensions:
        for each in dimension.criteria:
            yield (
                assessment.partner.name,
                assessment.as_of,
                dimension.id,
                each.id,
                each.title,
                each.kind,
                each.status,
                each.weight,
                each.value.point,
                each.value.low,
                each.value.high,
                each.contribution,
                each.evidence.grade if each.evidence else None,
                each.expect,
                each.meets,
            )
