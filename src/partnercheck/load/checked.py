"""From a document to a model without any error, or to everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Diagnostic, InputError, Problem
from partnercheck.source import Document, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.salvage import Salvaged


def mapping(document: Document) -> Document:
    """Return a document that holds a mapping, as every file does.

    Raises:
        InputError: It holds something else.
    """
    if not isinstance(document.data, Table):
        problem = Problem("wrong-type", (), "a file is a mapping of keys such as `partnercheck: dossier/1`")
        raise InputError([*document.problems, *document.locate([problem])])
    return document


def whole(salvaged: Salvaged[Any], more: Iterable[Diagnostic]) -> Any:
    """Return the model, if there is no error at all.

    Raises:
        InputError: There is one.
    """
    diagnostics = [*salvaged.diagnostics, *more]
    if salvaged.model is None or any(each.severity == "error" for each in diagnostics):
        raise InputError(diagnostics)
    return salvaged.model
