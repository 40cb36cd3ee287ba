"""The ground of every model: frozen, unknown keys refused; and validation that reports problems by path."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, WrapValidator, model_validator
from pydantic_core import PydanticOmit

from partnercheck.diagnostics import MAX_PROBLEMS, Path, Problem, did_you_mean, few_known, meant, shown
from partnercheck.model.scalars import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import ModelWrapValidatorHandler, ValidationInfo, ValidatorFunctionWrapHandler
    from pydantic_core import ErrorDetails


NOTHING_KNOWN: Mapping[int, BaseModel] = MappingProxyType({})
"""By the `id` of data, the model it was read as: of nothing."""


class Faults:
    """How many models of one validation have failed, and what is known to be sound."""

    def __init__(self, known: Mapping[int, BaseModel] = NOTHING_KNOWN) -> None:
        self.count = 0
        self.known = known


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, validate_by_name=True)

    @model_validator(mode="wrap")
    @classmethod
    def _bounded(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        valid: Self = _within_bounds(data, handler, info)
        return valid


def _within_bounds(data: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Stop looking once there are as many faults as are told; building more would take all memory."""
    faults = info.context
    if not isinstance(faults, Faults):
        return handler(data)
    if faults.known and (known := faults.known.get(id(data))) is not None:
        return known
    if faults.count > MAX_PROBLEMS:
        raise PydanticOmit
    try:
        return handler(data)
    except ValidationError:
        faults.count += 1
        raise


BOUNDED = WrapValidator(_within_bounds)
"""Marks entries of lists that are one of several models, so that their faults are counted too."""


Model = TypeVar("Model", bound=BaseModel)


def changed(model: Model, **values: Any) -> Model:
    """Return a frozen model with other values; what it has worked out from the old ones is forgotten."""
    copy = model.model_copy(update=values)
    for name in copy.__dict__.keys() - type(model).model_fields.keys():
        del copy.__dict__[name]
    return copy


def validate(
    model: type[Model], data: object, known: Mapping[int, BaseModel] = NOTHING_KNOWN
) -> tuple[Model | None, list[Problem]]:
    """Return `data` as a `model`, or None with what is wrong with it: at most one over `MAX_PROBLEMS`.

    `known` are models of parts of it, by the `id` of their data.
    """
    try:
        return model.model_validate(data, context=Faults(known)), []
    except ValidationError as error:
        errors = error.errors(include_url=False)[: 2 * MAX_PROBLEMS]
        # A list with faulty entries also counts as too short; that would only be an echo.
        faulty = {item["loc"][:depth] for item in errors for depth in range(len(item["loc"]))}
        heard = [item for item in errors if item["type"] != "too_short" or item["loc"] not in faulty]
        return None, [problem_of(model, item) for item in heard[: MAX_PROBLEMS + 1]]


def problem_of(model: type[BaseModel], error: ErrorDetails) -> Problem:
    """Return a pydantic error in this program's words."""
    problem = _in_words(model, error)
    return problem._replace(key=True) if error["loc"][-1:] == ("[key]",) else problem


