"""From a document to a model without any error, or to everything that is wrong with it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, InputError, Problem, nearest
from partnercheck.measures import dossier_model
from partnercheck.model.partial import Parsed, parse_model
from partnercheck.source import Document, Table, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from partnercheck.model.dossier import Dossier
    from partnercheck.model.strict import Model


KINDS = {
    "organisation/1": "an organisation; name it with --organisation, or in the dossier",
    "dossier/1": "a dossier",
    "rubric/1": "a rubric; name it with --rubric, or in the dossier",
    "cases/1": "test cases of a rubric; those of ours.yaml stand in ours.cases.yaml beside it",
    "asked/1": "what was asked, which `partnercheck collect` reads",
    "reply/1": "a reply; `replies:` of a dossier names it",
    "assessment/1": "an assessment; `partnercheck verify` reads it",
    "approval/1": "somebody's approval of an assessment; `partnercheck verify` reads it",
    "compare/1": "a comparison; give the dossiers that it compares",
    "whatif/1": "what `partnercheck whatif` found; give its dossier",
}
"""By kind, what a file of it is, and what to do with it where another kind is needed."""


_LOOKED_AT = 20
"""So many keys of a file are held against those that it may have meant."""

_DOSSIER = {"partnercheck": "dossier/1", "partner": {"name": "?"}, "as_of": "2000-01-01"}
"""What stands in for required keys of a faulty one, so that the rest of it can be checked."""


def mapping(document: Document, kind: str | None = None, keys: Iterable[str] = ()) -> Document:
    """Return a document that holds a mapping, as every file does, and is not of another known kind.

    Args:
        document: What was read.
        kind: What it should be.
        keys: Those of this kind; where they are given, a file that says no kind has one of them.

    Raises:
        InputError: It holds something else.
    """
    if not isinstance(document.data, Table):
        problem = Problem("wrong-type", (), "a file is a mapping of keys such as `partnercheck: dossier/1`")
        raise InputError([*document.problems, *document.locate([problem])])
    found = document.data.get("partnercheck")
    if kind is not None and isinstance(found, str) and found != kind and found in KINDS:
        problem = Problem("wrong-file", ("partnercheck",), f"this file is {KINDS[found]}")
        raise InputError([*document.problems, *document.locate([problem])])
    if kind is not None and keys and not _has_one(document.data, {"partnercheck", *keys}):
        name = kind.partition("/")[0]
        message = f"this is no {name}: it lacks `partnercheck: {kind}`, and it has no key of one"
        raise InputError([*document.problems, *document.locate([Problem("wrong-file", (), message)])])
    return document


def _has_one(data: Iterable[str], known: set[str]) -> bool:
    """Return whether a key is one of those known, or seems to be meant for one."""
    return not known.isdisjoint(data) or any(nearest(key, known) for key in islice(data, _LOOKED_AT))


def parsed_dossier(raw: bytes, name: str, quotable: Callable[[], bool] | None = None) -> Parsed[Dossier]:
    """Return what a dossier's bytes hold, whatever rubric it is for, and what is wrong with them.

    Raises:
        InputError: They are no dossier.
    """
    document = parse(raw, name, quotable=quotable)
    model = dossier_model(document.data)
    return parse_model(model, mapping(document, "dossier/1", model.model_fields), _DOSSIER)


def whole(parsed: Parsed[Model], more: Iterable[Diagnostic]) -> Model:
    """Return the model, if there is no error at all.

    Raises:
        InputError: There is one.
    """
    diagnostics = [*parsed.diagnostics, *more]
    if parsed.model is None or any(each.severity == "error" for each in diagnostics):
        raise InputError(diagnostics)
    return parsed.model
