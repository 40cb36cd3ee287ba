"""Writes rubric-reference.md and dossier-reference.md: every key of both files, as the program has them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from partnercheck.authoring.described import Described
from partnercheck.engine.criteria import Judgement, valued
from partnercheck.engine.evidence import Support
from partnercheck.engine.flags import Reader, raise_flags
from partnercheck.engine.scores import NOTHING_KNOWN, Tree
from partnercheck.importing.captions import captions
from partnercheck.measures import SECTIONS, dossier_model
from partnercheck.model.criteria import KINDS
from partnercheck.model.criteria.criterion import Criterion
from partnercheck.model.extends import BY_DEPTH, NOT_INHERITED
from partnercheck.model.grades import EvidenceRules
from partnercheck.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
REF = "#/$defs/"
CRITERION = {*Criterion.model_fields, "kind"}
KNOWN = {
    "Test": "[test](#tests)",
    "Evidence": "a grade, or a list of [EvidenceItem](#evidenceitem)",
    **{kind.__name__: "[criterion](#criterion)" for kind in KINDS.values()},
}
"""How what has no heading of its own is told."""

RUBRIC = """\
# Every key of a rubric

[rubrics.md](rubrics.md) shows how to write one; `partnercheck schema rubric` is the same as a JSON Schema,
for editors. This page is made from the program by `make generated`. A key that is not listed is an error.
Numbers are plain, a yes or no is `yes`, `no`, `true` or `false`, and a text may be anything.
"""

DOSSIER = """\
# Every key of a dossier

`partnercheck new` writes a dossier with every question of a rubric; `partnercheck schema dossier` is this
page as a JSON Schema, for editors. The page is made from the program by `make generated`. A key that is not
listed is an error. A date is written `2026-11-20`.
"""

FLAGS = """
## How red flags read evidence

A flag has three readings: the worst that the evidence leaves possible, how things stand, and the best. A
flag that holds as things stand is raised; one that nobody can tell is open. What somebody says can raise a
flag that sets conditions, and never clears one; a flag that would stop the deal it only opens. Evidence is
good enough where its grade is at least the flag's own `evidence`, else `clears` of the rubric.
"""

MERGING = """
## What a child takes from its parent