def _in_words(model: type[BaseModel], error: ErrorDetails) -> Problem:
    path: Path = error["loc"]
    value, context, kind = error["input"], error.get("ctx", {}), error["type"]
    match kind:
        case "missing":
            return Problem("missing-key", path, f"`{path[-1]}` is required here", key=True)
        case "extra_forbidden":
            known = [key for key in _keys_at(model, path[:-1]) if key != path[-1]]
            moved = getattr(model, "moved", {}) if len(path) == 1 else {}
            # A key alone is what is left of a text in brackets behind its comma.
            alone = "a text with a comma in it, within brackets, is put in quotes" if value is None else None
            hint = moved.get(path[-1]) or meant(str(path[-1]), known) or alone or few_known(known)
            return Problem(
                "unknown-key", path, f"`{shown(path[-1])}` is not a key of this place", hint, key=True
            )
        case "literal_error" | "enum":
            known = _literals(context.get("expected", ""))
            hint = did_you_mean(str(value), known) if isinstance(value, str) else None
            wanted = " or ".join(f"`{word}`" for word in known) if len(known) <= 8 else "a known name"
            return Problem("wrong-value", path, f"{wanted} is needed here, not {kind_of(value)}", hint)
        case "model_type" | "dict_type" | "model_attributes_type" | "is_instance_of":
            return Problem("wrong-type", path, f"a mapping is needed here, not {kind_of(value)}")
        case "tuple_type" | "list_type":
            return Problem("wrong-type", path, f"a list is needed here, not {kind_of(value)}")
        case "string_type":
            hint = "quote it if you mean the word" if value is None else None
            return Problem("wrong-type", path, f"a text is needed here, not {kind_of(value)}", hint)
        case "too_short":
            return Problem("empty", path, _count(context.get("min_length", 1), "at least"))
        case "too_long":
            return Problem("wrong-value", path, _count(context.get("max_length", 1), "at most"))
        case "string_too_short":
            return Problem("empty", path, "a text that is not empty is needed here")
        case "string_too_long":
            return Problem("too-large", path, f"a text here has at most {context['max_length']} characters")
        case "string_pattern_mismatch":
            return Problem("wrong-id", path, f"{_PATTERNS[context['pattern']]}, not {kind_of(value)}")
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            return Problem("wrong-value", path, f"{shown(value)} is out of range: {_limit(error['msg'])}")
        case "wrong-kind" if isinstance(value, dict) and "kind" in value:
            word = value["kind"]
            hint = did_you_mean(word, context["kinds"].split(", ")) if isinstance(word, str) else None
            return Problem(kind, (*path, "kind"), f"{kind_of(word)} is no kind of criterion", hint)
        case "wrong-kind" | "wrong-test" if "text" not in context:
            return Problem(kind, path, error["msg"])
        case _ if "text" in context:
            return Problem(kind, (*path, *context["at"]), context["text"], context["hint"])
        case _:
            return Problem("wrong-value", path, f"{_limit(error['msg'])}, not {kind_of(value)}")


_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id is lower-case words joined by hyphens",
    r"^[A-Z]{3}$": "a currency is three capital letters, such as GBP",
    r"^[0-9a-fA-F]{64}$": "a SHA-256 digest is 64 hexadecimal digits",
    r"^RC[0-9]{3}$": "a code of `rubric check` is RC and three digits, such as RC201",
    r"^[a-z0-9]+(-[a-z0-9]+)*@[0-9]+(\.[0-9]+){0,2}$": "a rubric is named as id@version, such as core@1.0.0",
    r"^[0-9]+(\.[0-9]+){0,2}$": "a version is numbers joined by points, such as 1.0.0",
    r"^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)$": (
        "month and day, such as 03-31, are needed here"
    ),
}


def _count(number: int, bound: str) -> str:
    return f"{bound} {number} {'entry' if number == 1 else 'entries'} needed here"


def _limit(message: str) -> str:
    said = message.replace("less than or equal to", "at most").replace("greater than or equal to", "at least")
    return said[0].lower() + said[1:].replace("nput should", "t should")


def _literals(expected: str) -> list[str]:
    return [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]


def _keys_at(model: type[BaseModel], path: Path) -> Iterator[str]:
    """Yield the keys that the models at `path` know; steps through lists, dicts and tags change nothing."""
    models: list[Any] = [model]
    for step in path:
        within = [inner for outer in models for inner in _models(_fields(outer).get(step))]
        models = within or models
    for found in dict.fromkeys(models):
        yield from map(str, _fields(found))


def _fields(found: Any) -> dict[str | int, Any]:
    """Return the annotations of a model by key; of a mapping that has `known_keys`, its keys alone."""
    if hasattr(found, "known_keys"):
        return dict.fromkeys(found.known_keys)
    return {info.alias or name: info.annotation for name, info in found.model_fields.items()}


def _models(annotation: Any) -> Iterator[Any]:
    """Yield the models, and the mappings with `known_keys`, that an annotation mentions at any depth."""
    if isinstance(annotation, type) and (
        issubclass(annotation, BaseModel) or hasattr(annotation, "known_keys")
    ):
        yield annotation
    for inner in get_args(getattr(annotation, "__value__", annotation)):
        yield from _models(inner)