A rubric that `extends` another starts as that one. {by_depth} are merged key by key at every depth; a list
or a scalar in them, and `evidence.grades`, is replaced whole. Dimensions, criteria and red flags of the
same `id` keep their place and take the keys that the child names; a criterion whose `kind` changes is
replaced whole; new ones are appended. `relationship` is replaced whole. {not_inherited} are not inherited.
`drop` takes dimensions, criteria and flags out; what something left still names cannot be dropped.
"""


def rubric_page() -> str:
    """Return the page about rubrics."""
    schema = _schema(Rubric)
    kinds = [kind.__name__ for kind in KINDS.values()]
    parts = [RUBRIC, "## The rubric", *_table(schema)]
    for name in ("Reference", "Fact", "EvidenceRules", "Grade"):
        parts += _part(name, schema["$defs"][name])
    parts += [
        "",
        "By default the grades are:",
        "",
        "| grade | reliability | what earns it |",
        "|---|---|---|",
    ]
    parts += [
        f"| `{name}` | {each.reliability:g} | {each.meaning} |"
        for name, each in EvidenceRules().grades.items()
    ]
    parts += _part("Dimension", schema["$defs"]["Dimension"])
    first = schema["$defs"][kinds[0]]
    common = {key: each for key, each in first["properties"].items() if key in CRITERION - {"kind"}}
    parts += [
        "",
        "## Criterion",
        "",
        "What every criterion has beside its `kind`.",
        *_rows(common, first["required"]),
    ]
    for kind, model in KINDS.items():
        found = schema["$defs"][model.__name__]
        own = {key: each for key, each in found["properties"].items() if key not in CRITERION}
        parts += ["", f"### `kind: {kind}`", "", found["description"]]
        parts += _rows(own, found["required"]) if own else []
        parts += [line for name in _named(own) for line in _part(name, schema["$defs"][name], level=4)]
    parts += ["", "## Tests", "", "`when` of facts and criteria, red flags and relationship rules.", ""]
    for name in ("AllOf", "AnyOf", "CriterionTest", "DimensionTest", "ProfileTest"):
        parts += _part(name, schema["$defs"][name], level=3)
    parts += [*_part("RedFlag", schema["$defs"]["RedFlag"]), FLAGS, *_flag_readings()]
    told = {line.lstrip("# ") for line in parts if line.startswith("#")} | {"Test", *kinds}
    for name in dict.fromkeys(
        ("VerdictRules", "CoverageLimits", "Limits", "RelationshipRule", *schema["$defs"])
    ):
        if name not in told:
            parts += _part(name, schema["$defs"][name])
    merged = MERGING.format(by_depth=_listed(BY_DEPTH), not_inherited=_listed(NOT_INHERITED))
    return _page([*parts, merged, *_measures()])


def dossier_page() -> str:
    """Return the page about dossiers."""
    schema = _schema(dossier_model(SECTIONS))
    parts = [DOSSIER, "## The dossier", *_table(schema)]
    for name in sorted(schema["$defs"]):
        if name != "Evidence":
            parts += _part(name, schema["$defs"][name])
    return _page([*parts, *_lines()])


def _schema(model: Any) -> dict[str, Any]:
    return TypeAdapter(model).json_schema(by_alias=True, schema_generator=Described)


def _page(parts: Iterable[str]) -> str:
    return "\n".join(parts).rstrip("\n") + "\n"


def _part(name: str, found: dict[str, Any], level: int = 2) -> list[str]:
    """Return a model under its own heading, which its keys are led to by."""
    return ["", f"{'#' * level} {name.lstrip('_')}", "", found.get("description", ""), *_table(found)]


def _table(found: dict[str, Any]) -> list[str]:
    return _rows(found.get("properties", {}), found.get("required", ()))


def _rows(properties: dict[str, Any], required: Iterable[str]) -> list[str]:
    if not properties:
        return []
    rows = ["", "| key | takes | by default | what it is |", "|---|---|---|---|"]
    for key, each in properties.items():
        default = "**required**" if key in required else _default(each.get("default"))
        said = " ".join(each.get("description", "").split()).replace("|", "\\|")
        rows.append(f"| `{key}` | {_takes(each)} | {default} | {said} |")
    return rows


def _default(value: Any) -> str:
    if value is None or value in ([], {}, ""):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (
        f"{value:g}"
        if isinstance(value, int | float)
        else f"`{value}`"
        if isinstance(value, str)
        else "as below"
    )


def _takes(each: dict[str, Any]) -> str:
    """Return what a key takes, in words."""
    if "$ref" in each:
        name = each["$ref"].removeprefix(REF)
        name = name.lstrip("_")
        return KNOWN.get(name, f"[{name}](#{name.lower()})")
    for way in ("anyOf", "oneOf"):
        if way in each:
            told = dict.fromkeys(_takes(one) for one in each[way] if one.get("type") != "null")
            return " or ".join(told)
    if "const" in each:
        return f"`{each['const']}`"
    if each.get("enum") == [True, False, "yes", "no"]:
        return "yes or no"
    if "enum" in each:
        return ", ".join(f"`{one}`" for one in each["enum"])
    kind = each.get("type")
    if kind == "array":
        return f"list of {_takes(each.get('items', {}))}"
    if kind == "object":
        inner = next(iter(each.get("patternProperties", {}).values()), each.get("additionalProperties"))
        return f"mapping to {_takes(inner)}" if isinstance(inner, dict) else "mapping"
    return _scalar(each, kind)


def _scalar(each: dict[str, Any], kind: Any) -> str:
    if isinstance(kind, list):
        return " or ".join(kind)
    if each.get("format") == "date":
        return "date"
    if "month|year" in each.get("pattern", ""):
        return "such as `18 months`"
    low, high = each.get("minimum"), each.get("maximum")
    if kind in {"number", "integer"}:
        word = "number" if kind == "number" else "whole number"
        if "exclusiveMinimum" in each:
            return f"{word} above {each['exclusiveMinimum']:g}"
        if low is not None and high is not None:
            return f"{word} from {low:g} to {high:g}"
        return f"{word} from {low:g}" if low is not None else word
    return {"string": "text", None: "anything"}.get(kind, str(kind))


def _named(properties: dict[str, Any]) -> Iterator[str]:
    """Yield the models that some keys take, tests aside."""
    for each in properties.values():
        for way in (each, *each.get("anyOf", ()), each.get("additionalProperties") or {}):
            inner = way if isinstance(way, dict) else {}
            for one in (inner, *inner.get("oneOf", ()), *inner.get("anyOf", ())):
                name = one.get("$ref", "").removeprefix(REF)
                if name and name != "Test":
                    yield name


def _listed(names: Iterable[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"{', '.join(most)} and {last}"


def _flag_readings() -> list[str]:
    """Return how one criterion's flag stands, worked out by the engine itself."""
    criterion = {"id": "a", "title": "A", "question": "A?", "kind": "metric", "curve": [[0, 0], [100, 100]]}
    flags = [
        {"id": effect, "title": effect, "effect": effect, "when": {"criterion": "a", "at_most": 50}}
        for effect in ("conditional", "decline")
    ]
    rubric = Rubric.model_validate(
        {
            "partnercheck": "rubric/1",
            "id": "r",
            "version": "1",
            "title": "R",
            "dimensions": [{"id": "d", "title": "D", "weight": 1, "criteria": [criterion]}],
            "red_flags": flags,
            "verdict": {"proceed": {"score": 0}, "conditional": {"score": 0}},
        }
    )
    inputs: Any = SimpleNamespace(facts={}, rubric=rubric, as_of=None, dossier=SimpleNamespace(waivers=()))
    blank = Judgement(rubric.criteria["a"], "d", None)
    rows = ["", "| the answer | a flag that sets conditions | a flag that stops the deal |", "|---|---|---|"]
    for said, value, grade in (
        ("at or below the limit, on good evidence", 50.0, "documented"),
        ("above the limit, on good evidence", 51.0, "documented"),
        ("at or below the limit, on weaker evidence", 50.0, "asserted"),
        ("above the limit, on weaker evidence", 51.0, "asserted"),
        ("there is none", None, ""),
    ):
        judgement = blank
        if value is not None:
            support = Support(rubric.evidence.rank[grade], grade, rubric.evidence.grades[grade].reliability)
            judgement = valued(blank._replace(support=support), value)
        reader = Reader(inputs, {"a": judgement}, Tree(NOTHING_KNOWN, {}))
        told = [flag.status.replace("_", " ") for flag in raise_flags(inputs, reader)]
        rows.append(f"| {said} | {told[0]} | {told[1]} |")
    return rows


def _measures() -> list[str]:
    rows = [
        "",
        "## Measures",
        "",
        "What `from` of a metric may name; `partnercheck measures NAME` tells all of one.",
        "",
        "| measure | unit | reads | what it is |",
        "|---|---|---|---|",
    ]
    for section in SECTIONS.values():
        for each in section.measures:
            said = " ".join(each.doc.partition("\n\n")[0].split()).replace("|", "\\|")
            reads = ", ".join(f"`{name}`" for name in each.inputs)
            rows.append(f"| `{section.name}.{each.name}` | {each.unit} | {reads} | {said} |")
    return rows


def _lines() -> list[str]:
    rows = [
        "",
        "## Statement lines",
        "",
        "What a year of `financials` may give; `partnercheck financials lines LINE` tells its captions.",
        "",
        "| line | statement | what it is |",
        "|---|---|---|",
    ]
    known = [(name, item) for name, item in captions().items.items() if item.line]
    return [*rows, *(f"| `{name}` | {item.statement} | {item.meaning} |" for name, item in known)]


PAGES = {"rubric-reference.md": rubric_page, "dossier-reference.md": dossier_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
